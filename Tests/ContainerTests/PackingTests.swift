// PackingTests.swift — what goes into a container, whatever the files are like.
import Container
import Documents
import FileKit
import Reporting
import Scenario
import TenderModel
import Testing
import ZipKit

@Suite struct PackingTests {
    /// A blank scan deflates a thousandfold, which a strict reader takes for a bomb.
    @Test func whatShrinksTooFarIsStored() throws {
        let lot = try Scenario()
        let path = lot.path("blank.bid")
        let bid = try lot.bid(1)
        let blank = [UInt8](repeating: 0, count: 4 << 20)
        let line = Array("附:无。\n".utf8)
        let lines = (0..<(3 << 20) / line.count).flatMap { _ in line }
        try ContainerWriter.write(
            bid, items: [.bytes(name: "parts/business/文件.txt", lines), .bytes(name: "parts/business/空白.bmp", blank)],
            to: path,
            at: bid.provenance.created, signer: try lot.signer("bidder1", at: Scenario.before), role: .unit)
        let reader = try ContainerReader(path)
        #expect(try reader.archive.required("parts/business/空白.bmp").method == .store)
        #expect(
            try ContainerVerifier(trust: try lot.trust(), time: Scenario.before).verify(reader).verdict.status
                == .passed)
    }

    /// The head must not put a name under a manifest that no longer fits the entries.
    @Test func nobodySignsWhatTheManifestOnlyClaims() throws {
        let lot = try Scenario(roles: [.unit, .head])
        let bid = try lot.bid(1)
        let path = lot.path("altered.bid")
        let items: [ContainerItem] = [.bytes(name: "parts/business/文件.txt", Array("原文".utf8))]
        try ContainerWriter.write(
            bid, items: items, to: path, at: bid.provenance.created,
            signer: try lot.signer("bidder1", at: Scenario.before), role: .unit)
        try alterEntry("parts/business/文件.txt", of: path, to: Array("改过".utf8))
        #expect(throws: Problem.self) {
            try ContainerWriter.addSignature(
                to: path, output: lot.path("signed.bid"), at: bid.provenance.created,
                signer: try lot.signer("bidder1/head", at: Scenario.before), role: .head)
        }
        #expect(Files.kind(of: lot.path("signed.bid")) == nil)
    }

    /// The same archive with other bytes in one entry, as anyone with a zip tool can make it.
    private func alterEntry(_ name: String, of path: String, to bytes: [UInt8]) throws {
        let reader = try ZipReader(path)
        let archive = ZipWriter(path: path + ".new")
        for entry in reader.entries {
            let content = entry.name == name ? bytes : try reader.read(entry, limit: 1 << 20)
            try archive.add(entry.name, .bytes(content), method: entry.method, modified: entry.modified)
        }
        try archive.close()
        try Files.rename(path + ".new", to: path)
    }
}
