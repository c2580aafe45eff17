// SchemaWords.swift — libxml2's complaints about a schema in words for people, with the labels that people know.
internal import Reporting
internal import XMLKit

enum SchemaWords {
    /// The path of the element that begins on each line of the document that ``XMLWriter`` makes of `root`, the root's own
    /// being empty.
    static func paths(of root: XMLElement) -> [Int: String] {
        var lines: [Int: String] = [:]
        // the declaration is line 1
        var line = 2
        func walk(_ element: XMLElement, _ path: String) {
            let first = line
            lines[first] = path
            guard !element.children.isEmpty else {
                let end = first + element.text.utf8.count { $0 == UInt8(ascii: "\n") }
                for inner in first...end { lines[inner] = path }
                line = end + 1
                return
            }
            line += 1
            let twins = Dictionary(grouping: element.children, by: \.name)
            var seen: [String: Int] = [:]
            for child in element.children {
                seen[child.name, default: 0] += 1
                let number = (twins[child.name]?.count ?? 1) > 1 ? "[\(seen[child.name] ?? 1)]" : ""
                walk(child, (path.isEmpty ? "" : path + "/") + child.name + number)
            }
            lines[line] = path
            line += 1
        }
        walk(root, "")
        return lines
    }

    /// - Parameters:
    ///   - label: What people call the element.
    ///   - name: What they call an element of this name near it.
    static func message(
        _ words: String, label: LocalizedText?, name: (String) -> LocalizedText?
    ) -> LocalizedText {
        let subject =
            label.map { LocalizedText(zh: "“\($0.zh)”:", en: "\"\($0.en)\": ") } ?? LocalizedText(zh: "", en: "")
        func said(_ zh: String, _ en: String) -> LocalizedText {
            LocalizedText(zh: subject.zh + zh, en: subject.en + en)
        }
        let expected = expectedNames(words).map { (id: $0, label: name($0)) }
        let zh = expected.map { $0.label.map { label in "“\(label.zh)”" } ?? $0.id }.joined(separator: "、")
        let en = expected.map { $0.label.map { label in "\"\(label.en)\"" } ?? $0.id }.joined(separator: ", ")
        if words.contains("Missing child element(s)") { return said("缺少\(zh)", "\(en) is missing") }
        if words.contains("This element is not expected") {
            return expected.isEmpty
                ? said("此处不应有该项", "it does not belong here")
                : said("此处应为\(zh)", "\(en) should stand here")
        }
        if let value = quoted(words, after: "The value ") ?? quoted(words, after: "': ") {
            return said("值“\(value)”不符合要求的写法", "\"\(value)\" is not written as the template asks")
        }
        return said(words, words)
    }

    /// `a` and `b` of `… Expected is one of ( a, b ).`
    private static func expectedNames(_ words: String) -> [String] {
        guard let open = words.firstRange(of: "( "), let close = words.firstRange(of: " )"),
            open.upperBound <= close.lowerBound
        else { return [] }
        return words[open.upperBound..<close.lowerBound].split(separator: ",").map { String($0.filter { $0 != " " }) }
    }

    private static func quoted(_ words: String, after mark: String) -> String? {
        guard let found = words.firstRange(of: mark + "'") else { return nil }
        return String(words[found.upperBound...].prefix { $0 != "'" }.prefix(80))
    }
}
