// BidCardTests.swift — the examples of the cards about bids, played: lines as the workspace reads them, the rest by hand.
import Checks
import Reporting
import TenderModel
import Testing

/// A bid, what it is held against, and the other bids of its lot.
struct PlayedBid {
    var bid: Bid
    var tender: Tender
    var at = Good.now
    var others: [Bid] = []

    /// The tender as an addendum that asks for new bids.
    mutating func amend() {
        tender.version = 2
        tender.amendment = Amendment(
            previous: Good.digest, first: Good.digest, newBidRequired: true, summary: "更换图纸")
    }

    /// The tender with the price alone in a second envelope.
    mutating func divide() {
        tender.envelopes = 2
        tender.sheet[0].envelope = 2
    }

    /// The bid with nothing in it but the bidder, as an envelope may be.
    mutating func empty() {
        bid.sheet = []
        bid.parts = []
        bid.staff = []
        bid.deposit = nil
    }

    mutating func add(_ part: String) { bid.parts.append(BidPart(id: part, files: ["parts/\(part)/a.pdf"])) }

    /// The machine that it was packed on; a letter is the serial number of its board.
    mutating func pack(on board: String?) {
        tender.machineSalt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
        bid.provenance.machine = Self.machine(board)
    }

    static func machine(_ board: String?) -> MachineCode {
        let components = board.map { [MachineComponent(kind: .boardSerial, hash: String(repeating: $0, count: 32))] }
        return MachineCode(virtual: nil, components: components ?? [])
    }

    /// Another bidder's bid for the same lot.
    mutating func compete(_ alter: (inout Bid) throws -> Void = { _ in }) throws {
        var other = bid
        other.bidder = Organization(name: "红叶建设公司", code: try CreditCode.completing("91999999MA0000004"))
        other.consortium = []
        other.deposit?.account = "6222 0000 0004"
        try alter(&other)
        others.append(other)
    }

    var findings: [Finding] {
        BidRules.check(bid, tender: tender, reference: Good.reference, at: at)
            + BidRules.across([bid] + others).map(\.finding)
    }
}

@Suite struct BidCardTests {
    /// What no line of bid.yaml can bring about: it comes of the tender's file, of files, or of altered ones.
    static let told: [String: @Sendable (inout PlayedBid) throws -> Void] = [
        "BIDC-0001 made from this tender": { _ in },
        "BIDC-0001 made from another project's tender": { $0.bid.tender.id = "ZB-2026-009" },
        "BIDC-0003 from version 2, the newest": {
            $0.amend()
            $0.bid.tender.version = 2
        },
        "BIDC-0003 from version 1, where version 2 asks for new bids": { $0.amend() },
        "BIDC-0004 the tender files have one digest": { _ in },
        "BIDC-0004 both are version 1, with different digests": {
            $0.bid.tender.digest.hex = String(repeating: "b", count: 64)
        },
        "BIDC-0005 signed with p256-sha256": { _ in },
        "BIDC-0005 signed with rsa-sha256, where p256-sha256 alone is admitted": { $0.bid.suite = .rsaSHA256 },
        "BIDC-0006 envelope 1 of one": { _ in },
        "BIDC-0006 envelope 2 of one": {
            $0.empty()
            $0.bid.envelope = 2
        },
        "BIDC-0007 the unit and its head": { _ in },
        "BIDC-0007 the unit alone, where its head is asked for as well": { $0.bid.roles = [.unit] },
        "BIDC-0008 the tender's template": { _ in },
        "BIDC-0008 another version of it": { $0.bid.template?.version = "0.2.0" },
        "BIDC-0012 the duration stands once": { _ in },
        "BIDC-0012 the duration stands twice": { $0.bid.sheet.append($0.bid.sheet[1]) },
        "BIDC-0013 of two envelopes the price is in the second": {
            $0.divide()
            let price = $0.bid.sheet[0]
            $0.empty()
            $0.bid.envelope = 2
            $0.bid.sheet = [price]
        },
        "BIDC-0013 of two envelopes the price is in the first": { $0.divide() },
        "BIDC-0020 parts/letter/ holds 投标函.pdf": { _ in },
        "BIDC-0020 parts/letter/ is empty": { $0.bid.parts = [] },
        "BIDC-0021 files in parts/technical/": { $0.add("technical") },
        "BIDC-0021 files in parts/annex/, which the tender does not list": { $0.add("annex") },
        "BIDC-0022 the technical part in envelope 1": { $0.add("technical") },
        "BIDC-0022 the technical part of envelope 2 in envelope 1": {
            $0.add("technical")
            $0.tender.envelopes = 2
            $0.tender.parts[1].envelope = 2
        },
        "BIDC-0023 one part for the letter": { _ in },
        "BIDC-0023 two parts for the letter": { $0.bid.parts.append($0.bid.parts[0]) },
        "BIDC-0024 parts/letter/投标函.pdf is of letter": { _ in },
        "BIDC-0024 parts/other/投标函.pdf is of letter": { $0.bid.parts[0].files = ["parts/other/投标函.pdf"] },
        "BIDC-0061 checked a second before the deadline": { $0.at = Instant(seconds: $0.tender.deadline.seconds - 1) },
        "BIDC-0061 checked at the deadline": { $0.at = $0.tender.deadline },
        "BIDC-0063 with a salt, a machine code is recorded": { $0.pack(on: "c") },
        "BIDC-0063 with a salt, no machine code is recorded": {
            $0.pack(on: "c")
            $0.bid.provenance.machine = nil
        },
        "BIDC-0064 without a salt, no machine code is recorded": { _ in },
        "BIDC-0064 without a salt, a machine code is recorded": {
            $0.pack(on: "c")
            $0.tender.machineSalt = nil
        },
        "BIDC-0065 the machine code has the board's serial number": { $0.pack(on: "c") },
        "BIDC-0065 the machine code has no component": { $0.pack(on: nil) },
        "BIDC-0101 one bid of each of two bidders": { try $0.compete() },
        "BIDC-0101 two bids of one bidder": { $0.others = [$0.bid] },
        "BIDC-0102 two bidders, each alone": {
            $0.bid.consortium = []
            try $0.compete()
        },
        "BIDC-0102 a member of one bids alone as well": {
            let member = $0.bid.consortium[1].organization
            try $0.compete { $0.bidder = member }
        },
        "BIDC-0103 from two accounts": { try $0.compete() },
        "BIDC-0103 from one account, written with blanks in one bid": {
            try $0.compete { $0.deposit?.account = "622200000002" }
        },
        "BIDC-0104 different board serial numbers": {
            $0.pack(on: "c")
            try $0.compete { $0.provenance.machine = PlayedBid.machine("d") }
        },
        "BIDC-0104 one board serial number": {
            $0.pack(on: "c")
            try $0.compete { _ in }
        },
    ]

    @Test(arguments: CoreRules.bid.map(\.id)) func examplesComeOut(_ id: String) throws {
        let card = try #require(CoreRules.bid.first { $0.id == id })
        try comesOut(card) { example in
            var written = try Good.bid.get()
            if !example.text.isEmpty { written = try written.with(example.text) }
            var played = PlayedBid(bid: try Good.bid(written), tender: try Good.asked.get())
            if example.text.isEmpty {
                let play = try #require(Self.told[example.key(card)], "\(example.key(card))")
                try play(&played)
            }
            return played.findings
        }
    }

    @Test func whatIsToldIsPlayed() { #expect(Set(Self.told.keys) == CoreRules.bid.told) }
}
