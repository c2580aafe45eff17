// KeyContext.swift — what the key of one envelope is bound to, and how it comes from its two halves.
package import Documents
package import OpenSSLKit
package import Reporting
internal import Signing
package import TenderModel

/// The context of one envelope's key. A key made for another tender, lot, bidder or envelope opens nothing here.
package struct KeyContext: Sendable {
    /// 16 bytes.
    package var sealID: [UInt8]
    package var tender: TenderReference
    package var lot: String
    package var bidder: CreditCode
    package var envelope: Int
    package var suite: SuiteID

    package init(
        sealID: [UInt8], tender: TenderReference, lot: String, bidder: CreditCode, envelope: Int, suite: SuiteID
    ) {
        self.sealID = sealID
        self.tender = tender
        self.lot = lot
        self.bidder = bidder
        self.envelope = envelope
        self.suite = suite
    }

    /// The context that a seal declares for one of its envelopes. SEAL-0001 where its id is not 16 bytes.
    package init(_ seal: Seal, envelope: Int) throws(Problem) {
        guard let id = Hex.decode(seal.id), id.count == 16 else {
            throw Problem(
                code: "SEAL-0001", message: LocalizedText(zh: "封存编号不是 16 字节", en: "the seal id is not 16 bytes"),
                remedy: LocalizedText(zh: "文件可能被改动", en: "the file may have been altered"))
        }
        self.init(
            sealID: id, tender: seal.tender, lot: seal.lot, bidder: seal.bidder.code, envelope: envelope,
            suite: seal.suite)
    }

    var digest: DigestAlgorithm { SignatureSuites.suite(suite).digest }

    /// Each field as UTF-8 behind its length in four bytes, big-endian.
    var info: [UInt8] {
        [tender.id, tender.first.description, lot, bidder.text, String(envelope), suite.rawValue]
            .flatMap { field -> [UInt8] in
                let bytes = Array(field.utf8)
                return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) } + bytes
            }
    }

    /// KEK = HKDF(K_B ‖ K_P, salt = seal id, info): 32 bytes for AES, 16 for SM4.
    package func keyEncryptionKey(bidderHalf: Secret, officerHalf: Secret) throws(Problem) -> Secret {
        try KeyDerivation.hkdf(
            [bidderHalf, officerHalf], salt: sealID, info: info,
            length: SignatureSuites.suite(suite).isNational ? SM4CTR.keyLength : 32, digest: digest)
    }

    /// HMAC(HKDF(K_B ‖ K_P, salt = seal id, info = "bid"), H(bid)): hexadecimal.
    package func commitment(to bid: [UInt8], bidderHalf: Secret, officerHalf: Secret) throws(Problem) -> String {
        let key = try KeyDerivation.hkdf(
            [bidderHalf, officerHalf], salt: sealID, info: Array("bid".utf8), length: 32, digest: digest)
        return Hex.encode(try KeyDerivation.hmac(key: key, bid, digest: digest))
    }

    /// H of a half key or a share: hexadecimal.
    package func commitment(to half: Secret) throws(Problem) -> String {
        let bytes = try half.withBytes { (bytes) throws(Problem) -> [UInt8] in
            var digest = try Digest(self.digest)
            try digest.update(bytes)
            return try digest.finish()
        }
        return Hex.encode(bytes)
    }
}
