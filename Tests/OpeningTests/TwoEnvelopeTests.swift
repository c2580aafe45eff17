// TwoEnvelopeTests.swift — two envelopes (双信封): the price stays shut until a signed list says who passed the first.
import Container
import Documents
import FileKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct TwoEnvelopeTests {
    @Test(arguments: SuiteID.allCases)
    func pricesStayShutForThoseWhoDidNotPass(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        let first = try lot.session().run().concluded().record
        #expect(first.status == .opened && first.fields.map(\.id) == ["quality", "duration", "manager"])
        #expect(
            try lot.filesHolding(["13012345.67", "13,012,345.67"], in: "opening").isEmpty,
            "no price at the first opening")

        let rejected = try Cast.identity("bidder2", suite).organization().code.text
        let list = try lot.qualify([rejected: "资格不符"], by: "agency", to: "lot.passed")
        #expect(list.passed.count == 2 && list.rejected.map(\.reason) == ["资格不符"])
        let passed = lot.path("lot.passed")

        #expect(problem(of: { () throws(Problem) in try lot.releaseSecond(1, passed: nil) })?.code == "SEAL-0028")
        #expect(try lot.release(2, envelope: 2, passed: passed).map(\.code) == ["SEAL-0029"], "bidder 2 did not pass")
        #expect(!Files.exists(lot.path("releases/2-2.release")))
        for bidder in [1, 3] { #expect(try lot.release(bidder, envelope: 2, passed: passed).isEmpty) }

        let unlisted = try lot.session(envelope: 2, output: "second")
        #expect(problem(of: { () throws(Problem) in _ = try unlisted.run() })?.code == "OPEN-0006")
        let second = try lot.session(envelope: 2, passed: passed, output: "second").run().concluded().record
        #expect(second.status == .opened && second.rows.map(\.outcome) == [.opened, .opened])
        #expect(second.rows.map { $0.sheet.first?.value } == ["13012345.67", "13037037.01"])
        #expect(!second.rows.contains { $0.bidder.code.text == rejected })
        #expect(try Files.list(lot.path("second/bids")).count == 2)
    }

    @Test(arguments: SuiteID.allCases)
    func aListByAnybodyElseOpensNothing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run().concluded()
        try lot.qualify([:], by: "agency", to: "lot.passed")
        for signer in ["bidder1", "platform"] {
            let name = "\(signer).passed"
            let refusal = problem(of: { () throws(Problem) in try lot.qualifying(by: signer, to: name) })
            #expect(refusal?.code == "OPEN-0032", "our tool does not make it")
            let agency = try Cast.identity("agency", suite).organization().name
            #expect(refusal?.remedy.en.contains(agency) == true && !Files.exists(lot.path(name)))
            try lot.resign(
                lot.path("lot.passed"), as: PassedList.self, by: signer, to: name, at: Scenario.afterWindow)
            #expect(
                try lot.release(1, envelope: 2, passed: lot.path(name)).map(\.code).contains("SEAL-0030"),
                "signed by \(signer)")
            guard
                case .refused(let findings) = try lot.session(envelope: 2, passed: lot.path(name), output: "second")
                    .run()
            else {
                Issue.record("opened on a list signed by \(signer)")
                continue
            }
            #expect(findings.map(\.code).contains("SEAL-0030"))
        }
        #expect(!Files.exists(lot.path("second/bids")))
    }

    /// The list rests on a record, which has to be an officer's; whose it is, the tender says.
    @Test(arguments: SuiteID.allCases)
    func aListIsMadeOnAnOfficersRecord(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run().concluded()
        let full = lot.path("opening/record.opening")
        let open = lot.path("opening/record-public.opening")
        let forged = try lot.resign(
            full, as: OpeningRecord.self, by: "bidder1", to: "forged.opening", at: Scenario.afterWindow)
        let other = try lot.amended(newBidRequired: false)
        let rows: [(record: String, tender: TenderFile?, code: String?, why: String)] = [
            (full, nil, nil, "the full record holds the tender"),
            (open, nil, "OPEN-0033", "the public one does not"),
            (open, try lot.tenderFile(), nil, "so it is given"),
            (open, try other.tenderFile(), "OPEN-0033", "another version"),
            (forged, nil, "OPEN-0034", "a bidder signed the record"),
        ]
        for row in rows {
            let refusal = problem(of: { () throws(Problem) in
                try lot.qualifying(row.record, row.tender, by: "agency", to: "any.passed")
            })
            #expect(refusal?.code == row.code, "\(row.why)")
        }
    }

    @Test(arguments: SuiteID.allCases)
    func aListOfAnotherClosingOpensNothing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run().concluded()
        try lot.qualify([:], by: "agency", to: "lot.passed")
        let other = try lot.resign(
            lot.path("lot.passed"), as: PassedList.self, by: "agency", to: "other.passed", at: Scenario.afterWindow
        ) { $0.closing.hex = String(repeating: "0", count: 64) }
        #expect(try lot.release(1, envelope: 2, passed: other).map(\.code).contains("SEAL-0031"))
    }
}

extension Scenario {
    @discardableResult
    func qualify(_ rejected: [String: String], by who: String, to name: String) throws -> PassedList {
        try Qualification.write(
            record: path("opening/record.opening"), rejected: rejected, to: path(name),
            signer: try signer(who, at: Self.afterWindow), trust: try trust())
    }

    func qualifying(
        _ record: String? = nil, _ tender: TenderFile? = nil, by who: String, to name: String
    ) throws(Problem) {
        do {
            _ = try Qualification.write(
                record: record ?? path("opening/record.opening"), tender: tender, rejected: [:], to: path(name),
                signer: try signer(who, at: Self.afterWindow), trust: try trust())
        } catch let problem as Problem { throw problem } catch { throw .bug("\(error)") }
    }

    func releaseSecond(_ bidder: Int, passed: String?) throws(Problem) {
        do { _ = try release(bidder, envelope: 2, passed: passed) } catch let problem as Problem { throw problem } catch
        {
            throw .bug("\(error)")
        }
    }
}
