// PackManifest+Read.swift — reading template.yaml, strictly: a key that nobody knows is refused with its line.
package import Reporting
internal import TenderModel
internal import Workspace
internal import YAMLKit

extension PackManifest {
    /// Throws the codes of the YAML reader (WORK-), of values (MONEY-, EVAL-), TMPL-0010 (a later format), TMPL-0011 (an id,
    /// version, path or date that is none), TMPL-0012 (something named that is not there), TMPL-0018 (a text that is no line).
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
            id: try PackWords.identifier(root.required("id")), version: try version(root.required("version")),
            title: try words(root.required("title")), industry: try words(root.required("industry")),
            effectiveFrom: try day(effective.required("from")), effectiveTo: try effective.optional("to").map(day),
            issuer: try PackWords.line(root.required("issuer")),
            regime: try root.required("regime").choice(Regime.self),
            sources: sources, envelopes: envelopes,
            releaseWindow: try root.optional("releaseWindow")?.integer() ?? 60,
            roles: try TenderWorkspace.choices(root.required("roles"), SignatureRole.self),
            billEditions: try texts(root.optional("billEditions")),
            methods: try methods(root.required("evaluation"), sources),
            sheet: try sheet(root.required("sheet")), documents: try documents(root.required("documents")),
            parts: try parts(root.required("parts")), groups: try groups(root.optional("groups")),
            tenderFields: try Self.fields(fields?.optional("tender")),
            bidFields: try Self.fields(fields?.optional("bid")),
            checks: try checks(root.optional("checks")))
    }

    // MARK: - Sections

    private static func sources(_ value: YAMLValue) throws(Problem) -> [String: Source] {
        var sources: [String: Source] = [:]
        for (id, value) in try value.anyMap().entries {
            guard PackWords.isName(id) else {
                throw PackWords.unusable(value, id, zh: PackWords.nameForm.zh, en: PackWords.nameForm.en)
            }
            let map = try value.map(["document", "from", "to", "jurisdiction"])
            sources[id] = Source(
                document: try PackWords.line(map.required("document")), validFrom: try day(map.required("from")),
                validTo: try map.optional("to").map(day),
                jurisdiction: try map.optional("jurisdiction").map { (value) throws(Problem) in
                    try PackWords.line(value, longest: 20)
                } ?? "CN")
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
        return source.basis(try PackWords.line(map.required("article")))
    }

    private static func methods(_ value: YAMLValue, _ sources: [String: Source]) throws(Problem) -> [Method] {
        var methods: [Method] = []
        for item in try value.list() {
            let map = try item.map(["method", "title", "suits", "basis", "price", "items"])
            methods.append(
                Method(
                    id: try PackWords.identifier(map.required("method")), title: try words(map.required("title")),
                    suits: try map.optional("suits")?.choice(Method.Suits.self) ?? .any,
                    basis: try map.optional("basis").map { (value) throws(Problem) in try basis(value, sources) },
                    price: try EvaluationSection.price(map.optional("price")),
                    items: try items(map.optional("items"))))
        }
        return methods
    }

    private static func items(_ value: YAMLValue?) throws(Problem) -> [ScoringItem] {
        let items = try EvaluationSection.items(value)
        for (item, value) in zip(items, try value?.list() ?? []) {
            try PackWords.tenderID(item.id, marks: "-", of: value)
            try PackWords.check(item.title, place: value.place)
            try PackWords.check(item.criterion, longest: PackWords.longestSentence, place: value.place)
        }
        return items
    }

    private static func sheet(_ value: YAMLValue) throws(Problem) -> [SheetField] {
        let fields = try TenderWorkspace.sheet(value)
        for (field, value) in zip(fields, try value.list()) {
            try PackWords.tenderID(field.id, marks: "_-", of: value)
            for label in [field.label.zh, field.label.en] { try PackWords.check(label, place: value.place) }
        }
        return fields
    }

    private static func parts(_ value: YAMLValue) throws(Problem) -> [Part] {
        var parts: [Part] = []
        for item in try value.list() {
            let map = try item.map(["id", "title", "required", "envelope"])
            let id = try map.required("id")
            try PackWords.tenderID(try id.filled(), marks: "-", of: id)
            parts.append(
                Part(
                    id: try id.filled(), title: try PackWords.bothOrOne(map.required("title")),
                    required: try map.optional("required")?.bool() ?? true,
                    envelope: try map.optional("envelope")?.integer() ?? 1))
        }
        return parts
    }

    private static func documents(_ value: YAMLValue) throws(Problem) -> [RequiredDocument] {
        var documents: [RequiredDocument] = []
        for item in try value.list() {
            let map = try item.map(["id", "title", "prefix", "required"])
            documents.append(
                RequiredDocument(
                    id: try PackWords.identifier(map.required("id")),
                    title: try PackWords.bothOrOne(map.required("title")),
                    prefix: try PackWords.line(map.required("prefix")),
                    required: try map.optional("required")?.bool() ?? true))
        }
        return documents
    }

    private static func groups(_ value: YAMLValue?) throws(Problem) -> [String: LocalizedText] {
        var groups: [String: LocalizedText] = [:]
        for (id, value) in try value?.anyMap().entries ?? [] {
            guard PackWords.isName(id) else {
                throw PackWords.unusable(value, id, zh: PackWords.nameForm.zh, en: PackWords.nameForm.en)
            }
            groups[id] = try words(value)
        }
        return groups
    }

    private static func fields(_ value: YAMLValue?) throws(Problem) -> [Field] {
        var fields: [Field] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["path", "label", "hint", "repeated", "optional", "initial"])
            let initial = map.optional("initial")
            let start = try initial?.text()
            if let initial, let start { try PackWords.check(start, place: initial.place) }
            fields.append(
                Field(
                    path: try PackWords.path(map.required("path")), label: try words(map.required("label")),
                    hint: try map.optional("hint").map(words), repeated: try map.optional("repeated")?.bool() ?? false,
                    optional: try map.optional("optional")?.bool() ?? false,
                    initial: start))
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
                    id: try PackWords.identifier(map.required("id")), values: values,
                    files: try texts(map.optional("files"))))
        }
        return checks
    }

    // MARK: - Values

    /// Words in both languages.
    static func words(_ value: YAMLValue) throws(Problem) -> LocalizedText { try PackWords.both(value) }

    private static func texts(_ value: YAMLValue?) throws(Problem) -> [String] {
        var texts: [String] = []
        for item in try value?.list() ?? [] { texts.append(try PackWords.line(item)) }
        return texts
    }

    private static func version(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Int($0).map(String.init) == String($0) && $0.count <= 6 }) else {
            throw PackWords.unusable(value, text, zh: "三个数字,如 1.0.0", en: "three numbers, such as 1.0.0")
        }
        return text
    }

    private static func day(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        guard (try? Instant(text + "T00:00:00+08:00"))?.day == text else {
            throw PackWords.unusable(value, text, zh: "日期,如 2026-12-01", en: "a date, such as 2026-12-01")
        }
        return text
    }
}
