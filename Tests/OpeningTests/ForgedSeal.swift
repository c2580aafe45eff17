// ForgedSeal.swift — a sealed file around any bytes at all, as a bidder could make it without our sealer and its checks.
import Container
import Documents
import FileKit
import OpenSSLKit
import Scenario
import Signing
import TenderModel
import ZipKit

@testable import Sealing

/// What is wrong with a forged seal.
enum Forgery: Sendable {
    /// Everything fits; only the payload is what was given.
    case none
    /// The officers' lock is properly made, but to another key than the one committed to.
    case officerHalf
    /// The officers' lock names the right certificates and opens for none.
    case officerLock
    /// The ciphertext is not what the key gives.
    case payload
    /// The commitment is to another bid.
    case commitment
}

extension Scenario {
    /// Seals the file at `content` for `bidder`; properly signed, whatever is wrong inside.
    func forge(_ forgery: Forgery, _ bidder: Int, content: String, to name: String? = nil) throws -> String {
        let organization = try Cast.identity("bidder\(bidder)", suite).organization()
        let reference = try tenderFile().reference
        let id = try randomBytes(16)
        let context = KeyContext(
            sealID: id, tender: reference, lot: "1", bidder: organization.code, envelope: 1, suite: suite)
        let (half, officerHalf) = (try Secret.random(32), try Secret.random(32))
        let encryptor = try PayloadEncryptor(
            try ZipInput(content), context: context,
            kek: try context.keyEncryptionKey(bidderHalf: half, officerHalf: officerHalf))
        var payload: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { block.deallocate() }
        while case let count = try encryptor.next(into: block), count > 0 { payload += block[..<count] }
        let done = try encryptor.finish()
        if forgery == .payload { payload[payload.count / 2] ^= 1 }
        let envelope = done.envelope
        let officers = try tender.openingCertificates.map { try Certificate(der: $0.der) }
        var lock = try CMSEnvelope.seal(forgery == .officerHalf ? try Secret.random(32) : officerHalf, to: officers)
        if forgery == .officerLock { lock[lock.count - 1] ^= 1 }
        let own = try Certificate.readAll(try Files.read(try Cast.folder(suite) + "/bidder\(bidder)/enc.crt"))
        let committed = forgery == .commitment ? [UInt8](repeating: 7, count: 32) : done.bid
        let seal = Seal(
            id: Hex.encode(id), suite: suite, tender: reference, lot: "1", bidder: organization,
            deadline: tender.deadline,
            platform: Hex.encode(try Certificate(der: tender.platform).fingerprint), sealed: Self.before,
            envelopes: [
                SealedEnvelope(
                    number: 1, size: Int64(payload.count),
                    bidCommitment: try context.commitment(to: committed, bidderHalf: half, officerHalf: officerHalf),
                    bidderHalf: try context.commitment(to: half), officerHalf: try context.commitment(to: officerHalf),
                    bidderLocks: 1)
            ])
        let target = path(name ?? "\(bidder).sealed")
        try ContainerWriter.write(
            seal,
            items: [
                ContainerItem(name: SealEntryName.payload(1), source: .bytes(payload)),
                ContainerItem(name: SealEntryName.envelope(1), source: .bytes(envelope.der)),
                ContainerItem(
                    name: SealEntryName.bidderLock(1, 1), source: .bytes(try CMSEnvelope.seal(half, to: own))),
                ContainerItem(name: SealEntryName.officerLock(1), source: .bytes(lock)),
            ], to: target, at: Self.before, signer: try signer("bidder\(bidder)", at: Self.before))
        return target
    }
}
