// ScaleTests.swift — the largest closing list that we promise to read, and base64 at its edges.
import TenderModel
import Testing

@testable import Documents

@Suite struct ScaleTests {
    /// A debug build takes half a minute for 100,000 entries, so it reads a tenth of them.
    #if DEBUG
        static let count = 10_000
    #else
        static let count = 100_000
    #endif

    @Test func longClosingList() throws {
        let bidder = try Value.bidder()
        let received = try Instant(Value.before)
        let entries = (0..<Self.count).map { number in
            let hex = String(repeating: "0", count: 64 - String(number).count) + String(number)
            return ClosingEntry(
                kind: .delivery, status: .replaced, lot: "1", bidder: bidder, sealID: String(hex.suffix(32)),
                sealedFile: FileDigest(algorithm: "sha256", hex: hex), size: 1, sealedForVersion: 1, received: received,
                receipt: hex,
                salt: hex)
        }
        let closing = try Sample.closing(entries: entries)
        #expect(try Closing.decode(closing.encoded()) == closing)
    }

    @Test func base64BothWays() {
        for (bytes, text) in [([], ""), ([102], "Zg=="), ([102, 111], "Zm8="), ([102, 111, 111], "Zm9v")]
            as [([UInt8], String)]
        {
            #expect(Base64.encode(bytes) == text)
            #expect(Base64.decode(text) == bytes)
        }
        let all = (0...255).map { UInt8($0) } + [251, 255]
        #expect(Base64.decode(Base64.encode(all)) == all)
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm9v\n", "Zm-_", " Zm9", "Zm9v="])
    func base64Refuses(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
