// NationalVectorTests.swift — SM2, SM3 and SM4 against the answers that the standards print.
import Reporting
import Testing

@testable import OpenSSLKit

/// The key of the examples in GB/T 32918.5-2017, A and C: on the curve that everyone uses.
enum PrintedKey {
    static let scalar = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
    static let x = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    static let y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"

    /// SubjectPublicKeyInfo.
    static func publicKey(x: String = x, y: String = y) throws -> [UInt8] {
        DEREncoding.sequence(algorithm, DEREncoding.value(0x03, [0, 4], try hex(x), try hex(y)))
    }

    /// PKCS#8 of a number, with the public key where one is given.
    static func privateKey(_ scalar: String = scalar, publicKey: String? = nil) throws -> [UInt8] {
        let beside = try publicKey.map {
            DEREncoding.value(DEREncoding.contextTag(1), DEREncoding.value(0x03, [0, 4], try hex($0)))
        }
        return DEREncoding.sequence(
            DEREncoding.integer(0), algorithm,
            DEREncoding.octets(
                DEREncoding.sequence(DEREncoding.integer(1), DEREncoding.octets(try hex(scalar)), beside ?? [])))
    }

    private static let algorithm = DEREncoding.algorithm(
        "1.2.840.10045.2.1", parameters: DEREncoding.objectIdentifier("1.2.156.10197.1.301"))
}

func hex(_ text: String) throws -> [UInt8] { try #require(Hex.decode(text)) }

/// The one DER encoding of a magnitude.
func integer(_ magnitude: [UInt8]) -> [UInt8] {
    let short = Array(magnitude.drop { $0 == 0 })
    return DEREncoding.value(DEREncoding.integerTag, (short.first ?? 0x80) >= 0x80 ? [0] + short : short)
}

@Suite struct NationalVectorTests {
    // GB/T 32918.5-2017, A.2 (formerly GM/T 0003.5-2012)
    private let r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    private let s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"

    @Test func theSignatureThatTheStandardPrints() throws {
        let signature = DEREncoding.sequence(integer(try hex(r)), integer(try hex(s)))
        let key = try PrintedKey.publicKey()
        #expect(SM2.fault(signature, over: Array("message digest".utf8), publicKey: key) == nil)
        #expect(SM2.fault(signature, over: Array("message digests".utf8), publicKey: key) == .mismatch)
        let exchanged = DEREncoding.sequence(integer(try hex(s)), integer(try hex(r)))
        #expect(SM2.fault(exchanged, over: Array("message digest".utf8), publicKey: key) == .mismatch)
    }

    @Test func theKeyThatTheStandardPrintsSigns() throws {
        let key = try KeyStore.privateKey(der: try PrintedKey.privateKey())
        #expect(key.kind == .sm2)
        #expect(key.publicKeyDER == (try PrintedKey.publicKey()), "the point is the number's")
        let message = Array("message digest".utf8)
        let signature = try SM2.sign(message, key: key)
        #expect(SM2.fault(signature, over: message, publicKey: try PrintedKey.publicKey()) == nil)
    }

    /// GB/T 32918.5-2017, C.2: C1 as a point, C3, C2.
    @Test func theCiphertextThatTheStandardPrints() throws {
        let key = try KeyStore.privateKey(der: try PrintedKey.privateKey())
        let x = try hex("04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73")
        let y = try hex("e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0")
        let hash = try hex("59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766")
        let cipher = try hex("21886ca989ca9c7d58087307ca93092d651efa")
        let der = DEREncoding.sequence(integer(x), integer(y), DEREncoding.octets(hash), DEREncoding.octets(cipher))
        let plain = Secret(copying: Array("encryption standard".utf8))
        #expect(try #require(try SM2.decrypt(der, key: key, length: plain.count)).equals(plain))
        for (length, why) in [(plain.count - 1, "shorter"), (plain.count + 1, "longer"), (0, "nothing")] {
            #expect(try SM2.decrypt(der, key: key, length: length) == nil, "\(why) than was asked for")
        }
        for bit in 0..<der.count * 8 {
            var altered = der
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try SM2.decrypt(altered, key: key, length: plain.count) == nil, "bit \(bit)")
        }
        for end in der.indices {
            #expect(try SM2.decrypt(Array(der[..<end]), key: key, length: plain.count) == nil, "\(end) bytes")
        }
    }

    private let sm4Key = "0123456789abcdeffedcba9876543210"

    @Test func sm4OfOneBlock() throws {
        // GB/T 32907-2016, A.1: CTR's key stream is the block cipher itself
        let stream = try ctr(sm4Key, counter: sm4Key, [UInt8](repeating: 0, count: 16))
        #expect(Hex.encode(stream) == "681edf34d206965e86b3e94f536e4246")
    }

    @Test func sm4OfOneBlockAMillionTimes() throws {
        // GB/T 32907-2016, A.2: CBC over zeros is the cipher applied over and over
        let zeros = Secret(copying: [UInt8](repeating: 0, count: 16_000_000))
        let sealed = try SM4CBC.seal(zeros, key: Secret(copying: try hex(sm4Key)), vector: try hex(sm4Key))
        #expect(Hex.encode(Array(sealed[15_999_984..<16_000_000])) == "595298c7c6fd271f0402f804c33d3f66")
    }

    struct ModeCase: Sendable {
        var key: String
        var cipher: String
        var why: String
    }

    private let ribosePlain = "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb"

    @Test(arguments: [
        ModeCase(
            key: "0123456789abcdeffedcba9876543210",
            cipher: "78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d",
            why: "draft-ribose-cfrg-sm4-10, A.2.2.1"),
        ModeCase(
            key: "fedcba98765432100123456789abcdef",
            cipher: "0d3a6ddc2d21c698857215587b7bb59a91f2c147911a4144665e1fa1d40bae38",
            why: "draft-ribose-cfrg-sm4-10, A.2.2.2"),
    ])
    func sm4CBC(_ c: ModeCase) throws {
        let key = Secret(copying: try hex(c.key))
        let vector = try hex("000102030405060708090a0b0c0d0e0f")
        let plain = Secret(copying: try hex(ribosePlain))
        let sealed = try SM4CBC.seal(plain, key: key, vector: vector)
        #expect(Hex.encode(Array(sealed[..<32])) == c.cipher, "\(c.why)")
        #expect(sealed.count == 48, "a whole block of padding")
        #expect(try #require(try SM4CBC.open(sealed, key: key, vector: vector)).equals(plain))
        #expect(try SM4CBC.open(try hex(c.cipher), key: key, vector: vector) == nil, "without its padding")
        #expect(try SM4CBC.open(Array(sealed[..<47]), key: key, vector: vector) == nil, "not whole blocks")
        #expect(try SM4CBC.open([], key: key, vector: vector) == nil)
    }

    struct CounterCase: Sendable {
        var key = "0123456789abcdeffedcba9876543210"
        var counter = "000102030405060708090a0b0c0d0e0f"
        /// A letter of the plain text for every eight bytes.
        var letters = "abcdefab"
        var cipher: String
        var why: String
    }

    @Test(arguments: [
        CounterCase(
            cipher: "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
                + "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514",
            why: "draft-ribose-cfrg-sm4-10, A.2.5.1"),
        CounterCase(
            key: "fedcba98765432100123456789abcdef",
            cipher: "5dcccd25b95ab07417a08512ee160e2f8f661521cbbab44cc87138445bc29e5c"
                + "0ae0297205d62704173b21239b887f6c8cb5b800917a2488284bde9e16ea2906",
            why: "draft-ribose-cfrg-sm4-10, A.2.5.2"),
        CounterCase(
            counter: "00001234567800000000abcd00000002", letters: "abcdefea",
            cipher: "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
            why: "RFC 8998, A.1: GCM enciphers in CTR from block 2"),
        CounterCase(
            counter: "0200001234567800000000abcd000001", letters: "abcdefea",
            cipher: "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
                + "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b",
            why: "RFC 8998, A.2: CCM enciphers in CTR from block 1"),
    ])
    func sm4CTR(_ c: CounterCase) throws {
        let plain = try hex(c.letters.map { String(repeating: $0, count: 16) }.joined())
        for cores in [1, 2, 5] {
            for step in [1, 7, 16, 64] {
                var cipher = try SM4CTR(
                    key: Secret(copying: try hex(c.key)), counter: try hex(c.counter), cores: cores)
                let sealed = try stream(plain, step) { (i, o) throws(Problem) in try cipher.process(i, into: o) }
                #expect(Hex.encode(sealed) == c.cipher, "\(c.why), \(cores) cores, steps of \(step)")
            }
        }
    }

    struct SplitCase: Sendable {
        var counter: String
        var why: String
    }

    /// However many cores and calls share the work, the bytes are those of one core in one call.
    @Test(arguments: [
        SplitCase(counter: "00000000000000000000000000000000", why: "from zero"),
        SplitCase(counter: "000000000000000000000000ffffffff", why: "past 32 bits"),
        SplitCase(counter: "0000000000000000fffffffffffffffe", why: "past 64 bits"),
        SplitCase(counter: "ffffffffffffffffffffffffffffffff", why: "round to zero with the second block"),
        SplitCase(counter: "fffffffffffffffffffffffffffff7ff", why: "round to zero at the border of two shares"),
        SplitCase(counter: "fffffffffffffffffffffffffffffb40", why: "round to zero within a share"),
    ])
    func sm4CTROnSeveralCores(_ c: SplitCase) throws {
        let share = 1 << 15
        let key = Secret(copying: try hex(sm4Key))
        let counter = try hex(c.counter)
        let longest = 4 * share + 40
        let plain = (0..<longest).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let whole = try ctr(sm4Key, counter: c.counter, plain)
        var lengths = [0, 1, 15, 16, 17, 31, 32, 33]
        for count in 1...4 { lengths += [-1, 0, 1, 17].map { (more: Int) in count * share + more } }
        for length in lengths {
            for cores in [2, 3, 8] {
                // bytes of an earlier call, so that this one begins in the middle of a block
                for before in [0, 1, 15, 16, 17] where before + length <= longest {
                    var cipher = try SM4CTR(key: key, counter: counter, cores: cores)
                    var output: [UInt8] = []
                    for range in [0..<before, before..<before + length] {
                        let part = Array(plain[range])
                        output += try stream(part, max(1, part.count)) { (i, o) throws(Problem) in
                            try cipher.process(i, into: o)
                        }
                    }
                    #expect(
                        output == Array(whole[..<(before + length)]),
                        "\(length) bytes after \(before) on \(cores) cores, \(c.why)")
                }
            }
        }
    }

    @Test func sm4CTRCountsRoundToZero() throws {
        let last = try ctr(sm4Key, counter: String(repeating: "f", count: 32), [UInt8](repeating: 0, count: 32))
        let first = try ctr(sm4Key, counter: String(repeating: "0", count: 32), [UInt8](repeating: 0, count: 16))
        #expect(Array(last[16...]) == first)
    }

    private func ctr(_ key: String, counter: String, _ plain: [UInt8]) throws -> [UInt8] {
        var cipher = try SM4CTR(key: Secret(copying: try hex(key)), counter: try hex(counter), cores: 1)
        return try stream(plain, max(1, plain.count)) { (i, o) throws(Problem) in try cipher.process(i, into: o) }
    }
}
