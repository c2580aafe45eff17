// SignerTests.swift — signing and verifying in every suite, with and without timestamp and role; who may not sign.
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct SignerTests {
    private let content = Array("清单".utf8)

    @Test(arguments: SuiteID.allCases, [nil, SignatureRole.unit, .head])
    func signsAndVerifies(_ suite: SuiteID, _ role: SignatureRole?) throws {
        for stamped in [true, false] {
            let signature = try signer("bidder1", suite, stamped: stamped).sign(content, role: role)
            let report = try verifier(suite).verify(signature, content: content, name: "s", suite: suite)
            #expect(report.verdict.findings.isEmpty)
            #expect(report.role == role)
            #expect(report.suite == suite)
            #expect(report.isPractice)
            #expect(report.claimedTime == Scenario.before)
            #expect(report.provenTime == (stamped ? Scenario.before : nil))
            #expect(report.signer?.creditCodeText?.hasPrefix("91999999MA0QCJH01") == true)
            #expect(report.path.count == 3)
            let altered = try verifier(suite).verify(signature, content: content + [0x0a], name: "s", suite: suite)
            #expect(altered.verdict.findings.map(\.code) == ["SIGN-0021"])
        }
    }

    @Test(arguments: zip(SuiteID.allCases, SuiteID.allCases.dropFirst() + [SuiteID.rsaSHA256]))
    func theSuiteThatIsDeclaredMustBeTheSigners(_ suite: SuiteID, _ other: SuiteID) throws {
        let signature = try signer("bidder1", suite).sign(content)
        let report = try verifier(suite).verify(signature, content: content, name: "s", suite: other)
        #expect(report.verdict.status == .failed)
        #expect(report.verdict.findings.map(\.code).contains("SIGN-0023"))
    }

    @Test func practiceIsRefusedUnlessAllowed() throws {
        let signature = try signer("bidder1", .p256SHA256).sign(content)
        let strict = SignatureVerifier(trust: try Cast.trust(practice: false), time: Scenario.after)
        let codes = try strict.verify(signature, content: content, name: "s").verdict.findings.map(\.code)
        #expect(Set(codes) == ["SIGN-0016"])
    }

    @Test func whoMayNotSign() throws {
        var swapped = try Cast.identity("bidder1")
        swapped.signing = try swapped.decryption()
        #expect(
            refusal { () throws(Problem) in
                _ = try Signer(identity: swapped, timestamps: nil, clock: .fixed(Scenario.before)).sign(content)
            } == "SIGN-0006")
        let bidder = try Cast.identity("bidder1")
        for time in [moment("2025-12-31T00:00:00+08:00"), moment("2031-01-01T00:00:00+08:00")] {
            #expect(
                refusal { () throws(Problem) in
                    _ = try Signer(identity: bidder, timestamps: nil, clock: .fixed(time)).sign(content)
                } == "SIGN-0007")
        }
        #expect(refusal { () throws(Problem) in _ = try TimestampSource(bidder) } == "SIGN-0008")
    }

    private func signer(_ name: String, _ suite: SuiteID, stamped: Bool = true) throws -> Signer {
        Signer(
            identity: try Cast.identity(name, suite),
            timestamps: stamped ? try TimestampSource(try Cast.identity("tsa", suite)) : nil,
            clock: .fixed(Scenario.before))
    }

    private func verifier(_ suite: SuiteID) throws -> SignatureVerifier {
        SignatureVerifier(trust: try Cast.trust(suite), time: Scenario.after)
    }

    private func refusal(_ body: () throws(Problem) -> Void) -> String? {
        do throws(Problem) {
            try body()
            return nil
        } catch { return error.code }
    }
}
