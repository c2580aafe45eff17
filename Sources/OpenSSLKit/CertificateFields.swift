// CertificateFields.swift — whose a certificate is and what it is for: names and extensions, read out of it.
internal import COpenSSL

extension Certificate {
    /// The subject on one line, most specific part first (RFC 2253), in UTF-8; control characters are escaped.
    package var subject: String { printed(X509_get_subject_name(handle)) }

    /// The issuer, likewise.
    package var issuer: String { printed(X509_get_issuer_name(handle)) }

    /// DER of the subject's Name.
    package var subjectDER: [UInt8] { encoded { i2d_X509_NAME(X509_get_subject_name(handle), $0) } ?? [] }

    /// DER of the issuer's Name.
    package var issuerDER: [UInt8] { encoded { i2d_X509_NAME(X509_get_issuer_name(handle), $0) } ?? [] }

    /// The values of one kind of subject attribute, in the order of the certificate.
    ///
    /// - Parameter oid: dotted, such as "2.5.4.3".
    package func subjectValues(_ oid: String) -> [String] {
        guard let object = OBJ_txt2obj(oid, 1) else { return [] }
        defer { ASN1_OBJECT_free(object) }
        let name = X509_get_subject_name(handle)
        var values: [String] = []
        var position = X509_NAME_get_index_by_OBJ(name, object, -1)
        while position >= 0 {
            let entry = X509_NAME_get_entry(name, position)
            var text: UnsafeMutablePointer<UInt8>?
            let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
            if count >= 0, let text {
                values.append(String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self))
                biao_free(text)
            }
            position = X509_NAME_get_index_by_OBJ(name, object, position)
        }
        ERR_clear_error()
        return values
    }

    /// The common name; nil where there is none, or more than one.
    package var commonName: String? { onlyValue("2.5.4.3") }
    /// The organisation; nil where there is none, or more than one.
    package var organization: String? { onlyValue("2.5.4.10") }
    /// The organisation identifier, 2.5.4.97; nil where there is none, or more than one.
    package var organizationIdentifier: String? { onlyValue("2.5.4.97") }

    private func onlyValue(_ oid: String) -> String? {
        let values = subjectValues(oid)
        return values.count == 1 ? values.first : nil
    }

    /// Key usage; nil where the certificate has no such extension.
    package var keyUsage: KeyUsage? {
        let bits = X509_get_key_usage(handle)
        return bits == UInt32.max ? nil : KeyUsage(rawValue: bits)
    }

    /// Extended key usages as object identifiers; empty where the extension is absent.
    package var extendedKeyUsages: [String] {
        guard let usages = X509_get_ext_d2i(handle, NID_ext_key_usage, nil, nil) else { return [] }
        let stack = OpaquePointer(usages)
        defer { biao_objects_free_all(stack) }
        return (0..<biao_objects_count(stack)).map { dotted(biao_objects_at(stack, $0)) }
    }

    /// Whether the extended key usages are marked critical; a timestamping certificate's must be.
    package var extendedKeyUsageIsCritical: Bool {
        let position = X509_get_ext_by_NID(handle, NID_ext_key_usage, -1)
        return position >= 0 && X509_EXTENSION_get_critical(X509_get_ext(handle, position)) == 1
    }

    /// Certificate policies as object identifiers.
    package var policies: [String] {
        guard let policies = X509_get_ext_d2i(handle, NID_certificate_policies, nil, nil) else { return [] }
        let stack = OpaquePointer(policies)
        defer { CERTIFICATEPOLICIES_free(stack) }
        return (0..<biao_policies_count(stack)).map { dotted(biao_policies_at(stack, $0)) }
    }

    /// Whether its basic constraints say that it is a certification authority.
    package var isCA: Bool { X509_get_extension_flags(handle) & UInt32(EXFLAG_CA) != 0 }

    /// Whether subject and issuer are the same name.
    package var isSelfIssued: Bool { X509_get_extension_flags(handle) & UInt32(EXFLAG_SI) != 0 }

    /// The subject key identifier.
    package var subjectKeyIdentifier: [UInt8]? {
        guard let identifier = X509_get0_subject_key_id(handle) else { return nil }
        return bytes(of: identifier)
    }

    /// The key identifier of its issuer.
    package var authorityKeyIdentifier: [UInt8]? {
        guard let identifier = X509_get0_authority_key_id(handle) else { return nil }
        return bytes(of: identifier)
    }
}

extension Certificate {
    /// Where its issuer says it answers for it: the OCSP locations of its authority information access (RFC 5280, 4.2.2.1).
    package var ocspResponders: [String] {
        guard let found = X509_get1_ocsp(handle) else { return [] }
        defer { X509_email_free(found) }
        return (0..<biao_strings_count(found)).compactMap { biao_strings_at(found, $0).map { String(cString: $0) } }
    }

    /// Whether its issuer says that its own revocation need not be looked at (id-pkix-ocsp-nocheck, RFC 6960, 4.2.2.2.1).
    package var isExemptFromRevocation: Bool { X509_get_ext_by_NID(handle, NID_id_pkix_OCSP_noCheck, -1) >= 0 }
}

/// A name on one line.
func printed(_ name: OpaquePointer?) -> String {
    guard let name, let bio = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(bio) }
    _ = biao_print_name(bio, name)
    ERR_clear_error()
    return String(decoding: contents(of: bio), as: UTF8.self)
}
