// PluginRequest.swift — lays the files that a plugin has to read, and words the question (one line of JSON).
internal import Reporting
internal import Sandbox
internal import TenderModel

/// One question, and the folder that goes with it.
struct PluginRequest {
    /// Bytes of all files of one question together.
    static let sizeLimit = 512 << 20

    let number: Int
    let json: JSON

    /// Lays the files below `folder` of `scratch`; the plugin sees them at `seen`. Without files there is no folder.
    init(
        _ subject: CheckSubject, number: Int, reads: PluginReads, plugin id: String, scratch: ScratchFolder,
        folder: String, seen: String
    ) throws(Problem) {
        var layer = Layer(id: id, scratch: scratch, folder: folder, left: Self.sizeLimit)
        let files: JSON = .members([
            "folder": .string(seen),
            "tender": try layer.lay(subject.tenderFiles, reads.tender, as: "tender"),
            "bid": try layer.lay(subject.bidFiles, reads.bid, as: "bid"),
            "settings": try layer.lay(FilesInMemory(subject.settings.files), [""], as: "settings"),
            "lists": try layer.lay(
                FilesInMemory(subject.lists.filter { reads.lists.contains($0.key) }), [""], as: "lists"),
        ])
        let settings = subject.settings.values.sorted { $0.key < $1.key }
        self.number = number
        json = .members([
            "check": .members([
                "number": .number(Int64(number)), "stage": .string(subject.stage.rawValue),
                "at": .string(subject.at.text), "tender": SubjectJSON.of(subject.tender),
                "bid": subject.bid.map(SubjectJSON.of) ?? .null,
                "settings": .object(settings.map { JSON.Member(name: $0.key, value: .string($0.value)) }),
                "files": files,
            ])
        ])
    }

    private struct Layer {
        let id: String
        let scratch: ScratchFolder
        let folder: String
        var left: Int

        mutating func lay(_ files: any SubjectFiles, _ prefixes: [String], as kind: String) throws(Problem) -> JSON {
            var laid: [JSON] = []
            guard !prefixes.isEmpty else { return .array([]) }
            for file in files.list where prefixes.contains(where: { file.name.utf8.starts(with: $0.utf8) }) {
                let steps = file.name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                guard !file.name.utf8.contains(0), steps.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) }),
                    !steps.contains(where: { $0.elementsEqual("..".utf8) })
                else {
                    throw .cannotLay(
                        file.name, of: id, zh: "文件名会指到别处", en: "its name leads elsewhere",
                        remedyZh: "这不是正常的文件名:请给文件改名,或向制作人重新索取",
                        remedyEn: "no ordinary file is called so: rename it, or get the document again from its maker")
                }
                guard file.size <= Int64(left) else {
                    throw .cannotLay(
                        file.name, of: id, zh: "它要读的文件超过 \(sizeLimit >> 20) MiB",
                        en: "what it has to read is more than \(sizeLimit >> 20) MiB",
                        remedyZh: "请缩小或拆分这些文件", remedyEn: "make these files smaller")
                }
                let bytes = try files.read(file.name, limit: left)
                left -= bytes.count
                try scratch.add(bytes, as: "\(folder)/\(kind)/\(file.name)")
                laid.append(.members(["name": .string(file.name), "size": .number(Int64(bytes.count))]))
            }
            return .array(laid)
        }
    }
}
