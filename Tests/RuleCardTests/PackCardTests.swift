// PackCardTests.swift — the examples of the cards about template packs and their reviews, played.
import Checks
import Container
import Documents
import FileKit
import Reporting
import Scenario
import Signing
import TemplateEngine
import TenderModel
import Testing

/// Reviews of the good pack, by members of the cast.
enum Reviews {
    static let both = Result { () throws -> [[UInt8]] in
        [try review(by: "platform", .fairCompetition), try review(by: "agency", .legality)]
    }

    static func review(
        by who: String, _ kind: TemplateReview.Kind, _ decision: TemplateReview.Decision = .passed,
        as authority: String? = nil, of files: [String: String] = Good.files
    ) throws -> [UInt8] {
        let statement = TemplateReview(
            template: try Good.pack(files).reference, kind: kind, decision: decision,
            authority: try Cast.identity(authority ?? who).organization(), issued: Scenario.issued)
        let signer = Signer(
            identity: try Cast.identity(who), timestamps: try TimestampSource(try Cast.identity("tsa")),
            clock: .fixed(Scenario.issued))
        let path = try temporaryFolder("review") + "/x.review"
        try ContainerWriter.write(statement, to: path, at: Scenario.issued, signer: signer)
        return try Files.read(path)
    }

    /// What is said of the good pack with these reviews in it.
    static func judged(_ reviews: [[UInt8]], _ policy: ReviewPolicy = ReviewPolicy()) throws -> [Finding] {
        var files = try Good.pack().files.bytes
        for (number, bytes) in reviews.enumerated() { files["reviews/\(number).review"] = bytes }
        return try PackReviews(
            TemplatePack(PackFiles(files)), policy: policy, trust: Cast.trust(), time: Scenario.issued
        ).findings
    }
}

@Suite struct PackCardTests {
    private static func lint(_ files: [String: String] = Good.files) throws -> [Finding] {
        try PackLint.check(Good.pack(files), today: "2026-11-21")
    }

    private static func lint(_ name: String, _ old: String, _ new: String) throws -> [Finding] {
        try lint(Good.altered(name, old, new))
    }

    private static func lint(without name: String) throws -> [Finding] {
        try lint(Good.files.filter { $0.key != name })
    }

    private static let method = "    title: {zh: 经评审的最低投标价法, en: lowest reviewed price}"

    /// The pack with one scoring item.
    private static func lint(points: Int, _ criterion: String) throws -> [Finding] {
        try lint(
            "template.yaml", method,
            method + "\n    items: [{id: x, title: 业绩, points: \(points), criterion: \(criterion)}]")
    }

    private static func lint(source end: String) throws -> [Finding] {
        try lint("template.yaml", "from: 2012-02-01}", "from: 2012-02-01, to: \(end)}")
    }

    private static func twins(_ old: String, _ new: String) throws -> [Finding] {
        try NearDuplicates.among([Good.pack(), Good.pack(Good.altered("template.yaml", old, new))])
    }

    /// The good reviews, and one more.
    private static func judged(
        and more: [UInt8]..., by authorities: [String] = ["platform", "agency"]
    ) throws -> [Finding] {
        let codes = try authorities.map { try Cast.identity($0).organization().code }
        return try Reviews.judged(Reviews.both.get() + more, ReviewPolicy(isRequired: true, authorities: Set(codes)))
    }

    private static let short = "tests/invalid/WATR-0101.too-short.yaml"
    private static let bills = ("template.yaml", "roles: [unit, head]", "roles: [unit, head]\nbillEditions: [\"2013\"]")
    private static let checks = "checks:\n  - {id: bill-of-quantities, settings: {editions: \"2013\"}}"

    static let told: [String: @Sendable () throws -> [Finding]] = [
        "TMPL-0201 the rule WATR-0101 has tests/invalid/WATR-0101.too-short.yaml": { try lint() },
        "TMPL-0201 the rule WATR-0101 has no example that breaks it": { try lint(without: short) },
        "TMPL-0202 an example in tests/invalid/ has 30 days, the rule asks for 90": { try lint() },
        "TMPL-0202 an example in tests/invalid/ has 90 days, the rule asks for 90": {
            try lint(short, "\"30\"", "\"90\"")
        },
        "TMPL-0203 tests/invalid/WATR-0101.too-short.yaml": { try lint() },
        "TMPL-0203 tests/invalid/WATR-0999.gone.yaml, and no rule WATR-0999": {
            try lint(Good.files.merging(["tests/invalid/WATR-0999.gone.yaml": Good.files[short] ?? ""]) { $1 })
        },
        "TMPL-0204 10 points for each similar work of three years": { try lint(points: 100, "近三年类似工程业绩每项 10 分") },
        "TMPL-0204 10 points for each similar work in this province": { try lint(points: 100, "本省类似工程业绩每项 10 分") },
        "TMPL-0205 items of 100 points": { try lint(points: 100, "酌情") },
        "TMPL-0205 items of 90 points": { try lint(points: 90, "酌情") },
        "TMPL-0206 the field terms/validity is in an example": { try lint() },
        "TMPL-0206 the field terms/period is in no example": {
            try lint("template.yaml", "path: terms/validity", "path: terms/period")
        },
        "TMPL-0207 there are tests/valid/tender.xml and bid.xml": { try lint() },
        "TMPL-0207 there is no tests/valid/bid.xml": { try lint(without: "tests/valid/bid.xml") },
        "TMPL-0209 two versions of one template": { try twins("version: 0.1.0", "version: 0.2.0") },
        "TMPL-0209 two templates with the same demands": { try twins("id: water-works", "id: gas-works") },
        "TMPL-0210 sources: {to: 2030-01-01}, checked in 2026": { try lint(source: "2030-01-01") },
        "TMPL-0210 sources: {to: 2025-01-01}, checked in 2026": { try lint(source: "2025-01-01") },
        "TMPL-0211 README.md": { try lint() },
        "TMPL-0211 notes.txt": { try lint(Good.files.merging(["notes.txt": "x"]) { $1 }) },
        "TMPL-0212 part: letter": { try lint() },
        "TMPL-0212 part: letters, and no such part": { try lint("rules/letter.yaml", "part: letter", "part: letters") },
        "TMPL-0213 there are schema/tender.xsd and schema/bid.xsd": { try lint() },
        "TMPL-0213 there is no schema/bid.xsd": { try lint(without: "schema/bid.xsd") },
        "TMPL-0214 billEditions: [2013], and checks has bill-of-quantities": {
            try lint(bills.0, bills.1, bills.2 + "\n" + checks)
        },
        "TMPL-0214 billEditions: [2013], and no checks": { try lint(bills.0, bills.1, bills.2) },

        "TMPL-0301 the signature verifies": { try judged() },
        "TMPL-0301 a bit was flipped": {
            var broken = try Reviews.review(by: "agency", .legality)
            broken[broken.count / 2] ^= 1
            return try judged(and: broken)
        },
        "TMPL-0302 over this pack": { try judged() },
        "TMPL-0302 releaseWindow changed after the review": {
            let other = try Good.altered("template.yaml", "releaseWindow: 60", "releaseWindow: 61")
            return try judged(and: Reviews.review(by: "agency", .legality, of: other))
        },
        "TMPL-0303 in the name of who signed it": { try judged() },
        "TMPL-0303 in another's name": {
            try judged(and: Reviews.review(by: "bidder1", .legality, as: "platform"))
        },
        "TMPL-0304 by an authority of the list": { try judged() },
        "TMPL-0304 by an authority that is not of the list": {
            try judged(and: Reviews.review(by: "bidder1", .legality))
        },
        "TMPL-0305 it passes the template": { try judged() },
        "TMPL-0305 it refuses the template": { try judged(and: Reviews.review(by: "agency", .legality, .refused)) },
        "TMPL-0306 both passed": { try judged() },
        "TMPL-0306 a legality review alone": {
            try Reviews.judged([Reviews.both.get()[1]], ReviewPolicy(isRequired: true))
        },
    ]

    /// An example of no rule never comes out as its name says; without a valid bid nothing that is built upon it can be read, and
    /// its rule has no good example.
    private static let along: [String: Set<String>] = [
        "TMPL-0203": ["TMPL-0202"], "TMPL-0207": ["TMPL-0201", "TMPL-0202"],
    ]

    @Test(arguments: PackRules.cards.map(\.id)) func examplesComeOut(_ id: String) throws {
        let card = try #require(PackRules.cards.first { $0.id == id })
        try comesOut(card, along: Self.along[id] ?? []) { example in
            let play = try #require(Self.told[example.key(card)], "\(example.key(card))")
            return try play()
        }
    }

    @Test func whatIsToldIsPlayed() { #expect(Set(Self.told.keys) == PackRules.cards.told) }
}
