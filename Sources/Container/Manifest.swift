// Manifest.swift — META-INF/ASiCManifest…xml: every payload entry with its digest (ETSI EN 319 162-1, annex A.4).
internal import Documents
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import XMLKit

/// One signature's list of what it signs.
struct Manifest: Equatable {
    /// The entry of the signature over this manifest.
    var signature: String
    /// Payload entries and their digests, in the order of the container.
    var entries: [Entry]

    struct Entry: Equatable {
        var name: String
        var digest: [UInt8]
    }

    static let namespace = "http://uri.etsi.org/02918/v1.2.1#"
    private static let signatureMediaType = "application/pkcs7-signature"

    /// The XML, the same bytes for the same entries. URIs are percent-encoded, so nothing in it needs escaping.
    func encoded(digestURI: String) -> [UInt8] {
        let head = #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
              <asic:SigReference URI="\#(EntryName.uri(signature))" MimeType="\#(Self.signatureMediaType)"/>

            """#
        // pieces joined as bytes: there may be a hundred thousand entries
        let pieces = [
            "  <asic:DataObjectReference URI=\"",
            "\">\n    <ds:DigestMethod Algorithm=\"\(digestURI)\"/>\n    <ds:DigestValue>",
            "</ds:DigestValue>\n  </asic:DataObjectReference>\n",
        ].map { Array($0.utf8) }
        var text = Array(head.utf8)
        text.reserveCapacity(text.count + entries.count * 320)
        for entry in entries {
            text += pieces[0]
            text += EntryName.uri(entry.name).utf8
            text += pieces[1]
            text += Base64.encode(entry.digest).utf8
            text += pieces[2]
        }
        text += "</asic:ASiCManifest>\n".utf8
        return text
    }

    /// Reads a manifest one entry at a time. CONT-0010 where it departs from the schema or the suite.
    static func decode(_ bytes: [UInt8], name: String, digestURI: String) throws(Problem) -> Manifest {
        func departs(_ zh: String, _ en: String) -> Problem {
            Problem(
                code: "CONT-0010",
                message: LocalizedText(zh: "清单不合规:\(zh)", en: "the manifest departs from its form: \(en)"),
                remedy: LocalizedText(
                    zh: "文件可能被改动;请向制作人重新索取", en: "the file may have been altered; ask its maker for it again"),
                place: name)
        }
        let limits = XMLLimits.manifest
        let errors = try Schemas.manifest().validate(bytes, limits: limits)
        if let error = errors.first { throw departs(error.message, error.message) }
        var manifest = Manifest(signature: "", entries: [])
        try XMLStream.read(
            bytes, limits: limits,
            root: { (_: XMLElement) throws(Problem) in },
            child: { (element: XMLElement) throws(Problem) in
                guard let text = element["URI"], let target = EntryName.name(uri: text) else {
                    throw departs("URI 无法解码", "a URI cannot be decoded")
                }
                guard element.name == "DataObjectReference" else {
                    manifest.signature = target
                    return
                }
                guard let method = element.first("DigestMethod"), method["Algorithm"] == digestURI,
                    let value = element.first("DigestValue"), let digest = Base64.decode(value.text), digest.count == 32
                else { throw departs("\(target) 的摘要不合规", "the digest of \(target) is not of the suite") }
                manifest.entries.append(Entry(name: target, digest: digest))
            })
        guard Set(manifest.entries.map(\.name)).count == manifest.entries.count else {
            throw departs("有条目列出两次", "an entry is listed twice")
        }
        return manifest
    }
}

extension XMLLimits {
    /// Room for 100,000 entries with names of 1,024 bytes, percent-encoded.
    static var manifest: XMLLimits {
        var limits = XMLLimits()
        limits.maxBytes = 400 << 20
        limits.maxNodes = 1_000_000
        return limits
    }
}
