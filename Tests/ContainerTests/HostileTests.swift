// HostileTests.swift — hostile XML, names and nested archives within containers whose signatures are all good.
import Container
import FileKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing
import ZipKit

/// XML that means harm, in place of a root document or of a manifest.
struct HostileXML: Sendable, CustomTestStringConvertible {
    var why: String
    /// What is found in a root document, and in a manifest.
    var codes: [String]
    /// Makes the hostile text out of the good one.
    var make: @Sendable (String) -> [UInt8]
    var testDescription: String { why }

    init(_ why: String, _ codes: [String], _ make: @escaping @Sendable (String) -> [UInt8]) {
        self.why = why
        self.codes = codes
        self.make = make
    }
}

@Suite struct HostileTests {
    /// The declaration stands before the root element.
    private static func inserting(_ text: String, into xml: String) -> [UInt8] {
        let end = xml.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? xml.startIndex
        return Array((xml[..<end] + "\n" + text + xml[end...]).utf8)
    }

    static let table: [HostileXML] = [
        HostileXML("entities that expand a billionfold", ["XML-0004"]) { xml in
            var dtd = "<!DOCTYPE bid [<!ENTITY a \"哈\">"
            for (name, before) in zip("bcdefghij", "abcdefghi") {
                dtd += "<!ENTITY \(name) \"" + String(repeating: "&\(before);", count: 10) + "\">"
            }
            return inserting(dtd + "]>", into: xml.replacing("合格", with: "&j;"))
        },
        HostileXML("an external entity", ["XML-0004"]) { xml in
            inserting(
                "<!DOCTYPE bid [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", into: xml.replacing("合格", with: "&x;"))
        },
        HostileXML("an external DTD", ["XML-0004"]) { xml in
            inserting("<!DOCTYPE bid SYSTEM \"http://127.0.0.1:1/x.dtd\">", into: xml)
        },
        HostileXML("a style sheet", ["XML-0005"]) { xml in
            inserting("<?xml-stylesheet href=\"file:///etc/passwd\"?>", into: xml)
        },
        HostileXML("nesting 100,000 deep", ["XML-0006"]) { _ in
            Array((String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)).utf8)
        },
        HostileXML("GBK, declared", ["XML-0003"]) { _ in
            Array("<?xml version=\"1.0\" encoding=\"GBK\"?>\n<bid>".utf8) + [0xb1, 0xea] + Array("</bid>".utf8)
        },
        HostileXML("GBK, declared, without a letter of it", ["XML-0003"]) { xml in
            Array(xml.replacing("encoding=\"UTF-8\"", with: "encoding=\"GBK\"").utf8)
        },
        HostileXML("GBK, called UTF-8", ["XML-0002"]) { _ in
            Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bid>".utf8) + [0xb1, 0xea] + Array("</bid>".utf8)
        },
        HostileXML("UTF-16", ["XML-0003"]) { xml in
            [0xff, 0xfe] + xml.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        },
        HostileXML("a NUL", ["XML-0002"]) { xml in Array(xml.utf8) + [0] },
        HostileXML("cut short", ["XML-0009"]) { xml in Array(xml.utf8.dropLast(20)) },
        HostileXML("white space", ["XML-0009"]) { _ in [0x0a] },
        HostileXML("no XML", ["XML-0009"]) { _ in Array("PK".utf8) },
    ]

    @Test(arguments: table)
    func asRootDocument(_ hostile: HostileXML) throws {
        let lot = try Scenario()
        var parts = try Parts(try lot.pack(try lot.bid(1), by: 1))
        parts["bid.xml"] = hostile.make(parts.text("bid.xml"))
        try parts.list()
        try parts.sign(try lot.signer("bidder1", at: Scenario.before), role: .unit)
        let judgement = judge(try parts.write(to: lot.path("hostile.bid")), trust: try lot.trust())
        #expect(judgement == Judgement(status: .failed, codes: hostile.codes))
    }

    @Test(arguments: table)
    func asManifest(_ hostile: HostileXML) throws {
        let lot = try Scenario()
        var parts = try Parts(try lot.pack(try lot.bid(1), by: 1))
        parts[EntryName.manifest(1)] = hostile.make(parts.text(EntryName.manifest(1)))
        try parts.sign(try lot.signer("bidder1", at: Scenario.before), role: .unit)
        let judgement = judge(try parts.write(to: lot.path("hostile.bid")), trust: try lot.trust())
        #expect(judgement == Judgement(status: .failed, codes: hostile.codes))
    }

    /// Payload is never opened, whatever it is.
    @Test func archivesWithinArePayloadLikeAnyOther() throws {
        let lot = try Scenario()
        let inner = ZipWriter(path: lot.path("inner.zip"))
        for index in 0..<50 {
            try inner.add(
                "a\(index)", .bytes([UInt8](repeating: 0, count: 1 << 20)), method: .deflate, modified: 1_767_225_600)
        }
        try inner.close()
        let outer = ZipWriter(path: lot.path("outer.zip"))
        for index in 0..<50 {
            try outer.add("z\(index).zip", .file(lot.path("inner.zip")), method: .deflate, modified: 1_767_225_600)
        }
        try outer.close()
        let bid = try lot.bid(1)
        let path = lot.path("nested.bid")
        try ContainerWriter.write(
            bid, items: [try .document(name: "parts/business/文件.txt", path: lot.path("outer.zip"))], to: path,
            at: bid.provenance.created, signer: try lot.signer("bidder1", at: Scenario.before), role: .unit)
        #expect(judge(path, trust: try lot.trust()).status == .passed)
    }

    /// Names that leave the folder, or are no UTF-8: written over names of the same length, as no zip library would.
    @Test(arguments: [
        (Array("../../../../etc/passwd.".utf8), "ZIP-0033", "it climbs out"),
        (Array("/tmp/absolute/path/x.tx".utf8), "ZIP-0032", "it is absolute"),
        (Array("parts\\business\\file..tx".utf8), "ZIP-0034", "backslashes"),
        ([0xb1, 0xea, 0xca, 0xe9] + Array("/business/file12345".utf8), "ZIP-0030", "GBK without its flag"),
        (Array("parts/business/fi\u{0}e.txt".utf8), "ZIP-0035", "a NUL"),
        (Array("META-INF/signature1.p7s".utf8), "CONT-0004", "a signature of another name"),
    ])
    func hostileNames(_ bytes: [UInt8], _ code: String, _ why: String) throws {
        let lot = try Scenario()
        let name = Array("parts/business/file0.txt".utf8.prefix(bytes.count))
        var bid = try lot.bid(1)
        bid.parts = [BidPart(id: "business", files: [String(decoding: name, as: UTF8.self)])]
        var file = try Files.read(try lot.pack(bid, by: 1))
        for index in file.indices.dropLast(name.count) where file[index...].starts(with: name) {
            file.replaceSubrange(index..<index + name.count, with: bytes)
        }
        let path = lot.path("names.bid")
        try Files.write(file, to: path)
        let judgement = judge(path, trust: try lot.trust())
        #expect(judgement == Judgement(status: .failed, codes: [code]), "\(why)")
    }
}
