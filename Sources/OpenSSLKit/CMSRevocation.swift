// CMSRevocation.swift — revocation evidence in a signature file: RevocationInfoChoices of RFC 5652, 10.2.1, written and read
// by hand, since OpenSSL reads and writes the CRLs among them but offers nothing for OCSP responses (RFC 5940).
internal import COpenSSL
package import Reporting

extension CMSSignature {
    /// id-ri-ocsp-response of RFC 5940, 1.3.6.1.5.5.7.16.2, in DER.
    static let responseType: [UInt8] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x10, 0x02]

    /// The same signature with this revocation evidence beside what it has. Nothing that is signed changes.
    ///
    /// - Throws: CRYP-0040 where `der` is no SignedData in the form that we write.
    package static func adding(
        lists: [RevocationList] = [], responses: [OCSPResponse] = [], to der: [UInt8]
    ) throws(Problem) -> [UInt8] {
        try adding(lists.map(\.der) + responses.map { DEREncoding.value(0xa1, responseType, $0.der) }, to: der)
    }

    /// The OCSP responses inside, in the order of the encoding.
    ///
    /// - Throws: CRYP-0040 for anything among the revocation evidence that is neither a CRL nor an OCSP response; CRYP-0080 to
    ///   CRYP-0082.
    package static func ocspResponses(_ der: [UInt8]) throws(Problem) -> [OCSPResponse] {
        guard let outer = DER.elements(of: der)?.first?.elements, outer.count == 2,
            let fields = outer[1].elements?.first?.elements
        else { throw .unwritable }
        guard let evidence = fields.first(where: { $0.tag == 0xa1 }) else { return [] }
        guard let choices = evidence.elements else { throw .unwritable }
        var found: [OCSPResponse] = []
        for choice in choices where choice.tag != 0x30 {
            guard choice.tag == 0xa1, let parts = choice.elements, parts.count == 2,
                parts[0].bytes.elementsEqual(responseType)
            else { throw .unwritable }
            found.append(try OCSPResponse(der: Array(parts[1].bytes)))
        }
        return found
    }

    /// Puts encoded RevocationInfoChoices in, each once, in the order that DER wants.
    static func adding(_ choices: [[UInt8]], to der: [UInt8]) throws(Problem) -> [UInt8] {
        guard !choices.isEmpty else { return der }
        // ContentInfo { type, [0] { SignedData { version, digests, content, [0] certificates?, [1] crls?, signers } } }
        guard let outer = DER.elements(of: der)?.first?.elements, outer.count == 2, outer[1].tag == 0xa0,
            let fields = outer[1].elements?.first?.elements, let signers = fields.last, fields.count >= 4
        else { throw .unwritable }
        var all = Set(choices)
        if let present = fields.first(where: { $0.tag == 0xa1 })?.elements {
            all.formUnion(present.map { Array($0.bytes) })
        }
        var version = Array(fields[0].bytes)
        // Section 5.1: 5 where anything but a CRL is among them.
        if all.contains(where: { $0.first == 0xa1 }) { version = [0x02, 0x01, 0x05] }
        let kept = fields.dropFirst().dropLast().filter { $0.tag != 0xa1 }.flatMap(\.bytes)
        let signedData = DEREncoding.value(
            0x30, version, kept, DEREncoding.set(Array(all), tag: DEREncoding.contextTag(1)), Array(signers.bytes))
        return DEREncoding.value(0x30, Array(outer[0].bytes), DEREncoding.value(0xa0, signedData))
    }
}

extension Problem {
    fileprivate static var unwritable: Problem {
        .crypto(
            "CRYP-0040", zh: "内容不是 CMS 签名数据(SignedData)", en: "this is not CMS SignedData",
            remedyZh: "文件可能被改动或截断,请重新取得", remedyEn: "the file may have been altered or cut short; get it again")
    }
}
