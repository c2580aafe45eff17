internal import Checks
// TemplateLibrary.swift — folders of template packs, `<id>/<version>/`, and the lock file that pins each by its digest.
internal import FileKit
package import Reporting
package import TenderModel
internal import YAMLKit

/// One folder of packs, such as `Templates/`.
package struct TemplateLibrary: Sendable {
    package static let lockName = "templates.lock.json"

    package let folder: String

    package init(_ folder: String) {
        self.folder = folder
    }

    /// Id, version and folder of every pack, in the order of ids and then of versions.
    package func list() throws(Problem) -> [(id: String, version: String, folder: String)] {
        var packs: [(id: String, version: String, folder: String)] = []
        for entry in try Files.list(folder) where entry.kind == .folder && CheckRegistry.isID(entry.name) {
            for version in try Files.list(folder + "/" + entry.name)
            where version.kind == .folder && Self.order(version.name) != nil {
                packs.append((entry.name, version.name, "\(folder)/\(entry.name)/\(version.name)"))
            }
        }
        return packs.sorted { a, b in
            a.id != b.id
                ? a.id < b.id : (Self.order(a.version) ?? []).lexicographicallyPrecedes(Self.order(b.version) ?? [])
        }
    }

    private static func order(_ version: String) -> [Int]? {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        return parts.count == 3 && numbers.count == 3 ? numbers : nil
    }

    /// Reads a pack and holds it against its folder's name and the lock file.
    ///
    /// Throws TMPL-0030 (the digest is not the locked one), TMPL-0031 (not in the lock file), TMPL-0032 (the folder is not called
    /// as template.yaml says), and whatever is wrong with the pack.
    package func load(_ id: String, _ version: String) throws(Problem) -> TemplatePack {
        let place = "\(folder)/\(id)/\(version)"
        let pack = try TemplatePack(folder: place)
        guard pack.manifest.id == id, pack.manifest.version == version else {
            throw Problem(
                "TMPL-0032", zh: "文件夹是 \(id)/\(version),template.yaml 写的是 \(pack.manifest.id)/\(pack.manifest.version)",
                en: "the folder is \(id)/\(version), template.yaml says \(pack.manifest.id)/\(pack.manifest.version)",
                remedyZh: "改文件夹名或 template.yaml", remedyEn: "rename the folder, or correct template.yaml", place: place)
        }
        guard let lock = try lock() else { return pack }
        guard let locked = lock.first(where: { $0.id == id && $0.version == version }) else {
            throw Problem(
                "TMPL-0031", zh: "\(Self.lockName) 里没有 \(id) \(version)",
                en: "\(Self.lockName) does not have \(id) \(version)",
                remedyZh: "核对该包后运行 biao template lock \(folder)",
                remedyEn: "look at the pack, then biao template lock \(folder)",
                place: place)
        }
        guard locked.digest == pack.digest else {
            throw Problem(
                "TMPL-0030", zh: "示范文本包的内容与 \(Self.lockName) 所记不同:摘要应为 \(locked.digest.hex),实为 \(pack.digest.hex)",
                en:
                    "the pack is not the one that \(Self.lockName) pins: its digest should be \(locked.digest.hex) and is \(pack.digest.hex)",
                remedyZh: "取回原来的包;若有意修改,请另立版本后运行 biao template lock",
                remedyEn: "get the pack again; for a change on purpose make a new version, then biao template lock",
                place: place)
        }
        return pack
    }

    // MARK: - The lock file

    /// What the lock file pins; nil where there is none.
    package func lock() throws(Problem) -> [TemplateReference]? {
        let path = "\(folder)/\(Self.lockName)"
        guard Files.kind(of: path) == .file else { return nil }
        // JSON is YAML, and the YAML reader names lines
        let root = try YAMLValue.load(path).map(["format", "templates"])
        var references: [TemplateReference] = []
        for item in try root.required("templates").list() {
            let map = try item.map(["id", "version", "digest"])
            let digest = try map.required("digest")
            guard let known = FileDigest(try digest.filled()) else {
                throw digest.notAllowed(
                    try digest.text(), zh: "sha256: 加 64 位十六进制数", en: "sha256: and 64 hexadecimal digits")
            }
            references.append(
                TemplateReference(
                    id: try map.required("id").filled(), version: try map.required("version").filled(), digest: known))
        }
        return references
    }

    /// Pins every pack in the folder as it is now. Throws what is wrong with any of them, and then pins nothing.
    package func writeLock() throws(Problem) -> [TemplateReference] {
        var references: [TemplateReference] = []
        for (id, version, place) in try list() {
            let pack = try TemplatePack(folder: place)
            guard pack.manifest.id == id, pack.manifest.version == version else { _ = try load(id, version); continue }
            references.append(pack.reference)
        }
        let lines = references.map {
            "    {\"id\": \"\($0.id)\", \"version\": \"\($0.version)\", \"digest\": \"\($0.digest)\"}"
        }
        let text = "{\n  \"format\": \"1\",\n  \"templates\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
        try Files.write(text, to: "\(folder)/\(Self.lockName)")
        return references
    }
}
