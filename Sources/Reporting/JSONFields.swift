// JSONFields.swift — takes an object's members one by one, and refuses what is missing, of another kind, or unknown.

/// The members of one JSON object, each to be taken once; ``end()`` refuses those that nobody asked for.
///
/// Every problem (JSON-0003) names the member, such as `rules[2].title.zh`.
package struct JSONFields {
    /// Where the object stands, such as `rules[2]`; empty for the outermost.
    private let path: String
    private var left: [JSON.Member]

    /// JSON-0003 where the value is no object.
    package init(_ value: JSON, path: String = "") throws(Problem) {
        guard case .object(let members) = value else {
            throw .wrongMember(path.isEmpty ? "{}" : path, zh: "应当是对象", en: "is not an object")
        }
        self.path = path
        self.left = members
    }

    /// The full name of a member.
    package func name(of member: String) -> String { path.isEmpty ? member : path + "." + member }

    /// The value of a member; nil where it is not there, or null.
    package mutating func optional(_ member: String) -> JSON? {
        guard let index = left.firstIndex(where: { $0.name == member }) else { return nil }
        let value = left.remove(at: index).value
        return value == .null ? nil : value
    }

    package mutating func value(_ member: String) throws(Problem) -> JSON {
        guard let value = optional(member) else {
            throw .wrongMember(name(of: member), zh: "缺少", en: "is missing")
        }
        return value
    }

    package mutating func optionalString(_ member: String, limit: Int = 4_000) throws(Problem) -> String? {
        try optional(member).map { (value) throws(Problem) in try Self.string(value, name(of: member), limit) }
    }

    /// A string of at most `limit` bytes.
    package mutating func string(_ member: String, limit: Int = 4_000) throws(Problem) -> String {
        try Self.string(try value(member), name(of: member), limit)
    }

    private static func string(_ value: JSON, _ name: String, _ limit: Int) throws(Problem) -> String {
        guard case .string(let text) = value else { throw .wrongMember(name, zh: "应当是字符串", en: "is not a string") }
        guard text.utf8.count <= limit else {
            throw .wrongMember(name, zh: "超过 \(limit) 字节", en: "has more than \(limit) bytes")
        }
        return text
    }

    package mutating func optionalNumber(_ member: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let value = optional(member) else { return nil }
        guard case .number(let number) = value, range.contains(number) else {
            let bounds = "\(range.lowerBound)–\(range.upperBound)"
            throw .wrongMember(name(of: member), zh: "应当是 \(bounds) 的整数", en: "is not a whole number of \(bounds)")
        }
        return number
    }

    package mutating func number(_ member: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64 {
        guard let number = try optionalNumber(member, in: range) else {
            throw .wrongMember(name(of: member), zh: "缺少", en: "is missing")
        }
        return number
    }

    package mutating func flag(_ member: String) throws(Problem) -> Bool {
        guard case .bool(let flag) = try value(member) else {
            throw .wrongMember(name(of: member), zh: "应当是 true 或 false", en: "is neither true nor false")
        }
        return flag
    }

    /// One of the words of an enumeration.
    package mutating func word<Word: RawRepresentable & CaseIterable>(
        _ member: String, _: Word.Type = Word.self
    ) throws(Problem) -> Word where Word.RawValue == String {
        guard let word = try optionalWord(member, Word.self) else {
            throw .wrongMember(name(of: member), zh: "缺少", en: "is missing")
        }
        return word
    }

    package mutating func optionalWord<Word: RawRepresentable & CaseIterable>(
        _ member: String, _: Word.Type = Word.self
    ) throws(Problem) -> Word? where Word.RawValue == String {
        guard let text = try optionalString(member) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrongMember(name(of: member), zh: "应当是以下之一:\(words)", en: "is not one of: \(words)")
        }
        return word
    }

    /// The elements of an array, each with its full name, such as `rules[2]`; none where the member is not there.
    package mutating func list(_ member: String, limit: Int = 10_000) throws(Problem) -> [(name: String, value: JSON)] {
        guard let value = optional(member) else { return [] }
        guard case .array(let values) = value, values.count <= limit else {
            throw .wrongMember(
                name(of: member), zh: "应当是至多 \(limit) 项的数组", en: "is not an array of at most \(limit)")
        }
        return values.enumerated().map { ("\(name(of: member))[\($0.offset)]", $0.element) }
    }

    /// An array of strings.
    package mutating func strings(
        _ member: String, limit: Int = 10_000, length: Int = 4_000
    ) throws(Problem) -> [String] {
        var texts: [String] = []
        for (name, value) in try list(member, limit: limit) { texts.append(try Self.string(value, name, length)) }
        return texts
    }

    /// The members of an object below; nil where it is not there.
    package mutating func optionalFields(_ member: String) throws(Problem) -> JSONFields? {
        try optional(member).map { (value) throws(Problem) in try JSONFields(value, path: name(of: member)) }
    }

    package mutating func fields(_ member: String) throws(Problem) -> JSONFields {
        try JSONFields(try value(member), path: name(of: member))
    }

    /// `{"zh": …, "en": …}`, both with something in them.
    package mutating func text(_ member: String) throws(Problem) -> LocalizedText {
        guard let text = try optionalText(member) else {
            throw .wrongMember(name(of: member), zh: "缺少", en: "is missing")
        }
        return text
    }

    package mutating func optionalText(_ member: String) throws(Problem) -> LocalizedText? {
        guard var fields = try optionalFields(member) else { return nil }
        let text = LocalizedText(zh: try fields.string("zh"), en: try fields.string("en"))
        guard !text.zh.isEmpty, !text.en.isEmpty else {
            throw .wrongMember(name(of: member), zh: "中英文都不能为空", en: "needs words in both languages")
        }
        try fields.end()
        return text
    }

    /// Every member that is left, whatever its name: of an object that is a table.
    package mutating func rest() -> [JSON.Member] {
        defer { left = [] }
        return left
    }

    /// JSON-0003 where there is a member that nobody asked for: a misspelt one would otherwise mean nothing, unseen.
    package consuming func end() throws(Problem) {
        guard let unknown = left.first else { return }
        throw .wrongMember(name(of: unknown.name), zh: "未知的成员", en: "is unknown")
    }
}

extension Problem {
    /// A member of a JSON object that is not as it has to be.
    package static func wrongMember(_ name: String, zh: String, en: String) -> Problem {
        Problem(
            code: "JSON-0003", message: LocalizedText(zh: "“\(name)”:\(zh)", en: "\"\(name)\" \(en)"),
            remedy: LocalizedText(zh: "请对照格式说明改正", en: "correct it; the format's documentation says how"))
    }
}
