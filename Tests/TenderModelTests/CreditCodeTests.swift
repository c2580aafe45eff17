// CreditCodeTests.swift — codes of GB 32100-2015.
import Testing

@testable import TenderModel

struct CreditCodeTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var code: String?
        var why: String
        var testDescription: String { "\(text): \(why)" }
    }

    @Test(arguments: [
        Case(text: "91350100M000100Y43", why: "the example of GB 32100-2015"),
        Case(text: "91350100M000100Y44", code: "CODE-0003", why: "check digit"),
        Case(text: "91350100M000100Y4", code: "CODE-0001", why: "too short"),
        Case(text: "91350100M000100Y433", code: "CODE-0001", why: "too long"),
        Case(text: "91350100M000100I43", code: "CODE-0002", why: "I is no character of a code"),
        Case(text: "91350100m000100y43", code: "CODE-0002", why: "lower case"),
        Case(text: "\u{ff19}1350100M000100Y43", code: "CODE-0002", why: "full-width"),
        Case(text: "91A50100M000100Y43", code: "CODE-0004", why: "the division is digits"),
    ])
    func reads(_ c: Case) {
        do {
            let code = try CreditCode(c.text)
            #expect(code.text == c.text && c.code == nil)
        } catch {
            #expect(error.code == c.code)
        }
    }

    @Test func saysTheRightDigitAndCompletes() throws {
        #expect(try CreditCode.completing("91350100M000100Y4").text == "91350100M000100Y43")
        do {
            _ = try CreditCode("91350100M000100Y44")
        } catch {
            #expect(error.message.en.hasSuffix("call for 3"))
        }
    }

    @Test func noticesEveryChangedCharacter() throws {
        let good = Array("91350100M000100Y43")
        for place in good.indices {
            for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != good[place] {
                var changed = good
                changed[place] = other
                #expect((try? CreditCode(String(changed))) == nil)
            }
        }
    }
}
