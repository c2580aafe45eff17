// MachineTests.swift — machine codes compared: pairs in a table, and what is said of a lot's bids.
import Reporting
import Testing

@testable import TenderModel

/// A code written shortly: a letter is the hash of a component.
func machine(_ components: [MachineComponent.Kind: String], virtual: MachineCode.Virtual? = nil) -> MachineCode {
    MachineCode(
        virtual: virtual,
        components: MachineComponent.Kind.allCases.flatMap { kind in
            (components[kind] ?? "").map { MachineComponent(kind: kind, hash: String(repeating: $0, count: 32)) }
        })
}

struct MachineTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        var one: [MachineComponent.Kind: String]
        var other: [MachineComponent.Kind: String]
        var relation: MachineMatch.Relation
        var why: String
        init(
            _ one: [MachineComponent.Kind: String], _ other: [MachineComponent.Kind: String],
            _ relation: MachineMatch.Relation, _ why: String
        ) { (self.one, self.other, self.relation, self.why) = (one, other, relation, why) }
        var testDescription: String { why }
    }

    static let desk: [MachineComponent.Kind: String] = [
        .systemUUID: "a", .systemSerial: "b", .boardSerial: "c", .chassisSerial: "b", .disk: "d", .network: "e",
        .operatingSystem: "f",
    ]

    static func altered(_ changes: [MachineComponent.Kind: String]) -> [MachineComponent.Kind: String] {
        desk.merging(changes) { $1 }
    }

    static let board: [MachineComponent.Kind: String] = [
        .systemUUID: "1", .systemSerial: "1", .boardSerial: "1", .chassisSerial: "1",
    ]

    static let pairs = [
        Pair(desk, desk, .same, "all agrees"),
        Pair(desk, altered([.operatingSystem: "0"]), .same, "installed anew"),
        Pair(desk, altered([.network: "e0"]), .same, "one interface of two agrees"),
        Pair(desk, altered([.disk: "d0"]), .same, "a second disk was added"),
        Pair(
            [.disk: "d", .network: "e"], [.disk: "d", .network: "e"], .same, "an account that may not read the board"),
        Pair(
            [.disk: "d", .operatingSystem: "f"], [.disk: "d", .operatingSystem: "f"], .same, "disk and what is on it"),
        Pair(
            [.boardSerial: "c", .network: "e"], [.boardSerial: "c", .network: "e"], .same, "a disk without a number"),
        Pair(desk, altered([.disk: "0"]), .sameBoard, "another disk"),
        Pair(desk, altered([.disk: "0", .operatingSystem: "0"]), .sameBoard, "another disk and system"),
        Pair([.disk: "d", .network: "e"], [.disk: "0", .network: "e"], .sameBoard, "interfaces are on the board"),
        Pair(desk, altered([.network: "0"]), .clone, "board and disk agree, the interface does not: a copied machine"),
        Pair(desk, altered(board), .clone, "the disk is in another machine"),
        Pair(desk, altered([.boardSerial: "1"]), .clone, "the board's own numbers contradict each other"),
        Pair(desk, altered([.systemUUID: "1", .disk: "0", .network: "0"]), .clone, "a serial number that was copied"),
        Pair(
            desk, altered(board.merging([.disk: "0", .network: "0"]) { $1 }), .clone,
            "one installation image on two machines"),
        Pair(
            [.disk: "d", .operatingSystem: "f"], [.disk: "0", .operatingSystem: "f"], .clone, "an image on two disks"),
        Pair([.network: "e", .operatingSystem: "f"], [.network: "0", .operatingSystem: "f"], .clone, "an image"),
        Pair(
            desk, altered(board.merging([.disk: "0", .network: "0", .operatingSystem: "0"]) { $1 }), .different,
            "nothing agrees"),
        Pair([.disk: "d", .network: "e"], [.disk: "0", .network: "0"], .different, "neither of what can be read"),
        Pair([.boardSerial: "c"], [.boardSerial: "0"], .different, "another board is another machine"),
        Pair([.disk: "d"], [.disk: "0"], .undetermined, "another disk alone is not another machine"),
        Pair([.network: "e"], [.network: "0"], .undetermined, "nor is another interface"),
        Pair([.operatingSystem: "f"], [.operatingSystem: "0"], .undetermined, "nor is another system"),
        Pair([.operatingSystem: "f"], [.operatingSystem: "f"], .undetermined, "images share it"),
        Pair([.disk: "d"], [.disk: "d"], .undetermined, "one number, which a maker may have used twice"),
        Pair([.disk: "d"], [.network: "e"], .undetermined, "nothing to compare"),
        Pair([:], [:], .undetermined, "nothing was read: never a pass"),
    ]

    @Test(arguments: pairs)
    func compares(_ p: Pair) {
        let match = MachineMatch(machine(p.one), machine(p.other))
        #expect(match.relation == p.relation)
        #expect(MachineMatch(machine(p.other), machine(p.one)) == match, "it does not matter who comes first")
    }

    @Test func namesWhatAgreesAndWhatDiffers() {
        let match = MachineMatch(machine(Self.desk), machine(Self.altered([.disk: "0"]), virtual: .machine))
        #expect(match.agreeing == MachineComponent.Kind.allCases.filter { $0 != .disk })
        #expect(match.differing == [.disk])
        #expect(match.virtual)
    }

    @Test func oneLetterInTwoKindsIsNoAgreement() {
        let match = MachineMatch(machine([.systemSerial: "b"]), machine([.chassisSerial: "b"]))
        #expect(match.agreeing.isEmpty)
    }

    // MARK: - Bids of a lot

    static func bid(_ number: Int, _ components: [MachineComponent.Kind: String]?) throws -> Bid {
        var bid = try Samples.bid(number)
        bid.provenance.machine = components.map { machine($0) }
        return bid
    }

    @Test func aPairIsNamedWithWhatItShares() throws {
        let bids = [
            try Self.bid(2, Self.desk), try Self.bid(3, Self.altered([.disk: "0"])), try Self.bid(4, [.disk: "9"]),
            try Self.bid(5, nil),
        ]
        let shared = BidRules.across(bids)
        #expect(shared.map(\.bids) == [[0, 1]], "said of these two, and of no other")
        let findings = shared.map(\.finding)
        try #require(findings.map(\.code) == ["BIDC-0104"])
        let finding = findings[0]
        #expect(finding.severity == .warning)
        #expect(finding.basis == .regulation("40(一)"))
        #expect(finding.place == "投标单位2 / 投标单位3")
        for words in ["投标单位2、投标单位3", "主板序列号", "同一主板,硬盘不同", "正常原因", "线索"] {
            #expect(finding.message.zh.contains(words), "\(words)")
        }
        #expect(!finding.message.zh.contains("硬盘序列号"), "which differs")
        for words in ["board serial number", "the same board, another disk", "second-hand", "a clue"] {
            #expect(finding.message.en.contains(words), "\(words)")
        }
        #expect(!finding.message.zh.contains("虚拟机"))
    }

    @Test func aGroupIsOneFindingNotOneForEachPair() throws {
        let findings = BidRules.across(try (2...9).map { try Self.bid($0, Self.desk) }).map(\.finding)
        #expect(findings.map(\.code) == ["BIDC-0104"])
        #expect(findings.first?.message.en.contains("apparently the same machine") == true)
    }

    @Test func aPairWithinAGroupIsToldApart() throws {
        let bids = [
            try Self.bid(2, [.boardSerial: "c", .disk: "d", .network: "e"]),
            try Self.bid(3, [.boardSerial: "c", .disk: "d", .network: "e"]),
            try Self.bid(4, [.boardSerial: "c", .disk: "0"]),
        ]
        let findings = BidRules.across(bids).map(\.finding)
        #expect(findings.map(\.place) == ["投标单位2 / 投标单位3", "投标单位2 / 投标单位3 / 投标单位4"])
        #expect(findings[0].message.en.contains("the same machine"))
        #expect(findings[1].message.en.contains("the same board, another disk"), "the least alike pair decides")
    }

    @Test func whoIsNotCompared() throws {
        let one = try Self.bid(2, Self.desk)
        #expect(BidRules.across([one, one]).map(\.finding.code) == ["BIDC-0101"], "one bidder with itself")
        var price = one
        price.envelope = 2
        #expect(BidRules.across([one, price]).isEmpty, "two envelopes of one bid")
        var elsewhere = try Self.bid(3, Self.desk)
        elsewhere.lot = "2"
        #expect(BidRules.across([one, elsewhere]).isEmpty, "two lots")
        #expect(BidRules.across([one, try Self.bid(3, nil)]).isEmpty, "nothing recorded")
        var foreign = try Self.bid(3, Self.altered(Self.board))
        foreign.provenance.machine?.components.removeAll { Self.desk[$0.kind] == $0.hash.first.map(String.init) }
        #expect(BidRules.across([one, foreign]).isEmpty, "nothing in common")
    }

    @Test func virtualMachinesAreSaidToBeSo() throws {
        var one = try Self.bid(2, Self.desk)
        one.provenance.machine?.virtual = .machine
        let finding = try #require(BidRules.across([one, try Self.bid(3, Self.desk)]).first).finding
        #expect(finding.message.zh.contains("虚拟机") && finding.message.en.contains("virtual machine"))
    }
}
