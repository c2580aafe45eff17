// ReviewTests.swift — reviews of a pack: which count, and why the others do not.
import Container
import Documents
import FileKit
import Reporting
import Scenario
import Signing
import TemplateEngine
import TenderModel
import Testing

@Suite struct ReviewTests {
    /// A review of `pack` by a member of the cast, as bytes.
    private func review(
        _ pack: TemplatePack, by who: String, _ kind: TemplateReview.Kind,
        _ decision: TemplateReview.Decision = .passed,
        as authority: String? = nil, _ suite: SuiteID = .p256SHA256
    ) throws -> [UInt8] {
        let lot = try Scenario(suite: suite)
        let signer = try lot.signer(who, at: Scenario.issued)
        let statement = TemplateReview(
            template: pack.reference, kind: kind, decision: decision,
            authority: try Cast.identity(authority ?? who, suite).organization(), issued: Scenario.issued)
        let path = try temporaryFolder("review") + "/x.review"
        try ContainerWriter.write(statement, to: path, at: Scenario.issued, signer: signer)
        return try Files.read(path)
    }

    private func judge(
        _ pack: TemplatePack, _ reviews: [[UInt8]], _ policy: ReviewPolicy = ReviewPolicy(), trusted: Bool = true,
        _ suite: SuiteID = .p256SHA256
    ) throws -> PackReviews {
        var files = pack.files.bytes
        for (number, bytes) in reviews.enumerated() { files["reviews/\(number).review"] = bytes }
        let trust = trusted ? try Scenario(suite: suite).trust() : nil
        return try PackReviews(TemplatePack(PackFiles(files)), policy: policy, trust: trust, time: Scenario.issued)
    }

    @Test(arguments: SuiteID.allCases) func bothReviewsCount(_ suite: SuiteID) throws {
        let pack = try Packs.pack()
        let reviews = [
            try review(pack, by: "platform", .fairCompetition, suite), try review(pack, by: "agency", .legality, suite),
        ]
        let judged = try judge(pack, reviews, suite)
        #expect(judged.findings.isEmpty)
        #expect(judged.passed.map(\.kind) == [.legality, .fairCompetition])
        #expect(judged.record(pack).isReviewed)
    }

    private func review(
        _ pack: TemplatePack, by who: String, _ kind: TemplateReview.Kind, _ suite: SuiteID
    ) throws -> [UInt8] { try review(pack, by: who, kind, .passed, as: nil, suite) }

    private func judge(_ pack: TemplatePack, _ reviews: [[UInt8]], _ suite: SuiteID) throws -> PackReviews {
        try judge(pack, reviews, ReviewPolicy(), trusted: true, suite)
    }

    @Test func withoutReviewsItSaysSo() throws {
        let pack = try Packs.pack()
        let open = try judge(pack, [])
        #expect(
            open.findings.map(\.code) == ["TMPL-0113", "TMPL-0113"] && open.findings.allSatisfy { $0.severity == .note }
        )
        let strict = try judge(pack, [], ReviewPolicy(isRequired: true))
        #expect(
            strict.findings.map(\.code) == ["TMPL-0306", "TMPL-0306"]
                && strict.findings.allSatisfy { $0.severity == .error })
        #expect(!strict.record(pack).isReviewed)
    }

    @Test func whatDoesNotCountIsNamed() throws {
        let pack = try Packs.pack()
        let good = try review(pack, by: "agency", .legality)
        let other = try Packs.pack(Packs.altered("template.yaml", "releaseWindow: 60", "releaseWindow: 61"))
        #expect(try judge(other, [good]).findings.first?.code == "TMPL-0302", "over another digest")
        var broken = good
        broken[broken.count / 2] ^= 1
        #expect(try judge(pack, [broken]).findings.first?.code == "TMPL-0301", "a bit flipped")
        #expect(try judge(pack, [Array("no container".utf8)]).findings.first?.code == "TMPL-0301", "no container")
        #expect(
            try judge(pack, [try review(pack, by: "bidder1", .legality, as: "platform")]).findings.first?.code
                == "TMPL-0303", "signed by another")
        #expect(
            try judge(pack, [try review(pack, by: "agency", .legality, .refused)]).findings.first?.code == "TMPL-0305",
            "refused")
        let entitled = ReviewPolicy(
            isRequired: true, authorities: [try Cast.identity("platform", .p256SHA256).organization().code])
        #expect(
            try judge(pack, [good], entitled).findings.map(\.code) == ["TMPL-0304", "TMPL-0306", "TMPL-0306"],
            "an authority that may not")
        let unknown = try judge(pack, [good], trusted: false)
        #expect(
            unknown.passed.isEmpty && unknown.findings.map(\.code) == ["TMPL-0113", "TMPL-0113"], "nobody is trusted")
    }
}
