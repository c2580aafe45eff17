// Doctoring.swift — files as somebody might make them who does not use our tool, or not honestly.
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Sealing
import Signing
import TenderModel

extension Scenario {
    /// The same container with its root document changed, entries replaced, and all of it signed anew by `who`.
    @discardableResult
    package func resign<Root: RootDocument>(
        _ file: String, as type: Root.Type, by who: String, to name: String, stamped: Bool = true,
        at time: Instant = Scenario.before, entries: [String: [UInt8]] = [:],
        adjust: (inout Root) throws -> Void = { _ in }
    ) throws -> String {
        let reader = try ContainerReader(file)
        var root = try reader.document(Root.self)
        try adjust(&root)
        var items: [ContainerItem] = []
        for entry in reader.payload where entry.name != Root.kind.rootName {
            let bytes = try entries[entry.name] ?? reader.archive.read(entry, limit: 1 << 24)
            items.append(ContainerItem(name: entry.name, source: .bytes(bytes)))
        }
        try ContainerWriter.write(
            root, items: items, to: path(name), at: time, signer: try signer(who, at: time, stamped: stamped))
        return path(name)
    }

    /// One entry of a container.
    package func entry(_ name: String, of file: String) throws -> [UInt8] {
        let reader = try ContainerReader(file)
        return try reader.archive.read(try reader.archive.required(name), limit: 1 << 24)
    }

    /// A withdrawal of a sealed file, signed by `who`.
    package func withdrawal(
        of sealed: String, by who: String, to name: String, at time: Instant = Scenario.before,
        adjust: (inout Withdrawal) throws -> Void = { _ in }
    ) throws -> String {
        let seal = try SealedFile(sealed).seal
        var withdrawal = Withdrawal(
            tender: seal.tender, lot: seal.lot, bidder: seal.bidder, sealID: seal.id,
            sealedFile: try FileDigest(of: sealed, .sha256), issued: time)
        try adjust(&withdrawal)
        try ContainerWriter.write(withdrawal, to: path(name), at: time, signer: try signer(who, at: time))
        return path(name)
    }

    /// This lot under its next version: an addendum, not yet in the box.
    package func amended(
        newBidRequired: Bool, signedBy who: String = "agency", adjust: (inout Tender) throws -> Void = { _ in }
    ) throws -> Scenario {
        let former = try tenderFile()
        var next = self
        next.tender.version += 1
        next.tender.issued = tender.issued.adding(days: 2)
        next.tender.amendment = Amendment(
            previous: former.reference.digest, first: former.reference.first, newBidRequired: newBidRequired,
            summary: "延长工期")
        try adjust(&next.tender)
        next.tenderPath = path("lot-\(next.tender.version).tender")
        try ContainerWriter.write(
            next.tender, items: [.bytes(name: "documents/补遗.txt", Array("补遗正文".utf8))], to: next.tenderPath,
            at: next.tender.issued, signer: try signer(who, at: next.tender.issued))
        return next
    }

    /// Brings this lot's version into force in the box.
    package func publishAddendum(at time: Instant = Scenario.before) throws {
        var box = try Box(boxPath, time: time)
        try box.add(addendum: try tenderFile(), clock: .fixed(time))
    }

    /// Every file in the box with its digest, and every folder; all but the lock, which holds nothing.
    package func boxContents() throws -> [String] {
        try Self.contents(of: boxPath).filter { $0 != ".lock" && !$0.hasPrefix(".lock ") }
    }

    /// Every name below a folder, files with their digests.
    package static func contents(of folder: String) throws -> [String] {
        var names: [String] = []
        for entry in try Files.list(folder) {
            let path = folder + "/" + entry.name
            switch entry.kind {
            case .folder:
                names.append(entry.name + "/")
                names += try contents(of: path).map { entry.name + "/" + $0 }
            case .file: names.append(entry.name + " " + (try FileDigest(of: path, .sha256).hex))
            default: names.append(entry.name + " ?")
            }
        }
        return names
    }
}
