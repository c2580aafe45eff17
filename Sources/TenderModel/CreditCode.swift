// CreditCode.swift — the unified social credit code (统一社会信用代码) of GB 32100-2015, with its check digit.
package import Reporting

/// A unified social credit code: 18 characters whose last is a check digit over the first 17.
///
/// Registering authority (1), category (1), administrative division (6 digits), organisation code (9), check digit (1).
package struct CreditCode: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The 18 characters, digits and capital letters.
    package let text: String

    /// Reads a code. Throws CODE-0001 (length), CODE-0002 (a character outside the alphabet), CODE-0003 (check digit),
    /// CODE-0004 (the division is not six digits).
    package init(_ text: String) throws(Problem) {
        guard text.unicodeScalars.count == 18 else {
            throw Problem(
                "CODE-0001", zh: "统一社会信用代码“\(text)”有 \(text.unicodeScalars.count) 位,应为 18 位",
                en: "the credit code \"\(text)\" has \(text.unicodeScalars.count) characters instead of 18",
                remedyZh: "请对照营业执照填写 18 位代码", remedyEn: "copy the 18 characters from the business licence")
        }
        let values = try Self.values(of: text, in: text)
        guard values[2..<8].allSatisfy({ $0 < 10 }) else {
            throw Problem(
                "CODE-0004", zh: "统一社会信用代码“\(text)”的第 3 至 8 位(登记管理机关行政区划码)应为数字",
                en: "characters 3 to 8 of the credit code \"\(text)\" (administrative division) are not all digits",
                remedyZh: "请对照营业执照填写", remedyEn: "copy it from the business licence")
        }
        let right = Self.checkDigit(values.dropLast())
        guard values.last == right else {
            throw Problem(
                "CODE-0003", zh: "统一社会信用代码“\(text)”的校验码不符:前 17 位的校验码应为 \(Self.alphabet[right])",
                en: "the check digit of the credit code \"\(text)\" is wrong: the first 17 characters call for "
                    + "\(Self.alphabet[right])",
                remedyZh: "请逐位对照营业执照,多为抄写错误", remedyEn: "compare each character with the business licence")
        }
        self.text = text
    }

    /// Completes 17 characters with the check digit, for practice identities and tests.
    package static func completing(_ first17: String) throws(Problem) -> CreditCode {
        let values = try values(of: first17, in: first17)
        return try CreditCode(first17 + String(alphabet[checkDigit(values)]))
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// GB 32100-2015: digits and capital letters without I, O, S, V and Z, with the values 0 to 30.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// 31 − Σ valueᵢ · 3^(i−1) mod 31, and 0 for 31.
    private static func checkDigit(_ values: some Collection<Int>) -> Int {
        var (sum, weight) = (0, 1)
        for value in values {
            sum = (sum + value * weight) % 31
            weight = weight * 3 % 31
        }
        return (31 - sum) % 31
    }

    private static func values(of characters: String, in text: String) throws(Problem) -> [Int] {
        var values: [Int] = []
        for character in characters {
            guard let value = alphabet.firstIndex(of: character) else {
                throw Problem(
                    "CODE-0002", zh: "统一社会信用代码“\(text)”含有不允许的字符“\(character)”",
                    en: "the credit code \"\(text)\" has the character \"\(character)\", which no code has",
                    remedyZh: "只用半角数字和大写字母,且不含 I、O、S、V、Z",
                    remedyEn: "use digits and capital letters without I, O, S, V and Z")
            }
            values.append(value)
        }
        return values
    }
}
