// KeyHolder.swift — private keys that stay where they are, on a token (介质): what we ask of who holds them.
internal import COpenSSL
package import Reporting

/// Holds a private key on our behalf.
package protocol KeyHolder: AnyObject, Sendable {
    /// After the token failed: what became of it.
    ///
    /// - Parameter codes: what its library returned, as far as OpenSSL has kept it, oldest first.
    func failure(_ codes: [UInt]) -> Problem
}

/// Holds an SM2 key that OpenSSL cannot reach: whoever needs it asks here.
package protocol SM2KeyHolder: KeyHolder {
    /// Signs the digest `e` = SM3(Z ‖ message) of 32 bytes (GB/T 32918.2, 6.1): `r` and `s`, 32 bytes each.
    func sign(digest: [UInt8]) throws(Problem) -> (r: [UInt8], s: [UInt8])

    /// Decrypts C1 ‖ C3 ‖ C2 (GB/T 32918.4, 7.1): the point's `x` and `y` of 32 bytes each, the SM3 value `hash` of 32
    /// bytes, and as many bytes as come out. Nil where it does not open with this key.
    func decrypt(x: [UInt8], y: [UInt8], hash: [UInt8], cipher: [UInt8]) throws(Problem) -> Secret?
}

extension PrivateKey {
    /// A key held elsewhere, known by the certificate that speaks for it.
    package convenience init(of certificate: Certificate, holder: any SM2KeyHolder) throws(Problem) {
        let key = try required(X509_get_pubkey(certificate.handle), "X509_get_pubkey")
        try self.init(taking: key, holder: holder)
    }

    /// Refuses to write down a key that is not in our memory: what OpenSSL would write has no private half.
    ///
    /// - Throws: TOKN-0044.
    func requireOurs() throws(Problem) {
        guard holder != nil else { return }
        throw .crypto(
            "TOKN-0044", kind: .usage, zh: "介质中的私钥不能导出", en: "a private key on a token cannot be taken off it",
            remedyZh: "请直接使用介质", remedyEn: "use the token itself")
    }

    /// After a signature failed: the token's own problem; nil where the key is in our memory. Empties the error queue where
    /// it is not.
    func holderFailure() -> Problem? {
        guard let holder else { return nil }
        return holder.failure(tokenCodes())
    }

    /// After a lock did not open: the token's own problem; nil where the lock is at fault, or the key is in our memory.
    ///
    /// A broken token must never pass for a wrong lock, nor a hostile lock for a broken token: the one would stand in the
    /// record against a bidder, the other would stop an opening for all. What the library returns does not tell them
    /// apart (SoftHSM answers both with CKR_GENERAL_ERROR), so the token has to open a lock of our own.
    func holderFailure(probing certificate: Certificate) -> Problem? {
        guard let holder else { return nil }
        let codes = tokenCodes()
        do throws(Problem) {
            let secret = try Secret.random(32)
            let lock = try CMSEnvelope.seal(secret, to: [certificate])
            if try CMSEnvelope.open(lock, key: self, certificate: certificate, probing: true).equals(secret) {
                return nil
            }
        } catch {}
        return holder.failure(codes)
    }

    /// What libp11 left in this thread's error queue, which is empty afterwards.
    private func tokenCodes() -> [UInt] {
        var codes: [UInt] = []
        var library: UnsafePointer<CChar>?
        var reason: Int32 = 0
        while biao_next_error(&library, &reason) == 1 {
            if let library, String(cString: library).contains("PKCS#11") { codes.append(UInt(reason)) }
        }
        return codes
    }
}
