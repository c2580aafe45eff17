// BidCommandTests.swift — whose signature goes onto a bid, and whose bids go into a seal.
import Container
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct BidSignatureTests {
    private let acting = ["--at", "2026-03-31T16:00:00+08:00"]

    /// A wrong second signature is told of when it is added, and not only when the bid is sealed.
    @Test func aRoleIsSignedOnceAndByItsOwnCertificate() throws {
        let lot = try Scenario(roles: [.unit, .head])
        let (folder, unit) = try lot.workspace()
        let bid = lot.path("my.bid")
        let packed = try Program.run(
            ["bid", "pack", folder, "--identity", unit, "-o", bid] + acting, environment: unlocked)
        try #require(packed.status == 0, "\(packed.text)\(packed.errors)")
        func sign(_ identity: String, _ role: String) throws -> (status: Int32, object: [String: Any], text: String) {
            try Program.json(
                ["bid", "pack", bid, "--identity", identity, "--as", role] + acting, environment: unlocked)
        }
        let before = try Files.read(bid)
        for (identity, role, codes, why) in [
            (unit, "head", ["CONT-0017"], "the unit's certificate is not its head's"),
            (unit + "/head", "unit", ["CONT-0016"], "the unit has signed already"),
            (unit, "unit", ["CONT-0016", "CONT-0017"], "both"),
        ] {
            let refused = try sign(identity, role)
            #expect(refused.status == 1 && refused.object.codes("findings") == codes, "\(why): \(refused.text)")
        }
        #expect(try Files.read(bid) == before)
        #expect(try sign(unit + "/head", "head").status == 0)
        #expect(try sign(unit + "/head", "head").object.codes("findings") == ["CONT-0016", "CONT-0017"])
    }

    @Test func theWordsAreThoseOfSealing() throws {
        let lot = try Scenario(roles: [.unit, .head])
        let (folder, unit) = try lot.workspace()
        let (bid, twice) = (lot.path("my.bid"), lot.path("twice.bid"))
        let packed = try Program.run(
            ["bid", "pack", folder, "--identity", unit, "-o", bid] + acting, environment: unlocked)
        try #require(packed.status == 0, "\(packed.errors)")
        let signer = try lot.signer("bidder1", at: Scenario.before)
        try ContainerWriter.addSignature(
            to: bid, output: twice, at: Scenario.issued.adding(days: 2), signer: signer, role: .head)
        let refused = try Program.json(
            ["bid", "pack", bid, "--identity", unit, "--as", "head"] + acting, environment: unlocked)
        let sealed = try Program.json(
            ["bid", "seal", twice, "--tender", lot.tenderPath, "--identity", unit, "-o", lot.path("x.sealed")] + acting,
            environment: unlocked)
        func messages(_ json: [String: Any]) -> [NSDictionary] {
            (json["findings"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? NSDictionary }
        }
        #expect(!messages(refused.object).isEmpty && messages(refused.object) == messages(sealed.object))
    }
}

@Suite struct MixedBidsTests {
    /// With one envelope as with two, it is said whose each file is.
    @Test(arguments: [1, 2]) func filesOfTwoBiddersAreToldApart(_ envelopes: Int) throws {
        let lot = try Scenario(envelopes: envelopes)
        let mine = try lot.pack(try lot.bid(1), by: 1)
        let other = try lot.pack(try lot.bid(2, envelope: envelopes), by: 2)
        let (target, identity) = (lot.path("my.sealed"), try Cast.folder(.p256SHA256) + "/bidder1")
        for (language, words) in [
            (Language.zh, "不同的投标人"), (.en, "of different bidders"),
        ] {
            let ran = try Program.run(
                [
                    "bid", "seal", mine, other, "--tender", lot.tenderPath, "--identity", identity, "-o", target,
                    "--at", "2026-03-31T16:00:00+08:00", "--lang", language.rawValue,
                ], environment: unlocked)
            #expect(ran.status == 65 && ran.errors.contains("SEAL-0015") && ran.errors.contains(words), "\(ran.errors)")
            for bidder in [1, 2] {
                let unit = try lot.bid(bidder).bidder
                #expect(ran.errors.contains("\(unit.name) (\(unit.code))"), "\(ran.errors)")
            }
            #expect(ran.errors.contains(mine) && ran.errors.contains(other))
        }
        #expect(!Files.exists(target))
    }
}
