// LockTests.swift — who opens which lock: own and spare certificates, officers, trustees; nobody else.
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct LockTests {
    @Test(arguments: SuiteID.allCases)
    func eachLockHasItsOwners(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite, recovery: true)
        for name in ["bidder1", "bidder2", "officer1", "officer2", "trustee1", "trustee2", "agency", "platform"] {
            let identity = try Cast.identity(name, suite)
            let bidder = problemCode { () throws(Problem) in
                _ = try sealed.file.bidderHalf(envelope: 1, identity: identity)
            }
            #expect((bidder == nil) == (name == "bidder1"), "\(name)")
            #expect(bidder == nil || bidder == "SEAL-0005")
            #expect((try sealed.file.officerHalf(envelope: 1, identity: identity) != nil) == name.hasPrefix("officer"))
            let share = problemCode { () throws(Problem) in _ = try sealed.file.share(envelope: 1, identity: identity) }
            #expect((share == nil) == name.hasPrefix("trustee"), "\(name)")
            #expect(share == nil || share == "SEAL-0006")
        }
        #expect(try sealed.file.officerLockFits(sealed.lot.tender, envelope: 1))
        var other = sealed.lot.tender
        other.openingCertificates.removeLast()
        #expect(try !sealed.file.officerLockFits(other, envelope: 1))
    }

    /// A spare stands in for a lost or renewed token.
    @Test(arguments: SuiteID.allCases)
    func spareCertificateOpens(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let bid = try lot.pack(try lot.bid(1), by: 1)
        let spare = try Cast.identity("bidder5", suite).decryption()
        var sealer = Sealer(
            tender: try lot.tenderFile(), signer: try lot.signer("bidder1", at: Scenario.before), trust: try lot.trust()
        )
        sealer.spares = [spare.certificate]
        let target = lot.path("spare.sealed")
        #expect(try sealer.seal([bid], replaces: nil, to: target).seal?.envelopes[0].bidderLocks == 2)
        let file = try SealedFile(target)
        var renewed = try Cast.identity("bidder1", suite)
        let main = try file.bidderHalf(envelope: 1, identity: renewed)
        renewed.encryption = spare
        let second = try file.bidderHalf(envelope: 1, identity: renewed)
        let context = try file.context(1)
        #expect(try context.commitment(to: main) == context.commitment(to: second))
        renewed.encryption = try Cast.identity("bidder2", suite).encryption
        #expect(
            problemCode { () throws(Problem) in _ = try file.bidderHalf(envelope: 1, identity: renewed) } == "SEAL-0005"
        )
        renewed.encryption = nil
        #expect(
            problemCode { () throws(Problem) in _ = try file.bidderHalf(envelope: 1, identity: renewed) } == "SIGN-0003"
        )
    }

    @Test(arguments: SuiteID.allCases)
    func everyBitOfALockMatters(_ suite: SuiteID) throws {
        let sealed = try Sealed(suite: suite)
        let identity = try Cast.identity("officer1", suite)
        let context = try sealed.file.context(1)
        let good = try Parts(sealed.path)[SealEntryName.officerLock(1)] ?? []
        let commitment = try sealed.file.envelope(1).officerHalf
        let key = try identity.decryption()
        var opened = 0
        for index in 0..<good.count * 8 {
            var copy = good
            copy[index / 8] ^= 1 << UInt8(index % 8)
            // What opens at all opens to the half that was committed to, or is taken for shut.
            guard let half = try? CMSEnvelope.open(copy, key: key.key, certificate: key.certificate) else { continue }
            if try context.commitment(to: half) == commitment { opened += 1 }
        }
        // The other officer's entry, versions and the like may change: the half that comes out is the one sealed in.
        #expect(opened < good.count * 8)
    }
}
