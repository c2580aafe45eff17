// XPathStrings.swift — the string functions of XPath 1.0 (section 4.2) whose cost libxml2 leaves unbounded, in linear time.
//
// libxml2 counts steps of an evaluation, but a string function is one step: its searching is quadratic, and its concat()
// makes gigabytes of a few thousand bytes of expression.
internal import CLibXML2

enum XPathStrings {
    /// What the arguments of one call may have together, in bytes of UTF-8.
    static let mostBytes = 16 << 20

    static let functions: [String: XPathFunction] = [
        "concat": XPathFunction(2...1_000) { arguments in .text(arguments.map(\.string).joined()) },
        "contains": XPathFunction(2...2) { .truth(offset(of: $0[1].string, in: $0[0].string) != nil) },
        "substring-before": XPathFunction(2...2) { arguments in
            let text = arguments[0].string
            return .text(
                offset(of: arguments[1].string, in: text).map { String(decoding: text.utf8.prefix($0), as: UTF8.self) }
                    ?? "")
        },
        "substring-after": XPathFunction(2...2) { arguments in
            let (text, part) = (arguments[0].string, arguments[1].string)
            return .text(
                offset(of: part, in: text).map {
                    String(decoding: text.utf8.dropFirst($0 + part.utf8.count), as: UTF8.self)
                } ?? "")
        },
        "translate": XPathFunction(3...3) { .text(translate($0[0].string, $0[1].string, $0[2].string)) },
    ]

    /// Where the bytes of `part` begin in `text`; 0 for the empty text.
    private static func offset(of part: String, in text: String) -> Int? {
        var (text, part) = (text, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard !part.isEmpty else { return 0 }
                guard let start = text.baseAddress, let wanted = part.baseAddress,
                    let found = biao_find(start, text.count, wanted, part.count)
                else { return nil }
                return found - UnsafeRawPointer(start)
            }
        }
    }

    /// Each character of `from` becomes that of `to` at the same place, or nothing where there is none.
    private static func translate(_ text: String, _ from: String, _ to: String) -> String {
        var table: [Unicode.Scalar: Unicode.Scalar?] = [:]
        var replacements = Array(to.unicodeScalars)[...]
        for scalar in from.unicodeScalars {
            let replacement = replacements.popFirst()
            if table[scalar] == nil { table[scalar] = .some(replacement) }
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = table[scalar] {
                if let replacement { result.append(replacement) }
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
