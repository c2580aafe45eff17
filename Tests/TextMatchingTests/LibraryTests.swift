// LibraryTests.swift — fingerprint libraries: what is written is read back, and nothing else is read.
import Reporting
import Testing
import TextMatching

struct LibraryTests {
    static func sample() throws -> FingerprintLibrary {
        var random = Seeded(21)
        return try library([("standard", random.prose(400)), ("past-tender", random.prose(200)), ("template", "")])
    }

    @Test func comesBackAsItWas() throws {
        let library = try Self.sample()
        let bytes = library.encoded()
        #expect(try FingerprintLibrary(decoding: bytes) == library)
        #expect(try FingerprintLibrary(decoding: bytes).encoded() == bytes)
        #expect(library.sections.map(\.characters) == [400, 200, 0])
        #expect(try FingerprintLibrary(decoding: FingerprintLibrary().encoded()).sections.isEmpty)
    }

    /// About two of seven k-grams are kept, in six bytes or less each.
    @Test func isSmall() throws {
        var random = Seeded(22)
        let bytes = try library([("standard", random.prose(100_000))]).encoded()
        #expect((120_000..<200_000).contains(bytes.count))
    }

    @Test func holdsNoText() throws {
        let text = "混凝土强度等级为C30,抗渗等级为P6,见设计说明第三条"
        let bytes = try library([("standard", text)]).encoded()
        for word in ["混凝土", "C30", "设计说明"] {
            let letters = Array(word.utf8)
            #expect(
                !(0...(bytes.count - letters.count)).contains { Array(bytes[$0..<($0 + letters.count)]) == letters })
        }
    }

    /// Every byte counts: flipped anywhere, it is refused, or the checksum would not be worth having.
    @Test func everyFlippedBitIsRefused() throws {
        let bytes = try Self.sample().encoded()
        for at in bytes.indices {
            var broken = bytes
            broken[at] ^= 1 << UInt8(at % 8)
            #expect(throws: Problem.self) { try FingerprintLibrary(decoding: broken) }
        }
    }

    @Test func everyOtherLengthIsRefused() throws {
        let bytes = try Self.sample().encoded()
        for length in bytes.indices {
            #expect(throws: Problem.self) { try FingerprintLibrary(decoding: Array(bytes[..<length])) }
        }
        #expect(throws: Problem.self) { try FingerprintLibrary(decoding: bytes + [0]) }
    }

    struct Altered: CustomTestStringConvertible {
        var why: String
        var alter: @Sendable (inout [UInt8]) -> Void
        var testDescription: String { why }
    }

    /// Altered, and given the right checksum again: the reader itself must refuse. The first section begins at 18, its class at 19.
    static let altered = [
        Altered(why: "a version that is not ours") { $0[8] = 2 },
        Altered(why: "fingerprints of another folding") { $0[10] ^= 0xFF },
        Altered(why: "k-grams of another length") { $0[12] = 8 },
        Altered(why: "another window") { $0[13] = 7 },
        Altered(why: "more sections than there are") { $0[14] += 1 },
        Altered(why: "fewer sections than there are") { $0[14] -= 1 },
        Altered(why: "millions of sections") { $0[16] = 0xFF },
        Altered(why: "a class with a capital") { $0[19] = UInt8(ascii: "S") },
        Altered(why: "a class that is not UTF-8") { $0[19] = 0xFF },
        Altered(why: "a class without letters") { $0[18] = 0 },
        Altered(why: "keys that do not ascend") { $0[$0.count - 1 - tailLength] = 0 },
        Altered(why: "a number written longer than it must be") {
            $0[$0.count - 1 - tailLength] |= 0x80
            $0.insert(0, at: $0.count - tailLength)
        },
        Altered(why: "something behind the last section") { $0.append(7) },
    ]
    /// The empty third section: a class of 8, a title of 8, and the numbers.
    static let tailLength = 1 + 8 + 2 + 8 + 32 + 8 + 4

    @Test(arguments: altered)
    func refuses(_ altered: Altered) throws {
        var bytes = Array(try Self.sample().encoded().dropLast(8))
        altered.alter(&bytes)
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        bytes += withUnsafeBytes(of: sum.littleEndian) { Array($0) }
        let problem = #expect(throws: Problem.self, "\(altered.why)") { try FingerprintLibrary(decoding: bytes) }
        #expect(problem?.code == "MATCH-0003")
    }

    @Test(arguments: ["", "Standard", "标准", "a b", String(repeating: "a", count: 33)])
    func refusesAClass(kind: String) throws {
        let problem = #expect(throws: Problem.self) { try library([(kind, "工程")]) }
        #expect(problem?.code == "MATCH-0004")
    }

    @Test func aTextIsRemovedByTheDigestItCameFrom() throws {
        var library = try Self.sample()
        #expect(library.remove(source: Array(repeating: 1, count: 32)) == 1)
        #expect(library.sections.map(\.kind) == ["standard", "template"])
        #expect(library.remove(source: Array(repeating: 1, count: 32)) == 0)
    }
}
