// RuleFunctions.swift — the functions that rules may use (函数库), namespace urn:biao:functions:1, prefix f. A later version of a
// function gets another name: what a reviewed pack says never changes.
package import Checks
internal import OpenSSLKit
package import Reporting
internal import TenderModel
package import XMLKit

/// The functions, over the files of one document. What cannot be computed is NaN, the empty text or false, so that an
/// assertion about it does not hold.
package enum RuleFunctions {
    /// Every function's form and meaning, for the documentation.
    package static let forms: [(form: String, meaning: LocalizedText)] = [
        ("f:fen(amount)", LocalizedText(zh: "金额(元)换成整数分", en: "an amount in yuan, in whole fen")),
        ("f:sum-fen(nodes)", LocalizedText(zh: "各金额之和(分)", en: "the sum of amounts, in fen")),
        (
            "f:product-fen(quantity, price)",
            LocalizedText(zh: "数量 × 单价,四舍五入到分", en: "quantity × unit price, rounded half up to the fen")
        ),
        ("f:words-fen(words)", LocalizedText(zh: "大写金额换成整数分", en: "an amount in words, in whole fen")),
        (
            "f:share-fen(fen, percent)",
            LocalizedText(zh: "若干分的百分之几,四舍五入到分", en: "so many percent of an amount in fen, rounded half up to the fen")
        ),
        ("f:is-date(text)", LocalizedText(zh: "是否为日期 yyyy-mm-dd", en: "whether it is a date yyyy-mm-dd")),
        (
            "f:date(text)",
            LocalizedText(zh: "日期或时间换成北京时间的日期", en: "the date, in Beijing, of a date or an instant")
        ),
        (
            "f:days-between(from, to)",
            LocalizedText(zh: "两个日期相隔的天数,后减前", en: "days from one date to another")
        ),
        ("f:date-plus(date, days)", LocalizedText(zh: "若干天后的日期", en: "the date so many days later")),
        (
            "f:minutes-between(from, to)",
            LocalizedText(zh: "两个时间相隔的分钟数", en: "whole minutes from one instant to another")
        ),
        (
            "f:entry-exists(name)",
            LocalizedText(
                zh: "所查文件中是否有此文件;以 / 结尾则为文件夹非空", en: "whether there is such a file; with '/' at the end, any file below"
            )
        ),
        ("f:entry-count(prefix)", LocalizedText(zh: "名称以此开头的文件数", en: "how many files' names begin so")),
        (
            "f:entry-filled(name)",
            LocalizedText(
                zh: "文件读得出(至多 16 MiB),且没有“【待填】”(UTF-8 文本)",
                en: "whether a text file (UTF-8, at most 16 MiB) can be read and has no 【待填】 left")
        ),
        (
            "f:digest(name)", LocalizedText(zh: "文件的 SHA-256,十六进制", en: "SHA-256 of a file, hexadecimal")
        ),
        (
            "f:is-credit-code(text)",
            LocalizedText(
                zh: "统一社会信用代码及其校验位是否正确", en: "whether it is a unified social credit code, check digit and all")
        ),
        (
            "f:is-item-code(text)",
            LocalizedText(zh: "是否为 12 位清单项目编码", en: "whether it is a bill item code of 12 digits")
        ),
        (
            "f:contains-any(text, words)",
            LocalizedText(
                zh: "是否含有以 | 分隔的任一词;空白、看不见的字符、全角半角、大小写不计",
                en:
                    "whether it has any of the words, which are parted by |; blanks, what cannot be seen, width and capitals do not count"
            )
        ),
        ("f:has-duplicates(nodes)", LocalizedText(zh: "是否有两个节点文字相同", en: "whether two nodes have the same text")),
    ]

    package static func all(files: any SubjectFiles) -> [String: XPathFunction] {
        var functions = values
        functions["entry-exists"] = XPathFunction(1...1) { arguments in
            let name = arguments[0].string
            return .truth(
                files.list.contains { name.hasSuffix("/") ? $0.name.utf8.starts(with: name.utf8) : $0.name == name })
        }
        functions["entry-count"] = XPathFunction(1...1) { arguments in
            let prefix = arguments[0].string
            return .number(Double(files.list.count { $0.name.utf8.starts(with: prefix.utf8) }))
        }
        functions["entry-filled"] = XPathFunction(1...1) { arguments in
            guard let bytes = try? files.read(arguments[0].string, limit: 16 << 20) else { return .truth(false) }
            return .truth(bytes.firstRange(of: Array(Placeholder.text.utf8)) == nil)
        }
        functions["digest"] = XPathFunction(1...1) { arguments in
            guard let bytes = try? files.read(arguments[0].string, limit: 256 << 20),
                let digest = try? Digest.of(bytes, .sha256)
            else { return .text("") }
            return .text(Hex.encode(digest))
        }
        return functions
    }

    private static let values: [String: XPathFunction] = [
        "fen": XPathFunction(1...1) { .number(fen($0[0].string)) },
        "sum-fen": XPathFunction(1...1) { .number(exact($0[0].strings.reduce(0) { $0 + fen($1) })) },
        "product-fen": XPathFunction(2...2) { .number(product($0[0].string, $0[1].string)) },
        "words-fen": XPathFunction(1...1) { arguments in
            .number((try? Money(words: arguments[0].string)).map { Double($0.fen) } ?? .nan)
        },
        "share-fen": XPathFunction(2...2) { .number(share($0[0].number, $0[1].string)) },
        "is-date": XPathFunction(1...1) { .truth(midnight($0[0].string)?.day == $0[0].string) },
        "date": XPathFunction(1...1) { .text(moment($0[0].string)?.day ?? "") },
        "days-between": XPathFunction(2...2) { arguments in
            guard let from = moment(arguments[0].string), let to = moment(arguments[1].string),
                let start = midnight(from.day), let end = midnight(to.day)
            else { return .number(.nan) }
            return .number(Double((end.seconds - start.seconds) / 86_400))
        },
        "date-plus": XPathFunction(2...2) { arguments in
            let days = arguments[1].number
            guard days.magnitude <= 100_000, days == days.rounded(), let from = moment(arguments[0].string),
                let start = midnight(from.day)
            else { return .text("") }
            return .text(start.adding(days: Int(days)).day)
        },
        "minutes-between": XPathFunction(2...2) { arguments in
            guard let from = try? Instant(arguments[0].string), let to = try? Instant(arguments[1].string) else {
                return .number(.nan)
            }
            return .number(Double((to.seconds - from.seconds) / 60))
        },
        "is-credit-code": XPathFunction(1...1) { .truth((try? CreditCode($0[0].string)) != nil) },
        "is-item-code": XPathFunction(1...1) { arguments in
            let code = arguments[0].string.utf8
            return .truth(code.count == 12 && code.allSatisfy { (48...57).contains($0) })
        },
        "contains-any": XPathFunction(2...2) { arguments in
            let text = Wording.plain(arguments[0].string)
            let words = arguments[1].string.split(separator: "|").map(Wording.plain)
            return .truth(words.contains { Wording.has($0, in: text) })
        },
        "has-duplicates": XPathFunction(1...1) { .truth(Set($0[0].strings).count < $0[0].strings.count) },
    ]

    // MARK: - Money and time

    private static func fen(_ text: String) -> Double { (try? Money(yuan: text)).map { Double($0.fen) } ?? .nan }

    /// A double holds whole numbers up to 2^53, which is 90 million million yuan in fen; beyond that nothing is known.
    private static func exact(_ number: Double) -> Double { number.magnitude <= 9_007_199_254_740_992 ? number : .nan }

    /// Digits as a whole number, and how many of them stood after the point; at most 6 after, and 15 in all.
    private static func decimal(_ text: String) -> (digits: Int, places: Int)? {
        let halves = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count <= 2, let whole = halves.first, !whole.isEmpty,
            halves.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let fraction = halves.count == 2 ? Array(halves[1]) : []
        guard fraction.count <= 6, whole.count + fraction.count <= 15 else { return nil }
        return ((Array(whole) + fraction).reduce(0) { $0 * 10 + Int($1 - 48) }, fraction.count)
    }

    private static func product(_ quantity: String, _ price: String) -> Double {
        guard let a = decimal(quantity), let b = decimal(price) else { return .nan }
        return rounded(Int128(a.digits) * Int128(b.digits) * 100, places: a.places + b.places)
    }

    private static func share(_ fen: Double, _ percent: String) -> Double {
        guard fen == fen.rounded(), (0...9_007_199_254_740_992).contains(fen), let rate = decimal(percent) else {
            return .nan
        }
        return rounded(Int128(fen) * Int128(rate.digits), places: rate.places + 2)
    }

    private static func rounded(_ value: Int128, places: Int) -> Double {
        var scale: Int128 = 1
        for _ in 0..<places { scale *= 10 }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: scale)
        return exact(Double(quotient + (remainder * 2 >= scale ? 1 : 0)))
    }

    private static func midnight(_ day: String) -> Instant? { try? Instant(day + "T00:00:00+08:00") }

    private static func moment(_ text: String) -> Instant? { midnight(text) ?? (try? Instant(text)) }
}
