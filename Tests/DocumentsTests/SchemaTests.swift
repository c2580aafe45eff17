// SchemaTests.swift — the compiled-in schemas are the published ones, and the manifest's schema says yes and no.
import Documents
import Foundation
import Testing

@testable import XMLKit

@Suite struct SchemaTests {
    @Test func compiledInIsWhatIsPublished() throws {
        #expect(try Data(contentsOf: Folder.formats.appending(path: "biao-1.xsd")) == Data(Schemas.biaoSource))
        #expect(
            try Data(contentsOf: Folder.formats.appending(path: "asic-manifest.xsd")) == Data(Schemas.manifestSource))
    }

    static let reference = """
        <DataObjectReference URI="documents/%E6%8A%95.pdf" MimeType="application/pdf">
          <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AA==</ds:DigestValue>
        </DataObjectReference>
        """
    static let manifest = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ASiCManifest xmlns="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <SigReference URI="META-INF/signature001.p7s" MimeType="application/pkcs7-signature"/>
        \(reference)
        </ASiCManifest>
        """

    @Test(arguments: [
        ("", "", true, "a manifest of ours"),
        (" MimeType=\"application/pdf\"", "", true, "a media type may be left out"),
        ("MimeType=\"application/pdf\"", "Rootfile=\"true\"", false, "no rootfile attribute"),
        (" MimeType=\"application/pkcs7-signature\"", "", false, "the signature's media type may not"),
        (reference, "", false, "nothing is signed"),
        ("<ds:DigestValue>AA==</ds:DigestValue>", "", false, "no digest"),
        ("</ds:DigestValue>", "</ds:DigestValue><ds:DigestValue/>", false, "two digests"),
        ("</DataObjectReference>", "<Extensions/></DataObjectReference>", false, "no extensions"),
        ("v1.2.1#", "v1.3.1#", false, "another version"),
        ("URI=\"documents/", "URI=\"/documents/", false, "an absolute name"),
        ("URI=\"documents/", "URI=\"documents\\", false, "a backslash"),
    ])
    func manifests(_ old: String, _ new: String, valid: Bool, why: String) throws {
        let text = old.isEmpty ? Self.manifest : Self.manifest.replacing(old, with: new)
        #expect(old.isEmpty || text != Self.manifest)
        #expect(try Schemas.manifest().validate(Array(text.utf8)).isEmpty == valid, "\(why)")
    }

    /// Every root and every type says in English what it is, with the Chinese term.
    @Test func everyTypeIsExplained() throws {
        for type in try XMLReader.parse(Schemas.biaoSource).children where type.name != "annotation" {
            let words = type.first("annotation")?.first("documentation")?.text ?? ""
            #expect(words.unicodeScalars.contains { $0.value > 0x4E00 }, "\(type["name"] ?? "?")")
        }
    }
}
