// PackManifest+Read.swift — reading template.yaml, strictly: a key that nobody knows is refused with its line.
internal import Checks
package import Reporting
internal import TenderModel
internal import Workspace
internal import YAMLKit

extension PackManifest {
    /// Throws the codes of the YAML reader (WORK-), of values (MONEY-, EVAL-), TMPL-0010 (a later format), TMPL-0011 (an id,
    /// version or date that is none), TMPL-0012 (something named that is not there).
    package static func read(_ bytes: [UInt8], path: String = "template.yaml") throws(Problem) -> PackManifest {
        let file = try YAMLValue.parse(bytes, path: path)
        let root = try file.map([
            "format", "id", "version", "title", "industry", "effective", "issuer", "regime", "sources", "envelopes",
            "releaseWindow", "roles", "billEditions", "evaluation", "sheet", "documents", "parts", "groups", "fields",
            "checks",
        ])
        let format = try root.required("format")
        guard try format.filled() == "1" else {
            throw Problem(
                "TMPL-0010", zh: "示范文本包的格式版本是 \(try format.text()),本程序只认 1",
                en: "the pack is of format \(try format.text()); this program knows 1", remedyZh: "请升级程序",
                remedyEn: "get a newer program", place: format.place)
        }
        let sources = try sources(root.required("sources"))
        let effective = try root.required("effective").map(["from", "to"])
        let fields = try root.optional("fields")?.map(["tender", "bid"])
        var envelopes: [Int] = []
        for item in try root.required("envelopes").list() {
            let number = try item.integer()
            guard (1...2).contains(number) else {
                throw item.notAllowed(try item.text(), zh: "1 或 2", en: "1 or 2")
            }
            envelopes.append(number)
        }
        guard !envelopes.isEmpty else {
            throw try root.required("envelopes").notAllowed("[]", zh: "1 或 2", en: "1 or 2")
        }
        return PackManifest(
            id: try identifier(root.required("id")), version: try version(root.required("version")),
            title: try words(root.required("title")), industry: try words(root.required("industry")),
            effectiveFrom: try day(effective.required("from")), effectiveTo: try effective.optional("to").map(day),
            issuer: try root.required("issuer").filled(), regime: try root.required("regime").choice(Regime.self),
            sources: sources, envelopes: envelopes,
            releaseWindow: try root.optional("releaseWindow")?.integer() ?? 60,
            roles: try TenderWorkspace.choices(root.required("roles"), SignatureRole.self),
            billEditions: try texts(root.optional("billEditions")),
            methods: try methods(root.required("evaluation"), sources),
            sheet: try TenderWorkspace.sheet(root.required("sheet")),
            documents: try documents(root.required("documents")),
            parts: try TenderWorkspace.parts(root.required("parts")), groups: try groups(root.optional("groups")),
            tenderFields: try Self.fields(fields?.optional("tender")),
            bidFields: try Self.fields(fields?.optional("bid")),
            checks: try checks(root.optional("checks")))
    }

    // MARK: - Sections

    private static func sources(_ value: YAMLValue) throws(Problem) -> [String: Source] {
        var sources: [String: Source] = [:]
        for (id, value) in try value.anyMap().entries {
            let map = try value.map(["document", "from", "to", "jurisdiction"])
            sources[id] = Source(
                document: try map.required("document").filled(), validFrom: try day(map.required("from")),
                validTo: try map.optional("to").map(day),
                jurisdiction: try map.optional("jurisdiction")?.filled() ?? "CN")
        }
        return sources
    }

    /// `{source: order87, article: "55"}`. Throws TMPL-0012 where the manifest has no such source.
    static func basis(_ value: YAMLValue, _ sources: [String: Source]) throws(Problem) -> Basis {
        let map = try value.map(["source", "article"])
        let name = try map.required("source")
        guard let source = sources[try name.filled()] else {
            throw Problem(
                "TMPL-0012", zh: "template.yaml 的 sources 没有“\(try name.text())”",
                en: "template.yaml has no source \"\(try name.text())\"",
                remedyZh: "可用:\(sources.keys.sorted().joined(separator: "、"))",
                remedyEn: "it has \(sources.keys.sorted().joined(separator: ", "))", place: name.place)
        }
        return source.basis(try map.required("article").filled())
    }

    private static func methods(_ value: YAMLValue, _ sources: [String: Source]) throws(Problem) -> [Method] {
        var methods: [Method] = []
        for item in try value.list() {
            let map = try item.map(["method", "title", "suits", "basis", "price", "items"])
            methods.append(
                Method(
                    id: try identifier(map.required("method")), title: try words(map.required("title")),
                    suits: try map.optional("suits")?.choice(Method.Suits.self) ?? .any,
                    basis: try map.optional("basis").map { (value) throws(Problem) in try basis(value, sources) },
                    price: try EvaluationSection.price(map.optional("price")),
                    items: try EvaluationSection.items(map.optional("items"))))
        }
        return methods
    }

    private static func documents(_ value: YAMLValue) throws(Problem) -> [RequiredDocument] {
        var documents: [RequiredDocument] = []
        for item in try value.list() {
            let map = try item.map(["id", "title", "prefix", "required"])
            documents.append(
                RequiredDocument(
                    id: try identifier(map.required("id")), title: try map.required("title").filled(),
                    prefix: try map.required("prefix").filled(),
                    required: try map.optional("required")?.bool() ?? true))
        }
        return documents
    }

    private static func groups(_ value: YAMLValue?) throws(Problem) -> [String: LocalizedText] {
        var groups: [String: LocalizedText] = [:]
        for (id, value) in try value?.anyMap().entries ?? [] { groups[id] = try words(value) }
        return groups
    }

    private static func fields(_ value: YAMLValue?) throws(Problem) -> [Field] {
        var fields: [Field] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["path", "label", "hint", "repeated", "optional", "initial"])
            fields.append(
                Field(
                    path: try map.required("path").filled(), label: try words(map.required("label")),
                    hint: try map.optional("hint").map(words), repeated: try map.optional("repeated")?.bool() ?? false,
                    optional: try map.optional("optional")?.bool() ?? false,
                    initial: try map.optional("initial")?.text()))
        }
        return fields
    }

    private static func checks(_ value: YAMLValue?) throws(Problem) -> [RequiredCheck] {
        var checks: [RequiredCheck] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["id", "settings", "files"])
            var values: [String: String] = [:]
            for (name, value) in try map.optional("settings")?.anyMap().entries ?? [] {
                values[name] = try value.text()
            }
            checks.append(
                RequiredCheck(
                    id: try identifier(map.required("id")), values: values, files: try texts(map.optional("files"))))
        }
        return checks
    }

    // MARK: - Values

    /// Words in both languages.
    static func words(_ value: YAMLValue) throws(Problem) -> LocalizedText {
        let map = try value.map(["zh", "en"])
        return LocalizedText(zh: try map.required("zh").filled(), en: try map.required("en").filled())
    }

    private static func texts(_ value: YAMLValue?) throws(Problem) -> [String] {
        var texts: [String] = []
        for item in try value?.list() ?? [] { texts.append(try item.filled()) }
        return texts
    }

    private static func identifier(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        guard CheckRegistry.isID(text) else {
            throw unreadable(
                value, text, zh: "小写字母、数字和“-”,以字母开头", en: "lower-case letters, digits and '-', a letter first")
        }
        return text
    }

    private static func version(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Int($0).map(String.init) == String($0) && $0.count <= 6 }) else {
            throw unreadable(value, text, zh: "三个数字,如 1.0.0", en: "three numbers, such as 1.0.0")
        }
        return text
    }

    private static func day(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        guard (try? Instant(text + "T00:00:00+08:00"))?.day == text else {
            throw unreadable(value, text, zh: "日期,如 2026-12-01", en: "a date, such as 2026-12-01")
        }
        return text
    }

    private static func unreadable(_ value: YAMLValue, _ text: String, zh: String, en: String) -> Problem {
        Problem(
            "TMPL-0011", zh: "“\(value.key)”的值“\(text)”不可用", en: "\"\(text)\" is no value for \"\(value.key)\"",
            remedyZh: "应为\(zh)", remedyEn: "write \(en)", place: value.place)
    }
}
