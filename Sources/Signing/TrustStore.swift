// TrustStore.swift — whom we believe: roots for people and units, roots for timestamps apart, and the CRLs at hand.
internal import FileKit
package import OpenSSLKit
package import Reporting

/// A folder of trust:
/// ```
/// roots/*.crt        anchors for signatures
/// roots/tsa/*.crt    anchors for timestamps (独立的时间戳信任列表)
/// roots/crls/*.crl   revocation lists, also of the timestamp authorities
/// ```
package struct TrustStore: Sendable {
    package var anchors: [Certificate]
    package var timestampAnchors: [Certificate]
    package var revocationLists: [RevocationList]
    /// Whether chains that carry the practice policy may pass. Never the default of `verify`.
    package var allowsPractice: Bool

    package init(
        anchors: [Certificate], timestampAnchors: [Certificate] = [], revocationLists: [RevocationList] = [],
        allowsPractice: Bool = false
    ) {
        self.anchors = anchors
        self.timestampAnchors = timestampAnchors
        self.revocationLists = revocationLists
        self.allowsPractice = allowsPractice
    }

    /// Reads a trust folder. SIGN-0001 where it holds no anchor.
    package static func load(_ folder: String, allowsPractice: Bool) throws(Problem) -> TrustStore {
        var store = TrustStore(anchors: try certificates(in: folder), allowsPractice: allowsPractice)
        guard !store.anchors.isEmpty else {
            throw Problem(
                code: "SIGN-0001",
                message: LocalizedText(
                    zh: "信任文件夹中没有根证书(*.crt)", en: "the trust folder holds no root certificate (*.crt)"),
                remedy: LocalizedText(
                    zh: "请把信任的根证书放入该文件夹,时间戳根证书放入其中的 tsa/",
                    en: "put the root certificates you trust there, those of timestamp authorities in its tsa/"),
                place: folder)
        }
        if Files.kind(of: folder + "/tsa") == .folder {
            store.timestampAnchors = try certificates(in: folder + "/tsa")
        }
        if Files.kind(of: folder + "/crls") == .folder {
            store.revocationLists = try Self.revocationLists(in: folder + "/crls")
        }
        return store
    }

    /// Every certificate in the `.crt`, `.cer` and `.pem` files of a folder.
    package static func certificates(in folder: String) throws(Problem) -> [Certificate] {
        var found: [Certificate] = []
        for entry in try Files.list(folder) where [".crt", ".cer", ".pem"].contains(where: entry.name.hasSuffix) {
            let path = folder + "/" + entry.name
            do throws(Problem) {
                found += try Certificate.readAll(try Files.read(path, limit: 1 << 20))
            } catch { throw error.at(path) }
        }
        return found
    }

    /// Every list in the `.crl` files of a folder.
    package static func revocationLists(in folder: String) throws(Problem) -> [RevocationList] {
        var found: [RevocationList] = []
        for entry in try Files.list(folder) where entry.name.hasSuffix(".crl") {
            let path = folder + "/" + entry.name
            do throws(Problem) {
                found += try RevocationList.readAll(try Files.read(path, limit: 64 << 20))
            } catch { throw error.at(path) }
        }
        return found
    }
}

/// The certificate policy that marks a practice chain (模拟CA). The arc 2.999 is the one that ITU-T keeps for examples.
package enum PracticePolicy {
    package static let oid = "2.999.98.105.97.111"

    package static func marks(_ certificate: Certificate) -> Bool {
        certificate.policies.contains(oid)
    }
}
