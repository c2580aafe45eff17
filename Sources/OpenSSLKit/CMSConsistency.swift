// CMSConsistency.swift — the fields of SignedData that no signature covers and that CMS_verify lets pass.
internal import COpenSSL
internal import Reporting

extension CMSMessage {
    /// Whether versions, digest algorithms, signer identifier and signature algorithm are what RFC 5652 makes of the rest.
    ///
    /// Over every single-bit flip of a signature, `CMS_verify` accepts those in both versions, in the letter case of the
    /// signer's issuer, and in the signature algorithm. None of them changes what was signed, but a file that was touched
    /// is refused.
    func isConsistent(signer: OpaquePointer, certificate: Certificate) throws(Problem) -> Bool {
        guard let byKey = identifies(signer, certificate), algorithmsFit(signer, certificate) else { return false }
        // ContentInfo { type, [0] { SignedData { version, digestAlgorithms, encapContentInfo, …, signerInfos } } }
        let whole = try der()
        guard let info = DER.elements(of: whole)?.first?.elements, info.count == 2,
            let fields = info[1].elements?.first?.elements, fields.count >= 4,
            let signerFields = fields.last?.elements?.first?.elements, signerFields.count >= 5,
            let digests = fields[1].elements, digests.count == 1
        else { return false }
        let type = dotted(CMS_get0_eContentType(handle))
        let isData = type == "1.2.840.113549.1.7.1" || type == NationalIdentifiers.data
        // RFC 5652, 5.1: 5 where revocation evidence other than a CRL travels along
        let hasOther = fields.contains { $0.tag == 0xa1 && ($0.elements ?? []).contains { $0.tag == 0xa1 } }
        return isVersion(fields[0], hasOther ? 5 : byKey || !isData ? 3 : 1)
            && isVersion(signerFields[0], byKey ? 3 : 1)
            && digests[0].bytes.elementsEqual(signerFields[2].bytes)
    }

    private func isVersion(_ field: DER, _ version: UInt8) -> Bool { field.bytes.elementsEqual([0x02, 0x01, version]) }

    /// Whether the signer identifier is this certificate's, to the byte: false by issuer and serial number, true by key
    /// identifier, nil where it is another's.
    private func identifies(_ signer: OpaquePointer, _ certificate: Certificate) -> Bool? {
        var identifier: UnsafeMutablePointer<ASN1_OCTET_STRING>?
        var name: OpaquePointer?
        var serial: UnsafeMutablePointer<ASN1_INTEGER>?
        guard CMS_SignerInfo_get0_signer_id(signer, &identifier, &name, &serial) == 1 else { return nil }
        if let name, let serial {
            let same =
                encoded { i2d_X509_NAME(name, $0) } == certificate.issuerDER
                && encoded { i2d_ASN1_INTEGER(serial, $0) } == certificate.serialDER
            return same ? false : nil
        }
        guard let identifier, certificate.subjectKeyIdentifier == bytes(of: identifier) else { return nil }
        return true
    }

    /// SM2: either of its two names, with SM3. RSA: rsaEncryption, or PKCS#1 v1.5 or PSS with the signer's digest. EC: ECDSA with the signer's digest.
    private func algorithmsFit(_ signer: OpaquePointer, _ certificate: Certificate) -> Bool {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signer, nil, nil, &digest, &signature)
        guard let digest, let signature else { return false }
        let algorithm = OBJ_obj2nid(signature.pointee.algorithm)
        let parameter = signature.pointee.parameter.map { $0.pointee.type } ?? V_ASN1_UNDEF
        var signatureDigest: Int32 = NID_undef
        var keyType: Int32 = NID_undef
        let isPair = OBJ_find_sigid_algs(algorithm, &signatureDigest, &keyType) == 1
        let digestsAgree = isPair && signatureDigest == OBJ_obj2nid(digest.pointee.algorithm)
        switch certificate.publicKeyKind {
        case .rsa:
            if algorithm == NID_rsassaPss { return parameter == V_ASN1_SEQUENCE }
            let isPKCS1 = algorithm == NID_rsaEncryption || (digestsAgree && keyType == NID_rsaEncryption)
            return isPKCS1 && (parameter == V_ASN1_NULL || parameter == V_ASN1_UNDEF)
        case .ec(curve: "SM2"):
            return [NationalIdentifiers.sm2Signature, NationalIdentifiers.sm2WithSM3]
                .contains(dotted(signature.pointee.algorithm))
                && OBJ_obj2nid(digest.pointee.algorithm) == NID_sm3
                && (parameter == V_ASN1_NULL || parameter == V_ASN1_UNDEF)
        case .ec:
            return digestsAgree && keyType == NID_X9_62_id_ecPublicKey && parameter == V_ASN1_UNDEF
        case .other: return false
        }
    }
}
