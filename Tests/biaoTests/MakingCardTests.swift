// MakingCardTests.swift — the examples of the cards of making, packing and sealing, played as a person would come upon them.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct MakingCardTests {
    /// A bid's workspace for a tender of suite p256-sha256; tests do not alter it.
    private static let workspace = Shared { (_: Bool) in try Scenario().workspace() }
    private static let acting = ["--at", "2026-03-31T16:00:00+08:00"]

    /// The codes of what a command finds.
    private static func run(_ arguments: [String], _ time: [String] = acting) throws -> Set<String> {
        let json = try Program.json(arguments + time, environment: unlocked)
        #expect(json.object.codes("problems") == [], "\(json.text)")
        return Set(json.object.codes("findings"))
    }

    private static func check(as bidder: String, _ suite: SuiteID = .p256SHA256) throws -> Set<String> {
        try run(["bid", "check", workspace(true).folder, "--identity", Cast.folder(suite) + "/" + bidder])
    }

    private static func check(size: String) throws -> Set<String> {
        let (folder, _) = try Scenario().workspace()
        // a hole, which takes no room on the disk
        let made = try shell(["truncate", "-s", size, folder + "/parts/business/影像.mp4"])
        try #require(made.status == 0, "\(made.errors)")
        return try run(["bid", "check", folder])
    }

    private static func sign(as head: String) throws -> Set<String> {
        let lot = try Scenario(roles: [.unit, .head])
        let bid = try lot.pack(try lot.bid(1), by: 1, withHead: false)
        return try run(["bid", "pack", bid, "--identity", Cast.folder(.p256SHA256) + "/" + head, "--as", "head"])
    }

    private static func seal(_ option: (Scenario) throws -> [String]) throws -> Set<String> {
        let lot = try Scenario()
        let cast = try Cast.folder(.p256SHA256)
        return try run(
            ["bid", "seal", lot.pack(lot.bid(1), by: 1), "--tender", lot.tenderPath, "--identity", cast + "/bidder1"]
                + ["-o", lot.path("new.sealed")] + option(lot))
    }

    private static func spare(of bidder: String) throws -> Set<String> {
        try seal { _ in ["--also-to", try Cast.folder(.p256SHA256) + "/\(bidder)/enc.crt"] }
    }

    private static func replacing(_ bidder: Int) throws -> Set<String> {
        try seal { ["--replaces", try $0.seal(bidder)] }
    }

    private static func officers(_ names: [String]) throws -> Set<String> {
        let tender = try TenderFolder()
        return try run(
            ["officer", "check"] + names.map { tender.cast + "/" + $0 } + ["--for", tender.path], TenderFolder.acting)
    }

    private static func issue(as who: String) throws -> Set<String> {
        let tender = try TenderFolder()
        return try run(
            [
                "tender", "pack", tender.path, "-o", tender.parent + "/lot.tender", "--identity",
                tender.cast + "/" + who,
            ],
            TenderFolder.acting)
    }

    private static func checkTender(_ alter: (TenderFolder) throws -> Void) throws -> Set<String> {
        let tender = try TenderFolder()
        try alter(tender)
        return try run(["tender", "check", tender.path], TenderFolder.acting)
    }

    /// Takes over the template, and the section that names it, from a workspace that was made under it.
    private static func follow(_ template: String, in tender: TenderFolder) throws {
        let (library, other) = (workingCopy + "/Templates", tender.parent + "/other")
        let made = try Program.run(
            ["tender", "init", "--template", template, "-o", other], environment: ["BIAO_TEMPLATES": library])
        try #require(made.status == 0, "\(made.errors)")
        let text = String(decoding: try Files.read(other + "/tender.yaml"), as: UTF8.self)
        let section = try #require(text.firstMatch(of: /(?m)^template:\n(?:  .*\n)+/))
        try tender.edit("\nid: ", "\n\(section.output)id: ")
        try FileManager.default.moveItem(atPath: other + "/template", toPath: tender.path + "/template")
    }

    private static let workingCopy = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let played: [String: @Sendable () throws -> Set<String>] = [
        "PREF-0001 p256-sha256 is admitted, and the certificate is of it": { try check(as: "bidder1") },
        "PREF-0001 p256-sha256 is admitted, the certificate is of rsa-sha256": {
            try check(as: "bidder1", .rsaSHA256)
        },
        "PREF-0002 bid.yaml names a bidder, the identity is its own": { try check(as: "bidder1") },
        "PREF-0002 bid.yaml names a bidder, the identity is another's": { try check(as: "bidder2") },
        "PREF-0003 1 MiB of documents": { try check(size: "1M") },
        "PREF-0003 61 GiB of documents": { try check(size: "61G") },
        "PREF-0004 the head signs what the own unit signed": { try sign(as: "bidder1/head") },
        "PREF-0004 signing what another unit signed": { try sign(as: "bidder2/head") },
        "PREF-0005 --also-to takes the own unit's encryption certificate": { try spare(of: "bidder1") },
        "PREF-0005 --also-to takes another unit's encryption certificate": { try spare(of: "bidder2") },
        "PREF-0006 --replaces takes the own unit's earlier .sealed": { try replacing(1) },
        "PREF-0006 --replaces takes another unit's .sealed": { try replacing(2) },
        "PREF-0010 both officers had theirs checked": { try officers(["officer1", "officer2"]) },
        "PREF-0010 one of two officers had theirs checked": { try officers(["officer1"]) },
        "PREF-0011 signed by the agency": { try issue(as: "agency") },
        "PREF-0011 signed by a bidder": { try issue(as: "bidder1") },
        "PREF-0012 holder is the name on the certificate": { try checkTender { _ in } },
        "PREF-0012 holder is somebody else's name": {
            try checkTender { try $0.edit("holder: 张敏", "holder: 王五") }
        },
        "TMPL-0115 tender.yaml has a section template": {
            try checkTender { try follow("building-works", in: $0) }
        },
        "TMPL-0115 tender.yaml has no section template": { try checkTender { _ in } },
    ]

    /// Rules as the program lists them, with the examples of `member` by the words that tell them.
    private static func listed(_ member: String) throws -> [String: String] {
        let none = try temporaryFolder("none")
        let json = try Program.json(["rules"], environment: ["BIAO_TEMPLATES": none, "BIAO_PLUGINS": none])
        let rules = json.object.result["rules"] as? [[String: Any]] ?? []
        var examples: [String: String] = [:]
        for rule in rules {
            let id = try #require(rule["id"] as? String)
            guard id.hasPrefix("PREF-") || id == "TMPL-0115" else { continue }
            for example in rule[member] as? [[String: Any]] ?? [] {
                let why = try #require((example["why"] as? [String: String])?["en"])
                examples["\(id) \(why)"] = id
            }
        }
        return examples
    }

    @Test func theProgramListsWhatIsPlayedAndNothingElse() throws {
        let (passes, fails) = (try Self.listed("passes"), try Self.listed("fails"))
        #expect(Set(passes.keys).union(fails.keys) == Set(Self.played.keys))
        #expect(Set(passes.values) == Set(fails.values) && passes.count == fails.count)
    }

    @Test(arguments: played.keys.sorted()) func comesOut(_ example: String) throws {
        let id = String(example.prefix(9))
        let play = try #require(Self.played[example])
        let codes = try play()
        let isWrong = try Self.failing.get().contains(example)
        #expect(codes.contains(id) == isWrong, "\(codes.sorted())")
    }

    private static let failing = Result { Set(try listed("fails").keys) }
}
