// ChineseAmountTests.swift — amounts in words, the examples of 《支付结算办法》附一 among them.
import Testing

@testable import TenderModel

struct ChineseAmountTests {
    struct Writing: CustomTestStringConvertible {
        var yuan: String
        var words: String
        var why: String
        var testDescription: String { "\(yuan): \(why)" }
    }

    @Test(arguments: [
        Writing(yuan: "0", words: "零元整", why: "nothing"),
        Writing(yuan: "0.05", words: "伍分", why: "fen alone"),
        Writing(yuan: "0.5", words: "伍角", why: "jiao alone, without 整"),
        Writing(yuan: "10", words: "壹拾元整", why: "壹 before 拾"),
        Writing(yuan: "10.5", words: "壹拾元伍角", why: "the optional 零 is not written"),
        Writing(yuan: "1.05", words: "壹元零伍分", why: "零 for 角"),
        Writing(yuan: "100000", words: "壹拾万元整", why: "no 零 at the end"),
        Writing(yuan: "10001", words: "壹万零壹元整", why: "one 零 for three"),
        Writing(yuan: "11000", words: "壹万壹仟元整", why: "no zero in between"),
        Writing(yuan: "1000000001", words: "壹拾亿零壹元整", why: "one 零 across two groups"),
        Writing(yuan: "100100010.01", words: "壹亿零壹拾万零壹拾元零壹分", why: "a 零 in each gap"),
        Writing(yuan: "123456", words: "壹拾贰万叁仟肆佰伍拾陆元整", why: "every figure"),
        Writing(yuan: "1409.50", words: "壹仟肆佰零玖元伍角", why: "附一's example of a 0 in between"),
        Writing(yuan: "6007.14", words: "陆仟零柒元壹角肆分", why: "附一's example of several 0"),
        Writing(yuan: "1680.32", words: "壹仟陆佰捌拾元叁角贰分", why: "附一's example of 元位 0, second form"),
        Writing(yuan: "16409.02", words: "壹万陆仟肆佰零玖元零贰分", why: "附一's example of 角位 0"),
        Writing(yuan: "325.04", words: "叁佰贰拾伍元零肆分", why: "附一's example of 角位 0"),
        Writing(
            yuan: "9999999999999.99", words: "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            why: "the largest amount"),
    ])
    func writesAndReads(_ c: Writing) throws {
        let money = try Money(yuan: c.yuan)
        #expect(money.words == c.words)
        #expect(try Money(words: c.words) == money)
        #expect(try Money(words: "人民币" + c.words) == money)
    }

    struct Reading: CustomTestStringConvertible {
        var words: String
        var yuan: String?
        var why: String
        var testDescription: String { "\(words): \(why)" }
    }

    @Test(arguments: [
        Reading(words: "壹佰圆正", yuan: "100.00", why: "圆 and 正"),
        Reading(words: "一百元整", yuan: "100.00", why: "lower-case numerals"),
        Reading(words: "一万〇五元整", yuan: "10005.00", why: "〇"),
        Reading(words: "貳萬參仟圓整", yuan: "23000.00", why: "traditional characters are accepted (附一)"),
        Reading(words: "十万元整", yuan: "100000.00", why: "十 for 壹拾 at the beginning"),
        Reading(words: "壹仟陆佰捌拾元零叁角贰分", yuan: "1680.32", why: "附一's first form"),
        Reading(words: "壹拾万柒仟元零伍角叁分", yuan: "107000.53", why: "附一's first form"),
        Reading(words: "壹拾万零柒仟元伍角叁分", yuan: "107000.53", why: "附一's second form"),
        Reading(words: "伍角整", yuan: "0.50", why: "整 after 角 may be written"),
        Reading(words: "零元伍角", yuan: "0.50", why: "零元 said"),
        Reading(words: "零元零伍分", yuan: "0.05", why: "零元 said"),
        Reading(words: "壹佰元", yuan: "100.00", why: "整 left out: the amount is clear"),
        Reading(words: "壹佰元零伍分整", why: "整 after 分"),
        Reading(words: "两佰元整", why: "两 is no figure (附一)"),
        Reading(words: "壹万壹元整", why: "a 零 too few"),
        Reading(words: "壹万零壹仟元整", why: "a 零 too many"),
        Reading(words: "壹佰零零壹元整", why: "零 twice"),
        Reading(words: "壹元伍分", why: "the 零 for 角 is missing"),
        Reading(words: "壹佰拾元整", why: "拾 without 壹 inside"),
        Reading(words: "拾佰元整", why: "units go down"),
        Reading(words: "壹万万元整", why: "万万"),
        Reading(words: "壹亿亿元整", why: "亿亿"),
        Reading(words: "壹拾亿万元整", why: "万 above 亿 only"),
        Reading(words: "壹佰 元整", why: "a blank"),
        Reading(words: "100元整", why: "digits"),
        Reading(words: "壹佰", why: "no unit"),
        Reading(words: "整", why: "no amount"),
        Reading(words: "", why: "empty"),
        Reading(words: "人民币", why: "no amount"),
        Reading(words: "元整", why: "no figure"),
        Reading(words: "伍分伍角", why: "wrong order"),
        Reading(words: "壹拾万亿元整", why: "beyond the largest amount"),
        Reading(words: "负壹元整", why: "no sign"),
    ])
    func readsVariants(_ c: Reading) {
        #expect((try? Money(words: c.words))?.yuan == c.yuan)
    }

    @Test func comesBack() throws {
        var seed: UInt64 = 20_261_121
        for round in 0..<4_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var fen = Int64(seed >> 14) % 1_000_000_000_000_000
            // Shorter amounts, and runs of zeros, where the rules bite.
            for _ in 0..<(round % 14) { fen /= 10 }
            if round.isMultiple(of: 3) { fen = fen / 100_000 * 100_000 + fen % 100 }
            let money = Money(fen: fen)
            #expect(try Money(words: money.words) == money)
            #expect(try Money(yuan: money.yuan) == money)
        }
    }
}
