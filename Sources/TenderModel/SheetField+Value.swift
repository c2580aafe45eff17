// SheetField+Value.swift — what may stand in a field of the opening sheet, by its kind.
package import Reporting

extension SheetField.Kind {
    /// The kind's name for people.
    package var name: LocalizedText {
        switch self {
        case .text: LocalizedText(zh: "文字", en: "text")
        case .money: LocalizedText(zh: "金额(元)", en: "amount in yuan")
        case .days: LocalizedText(zh: "天数", en: "days")
        case .integer: LocalizedText(zh: "整数", en: "whole number")
        case .percent: LocalizedText(zh: "百分数", en: "percentage")
        }
    }

    /// Why `value` is none of this kind; nil where it is one.
    ///
    /// Text: one line of at most 1,000 characters. Days: 1 to 36,500. Integer: at most 15 digits, perhaps a minus.
    /// Percent: at most 9 digits before the point and 4 after it, without the sign %.
    func objection(to value: String) -> (reason: LocalizedText, remedy: LocalizedText)? {
        switch self {
        case .text:
            guard Identifier.isLine(value), value.count <= 1_000 else {
                return (
                    LocalizedText(
                        zh: "含有换行等控制字符,或超过 1000 字",
                        en: "has line breaks or control characters, or over 1,000 characters"),
                    LocalizedText(zh: "写成一行文字", en: "write one line of text")
                )
            }
        case .money:
            do throws(Problem) { _ = try Money(yuan: value) } catch { return (error.message, error.remedy) }
        case .days:
            guard Self.isWhole(value[...], longest: 5), let days = Int(value), (1...36_500).contains(days) else {
                return (
                    LocalizedText(zh: "“\(value)”不是天数", en: "\"\(value)\" is not a number of days"),
                    LocalizedText(zh: "只写日历天的个数,如 180", en: "write the calendar days in digits only, such as 180")
                )
            }
        case .integer:
            guard Self.isWhole(value.hasPrefix("-") ? value.dropFirst() : value[...], longest: 15) else {
                return (
                    LocalizedText(zh: "“\(value)”不是整数", en: "\"\(value)\" is not a whole number"),
                    LocalizedText(zh: "只写数字,如 12", en: "write digits only, such as 12")
                )
            }
        case .percent:
            let halves = value.split(separator: ".", omittingEmptySubsequences: false)
            guard halves.count <= 2, let whole = halves.first, Self.isWhole(whole, longest: 9),
                halves.count == 1 || Self.isDigits(halves[1], longest: 4)
            else {
                return (
                    LocalizedText(zh: "“\(value)”不是百分数", en: "\"\(value)\" is not a percentage"),
                    LocalizedText(
                        zh: "只写数字,最多四位小数,不写 %,如 3.25",
                        en: "write digits with at most four decimals and no %, such as 3.25")
                )
            }
        }
        return nil
    }

    private static func isDigits(_ text: Substring, longest: Int) -> Bool {
        (1...longest).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isWhole(_ text: Substring, longest: Int) -> Bool {
        isDigits(text, longest: longest) && (text.utf8.count == 1 || !text.hasPrefix("0"))
    }
}

extension SheetValue {
    /// For money, the amount that counts: the words where they can be read, else the figures; nil where neither can.
    ///
    /// Words prevail over figures: Evaluation rules art. 19; Order 87 art. 59.
    package var prevailingAmount: Money? {
        if let words, let amount = try? Money(words: words) { return amount }
        return try? Money(yuan: value)
    }
}
