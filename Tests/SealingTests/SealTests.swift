// SealTests.swift — what is not sealed: each with its code, and nothing written.
import Container
import Documents
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// A bid, or a bidder, that does not fit.
struct Unfit: Sendable, CustomTestStringConvertible {
    var why: String
    var code: String
    var envelopes = 1
    /// Makes the bids and the sealer.
    var make: @Sendable (Scenario) throws -> (bids: [String], sealer: Sealer)
    var testDescription: String { why }

    init(
        _ why: String, _ code: String, envelopes: Int = 1,
        _ make: @escaping @Sendable (Scenario) throws -> (bids: [String], sealer: Sealer)
    ) {
        self.why = why
        self.code = code
        self.envelopes = envelopes
        self.make = make
    }
}

@Suite struct SealTests {
    static let table: [Unfit] = [
        Unfit("signed by another bidder", "SEAL-0018") { lot in
            let bid = try lot.bid(1)
            return ([try lot.pack(bid, by: 2)], try sealer(lot))
        },
        Unfit("another bidder seals", "SEAL-0015") { lot in
            ([try lot.pack(try lot.bid(2), by: 2)], try sealer(lot))
        },
        Unfit("a lot that the tender does not have", "SEAL-0013") { lot in
            ([try lot.pack(try lot.bid(1) { $0.lot = "9" }, by: 1)], try sealer(lot))
        },
        Unfit("another tender", "SEAL-0013") { lot in
            ([try lot.pack(try lot.bid(1) { $0.tender.id = "SC-2026-099" }, by: 1)], try sealer(lot))
        },
        Unfit("an older version of the tender", "SEAL-0014") { lot in
            let older = FileDigest(algorithm: "sha256", hex: String(repeating: "3", count: 64))
            let bid = try lot.bid(1) {
                $0.tender.digest = older
                $0.tender.first = older
            }
            return ([try lot.pack(bid, by: 1)], try sealer(lot))
        },
        Unfit("a suite that is not admitted", "SEAL-0012") { lot in
            var sealer = try sealer(lot)
            sealer.tender.tender.suites = [lot.suite.other]
            return ([try lot.pack(try lot.bid(1), by: 1)], sealer)
        },
        Unfit("another suite than the bid's", "SEAL-0012") { lot in
            var sealer = try sealer(lot)
            sealer.tender.tender.suites = SuiteID.allCases
            sealer.signer.identity = try Cast.identity("bidder1", lot.suite.other)
            return ([try lot.pack(try lot.bid(1), by: 1)], sealer)
        },
        Unfit("one envelope where two are asked for", "SEAL-0011", envelopes: 2) { lot in
            ([try lot.pack(try lot.bid(1), by: 1)], try sealer(lot))
        },
        Unfit("one envelope twice", "SEAL-0011", envelopes: 2) { lot in
            let bid = try lot.pack(try lot.bid(1), by: 1)
            return ([bid, bid], try sealer(lot))
        },
        Unfit("two bids where one is asked for", "SEAL-0011") { lot in
            let bid = try lot.pack(try lot.bid(1), by: 1)
            return ([bid, bid], try sealer(lot))
        },
        Unfit("no bid", "SEAL-0011") { lot in ([], try sealer(lot)) },
        Unfit("a bid with an altered document", "CONT-0012") { lot in
            var parts = try Parts(try lot.pack(try lot.bid(1), by: 1))
            parts["parts/business/文件.txt"] = [1]
            return ([try parts.write(to: lot.path("altered.bid"))], try sealer(lot))
        },
        Unfit("a tender instead of a bid", "CONT-0005") { lot in ([lot.tenderPath], try sealer(lot)) },
        Unfit("a spare that is a signing certificate", "SEAL-0017") { lot in
            var sealer = try sealer(lot)
            sealer.spares = [try Cast.identity("bidder1", lot.suite).signing.certificate]
            return ([try lot.pack(try lot.bid(1), by: 1)], sealer)
        },
        Unfit("the token does not open what it is sealed to", "SEAL-0005") { lot in
            var sealer = try sealer(lot)
            sealer.signer.identity.encryption?.key = try PrivateKey.generate(.p256)
            return ([try lot.pack(try lot.bid(1), by: 1)], sealer)
        },
        Unfit("no encryption certificate", "SIGN-0003") { lot in
            var sealer = try sealer(lot)
            sealer.signer.identity.encryption = nil
            return ([try lot.pack(try lot.bid(1), by: 1)], sealer)
        },
    ]

    private static func sealer(_ lot: Scenario) throws -> Sealer {
        Sealer(
            tender: try lot.tenderFile(), signer: try lot.signer("bidder1", at: Scenario.before), trust: try lot.trust()
        )
    }

    @Test(arguments: SuiteID.allCases, table)
    func isNotSealed(_ suite: SuiteID, _ unfit: Unfit) throws {
        let lot = try Scenario(suite: suite, envelopes: unfit.envelopes)
        let (bids, sealer) = try unfit.make(lot)
        let folder = try temporaryFolder("sealed")
        var codes: [String] = []
        do throws(Problem) {
            let (seal, findings) = try sealer.seal(bids, replaces: nil, to: folder + "/out.sealed")
            #expect(seal == nil)
            codes = findings.filter { $0.severity <= .indeterminate }.map(\.code)
        } catch { codes = [error.code] }
        #expect(codes == [unfit.code])
        #expect(try Files.list(folder).isEmpty, "nothing is written")
    }

    enum Change: String, CaseIterable { case longer, shorter, altered, alteredAfterVerification }

    /// Another program has the file open. Whatever it does, the seal holds the bid that was verified, or there is none.
    @Test(arguments: SuiteID.allCases, Change.allCases)
    func bidChangesWhileItIsSealed(_ suite: SuiteID, _ change: Change) throws {
        let lot = try Scenario(suite: suite)
        let bid = try lot.pack(try lot.bid(1), by: 1, content: Self.noise(8 << 20))
        let folder = try temporaryFolder("sealed")
        let once = Once()
        let sealer = try Self.sealer(lot)
        var sealed: Seal?
        var codes: [String] = []
        do throws(Problem) {
            let result = try sealer.seal([bid], replaces: nil, to: folder + "/out.sealed") { _ in
                once.run { Self.disturb(bid, change) }
            }
            sealed = result.seal
            codes = result.findings.map(\.code)
        } catch { codes = [error.code] }
        #expect(sealed == nil, "\(codes)")
        #expect(try Files.list(folder).isEmpty)
    }

    private static func disturb(_ path: String, _ change: Change) {
        guard let handle = FileHandle(forUpdatingAtPath: path), let end = try? handle.seekToEnd() else { return }
        switch change {
        case .longer: try? handle.write(contentsOf: Data([0]))
        case .shorter: try? handle.truncate(atOffset: end - 1)
        case .altered, .alteredAfterVerification:
            // By then the other core has verified the file, and this one has yet to read what is altered.
            if change == .alteredAfterVerification { Thread.sleep(forTimeInterval: 3) }
            try? handle.seek(toOffset: end - (1 << 20))
            try? handle.write(contentsOf: Data([0x5a, 0xa5, 0x5a, 0xa5]))
        }
        try? handle.close()
    }

    /// Text that does not deflate.
    private static func noise(_ count: Int) -> String {
        var state: UInt64 = 88_172_645_463_325_252
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            for shift in stride(from: 0, to: 56, by: 7) { bytes.append(UInt8(state >> UInt64(shift) & 0x7f)) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Does a thing the first time only.
private final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var isDone = false

    func run(_ body: () -> Void) {
        lock.withLock {
            if !isDone { body() }
            isDone = true
        }
    }
}
