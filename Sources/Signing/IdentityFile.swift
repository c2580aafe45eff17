// IdentityFile.swift — the file of one key in an identity folder: PKCS#12, or PEM where there is none.
internal import FileKit
package import OpenSSLKit
package import Reporting

/// `sign` or `enc`: a `.p12`, else a `.pem` with the private key (PKCS#8, encrypted) and its certificates. Where the `.pem` has the
/// key alone, its certificates are those of the `.crt` of the same name and of `chain.crt`: what was issued on a request joins
/// the request's key by lying beside it.
package enum IdentityFile {
    /// Where it is; nil where there is neither. What is no file counts as there: opening it says what it is.
    package static func path(_ name: String, in folder: String) -> String? {
        [".p12", ".pem"].map { "\(folder)/\(name)\($0)" }.first { Files.kind(of: $0) != nil }
    }

    /// - Throws: what ``KeyStore`` throws; SIGN-0043 where there is no certificate yet; SIGN-0042 for a key that nothing protects, not even from other users.
    package static func read(_ path: String, passphrase: Secret) throws(Problem) -> KeyStore.Content {
        do throws(Problem) {
            var bytes = try Files.read(path, limit: KeyStore.longestFile)
            defer { bytes.withUnsafeMutableBytes { Secret.wipe($0) } }
            guard path.hasSuffix(".pem") else { return try KeyStore.read(bytes, passphrase: passphrase) }
            guard !KeyStore.hasPlainKey(bytes) || !Files.isReadableByOthers(path) else { throw exposed(path) }
            let beside = try KeyStore.hasCertificate(bytes) ? [] : try issued(besideKey: path)
            return try KeyStore.readPEM(bytes, passphrase: passphrase, beside: beside)
        } catch { throw error.at(path) }
    }

    /// The certificates that were issued for a key, and those between them and the root.
    private static func issued(besideKey path: String) throws(Problem) -> [Certificate] {
        let own = String(path.dropLast(4)) + ".crt"
        guard Files.kind(of: own) != nil else {
            throw Problem(
                code: "SIGN-0043",
                message: LocalizedText(
                    zh: "密钥还没有证书:没有 \(Files.name(of: own))",
                    en: "the key has no certificate yet: there is no \(Files.name(of: own))"),
                remedy: LocalizedText(
                    zh: "把签发机构发来的证书与 chain.crt 放在密钥旁边,证书命名为 \(Files.name(of: own))",
                    en:
                        "put the certificate that was issued beside the key as \(Files.name(of: own)), with its chain.crt"
                ))
        }
        let folder = String(path.dropLast(Files.name(of: path).count))
        var found: [Certificate] = []
        for file in [own, folder + "chain.crt"] where Files.kind(of: file) != nil {
            do throws(Problem) {
                found += try Certificate.readAll(try Files.read(file, limit: KeyStore.longestFile))
            } catch { throw error.at(file) }
        }
        return found
    }

    /// As ssh does: whoever could read it may have it, so nothing is signed with it as if nothing were the matter.
    private static func exposed(_ path: String) -> Problem {
        Problem(
            code: "SIGN-0042",
            message: LocalizedText(
                zh: "私钥未加密,且其他用户可以读取", en: "the private key is not encrypted, and other users can read it"),
            remedy: LocalizedText(
                zh: "加密:openssl pkcs8 -topk8 -v2 aes-256-cbc -in 私钥.pem;至少运行 chmod 600 \(path)。若他人可能已读取,请更换证书",
                en:
                    "encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem; or at least run chmod 600 \(path). Replace the certificate if somebody may have read it"
            ))
    }
}
