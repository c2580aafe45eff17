// VectorTests.swift — the primitives against published answers.
import OpenSSLKit
import Reporting
import Testing

@Suite struct VectorTests {
    struct DigestCase: Sendable {
        var algorithm: DigestAlgorithm
        var text: String
        var digest: String
        var why: String
    }

    @Test(arguments: [
        DigestCase(
            algorithm: .sha256, text: "abc", digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            why: "FIPS 180-4, one block"),
        DigestCase(
            algorithm: .sha256, text: "", digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            why: "nothing at all has a digest too"),
        DigestCase(
            algorithm: .sm3, text: "abc", digest: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
            why: "GB/T 32905-2016, A.1"),
        DigestCase(
            algorithm: .sm3, text: String(repeating: "abcd", count: 16),
            digest: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732", why: "GB/T 32905-2016, A.2"),
    ])
    func digests(_ c: DigestCase) throws {
        #expect(Hex.encode(try Digest.of(Array(c.text.utf8), c.algorithm)) == c.digest, "\(c.why)")
        let folder = try Folder()
        let file = try folder.write("x", c.text)
        #expect(Hex.encode(try Digest.ofFile(file, c.algorithm)) == c.digest, "the same from a file")
        var digest = try Digest(c.algorithm)
        for byte in c.text.utf8 { try digest.update([byte]) }
        #expect(Hex.encode(try digest.finish()) == c.digest, "the same byte by byte")
    }

    @Test func digestOfALongFileReportsItsBlocks() throws {
        let folder = try Folder()
        let bytes = [UInt8](repeating: 0x61, count: (1 << 20) + 5)
        let file = try folder.write("x", bytes)
        var seen: [Int64] = []
        let digest = try Digest.ofFile(file, .sha256) { seen.append($0) }
        #expect(digest == (try Digest.of(bytes, .sha256)))
        #expect(seen == [1 << 20, (1 << 20) + 5])
    }

    @Test func digestRefusesASecondFinish() throws {
        var digest = try Digest(.sha256)
        _ = try digest.finish()
        #expect(throws: Problem.self) { _ = try digest.finish() }
    }

    @Test func hkdf() throws {
        // RFC 5869, A.1
        let key = try KeyDerivation.hkdf(
            [
                Secret(copying: [UInt8](repeating: 0x0b, count: 10)),
                Secret(copying: [UInt8](repeating: 0x0b, count: 12)),
            ],
            salt: try hex("000102030405060708090a0b0c"), info: try hex("f0f1f2f3f4f5f6f7f8f9"), length: 42,
            digest: .sha256)
        #expect(
            text(key)
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            "two halves are one key")
        // RFC 5869, A.3: no salt, no info
        let bare = try KeyDerivation.hkdf(
            [Secret(copying: [UInt8](repeating: 0x0b, count: 22))], salt: [], info: [], length: 42, digest: .sha256)
        #expect(text(bare) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }

    @Test func hmac() throws {
        // RFC 4231, test case 2
        let value = try KeyDerivation.hmac(
            key: Secret(copying: Array("Jefe".utf8)), Array("what do ya want for nothing?".utf8), digest: .sha256)
        #expect(Hex.encode(value) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func keyWrap() throws {
        // RFC 3394, 4.6: 256 bits of key data with a 256-bit KEK
        let kek = Secret(copying: try hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"))
        let key = Secret(copying: try hex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"))
        let wrapped = try KeyWrap.wrap(key, with: kek)
        #expect(
            Hex.encode(wrapped) == "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")
        #expect(try KeyWrap.unwrap(wrapped, with: kek).equals(key))
        for bit in 0..<wrapped.count * 8 {
            var bad = wrapped
            bad[bit / 8] ^= 1 << (bit % 8)
            #expect(problemCode { () throws(Problem) in _ = try KeyWrap.unwrap(bad, with: kek) } == "CRYP-0011")
        }
        #expect(problemCode { () throws(Problem) in _ = try KeyWrap.unwrap([1, 2, 3], with: kek) } == "CRYP-0011")
        #expect(
            problemCode { () throws(Problem) in _ = try KeyWrap.unwrap(wrapped, with: key) } == "CRYP-0011",
            "another KEK")
    }

    @Test func gcm() throws {
        // The Galois/Counter Mode of Operation (McGrew, Viega), test case 15: 256-bit key, no additional data
        let key = Secret(copying: try hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
        let nonce = try hex("cafebabefacedbaddecaf888")
        let plain = try hex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b391aafd255")
        let expected = try hex(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f662898015ad")
        for step in [1, 7, 16, 64] {
            var sealer = try GCMCipher(.seal, key: key, nonce: nonce)
            let sealed = try stream(plain, step) { (i, o) throws(Problem) in try sealer.process(i, into: o) }
            #expect(sealed == expected, "blocks of \(step)")
            let tag = try sealer.tag()
            #expect(Hex.encode(tag) == "b094dac5d93471bdec1a502270e3cc6c")
            var opener = try GCMCipher(.open, key: key, nonce: nonce)
            let opened = try stream(sealed, step) { (i, o) throws(Problem) in try opener.process(i, into: o) }
            #expect(opened == plain)
            #expect(try opener.verify(tag: tag))
        }
        for (tag, why) in [
            (try hex("b094dac5d93471bdec1a502270e3cc6d"), "a flipped bit"), (try hex("b094dac5"), "a short tag"),
            ([], "no tag"),
        ] {
            var opener = try GCMCipher(.open, key: key, nonce: nonce)
            _ = try stream(expected, 64) { (i, o) throws(Problem) in try opener.process(i, into: o) }
            #expect(try !opener.verify(tag: tag), "\(why)")
        }
    }

    @Test func secretsAreNotPrinted() throws {
        let secret = try Secret.random(32)
        #expect("\(secret)" == "<secret>")
        #expect(String(reflecting: secret) == "<secret>")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("buffer"))
        #expect(secret == secret)
        #expect(try !secret.equals(Secret.random(32)))
        #expect(!secret.equals(Secret(copying: [])), "lengths differ")
    }

    @Test(arguments: [
        ("", [UInt8]?.some([]), "empty"), ("00fF", [0, 255], "both cases"), ("0", nil, "odd"),
        ("0g", nil, "not a digit"),
        ("0 ", nil, "space"), ("+1", nil, "sign"),
    ])
    func hexIsStrict(_ text: String, _ bytes: [UInt8]?, _ why: String) { #expect(Hex.decode(text) == bytes, "\(why)") }

    @Test(arguments: [
        ("", [UInt8]?.some([]), "empty"), ("Zg==", [0x66], "one byte"), ("Zm8=", [0x66, 0x6f], "two"),
        ("Zm9v", [0x66, 0x6f, 0x6f], "three"), ("Zg", nil, "no padding"), ("Zh==", nil, "padding bits not zero"),
        ("Zm9=", nil, "padding bits not zero"), ("Zm9v\n", nil, "line end"), ("Z===", nil, "three paddings"),
        ("Zg==Zg==", nil, "padding inside"), ("Zm-_", nil, "the other alphabet"),
    ])
    func base64IsStrict(_ text: String, _ bytes: [UInt8]?, _ why: String) {
        #expect(Base64.decode(text) == bytes, "\(why)")
        if let bytes { #expect(Base64.encode(bytes) == text) }
    }

    @Test func libraryIsNewEnough() {
        #expect(CryptoLibrary.isAtLeast(3, 0, 0))
        #expect(!CryptoLibrary.isAtLeast(99, 0, 0))
    }

    private func text(_ secret: Secret) -> String {
        (try? secret.withBytes { bytes in Hex.encode(Array(bytes)) }) ?? ""
    }
}

/// Runs bytes through a cipher in steps.
func stream(
    _ input: [UInt8], _ step: Int,
    _ body: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(Problem) -> Void
) throws -> [UInt8] {
    var output: [UInt8] = []
    for start in stride(from: 0, to: input.count, by: step) {
        let part = Array(input[start..<min(start + step, input.count)])
        var result = [UInt8](repeating: 0, count: part.count)
        try part.withUnsafeBytes { i in try result.withUnsafeMutableBytes { o in try body(i, o) } }
        output += result
    }
    return output
}
