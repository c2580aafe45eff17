// ChineseAmount.swift — amounts in words (中文大写金额), written one way and read in the customary ways.
package import Reporting

// The rules are those of 中国人民银行 《支付结算办法》附一 《正确填写票据和结算凭证的基本规定》: 整 (or 正) after 元, may be left out
// after 角, never after 分; one 零 for zeros between figures; 零 after 元 where 角 is 0 and 分 is not; where the figure
// before 仟 or 角 is 0 as 万位 or 元位, a 零 may be written or not (¥1,680.32).

extension Money {
    /// The amount in words, such as 壹拾贰万叁仟肆佰伍拾陆元整, 叁佰贰拾伍元零肆分 or 零元整.
    package var words: String {
        (fen < 0 ? "负" : "") + Self.pieces(of: fen.magnitude).filter(\.written).map(\.text).joined()
    }

    /// Reads an amount in words.
    ///
    /// Accepted beside the form that ``words`` writes: the prefix 人民币, 圆 for 元, 正 for 整, 〇 for 零, 百千十 and
    /// 一二三… for 佰仟拾 and 壹贰叁…, traditional 萬億貳參陸圓, 整 left out or after 角, the optional 零 of the rules, and
    /// 拾… for 壹拾… at the very beginning. Refused: 两, 廿, digits, blanks inside, a 零 too many or too few, 整 after 分,
    /// 万万. Throws MONEY-0006, or MONEY-0003 where the amount is too large.
    package init(words text: String) throws(Problem) {
        func unreadable() -> Problem {
            Problem(
                "MONEY-0006", zh: "“\(text)”不是规范的大写金额", en: "\"\(text)\" is not an amount in words",
                remedyZh: "请按票据大写规则填写,如 壹拾贰万叁仟元整", remedyEn: "write it as on a cheque, such as 壹拾贰万叁仟元整")
        }
        var normal = ""
        for character in text {
            normal.append(Self.variants[character] ?? character)
        }
        if normal.hasPrefix("人民币") { normal.removeFirst(3) }
        guard let fen = Self.value(of: normal) else { throw unreadable() }
        guard fen <= Money.largest.fen.magnitude else { throw Problem.amountTooLarge(text) }
        // The value is known; now the words must be a permitted way of writing exactly that value.
        var rest = Substring(normal)
        for piece in Self.pieces(of: fen) {
            if rest.hasPrefix(piece.text) {
                rest = rest.dropFirst(piece.text.count)
            } else if !piece.optional {
                throw unreadable()
            }
        }
        guard rest.isEmpty else { throw unreadable() }
        self.init(fen: Int64(fen))
    }

    // MARK: - Writing

    /// A stretch of the words: whether we write it, and whether a reader accepts its absence.
    private struct Piece {
        var text: String
        var written = true
        var optional = false
    }

    private static let digits = Array("零壹贰叁肆伍陆柒捌玖").map(String.init)

    private static func pieces(of fen: UInt64) -> [Piece] {
        let yuan = fen / 100
        let jiao = Int(fen / 10 % 10)
        let cent = Int(fen % 10)
        var pieces: [Piece] = []
        if yuan > 0 || fen == 0 {
            pieces = yuan == 0 ? [Piece(text: "零")] : number(yuan)
            if (10...19).contains(leading(yuan)), let first = pieces.first, first.text == "壹" {
                pieces[0].optional = true
            }
            pieces.append(Piece(text: "元"))
        } else {
            pieces.append(Piece(text: "零元", written: false, optional: true))
        }
        if jiao > 0 {
            if yuan > 0, yuan.isMultiple(of: 10) { pieces.append(Piece(text: "零", written: false, optional: true)) }
            pieces.append(Piece(text: digits[jiao] + "角"))
        } else if cent > 0 {
            pieces.append(Piece(text: "零", written: yuan > 0, optional: yuan == 0))
        }
        if cent > 0 {
            pieces.append(Piece(text: digits[cent] + "分"))
        } else {
            pieces.append(Piece(text: "整", written: jiao == 0, optional: true))
        }
        return pieces
    }

    /// The topmost group of four figures, which alone may begin with 拾 for 壹拾.
    private static func leading(_ number: UInt64) -> UInt64 {
        number < 10_000 ? number : leading(number / 10_000)
    }

    private static func number(_ n: UInt64) -> [Piece] {
        if n >= 100_000_000 { return joined(n, unit: 100_000_000, "亿") }
        if n >= 10_000 { return joined(n, unit: 10_000, "万") }
        var pieces: [Piece] = []
        var pendingZero = false
        for (unit, name) in [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")] as [(UInt64, String)] {
            let digit = Int(n / unit % 10)
            if digit == 0 {
                pendingZero = !pieces.isEmpty
                continue
            }
            if pendingZero { pieces.append(Piece(text: "零")) }
            pendingZero = false
            pieces.append(Piece(text: digits[digit]))
            if !name.isEmpty { pieces.append(Piece(text: name)) }
        }
        return pieces
    }

    private static func joined(_ n: UInt64, unit: UInt64, _ name: String) -> [Piece] {
        let (head, tail) = n.quotientAndRemainder(dividingBy: unit)
        var pieces = number(head) + [Piece(text: name)]
        guard tail > 0 else { return pieces }
        if tail < unit / 10 {
            pieces.append(Piece(text: "零"))
        } else if head.isMultiple(of: 10) {
            pieces.append(Piece(text: "零", written: false, optional: true))
        }
        return pieces + number(tail)
    }

    // MARK: - Reading

    private static let variants: [Character: Character] = [
        "圆": "元", "圓": "元", "正": "整", "〇": "零", "○": "零", "十": "拾", "百": "佰", "千": "仟", "萬": "万", "億": "亿",
        "一": "壹", "二": "贰", "三": "叁", "四": "肆", "五": "伍", "六": "陆", "七": "柒", "八": "捌", "九": "玖",
        "貳": "贰", "參": "叁", "叄": "叁", "陸": "陆", "弐": "贰", "幣": "币",
    ]

    /// The amount that the words name, zeros ignored; nil where they name none.
    private static func value(of words: String) -> UInt64? {
        var text = Substring(words)
        if text.hasSuffix("整") { text = text.dropLast() }
        var yuan: UInt64 = 0
        if let mark = text.firstIndex(of: "元") {
            let whole = text[..<mark]
            guard !whole.isEmpty, let value = whole == "零" ? 0 : number(in: whole) else { return nil }
            yuan = value
            text = text[text.index(after: mark)...]
        } else if text.isEmpty {
            return nil
        }
        var cents: UInt64 = 0
        for (unit, worth) in [("角", 10), ("分", 1)] as [(Character, UInt64)] {
            guard let mark = text.firstIndex(of: unit) else { continue }
            let figure = text[..<mark].filter { $0 != "零" }
            guard figure.count == 1, let digit = digits.firstIndex(of: figure) else { return nil }
            cents += UInt64(digit) * worth
            text = text[text.index(after: mark)...]
        }
        return text.isEmpty ? yuan * 100 + cents : nil
    }

    private static func number(in text: Substring) -> UInt64? {
        for (mark, unit) in [("亿", 100_000_000), ("万", 10_000)] as [(Character, UInt64)] {
            guard let place = text.firstIndex(of: mark) else { continue }
            let tail = text[text.index(after: place)...]
            guard let head = number(in: text[..<place]), head > 0, head < 100_000,
                let rest = tail.isEmpty ? 0 : number(in: tail), rest < unit
            else { return nil }
            return head * unit + rest
        }
        var total: UInt64 = 0
        var below: UInt64 = 10_000
        var digit: UInt64?
        for character in text {
            if character == "零" {
                guard digit == nil else { return nil }
            } else if let figure = digits.firstIndex(of: String(character)) {
                guard digit == nil else { return nil }
                digit = UInt64(figure)
            } else if let unit = (["仟": 1_000, "佰": 100, "拾": 10] as [Character: UInt64])[character] {
                guard unit < below, digit != nil || (unit == 10 && total == 0) else { return nil }
                total += (digit ?? 1) * unit
                (digit, below) = (nil, unit)
            } else {
                return nil
            }
        }
        guard let last = digit else { return total }
        return below > 1 ? total + last : nil
    }
}
