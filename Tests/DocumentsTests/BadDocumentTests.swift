// BadDocumentTests.swift — examples with one thing altered each; the row says what, why, and which code answers.
import Documents
import Reporting
import TenderModel
import Testing

/// An example, what is replaced in its text, and the code of the answer.
struct Bad: Sendable, CustomTestStringConvertible {
    var sample: Sample
    var old: String
    var new: String
    var code: String
    var why: String

    init(_ sample: Sample, _ old: String, _ new: String, _ code: String, _ why: String) {
        self.sample = sample
        self.old = old
        self.new = new
        self.code = code
        self.why = why
    }

    var testDescription: String { "\(sample.rawValue): \(why)" }

    var kind: any RootDocument.Type {
        get throws { type(of: try sample.document) }
    }

    /// The altered text.
    func bytes() throws -> [UInt8] {
        let text = String(decoding: try sample.document.encoded(), as: UTF8.self)
        let range = try #require(text.firstRange(of: old), "the example has no \(old)")
        return Array(text.replacingCharacters(in: range, with: new).utf8)
    }
}

/// The problem that reading gives; nil where it was read.
func problem(_ type: any RootDocument.Type, _ bytes: [UInt8]) -> Problem? {
    do throws(Problem) {
        _ = try type.decode(bytes)
        return nil
    } catch {
        return error
    }
}

@Suite struct BadDocumentTests {
    static let strictness: [Bad] = [
        Bad(.withdrawal, "<withdrawal ", "<withdraw ", "XML", "tags do not match: not well-formed"),
        Bad(.withdrawal, "urn:biao:format:1", "urn:biao:format:2", "DOC-0002", "the namespace of another format"),
        Bad(.withdrawal, " xmlns=\"urn:biao:format:1\"", "", "DOC-0002", "no namespace"),
        Bad(
            .tenderMaximal, "machineSalt=\"\(Value.hex32("5"))", "machineSalt=\"\(Value.hex16("5"))", "DOC-0001",
            "a salt of 16 bytes"),
        Bad(.tenderMaximal, "version=\"1.0.10\"", "version=\"1.0\"", "DOC-0001", "a template's version of two numbers"),
        Bad(.tenderMaximal, "points=\"39.25\"", "points=\"39.250\"", "DOC-0001", "points in another spelling"),
        Bad(.tenderMaximal, "award=\"separated\"", "award=\"drawn\"", "DOC-0001", "an award of none"),
        Bad(
            .tenderMaximal, "trimFrom=\"5\"", "trimFrom=\"2\"", "DOC-0112",
            "two prices without the highest and the lowest"),
        Bad(.tenderMaximal, "<item id=\"team-2\"", "<item id=\"plan\"", "DOC-0111", "two scoring items with one id"),
        Bad(
            .bidMaximal, "<letter xmlns=\"\">", "<letter xmlns=\"\" x=\"1\">", "DOC-0005",
            "an attribute in the industry part"),
        Bad(
            .bidMaximal, "<letter xmlns=\"\">", "<letter>", "DOC-0001",
            "an element of our own namespace in the industry part"),
        Bad(
            .bidMaximal, "<empty xmlns=\"\"/>",
            "<e xmlns=\"\">" + String(repeating: "<e>", count: 16) + String(repeating: "</e>", count: 16) + "</e>",
            "DOC-0020",
            "17 levels"),
        Bad(
            .bidMaximal, "<empty xmlns=\"\"/>", "<e xmlns=\"\">" + String(repeating: "<f/>", count: 20_000) + "</e>",
            "DOC-0020",
            "more than 20,000 elements"),
        Bad(.clueEntry, "status=\"handed-over\"", "status=\"closed\"", "DOC-0001", "a status of none"),
        Bad(.clueEntry, "due=\"2026-12-01\"", "due=\"2026-13-01\"", "DOC-0001", "a day of no month"),
        Bad(.clue, "letter=\"A\"", "letter=\"甲\"", "DOC-0001", "no letter"),
        Bad(.review, "kind=\"fair-competition\"", "kind=\"both\"", "DOC-0001", "a kind of review of none"),
        Bad(.review, "decision=\"refused\"", "decision=\"\"", "DOC-0001", "no decision"),
        Bad(.bidMaximal, "method=\"scrypt-65536-8-1\"", "method=\"md5\"", "DOC-0001", "a hash that nobody knows"),
        Bad(.bidMaximal, "virtual=\"machine\"", "virtual=\"maybe\"", "DOC-0001", "virtual or not"),
        Bad(
            .bidMaximal, "<component kind=\"board-serial\"", "<component kind=\"name\"", "DOC-0001",
            "a component of none"),
        Bad(.bidMaximal, "reason=\"not-present\"", "reason=\"secret\"", "DOC-0001", "no reason to leave it out"),
        Bad(.bidMaximal, "hash=\"\(Value.hex16("7"))", "hash=\"PF3A1B2C", "DOC-0001", "the value in place of its hash"),
        Bad(.withdrawal, "sealedFile=", "sealedfile=", "DOC-0001", "an attribute that nobody knows"),
        Bad(.withdrawal, " lot=\"1\"", "", "DOC-0001", "an attribute is missing"),
        Bad(.withdrawal, "lot=\"1\"", "lot=\"一\"", "DOC-0001", "a lot's number is ASCII"),
        Bad(.withdrawal, "lot=\"1\"", "lot=\"\"", "DOC-0001", "an empty lot"),
        Bad(.withdrawal, "lot=\"1\"", "lot=\"../1\"", "DOC-0001", "a lot is a name, not a path"),
        Bad(.withdrawal, "<bidder ", "<note/><bidder ", "DOC-0001", "an element that nobody knows"),
        Bad(.withdrawal, "<bidder ", "<bidder xmlns=\"urn:x\" ", "DOC-0001", "an element of another namespace"),
        Bad(.withdrawal, "<bidder ", "stray<bidder ", "DOC-0001", "text between elements"),
        Bad(
            .withdrawal, "<withdrawal ",
            "<withdrawal xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Withdrawal\" ", "DOC-0004",
            "xsi:type, which the schema's language lets through"),
        Bad(.withdrawal, "<bidder ", "<bidder xml:lang=\"zh\" ", "DOC-0004", "an attribute with a namespace"),
        Bad(.withdrawal, "恒达路桥建设集团有限公司", "", "DOC-0001", "a unit without a name"),
        Bad(.withdrawal, "恒达路桥建设集团有限公司", " 恒达", "DOC-0001", "a name that begins with a space"),
        Bad(.withdrawal, "恒达路桥", "恒达\n路桥", "DOC-0001", "a name of two lines"),
        Bad(.withdrawal, "恒达路桥", "恒达&#x202E;路桥", "DOC-0001", "a character that turns the direction of reading"),
        Bad(.withdrawal, "恒达路桥", "恒达&#x85;路桥", "DOC-0001", "a control character"),
        Bad(.withdrawal, "恒达路桥", String(repeating: "长", count: 1_001), "DOC-0001", "a name of over 1,000 characters"),
        Bad(.withdrawal, "code=\"91320600", "code=\"9132060O", "DOC-0001", "the letter O is in no credit code"),
        Bad(.withdrawal, "code=\"91320600138300001", "code=\"91320600138300002", "CODE", "a wrong check digit"),
        Bad(.withdrawal, "sha256:eeee", "sha256:EEEE", "DOC-0001", "digests are in lower case"),
        Bad(.withdrawal, "sha256:ee", "sha256:e", "DOC-0001", "63 digits"),
        Bad(.withdrawal, "sha256:ee", "sha512:ee", "DOC-0001", "an algorithm that is not ours"),
        Bad(.withdrawal, "sealID=\"11", "sealID=\"1", "DOC-0001", "31 digits"),
        Bad(.withdrawal, "08:58:07+08:00", "08:58:07", "DOC-0001", "a moment without offset"),
        Bad(.withdrawal, "08:58:07+08:00", "08:58:07.5+08:00", "DOC-0001", "half a second"),
        Bad(.withdrawal, "2026-11-21T08", "2026-02-30T08", "DOC-0001", "the thirtieth of February"),
        Bad(.withdrawal, "2026-11-21T08", " 2026-11-21T08", "TIME", "white space that a schema trims"),
        Bad(.withdrawal, "version=\"1\"", "version=\"01\"", "DOC-0001", "a leading zero"),
        Bad(.withdrawal, "version=\"1\"", "version=\"+1\"", "DOC-0001", "a sign"),
        Bad(.withdrawal, "version=\"1\"", "version=\" 1\"", "DOC-0003", "white space that a schema trims"),
        Bad(.withdrawal, "version=\"1\"", "version=\"0\"", "DOC-0001", "versions count from 1"),
        Bad(.withdrawal, "version=\"1\"", "version=\"99999999999999999999\"", "DOC-0001", "more than a number holds"),
        Bad(.receiptMinimal, "kind=\"delivery\"", "kind=\"gift\"", "DOC-0001", "a kind that does not exist"),
        Bad(.receiptMinimal, "size=\"123456789\"", "size=\"-1\"", "DOC-0001", "a negative size"),
        Bad(.receiptMinimal, "size=\"123456789\"", "size=\"9223372036854775807\"", "DOC-0001", "over a pebibyte"),
        Bad(.tenderMaximal, "11500000.05", "11500000.5", "DOC-0001", "one decimal"),
        Bad(.tenderMaximal, "11500000.05", "11,500,000.05", "DOC-0001", "thousands separators"),
        Bad(.tenderMaximal, "11500000.05", "-11500000.05", "DOC-0001", "a negative amount"),
        Bad(.tenderMaximal, "11500000.05", "1e7", "DOC-0001", "an exponent"),
        Bad(.tenderMaximal, "11500000.05", "99999999999999.00", "DOC-0001", "more money than there is"),
        Bad(.tenderMaximal, "newBidRequired=\"true\"", "newBidRequired=\"1\"", "DOC-0001", "true is spelt out"),
        Bad(.tenderMaximal, "<platform>MAA=", "<platform>MA A=", "DOC-0003", "white space in base64"),
        Bad(.tenderMaximal, "<platform>MAA=", "<platform>MAB=", "DOC", "base64 with leftover bits"),
        Bad(.tenderMaximal, "<platform>MAA=", "<platform>", "DOC-0001", "an empty certificate"),
        Bad(.tenderMaximal, "<suite>p256-sha256", "<suite>p256-md5", "DOC-0001", "a suite that does not exist"),
        Bad(.tenderMaximal, "envelopes=\"2\"", "envelopes=\"3\"", "DOC-0001", "three envelopes"),
        Bad(.tenderMaximal, "releaseWindow=\"60\"", "releaseWindow=\"0\"", "DOC-0001", "no time to release"),
        Bad(.tenderMaximal, "id=\"letter\"", "id=\"let/ter\"", "DOC-0001", "a part is a folder's name"),
        Bad(.bidMaximal, "validUntil=\"2027-02-28\"", "validUntil=\"2027-02-29\"", "DOC-0001", "no leap year"),
        Bad(.bidMaximal, "documents/letter/投标函.pdf", "/etc/passwd", "DOC-0001", "an absolute name"),
        Bad(.bidMaximal, "documents/letter/投标函.pdf", "documents\\letter", "DOC-0001", "a backslash"),
        Bad(.bidMaximal, "share=\"7000\"", "share=\"10001\"", "DOC-0001", "more than all of the work"),
        Bad(.openingFull, "code=\"OPN-0101\"", "code=\"opn-0101\"", "DOC-0001", "codes are in capitals"),
        Bad(.sealMinimal, "bidderLocks=\"1\"", "bidderLocks=\"17\"", "DOC-0001", "more locks than allowed"),
        Bad(.sealMaximal, "number=\"2\"", "number=\"1\"", "DOC-0001", "two envelopes with one number"),
        Bad(.tenderMaximal, "<lot id=\"LOT_2.a-b\"", "<lot id=\"1\"", "DOC-0001", "two lots with one number"),
        Bad(.bidMaximal, "field=\"duration\"", "field=\"price\"", "DOC-0001", "one field, two values"),
    ]

    @Test(arguments: strictness)
    func refuses(_ bad: Bad) throws {
        let found = try problem(bad.kind, bad.bytes())
        #expect(found != nil, "\(bad.why)")
        #expect(found?.code.hasPrefix(bad.code) == true, "\(found.map { "\($0.code) \($0.message.en)" } ?? "accepted")")
        #expect(found?.place?.hasPrefix("withdrawal.xml") == true || bad.sample != .withdrawal)
    }

    @Test func readsNoOtherKind() throws {
        for sample in Sample.allCases where type(of: try sample.document).kind != .receipt {
            #expect(try problem(Receipt.self, sample.document.encoded())?.code == "DOC-0002", "\(sample)")
        }
    }

    @Test func saysWhereAndInBothLanguages() throws {
        let bad = Bad(.withdrawal, "lot=\"1\"", "lot=\"一\"", "DOC-0001", "")
        let found = try #require(problem(Withdrawal.self, bad.bytes()))
        #expect(found.place == "withdrawal.xml: line 2, withdrawal")
        #expect(
            found.message.zh.hasPrefix("撤回不符合格式定义")
                && found.message.en.hasPrefix("not a valid form of withdrawal: Element 'withdrawal', attribute 'lot'"))
    }

    @Test(arguments: [Sample.withdrawal, .releaseShare])
    func everyTruncationIsRefused(_ sample: Sample) throws {
        let document = try sample.document
        let bytes = try document.encoded()
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        for length in 0...end {
            #expect(problem(type(of: document), Array(bytes.prefix(length))) != nil, "\(length) bytes")
        }
    }

    @Test func noFlippedBitCrashes() throws {
        let bytes = try Sample.withdrawal.document.encoded()
        for index in bytes.indices {
            for bit in 0..<8 {
                var altered = bytes
                altered[index] ^= 1 << bit
                _ = problem(Withdrawal.self, altered)
            }
        }
    }
}

extension String {
    func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: new)
        return copy
    }
}
