// PluginFolder.swift — a process plugin's folder (进程插件目录): all its files, read once, and their digest (摘要).
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// The files of a plugin as they were when they were read. What is started is a copy of these very bytes, so that nothing
/// can be changed between the check of the digest and the start.
package struct PluginFolder: Sendable {
    /// One file, named from the folder on, such as `rules/list.txt`.
    package struct File: Sendable, Hashable {
        package var name: String
        package var bytes: [UInt8]
        package var isExecutable: Bool
    }

    private static let sizeLimit: Int64 = 64 << 20
    private static let countLimit = 2_000

    package let path: String
    /// In byte order of their names.
    package let files: [File]
    /// SHA-256 over the lines `<SHA-256 of the file>  ./<name>`, in byte order of the names, as `sha256sum` prints them.
    package let digest: FileDigest
    package var manifest: PluginManifest

    /// Reads a folder that holds a `plugin.json`. Throws PLUG-0001 (what cannot be pinned), JSON-NNNN and PLUG-0004.
    package init(_ path: String) throws(Problem) {
        self.path = path
        var found: [File] = []
        var size: Int64 = 0
        try Self.walk(path, below: "", into: &found, size: &size)
        found.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        if let (one, other) = TwinNames.first(in: found.map(\.name)) {
            throw .cannotPin(
                path + "/" + other, zh: "与“\(one)”仅大小写或 Unicode 写法不同",
                en: "its name differs from \"\(one)\" in case or Unicode form only")
        }
        files = found
        var digest = try Digest(.sha256)
        for file in found {
            try digest.update(Array("\(Hex.encode(try Digest.of(file.bytes, .sha256)))  ./\(file.name)\n".utf8))
        }
        self.digest = FileDigest(algorithm: "sha256", hex: Hex.encode(try digest.finish()))
        let place = path + "/" + PluginManifest.fileName
        guard let bytes = found.first(where: { $0.name == PluginManifest.fileName })?.bytes else {
            throw .noManifest(path)
        }
        do throws(Problem) {
            manifest = try PluginManifest(try JSON(reading: bytes))
            try manifest.check(files: found)
        } catch { throw error.at(place) }
    }

    private static func walk(
        _ folder: String, below prefix: String, into files: inout [File], size: inout Int64
    ) throws(Problem) {
        for entry in try Files.list(folder) {
            let path = folder + "/" + entry.name
            let name = prefix + entry.name
            // such a name is written otherwise by sha256sum
            guard !name.unicodeScalars.contains(where: { $0 == "\\" || $0.properties.generalCategory == .control })
            else {
                throw .cannotPin(
                    path, zh: "文件名含反斜杠或控制字符", en: "a file's name has a backslash or a control character",
                    remedyZh: "请给该文件改名", remedyEn: "rename that file")
            }
            switch entry.kind {
            case .folder: try walk(path, below: name + "/", into: &files, size: &size)
            case .file:
                size += entry.size
                guard size <= sizeLimit, files.count < countLimit else {
                    throw .cannotPin(
                        folder, zh: "插件超过 \(sizeLimit >> 20) MiB 或 \(countLimit) 个文件",
                        en: "the plugin has more than \(sizeLimit >> 20) MiB or \(countLimit) files",
                        remedyZh: "移走插件用不着的文件", remedyEn: "take away the files that it does not need")
                }
                files.append(
                    File(
                        name: name, bytes: try Files.read(path, limit: Int(sizeLimit)),
                        isExecutable: Files.isExecutable(path)))
            case .link, .other:
                throw .cannotPin(path, zh: "其中有链接或特殊文件", en: "a link or a special file lies in it")
            }
        }
    }
}
