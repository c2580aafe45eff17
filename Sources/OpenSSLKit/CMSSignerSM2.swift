// CMSSignerSM2.swift — SignedData with SM2 (GB/T 35275-2017), written and checked by hand: OpenSSL 3.0 does neither.
internal import COpenSSL
internal import Reporting

extension CMSSigner {
    /// The same as ``sign(_:contentType:detached:)`` for an SM2 key. With a content type of its own (a timestamp's) the
    /// message keeps RFC 5652's outer type, as RFC 3161 has it; otherwise types are those of GB/T 35275.
    func signNationally(_ content: [UInt8], contentType: String?, detached: Bool) throws(Problem) -> [UInt8] {
        let type = DEREncoding.objectIdentifier(contentType ?? NationalIdentifiers.data)
        let digestAlgorithm = DEREncoding.algorithm(NationalIdentifiers.sm3)
        let attributes = try signedAttributes(type: type, content: content)
        let signature = try SM2.sign(DEREncoding.set(attributes), key: key)
        let signer = DEREncoding.sequence(
            DEREncoding.integer(1), DEREncoding.sequence(certificate.issuerDER, certificate.serialDER), digestAlgorithm,
            DEREncoding.set(attributes, tag: DEREncoding.contextTag(0)),
            DEREncoding.algorithm(NationalIdentifiers.sm2Signature), DEREncoding.octets(signature))
        let inner = detached ? [] : DEREncoding.value(DEREncoding.contextTag(0), DEREncoding.octets(content))
        // a set: the same certificate given twice goes in once
        let certificates = Set(([certificate] + chain).map(\.der))
        let lists = Set(revocationLists.map(\.der))
        let body = DEREncoding.sequence(
            DEREncoding.integer(contentType == nil ? 1 : 3), DEREncoding.set([digestAlgorithm]),
            DEREncoding.sequence(type, inner), DEREncoding.set(Array(certificates), tag: DEREncoding.contextTag(0)),
            lists.isEmpty ? [] : DEREncoding.set(Array(lists), tag: DEREncoding.contextTag(1)),
            DEREncoding.set([signer]))
        let outer = contentType == nil ? NationalIdentifiers.signedData : "1.2.840.113549.1.7.2"
        return DEREncoding.sequence(
            DEREncoding.objectIdentifier(outer), DEREncoding.value(DEREncoding.contextTag(0), body))
    }

    private func signedAttributes(type: [UInt8], content: [UInt8]) throws(Problem) -> [[UInt8]] {
        func attribute(_ oid: String, _ value: [UInt8]) -> [UInt8] {
            DEREncoding.sequence(DEREncoding.objectIdentifier(oid), DEREncoding.set([value]))
        }
        let time = try required(ASN1_TIME_set(nil, time_t(signingTime)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(time) }
        let timeDER = try required(encoded { i2d_ASN1_TIME(time, $0) }, "i2d_ASN1_TIME")
        // ESSCertIDv2 (RFC 5035): the hash's name, the hash, and issuer and serial number
        let issuer = DEREncoding.sequence(DEREncoding.value(DEREncoding.contextTag(4), certificate.issuerDER))
        let identifier = DEREncoding.sequence(
            DEREncoding.algorithm(NationalIdentifiers.sm3), DEREncoding.octets(try Digest.of(certificate.der, .sm3)),
            DEREncoding.sequence(issuer, certificate.serialDER))
        return [
            attribute("1.2.840.113549.1.9.3", type),
            attribute("1.2.840.113549.1.9.4", DEREncoding.octets(try Digest.of(content, .sm3))),
            attribute("1.2.840.113549.1.9.5", timeDER),
            attribute("1.2.840.113549.1.9.16.2.47", DEREncoding.sequence(DEREncoding.sequence(identifier))),
        ] + attributes.map { attribute($0.oid, $0.der) }
    }
}

extension CMSMessage {
    /// What is wrong with the signature over the content and the attributes; nil where it is right.
    ///
    /// - Parameter content: the detached content, or nil where it is inside.
    func nationalFault(over content: [UInt8]?, by certificate: Certificate) throws(Problem) -> SM2.Fault? {
        let signer = try signer()
        let signed: [UInt8]
        if let content {
            signed = content
        } else {
            guard let inside = CMS_get0_content(handle), let octets = inside.pointee else { return .mismatch }
            signed = bytes(of: octets)
        }
        // -3: the attribute occurs once and has one value.
        guard
            let value = CMS_signed_get0_data_by_OBJ(
                signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING),
            bytes(of: value.assumingMemoryBound(to: ASN1_OCTET_STRING.self)) == (try Digest.of(signed, .sm3)),
            let attributes = try signedAttributes()
        else { return .mismatch }
        return SM2.fault(bytes(of: CMS_SignerInfo_get0_signature(signer)), over: attributes, by: certificate)
    }

    /// The signed attributes as they were signed: under the tag of a SET OF.
    private func signedAttributes() throws(Problem) -> [UInt8]? {
        guard let info = DER.elements(of: try der())?.first?.elements, info.count == 2,
            let fields = info[1].elements?.first?.elements, let signers = fields.last?.elements,
            let parts = signers.first?.elements, parts.count >= 6, parts[3].tag == DEREncoding.contextTag(0)
        else { return nil }
        return DEREncoding.value(DEREncoding.setTag, Array(parts[3].content))
    }
}
