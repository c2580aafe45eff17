// Money.swift — an amount of money in whole fen; never a floating-point number.
package import Reporting

/// An amount in fen (分, 1/100 yuan). Amounts read from text are 0 to 9,999,999,999,999.99 yuan.
package struct Money: Sendable, Hashable, Codable, Comparable {
    /// The amount in fen.
    package var fen: Int64

    package init(fen: Int64) {
        self.fen = fen
    }

    package static let zero = Money(fen: 0)
    /// The largest amount that is read or added up to: 9,999,999,999,999.99 yuan.
    package static let largest = Money(fen: 999_999_999_999_999)

    /// Reads figures in yuan such as `1200`, `1200.5` or `1200.05`.
    ///
    /// Only ASCII digits and one point: no sign, no separators, no leading zeros, no third decimal (it is refused, not
    /// rounded). Throws MONEY-0001 (no amount), MONEY-0002 (a third decimal), MONEY-0003 (too large), MONEY-0004
    /// (separators or a currency sign).
    package init(yuan text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
        if bytes.contains(where: isDigit),
            text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || Self.ornaments.contains($0) }),
            text.unicodeScalars.contains(where: { !("0"..."9").contains($0) && $0 != "." })
        {
            throw Problem(
                "MONEY-0004", zh: "金额“\(text)”含有分隔符、空格或货币符号",
                en: "the amount \"\(text)\" has separators, spaces or a currency sign",
                remedyZh: "只写数字,单位为元,如 1234567.80", remedyEn: "write digits only, in yuan, such as 1234567.80")
        }
        let halves = bytes.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard let whole = halves.first, !whole.isEmpty, whole.allSatisfy(isDigit), halves.count <= 2,
            whole.count == 1 || whole.first != UInt8(ascii: "0"),
            halves.count == 1 || (!halves[1].isEmpty && halves[1].allSatisfy(isDigit))
        else {
            throw Problem(
                "MONEY-0001", zh: "“\(text)”不是以元为单位的金额", en: "\"\(text)\" is not an amount in yuan",
                remedyZh: "只写数字,最多两位小数,如 1200.05",
                remedyEn: "write digits with at most two decimals, such as 1200.05")
        }
        let decimals = halves.count == 2 ? Array(halves[1]) : []
        guard decimals.count <= 2 else {
            throw Problem(
                "MONEY-0002", zh: "金额“\(text)”超过两位小数", en: "the amount \"\(text)\" has more than two decimals",
                remedyZh: "请精确到分;程序不替您四舍五入", remedyEn: "write it to the fen; the program does not round for you")
        }
        guard whole.count <= 13 else { throw Problem.amountTooLarge(text) }
        let digits = whole + decimals + [UInt8](repeating: 48, count: 2 - decimals.count)
        self.init(fen: digits.reduce(0) { $0 * 10 + Int64($1 - 48) })
    }

    /// What people put between and around figures, full-width forms too.
    private static let ornaments = Array(".,'\u{ff0c}\u{2019} \u{3000}\u{a0}\u{a5}\u{ffe5}元".unicodeScalars)

    /// Figures in yuan with two decimals, such as `1200.05`.
    package var yuan: String {
        let (whole, cents) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        return (fen < 0 ? "-" : "") + "\(whole)." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    /// Figures for people, with separators: `1,200.05`.
    package var formatted: String {
        let whole = Array("\(fen.magnitude / 100)")
        var grouped = fen < 0 ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return grouped + yuan.suffix(3)
    }

    package static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

    /// The sum; throws MONEY-0005 where it is beyond ``largest``.
    package func adding(_ other: Money) throws(Problem) -> Money {
        let (sum, overflow) = fen.addingReportingOverflow(other.fen)
        guard !overflow, sum <= Money.largest.fen else {
            throw Problem(
                "MONEY-0005", zh: "金额之和 \(yuan) + \(other.yuan) 超出上限 \(Money.largest.formatted) 元",
                en: "the sum \(yuan) + \(other.yuan) is above the limit of \(Money.largest.formatted) yuan",
                remedyZh: "请检查各项金额", remedyEn: "check the amounts")
        }
        return Money(fen: sum)
    }
}

extension Problem {
    static func amountTooLarge(_ text: String) -> Problem {
        Problem(
            "MONEY-0003", zh: "金额“\(text)”超出上限 \(Money.largest.formatted) 元",
            en: "the amount \"\(text)\" is above the limit of \(Money.largest.formatted) yuan",
            remedyZh: "请检查单位是否为元", remedyEn: "check that it is in yuan")
    }
}
