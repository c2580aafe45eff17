// PackWords.swift — what the ids, paths and texts of a pack may be (编号与文字): they go into files that other people fill in.
internal import Checks
internal import Reporting
internal import TenderModel
internal import YAMLKit

/// Reads what a pack says to people, strictly. Whoever writes a pack must not write more into a tender.yaml, a bid.yaml, a
/// terminal or a page than the words that are seen there.
enum PackWords {
    /// Characters of a name or a label.
    static let longestLabel = 200
    /// Characters of a sentence, such as a rule's message or how points are given.
    static let longestSentence = 2_000

    /// Throws TMPL-0018 where a text is no line that can be read: longer than `longest`, begun with a blank, or with line
    /// breaks, control characters, or characters that cannot be seen or turn the direction of text.
    static func line(_ value: YAMLValue, longest: Int = longestLabel) throws(Problem) -> String {
        let text = try value.filled()
        try check(text, longest: longest, place: value.place)
        return text
    }

    /// Words in both languages. Throws the YAML reader's codes and TMPL-0018.
    static func both(_ value: YAMLValue, longest: Int = longestLabel) throws(Problem) -> LocalizedText {
        let map = try value.map(["zh", "en"])
        return LocalizedText(
            zh: try line(map.required("zh"), longest: longest), en: try line(map.required("en"), longest: longest))
    }

    /// Words in both languages, or one text that stands for both.
    static func bothOrOne(_ value: YAMLValue) throws(Problem) -> LocalizedText {
        if value.isMapping { return try both(value) }
        let text = try line(value)
        return LocalizedText(zh: text, en: text)
    }

    /// The same for a text that was read already.
    static func check(_ text: String, longest: Int = longestLabel, place: String) throws(Problem) {
        let scalars = text.unicodeScalars
        let reason: (zh: String, en: String)
        if scalars.count > longest {
            reason = ("超过 \(longest) 个字", "it has more than \(longest) characters")
        } else if scalars.first?.properties.isWhitespace == true {
            reason = ("以空白开头", "it begins with a blank")
        } else if scalars.contains(where: isUnseen) {
            reason = (
                "含有换行、控制字符、看不见的字符或改变文字方向的字符",
                "it has line breaks, control characters, or ones that cannot be seen or turn the direction of text"
            )
        } else {
            return
        }
        throw Problem(
            "TMPL-0018", zh: "文字不可用:\(reason.zh)", en: "the text cannot be used: \(reason.en)",
            remedyZh: "写成一行普通文字", remedyEn: "write one line of plain text", place: place)
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }

    // MARK: - Ids

    /// The id of a pack, a method, a chapter or a check. Throws TMPL-0011.
    static func identifier(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        guard CheckRegistry.isID(text) else {
            throw unusable(
                value, text, zh: "1 至 64 个小写字母、数字和“-”,以字母开头",
                en: "1 to 64 lower-case letters, digits and '-', a letter first")
        }
        return text
    }

    /// An id as a tender has it. Throws TMPL-0011.
    ///
    /// - Parameter marks: What may stand in it beside letters and digits.
    static func tenderID(_ text: String, marks: String, of value: YAMLValue) throws(Problem) {
        guard Identifier.isValid(text, marks: marks, longest: 64) else {
            let shown = marks.map { "“\($0)”" }.joined()
            let said = marks.map { "'\($0)'" }.joined(separator: ", ")
            throw unusable(value, text, zh: "1 至 64 个字母、数字、\(shown)", en: "1 to 64 letters, digits, \(said)")
        }
    }

    /// The name of an element of the industry part: ASCII letters, digits, `-` and `_`, a letter first.
    static func isName(_ name: some StringProtocol) -> Bool {
        let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) }
        return (1...64).contains(name.utf8.count) && name.utf8.first.map(isLetter) == true
            && name.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || "-_".utf8.contains($0) }
    }

    /// What ``isName(_:)`` asks for.
    static let nameForm = LocalizedText(zh: "字母、数字、“-”“_”,以字母开头", en: "letters, digits, '-' and '_', a letter first")

    /// The path of a field, such as `letter/validity`: names parted by `/`, at most 15 of them. Throws TMPL-0011.
    static func path(_ value: YAMLValue) throws(Problem) -> String {
        let text = try value.filled()
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        guard steps.count <= 15, steps.allSatisfy(isName) else {
            throw unusable(
                value, text, zh: "如 letter/validity:每一节用\(nameForm.zh),至多 15 节",
                en: "names such as letter/validity, each of \(nameForm.en), at most 15 of them")
        }
        return text
    }

    /// TMPL-0011.
    static func unusable(_ value: YAMLValue, _ text: String, zh: String, en: String) -> Problem {
        Problem(
            "TMPL-0011", zh: "“\(value.key)”的值“\(text)”不可用", en: "\"\(text)\" is no value for \"\(value.key)\"",
            remedyZh: "应为\(zh)", remedyEn: "write \(en)", place: value.place)
    }
}
