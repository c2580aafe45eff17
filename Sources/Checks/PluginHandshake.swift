// PluginHandshake.swift — the first line each way: which protocol, who the plugin is, what it reports, what it has to read.
package import Reporting

/// Which files a plugin has to read, by how their container names begin; an empty prefix is all of them. And which of the
/// lists that a person gives along, by their names.
package struct PluginReads: Sendable, Hashable {
    package var tender: [String]
    package var bid: [String]
    package var lists: [String]

    package init(tender: [String] = [], bid: [String] = [], lists: [String] = []) {
        self.tender = tender
        self.bid = bid
        self.lists = lists
    }
}

/// What a plugin says of itself.
package struct PluginHandshake: Sendable, Hashable {
    package var protocolVersion: Int
    package var id: String
    package var version: String
    package var title: LocalizedText
    package var reads: PluginReads
    package var rules: [RuleCard]

    /// What the host says first.
    package static func hello(host: String) -> JSON {
        .members([
            "hello": .members([
                "protocols": .array(PluginProtocol.versions.map { .number(Int64($0)) }), "host": .string(host),
            ])
        ])
    }

    /// What a plugin answers.
    package enum Answer: Sendable, Hashable {
        case hello(PluginHandshake)
        /// It speaks none of the versions offered, but these.
        case unsupported([Int])
    }

    /// Reads the answer. Throws JSON-NNNN where it is none.
    package static func answer(_ json: JSON) throws(Problem) -> Answer {
        var outer = try JSONFields(json)
        if var unsupported = try outer.optionalFields("unsupported") {
            try outer.end()
            let versions = try unsupported.list("protocols", limit: 16).compactMap { item -> Int? in
                if case .number(let number) = item.value { Int(exactly: number) } else { nil }
            }
            try unsupported.end()
            return .unsupported(versions)
        }
        var fields = try outer.fields("hello")
        try outer.end()
        let version = Int(try fields.number("protocol", in: 1...999))
        // what a later version says beside it is not for us to judge
        guard PluginProtocol.versions.contains(version) else { return .unsupported([version]) }
        var handshake = PluginHandshake(
            protocolVersion: version, id: try fields.string("id", limit: 64),
            version: try fields.string("version", limit: 32), title: try fields.text("title"), reads: PluginReads(),
            rules: [])
        if var reads = try fields.optionalFields("reads") {
            handshake.reads = PluginReads(
                tender: try reads.strings("tender", limit: 64, length: 1_024),
                bid: try reads.strings("bid", limit: 64, length: 1_024),
                lists: try reads.strings("lists", limit: 64, length: 64))
            try reads.end()
        }
        for (name, value) in try fields.list("rules", limit: 1_000) {
            handshake.rules.append(try RuleCard(wire: value, path: name))
        }
        try fields.end()
        guard !handshake.rules.isEmpty else {
            throw .wrongMember("hello.rules", zh: "至少要有一条规则", en: "has to have a rule")
        }
        return .hello(handshake)
    }
}

extension RuleCard {
    /// A card as it stands in a handshake. Throws JSON-0003.
    init(wire value: JSON, path: String) throws(Problem) {
        var fields = try JSONFields(value, path: path)
        let id = try fields.string("id", limit: 16)
        let severity: Finding.Severity = try fields.optionalWord("severity") ?? .error
        let title = try fields.text("title")
        let remedy = try fields.text("remedy")
        var basis: Basis?
        if var ground = try fields.optionalFields("basis") {
            basis = Basis(
                document: try ground.string("document", limit: 400), article: try ground.string("article", limit: 80),
                jurisdiction: try ground.optionalString("jurisdiction", limit: 16) ?? "CN",
                validFrom: try ground.string("validFrom", limit: 10),
                validTo: try ground.optionalString("validTo", limit: 10))
            try ground.end()
        }
        let passes = try Self.examples(&fields, "passes")
        let fails = try Self.examples(&fields, "fails")
        try fields.end()
        self.init(
            id: id, severity: severity, title: title, basis: basis, remedy: remedy, passes: passes, fails: fails)
    }

    private static func examples(_ fields: inout JSONFields, _ member: String) throws(Problem) -> [RuleExample] {
        var examples: [RuleExample] = []
        for (name, value) in try fields.list(member, limit: 100) {
            var example = try JSONFields(value, path: name)
            examples.append(
                RuleExample(why: try example.text("why"), text: try example.string("case", limit: 120)))
            try example.end()
        }
        return examples
    }
}
