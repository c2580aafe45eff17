// TemplatePack.swift — a template pack (示范文本包), read whole: what it says of itself, its rules, its schemas.
internal import Checks
package import Reporting
package import TenderModel
package import XMLKit

/// A pack that can be used. What is unwise about it, ``PackLint`` says.
package struct TemplatePack: Sendable {
    package let files: PackFiles
    package let manifest: PackManifest
    package let digest: FileDigest
    /// In the order of their ids.
    package let rules: [TemplateRule]
    /// Structure of the industry part of tender.xml and of bid.xml; nil where the pack has no schema for it.
    package let tenderSchema: XMLSchema?
    package let bidSchema: XMLSchema?

    /// Throws what is wrong with any of its files, with its place; TMPL-0005 (no template.yaml), TMPL-0015 (two rules with one
    /// id), TMPL-0016 (a file that the manifest names and that is not there), TMPL-0019 (it takes too long), XML-… for a schema.
    package init(_ files: PackFiles) throws(Problem) {
        self = try PackTime.bounded { (_) throws(Problem) in try TemplatePack(reading: files) }
    }

    private init(reading files: PackFiles) throws(Problem) {
        guard let bytes = files["template.yaml"] else {
            throw Problem(
                "TMPL-0005", zh: "没有 template.yaml,这不是示范文本包", en: "there is no template.yaml: this is no template pack",
                remedyZh: "用 biao template new 新建", remedyEn: "make one with biao template new")
        }
        let manifest = try PackManifest.read(bytes)
        var rules: [TemplateRule] = []
        for name in files.names(below: "rules/") where name.hasSuffix(".yaml") {
            rules += try TemplateRule.read(files[name] ?? [], path: name, sources: manifest.sources)
        }
        rules.sort { $0.card.id < $1.card.id }
        for (rule, next) in zip(rules, rules.dropFirst()) where rule.card.id == next.card.id {
            throw Problem(
                "TMPL-0015", zh: "规则编号 \(rule.card.id) 用了两次", en: "two rules have the id \(rule.card.id)",
                remedyZh: "给其中一条新的编号", remedyEn: "give one of them another id",
                place: "\(rule.place), \(next.place)")
        }
        for name in manifest.checks.flatMap(\.files) where files[name] == nil {
            throw Problem(
                "TMPL-0016", zh: "template.yaml 引用的文件“\(name)”不存在",
                en: "template.yaml names the file \"\(name)\", which is not there", remedyZh: "补上文件,或删去引用",
                remedyEn: "add the file, or remove its name", place: "template.yaml: checks")
        }
        self.files = files
        self.manifest = manifest
        self.rules = rules
        digest = try files.digest()
        tenderSchema = try Self.schema("schema/tender.xsd", files)
        bidSchema = try Self.schema("schema/bid.xsd", files)
    }

    package init(folder: String) throws(Problem) {
        do throws(Problem) { try self.init(PackFiles(folder: folder)) } catch {
            var problem = error
            problem.place =
                problem.place.map { $0.hasPrefix("/") || $0.hasPrefix(folder) ? $0 : folder + "/" + $0 } ?? folder
            throw problem
        }
    }

    private static func schema(_ name: String, _ files: PackFiles) throws(Problem) -> XMLSchema? {
        guard let bytes = files[name] else { return nil }
        // far more than people write; what a schema costs to compile grows with it
        guard bytes.count <= 512 << 10 else {
            throw Problem(
                "TMPL-0017", zh: "\(name) 超过 512 KiB", en: "\(name) is larger than 512 KiB", remedyZh: "请精简",
                remedyEn: "make it smaller", place: name)
        }
        return try XMLSchema(name: name, bytes)
    }

    /// How a tender names it.
    package var reference: TemplateReference {
        TemplateReference(id: manifest.id, version: manifest.version, digest: digest)
    }
}
