// ContainerFiles.swift — the payload of a container as checks read it, and the template pack that travels in a tender file.
package import Checks
package import Container
package import Reporting
package import TenderModel

/// The payload of a container, which is opened anew for each file that is read: checks read few.
package struct ContainerFiles: SubjectFiles {
    package let list: [SubjectFile]
    private let path: String

    package init(_ reader: ContainerReader) {
        path = reader.path
        list = reader.payload.filter { $0.name != reader.kind.rootName }
            .map { SubjectFile(name: $0.name, size: $0.size) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ name: String, limit: Int) throws(Problem) -> [UInt8] {
        let reader = try ContainerReader(path)
        guard let entry = reader.archive.entry(name) else { throw .noSuchFile(name) }
        guard entry.size <= Int64(limit) else { throw .fileTooLarge(name, size: entry.size, limit: limit) }
        return try reader.archive.read(entry, limit: limit)
    }

    package func all(below folder: String, limit: Int) throws(Problem) -> [String: [UInt8]] {
        let reader = try ContainerReader(path)
        var (files, left): ([String: [UInt8]], Int) = ([:], limit)
        for file in list where file.name.hasPrefix(folder) {
            guard let entry = reader.archive.entry(file.name) else { throw .noSuchFile(file.name) }
            guard entry.size <= Int64(left) else { throw .fileTooLarge(folder, size: entry.size, limit: limit) }
            let bytes = try reader.archive.read(entry, limit: left)
            left -= bytes.count
            files[file.name] = bytes
        }
        return files
    }
}

extension TemplatePack {
    /// The pack that travels with a tender in `template/`, held against the digest that the tender names; nil where the tender
    /// follows no template. Throws TMPL-0041 where it carries another one, and what is wrong with the pack.
    package static func within(
        _ tender: Tender, _ files: any SubjectFiles, place: String
    ) throws(Problem) -> TemplatePack? {
        guard let named = tender.template else { return nil }
        do throws(Problem) {
            let bytes = try files.all(below: "template/", limit: PackFiles.maxTotal)
            let enclosed = try PackFiles(
                Dictionary(bytes.map { (String($0.key.dropFirst("template/".count)), $0.value) }) { first, _ in first })
            // before anything in it is read: what was swapped in is none of the tenderer's
            let digest = try enclosed.digest()
            guard digest == named.digest else { throw otherPack(digest, named, place) }
            let pack = try TemplatePack(enclosed)
            guard pack.reference == named else { throw otherPack(digest, named, place) }
            return pack
        } catch {
            guard error.code != "TMPL-0041" else { throw error }
            var problem = error
            problem.place = "\(place): template/\(problem.place ?? "")"
            throw problem
        }
    }

    private static func otherPack(_ digest: FileDigest, _ named: TemplateReference, _ place: String) -> Problem {
        Problem(
            "TMPL-0041",
            zh:
                "所附示范文本(\(digest.hex.prefix(12))…)不是招标文件所指的 \(named.id) \(named.version)(\(named.digest.hex.prefix(12))…)",
            en:
                "the template that is enclosed (\(digest.hex.prefix(12))…) is not the one that the tender names, \(named.id) \(named.version) (\(named.digest.hex.prefix(12))…)",
            remedyZh: "template/ 与 tender.yaml 的 template 一节须原样保留;请重新运行 biao tender init --template",
            remedyEn:
                "leave template/ and the section template of tender.yaml as they are, or run biao tender init --template again",
            place: place)
    }
}
