// UnsealTests.swift — both halves give back the very bid; anything else gives nothing.
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// A seal that says something else than what the key was made for.
struct OtherContext: Sendable, CustomTestStringConvertible {
    var why: String
    var change: @Sendable (inout Seal) throws -> Void
    var testDescription: String { why }
}

@Suite struct UnsealTests {
    @Test(arguments: SuiteID.allCases, [1, 2])
    func bothHalvesGiveTheBid(_ suite: SuiteID, _ envelopes: Int) throws {
        let sealed = try Sealed(suite: suite, envelopes: envelopes)
        for envelope in 1...envelopes {
            let target = sealed.lot.path("opened-\(envelope).bid")
            let outcome = try Unsealer.open(
                sealed.file, envelope: envelope, bidderHalf: try sealed.bidderHalf(envelope),
                officerHalf: try sealed.officerHalf(envelope), to: target)
            #expect(try Files.read(target) == Files.read(sealed.lot.path("1-\(envelope).bid")))
            #expect(outcome == .bid(try FileDigest(of: target, SignatureSuites.suite(suite).digest)))
        }
    }

    @Test(arguments: SuiteID.allCases)
    func wrongHalvesGiveNothing(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, envelopes: 2)
        let (bidder, officer) = (try sealed.bidderHalf(), try sealed.officerHalf())
        let other = try Secret.random(32)
        #expect(try sealed.outcome(sealed.file, bidder, officer) != .notTheBid)
        for (a, b, why) in [
            (other, officer, "the bidder's half is another"), (bidder, other, "the officers' half is another"),
            (officer, bidder, "swapped"), (bidder, bidder, "one half twice"),
            (try sealed.bidderHalf(2), officer, "the second envelope's"),
            (bidder, try sealed.officerHalf(2), "the second envelope's"),
        ] {
            #expect(try sealed.outcome(sealed.file, a, b) == .notTheBid, "\(why)")
        }
    }

    static let contexts: [OtherContext] = [
        OtherContext(why: "another seal id") { $0.id = String(repeating: "ab", count: 16) },
        OtherContext(why: "another tender") { $0.tender.id = "SC-2026-002" },
        OtherContext(why: "another first version of the tender") {
            $0.tender.first = FileDigest(algorithm: "sha256", hex: String(repeating: "1", count: 64))
            $0.tender.digest = $0.tender.first
        },
        OtherContext(why: "another lot") { $0.lot = "2" },
        OtherContext(why: "another bidder") { $0.bidder = try Cast.identity("bidder2", $0.suite).organization() },
        OtherContext(why: "another suite") { $0.suite = $0.suite.other },
        OtherContext(why: "another commitment to the bid") {
            $0.envelopes[0].bidCommitment = String(repeating: "0", count: 64)
        },
    ]

    @Test(arguments: SuiteID.allCases, contexts)
    func keysAreBoundToTheirContext(_ suite: SuiteID, _ context: OtherContext) throws {
        let sealed = try Sealed(suite: suite)
        let altered = try sealed.altered { _, seal in try context.change(&seal) }
        #expect(try sealed.outcome(altered) == .notTheBid)
    }

    @Test(arguments: SuiteID.allCases)
    func envelopesCannotBeSwapped(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, envelopes: 2)
        let altered = try sealed.altered { parts, seal in
            for (one, two) in [
                (SealEntryName.payload(1), SealEntryName.payload(2)),
                (SealEntryName.envelope(1), SealEntryName.envelope(2)),
            ] { parts.swap(one, two) }
            let first = seal.envelopes[0]
            seal.envelopes[0] = seal.envelopes[1]
            seal.envelopes[1] = first
            seal.envelopes[0].number = 1
            seal.envelopes[1].number = 2
        }
        let (b, p) = (try sealed.bidderHalf(2), try sealed.officerHalf(2))
        #expect(try sealed.outcome(altered, b, p) == .notTheBid, "the envelope's number is in the key context")
    }

    @Test(arguments: SuiteID.allCases)
    func envelopesHaveKeysOfTheirOwn(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, envelopes: 2, recovery: true)
        let (one, two) = (sealed.file.seal.envelopes[0], sealed.file.seal.envelopes[1])
        let commitments = [one, two].flatMap { [$0.bidderHalf, $0.officerHalf, $0.bidCommitment] + $0.shares }
        #expect(Set(commitments).count == commitments.count)
    }

    @Test(arguments: SuiteID.allCases)
    func halvesAndSharesFitTheirCommitments(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, recovery: true)
        let context = try sealed.file.context(1)
        let envelope = try sealed.file.envelope(1)
        #expect(try context.commitment(to: sealed.bidderHalf()) == envelope.bidderHalf)
        #expect(try context.commitment(to: sealed.officerHalf()) == envelope.officerHalf)
        for number in 1...3 {
            let share = try sealed.file.share(envelope: 1, identity: try Cast.identity("trustee\(number)", suite))
            #expect(share.number == number)
            #expect(try context.commitment(to: share.value) == envelope.shares[number - 1])
        }
        let bid = try Digest.ofFile(sealed.lot.path("1-1.bid"), SignatureSuites.suite(suite).digest)
        let commitment = try context.commitment(
            to: bid, bidderHalf: sealed.bidderHalf(), officerHalf: sealed.officerHalf())
        #expect(commitment == envelope.bidCommitment)
    }

    /// Whoever can sign the container anew still cannot change what is inside.
    @Test(arguments: SuiteID.allCases)
    func alteredPayloadGivesNothing(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite)
        let name = SealEntryName.payload(1)
        let size = Int(try sealed.file.envelope(1).size)
        for offset in [0, 1, size / 2, size - 1] {
            let altered = try sealed.altered { parts, _ in parts.flip(at: offset, of: name) }
            #expect(try sealed.outcome(altered) == .notTheBid)
        }
        for length in [1, 16, size - 16, size - 1] {
            let altered = try sealed.altered { parts, seal in
                parts[name] = Array(parts[name]?.prefix(length) ?? [])
                seal.envelopes[0].size = Int64(length)
            }
            #expect(try sealed.outcome(altered) == .notTheBid)
        }
        let longer = try sealed.altered { parts, seal in
            parts[name]?.append(0)
            seal.envelopes[0].size += 1
        }
        #expect(try sealed.outcome(longer) == .notTheBid)
    }

    @Test(arguments: SuiteID.allCases)
    func everyBitOfTheEnvelopeMatters(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite)
        let name = SealEntryName.envelope(1)
        var parts = try Parts(sealed.path)
        let good = parts[name] ?? []
        let (bidder, officer) = (try sealed.bidderHalf(), try sealed.officerHalf())
        let target = try temporaryFolder("altered") + "/altered.sealed"
        func outcome() throws -> Unsealed {
            try Unsealer.open(
                try SealedFile(try parts.write(to: target)), envelope: 1, bidderHalf: bidder, officerHalf: officer,
                to: nil)
        }
        #expect(try outcome() != .notTheBid)
        for index in 0..<good.count * 8 {
            parts.flip(bit: index % 8, at: index / 8, of: name)
            #expect(try outcome() == .notTheBid, "bit \(index % 8) of byte \(index / 8)")
            parts[name] = good
        }
        for length in 0..<good.count {
            parts[name] = Array(good.prefix(length))
            #expect(try outcome() == .notTheBid, "cut to \(length)")
        }
    }

    @Test(arguments: SuiteID.allCases)
    func entriesAreThoseThatTheSealDeclares(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, recovery: true)
        let changes: [(String, (inout Parts, inout Seal) -> Void)] = [
            ("a lock too many", { parts, _ in parts[SealEntryName.bidderLock(1, 2)] = [1] }),
            ("a share gone", { parts, _ in parts[SealEntryName.trusteeLock(1, 3)] = nil }),
            ("the officers' lock gone", { parts, _ in parts[SealEntryName.officerLock(1)] = nil }),
            ("a second envelope", { parts, _ in parts[SealEntryName.payload(2)] = [1] }),
            ("a payload shorter than declared", { parts, _ in parts[SealEntryName.payload(1)]?.removeLast() }),
            ("a note", { parts, _ in parts["note.txt"] = [1] }),
        ]
        for (why, change) in changes {
            #expect(
                problemCode { () throws(Problem) in
                    do { _ = try sealed.altered { change(&$0, &$1) } } catch let problem as Problem {
                        throw problem
                    } catch {
                        throw Problem.bug("\(error)")
                    }
                } == "SEAL-0003", "\(why)")
        }
    }
}
