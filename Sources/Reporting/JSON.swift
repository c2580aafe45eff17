// JSON.swift — JSON values and their text: members in the order given, no floating-point numbers.

/// A JSON value. What strangers wrote is read by ``init(reading:limits:)``.
package indirect enum JSON: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
    case null
    case bool(Bool)
    case number(Int64)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSON

        package init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int64) { self = .number(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// A string, or null.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    /// An object whose members stand as given.
    package static func members(_ members: KeyValuePairs<String, JSON>) -> JSON {
        .object(members.map { Member(name: $0.key, value: $0.value) })
    }

    /// Indented by two blanks.
    package var text: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    /// All on one line, as one line of a protocol wants it.
    package var line: String {
        var text = ""
        writeLine(to: &text)
        return text
    }

    private func writeLine(to text: inout String) {
        switch self {
        case .array(let values):
            text += "["
            for (number, value) in values.enumerated() {
                if number > 0 { text += "," }
                value.writeLine(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (number, member) in members.enumerated() {
                if number > 0 { text += "," }
                text += Self.quoted(member.name) + ":"
                member.value.writeLine(to: &text)
            }
            text += "}"
        case .null, .bool, .number, .string: write(to: &text, indent: 0)
        }
    }

    private func write(to text: inout String, indent: Int) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += String(value)
        case .string(let value): text += Self.quoted(value)
        case .array(let values):
            if values.isEmpty {
                text += "[]"
            } else {
                for (number, value) in values.enumerated() {
                    text += (number == 0 ? "[\n" : ",\n") + inner
                    value.write(to: &text, indent: indent + 1)
                }
                text += "\n\(outer)]"
            }
        case .object(let members):
            if members.isEmpty {
                text += "{}"
            } else {
                for (number, member) in members.enumerated() {
                    text += (number == 0 ? "{\n" : ",\n") + inner + Self.quoted(member.name) + ": "
                    member.value.write(to: &text, indent: indent + 1)
                }
                text += "\n\(outer)}"
            }
        }
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // Controls, and the separators that break a line in JavaScript.
            case _
            where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
                || [0x2028, 0x2029].contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
