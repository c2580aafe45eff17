// InnocentTests.swift — what must not accuse the innocent, and beside each honest case the one that is worth a clue.
import BillSimulation
import PriceMatching
import Reporting
import TenderModel
import Testing
import TextMatching

@testable import Comparison
@testable import Extraction

@Suite struct InnocentTests {
    /// What one bidder hands in, as far as these tests care.
    struct Hand: Sendable {
        var text = ""
        var author: String?
        var company: String?
        var sessions: [String] = []
        var ids: [DocumentID] = []
        var keys: [(IdentityKey.Kind, String, String)] = []
        var machine: MachineCode?
        /// What the costing program says of itself in the bill.
        var software: [(name: String, value: String)] = []
        /// What wrote the document.
        var program: String?
        var template: String?
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var why: String
        var hands: [Hand]
        /// Its text is empty where none was given.
        var tender = Hand(text: ReportSamples.text(7_001, 300))
        /// The strongest clue of A and B; nil where there must be none.
        var strength: String?
        /// A remark that must be there.
        var remark: String?
        var using: Int?
        /// How far the history says that each passage has spread.
        var spread: PassageSpread?
        /// What the background library holds.
        var background = ""
        var testDescription: String { why }
    }

    private static func own(_ number: Int, _ more: String = "") -> String {
        ReportSamples.text(UInt64(number) * 977 + 13, 400) + more
    }

    private static func sessions(_ range: Range<Int>) -> [String] {
        range.map { "00" + String(0xA10000 + $0 * 977, radix: 16, uppercase: true) }
    }

    private static let quoted = ReportSamples.text(5, 300)
    private static let lock: (IdentityKey.Kind, String, String) = (.lock, "", "GL-20391-77345")

    static let rows: [Row] = [
        Row(
            why: "bids that have nothing in common",
            hands: [Hand(text: own(1)), Hand(text: own(2)), Hand(text: own(3))]),
        Row(
            why: "both copy the tender, word by word, in different places",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))],
            tender: Hand(text: "第一章 " + quoted)),
        Row(
            why: "the same text, and the tender does not have it",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))], strength: "moderate"),
        Row(
            why: "a form that went round: three bids have it, so it is held against nobody",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3) + quoted)],
            remark: "common-text"),
        Row(
            why: "authors that programs fill in",
            hands: [Hand(text: own(1), author: "Administrator"), Hand(text: own(2), author: "Administrator")]),
        Row(why: "微软用户", hands: [Hand(text: own(1), author: "微软用户"), Hand(text: own(2), author: "微软用户")]),
        Row(
            why: "an author that nobody's program fills in",
            hands: [Hand(text: own(1), author: "王小明"), Hand(text: own(2), author: "王小明")], strength: "moderate"),
        Row(
            why: "the agency's own author, who made the form that both filled in",
            hands: [Hand(text: own(1), author: "代理张"), Hand(text: own(2), author: "代理张")],
            tender: Hand(text: own(9), author: "代理张")),
        Row(
            why: "rsids of the tender's own form",
            hands: [Hand(text: own(1), sessions: sessions(0..<20)), Hand(text: own(2), sessions: sessions(0..<20))],
            tender: Hand(text: own(9), sessions: sessions(0..<20))),
        Row(
            why: "rsids of a form that went round outside the tender",
            hands: (1...3).map { Hand(text: own($0), sessions: sessions(0..<20)) }, remark: "common-source"),
        Row(
            why: "two rsids by chance are told of by nobody",
            hands: [Hand(text: own(1), sessions: sessions(0..<2)), Hand(text: own(2), sessions: sessions(0..<2))]),
        Row(
            why: "a draft that one had from the other",
            hands: [Hand(text: own(1), sessions: sessions(0..<14)), Hand(text: own(2), sessions: sessions(2..<20))],
            strength: "strong"),
        Row(
            why: "one costing program is no lock",
            hands: [
                Hand(text: own(1), keys: [(.lock, "", "GL-1")]), Hand(text: own(2), keys: [(.lock, "", "GL-1")]),
            ]),
        Row(
            why: "the same lock number",
            hands: [Hand(text: own(1), keys: [lock]), Hand(text: own(2), keys: [lock])], strength: "strong"),
        Row(
            why: "a lock that ten others of the history have used: a consultant's",
            hands: [Hand(text: own(1), keys: [lock]), Hand(text: own(2), keys: [lock])], strength: "weak", using: 12),
        Row(
            why: "an address behind a carrier's shared exit",
            hands: [
                Hand(text: own(1), keys: [(.network, "", "100.64.3.2")]),
                Hand(text: own(2), keys: [(.network, "", "100.64.3.2")]),
            ]),
        Row(
            why: "one public address is never above weak by itself",
            hands: [
                Hand(text: own(1), keys: [(.network, "", "203.0.113.9")]),
                Hand(text: own(2), keys: [(.network, "", "203.0.113.9")]),
            ], strength: "weak"),
        Row(
            why: "people of one name",
            hands: [
                Hand(text: own(1), keys: [(.person, "name", "张伟")]),
                Hand(text: own(2), keys: [(.person, "name", "张伟")]),
            ], strength: "weak"),
        Row(
            why: "one person, by certificate",
            hands: [
                Hand(text: own(1), keys: [(.person, "number", "张伟 湘1432026001")]),
                Hand(text: own(2), keys: [(.person, "number", "张伟 湘1432026001")]),
            ], strength: "strong"),
        Row(
            why: "a document id that a converter made once",
            hands: (1...2).map {
                Hand(
                    text: own($0),
                    ids: [DocumentID(kind: .pdfPermanent, value: "9F86D081884C7D659A2FEAA0C55AD015")])
            }, strength: "strong"),
        Row(
            why: "an id of zeros is nobody's",
            hands: (1...2).map {
                Hand(text: own($0), ids: [DocumentID(kind: .pdfPermanent, value: String(repeating: "0", count: 32))])
            }),
        Row(
            why: "the lock of the agency, whose bill both filled in",
            hands: (1...2).map { Hand(text: own($0), software: [("lock", "GL-20391-77345")]) },
            tender: Hand(text: own(9), software: [("lock", "GL-20391-77345")]), remark: "from-tender"),
        Row(
            why: "the same lock in two bills, and the tender's has another",
            hands: (1...2).map { Hand(text: own($0), software: [("lock", "GL-20391-77345")]) },
            tender: Hand(text: own(9), software: [("lock", "GL-55512-00871")]), strength: "strong"),
        Row(
            why: "one costing program of one version",
            hands: (1...2).map {
                Hand(
                    text: own($0), software: [("software", "广联达云计价平台 GCCP6.0"), ("software-version", "6.4100.23.122")])
            }),
        Row(
            why: "one certification authority: certificates of their own",
            hands: (1...2).map {
                Hand(text: own($0), keys: [(.certificate, "", "3D51AF0899E2C1B\($0)\($0)4402")])
            }),
        Row(
            why: "one public address that 31 others used this year",
            hands: (1...2).map { Hand(text: own($0), keys: [(.network, "", "203.0.113.9")]) }, strength: "weak",
            using: 31),
        Row(
            why: "a cloned disk: another board contradicts it",
            hands: [
                Hand(text: own(1), machine: ReportSamples.machine("b1", disk: "d1")),
                Hand(text: own(2), machine: ReportSamples.machine("b2", disk: "d1")),
            ], strength: "weak"),
        Row(
            why: "virtual machines of one image",
            hands: (1...2).map {
                Hand(text: own($0), machine: ReportSamples.machine("b1", disk: "d1", virtual: .machine))
            }, strength: "moderate"),
        Row(
            why: "one program wrote both: font subsets, producer and version are no mark",
            hands: (1...2).map { Hand(text: own($0), program: "Microsoft® Word 2016") }),
        Row(
            why: "a Word template that went round",
            hands: (1...3).map { Hand(text: own($0), template: "流传模板.dotx") }),
        Row(
            why: "a standard, a maker's catalogue, a method statement: the background has it",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))],
            background: quoted),
        Row(
            why: "a passage that three units of the past, who never met these two, have too",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))], strength: "weak",
            using: 0, spread: PassageSpread(using: 5, unrelated: 3, known: 40)),
        Row(
            why: "a passage that only those have who bid beside them again and again: a ring's own draft",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))],
            strength: "moderate", using: 0, spread: PassageSpread(using: 5, unrelated: 2, known: 40)),
        Row(
            why: "two moderate clues of different signals are strong together",
            hands: [
                Hand(text: own(1) + quoted, author: "王小明"), Hand(text: quoted + own(2), author: "王小明"),
                Hand(text: own(3)),
            ], strength: "strong"),
    ]

    private static func document(_ hand: Hand, _ name: String) throws -> ExtractedDocument {
        var document = try ReportSamples.document(name, hand.text)
        document.metadata.author = hand.author
        document.metadata.company = hand.company
        document.metadata.ids = hand.ids
        document.metadata.producer = hand.program
        document.metadata.application = hand.program
        document.metadata.template = hand.template
        for session in hand.sessions { document.metadata.revisionIDs.used[session] = 1 }
        return document
    }

    private static func bill(_ hand: Hand) -> Bill? {
        guard !hand.software.isEmpty else { return nil }
        var bill = Bill(file: "清单.xml", format: "biao-bill")
        bill.provenance = hand.software.enumerated().map { line, said in
            BillProvenance(name: said.name, value: said.value, line: line + 1)
        }
        return bill
    }

    private struct History: KeyHistory {
        var using: Int
        var spread: PassageSpread?

        func units(with key: IdentityKey) throws(Problem) -> (using: Int, known: Int) { (using, 500) }

        func spread(
            of passages: [[UInt64]], between pair: [CreditCode], among bidders: Set<CreditCode>
        ) throws(Problem) -> [PassageSpread?] { passages.map { _ in spread } }
    }

    static func lot(_ row: Row, reversed: Bool = false) throws -> ComparedLot {
        var bids = try row.hands.enumerated().map { index, hand in
            var bid = ComparedBid(name: "投标人\(["甲", "乙", "丙", "丁"][index])", code: try ReportSamples.code(index))
            bid.documents = [try document(hand, "技术标.docx")]
            bid.keys = hand.keys.compactMap { IdentityKey($0.0, detail: $0.1, $0.2, file: "bid.xml") }
            bid.bill = bill(hand)
            bid.keys += bid.bill.map(IdentityKey.of) ?? []
            if let machine = hand.machine {
                var own = try ReportSamples.bid(index, price: "\(index + 1)", machine: machine)
                own.bidder.name = bid.name
                bid.bids = [own]
            }
            return bid
        }
        if reversed { bids.reverse() }
        var lot = try ComparedLot(bids: bids, at: ReportSamples.at)
        if !row.tender.text.isEmpty {
            lot.tenderDocuments = [try document(row.tender, "招标文件.docx")]
            lot.tenderFiles = lot.tenderDocuments.map { ComparedFile(name: $0.name, digest: $0.digest) }
            lot.tenderBill = bill(row.tender)
        }
        return lot
    }

    private static func compared(_ row: Row, reversed: Bool = false) throws -> Comparison {
        try Comparison(
            lot(row, reversed: reversed),
            ComparisonContext(
                history: row.using.map { History(using: $0, spread: row.spread) }, background: try background(row)))
    }

    private static func background(_ row: Row) throws -> [FingerprintLibrary] {
        guard !row.background.isEmpty else { return [] }
        var library = FingerprintLibrary()
        try library.add(
            [TextDocument(blocks: ["前言 " + row.background])], kind: "standard", title: "某标准",
            source: Array(repeating: 7, count: 32))
        return [library]
    }

    // MARK: - Without a tender

    /// What a common tender explains is weak where there was none to look into; what it does not explain stays what it is.
    static let withoutTender: [Row] = [
        Row(
            why: "both copied the tender, and nobody gave it",
            hands: [Hand(text: own(1) + quoted), Hand(text: quoted + own(2)), Hand(text: own(3))], tender: Hand(),
            strength: "weak"),
        Row(
            why: "a form of the tender's that both filled in",
            hands: [Hand(text: own(1), sessions: sessions(0..<14)), Hand(text: own(2), sessions: sessions(0..<14))],
            tender: Hand(), strength: "weak"),
        Row(
            why: "the agency's author",
            hands: [Hand(text: own(1), author: "代理张"), Hand(text: own(2), author: "代理张")], tender: Hand(),
            strength: "weak"),
        Row(
            why: "the agency's PDF, in whole or converted",
            hands: (1...2).map {
                Hand(
                    text: own($0),
                    ids: [DocumentID(kind: .pdfPermanent, value: "9F86D081884C7D659A2FEAA0C55AD015")])
            }, tender: Hand(), strength: "weak"),
        Row(
            why: "the lock of the agency's bill",
            hands: [Hand(text: own(1), keys: [lock]), Hand(text: own(2), keys: [lock])],
            tender: Hand(), strength: "weak"),
        Row(
            why: "three weak clues of different signals stay weak",
            hands: (1...2).map {
                Hand(text: own($0) + quoted, author: "代理张", sessions: sessions(0..<14), keys: [lock])
            }, tender: Hand(), strength: "weak"),
        Row(
            why: "one person in two teams: no tender explains that",
            hands: [
                Hand(text: own(1), keys: [(.person, "number", "张伟 湘1432026001")]),
                Hand(text: own(2), keys: [(.person, "number", "张伟 湘1432026001")]),
            ], tender: Hand(), strength: "strong"),
        Row(
            why: "one certificate",
            hands: (1...2).map { Hand(text: own($0), keys: [(.certificate, "", "3D51AF0899E2C1B7")]) }, tender: Hand(),
            strength: "strong"),
    ]

    @Test(arguments: withoutTender) func withoutATenderTheInnocentAreNotStrong(_ row: Row) throws {
        let comparison = try Self.compared(row)
        #expect(Self.strength(comparison) == row.strength, "\(comparison.clues.map { "\($0.strength) \($0.kind)" })")
        for clue in comparison.clues where clue.strength == .weak {
            #expect(clue.statements.last?.words.zh.contains("没有招标文件") == true, "it says why")
            #expect(clue.causes.first?.zh.contains("招标文件") == true, "and the tender is the first innocent cause")
        }
        let said = comparison.clues.flatMap { $0.excluded.map(\.words.zh) }
        #expect(!said.contains { $0.contains("招标文件") }, "nothing of it was left out: \(said)")
        #expect(row.strength == "strong" || comparison.groups.isEmpty, "and no package is made of it")
        let told = ComparisonSummary(comparison).lines
        #expect(told.contains { $0.zh.hasPrefix("没有招标文件:") && $0.en.contains("no tender was given") }, "\(told)")
        for view in ReportView.allCases {
            let page = ComparisonPage.html(comparison, view: view, language: .zh, version: "1")
            #expect(page.contains("没有招标文件\u{FF1A}两家都照抄"), "\(view)")
        }
    }

    /// A tender of scans takes out no text, though its files are there.
    @Test func aTenderWithoutTextTakesOutNone() throws {
        var lot = try Self.lot(Self.withoutTender[0])
        var scan = try ReportSamples.document("招标文件.pdf", "")
        (scan.blocks, scan.unread) = ([], [])
        lot.tenderDocuments = [scan]
        lot.tenderFiles = [ComparedFile(name: scan.name, digest: scan.digest)]
        let comparison = try Comparison(lot, ComparisonContext())
        #expect(comparison.clues.map(\.strength) == [.weak])
        #expect(comparison.clues[0].statements.last?.words.zh.hasPrefix("招标文件没有可读的文字") == true)
        #expect(ComparisonSummary(comparison).lines.contains { $0.zh.hasPrefix("招标文件没有可读的文字") })
        // and where not even that could be read
        lot.tenderDocuments = []
        let none = try Comparison(lot, ComparisonContext())
        #expect(none.clues[0].statements.last?.words.zh.hasPrefix("招标文件未能读取") == true)
    }

    /// The places of the first two bidders, wherever their names put them.
    private static func strength(_ comparison: Comparison) -> String? {
        let first = comparison.lot.bids.firstIndex { $0.name == "投标人甲" } ?? 0
        let second = comparison.lot.bids.firstIndex { $0.name == "投标人乙" } ?? 1
        return comparison.strength(first, second)?.rawValue
    }

    @Test(arguments: rows) func says(_ row: Row) throws {
        let comparison = try Self.compared(row)
        let told = comparison.clues.map { "\($0.bids) \($0.strength) \($0.signal) \($0.kind)" }
        #expect(Self.strength(comparison) == row.strength, "\(row.why): \(told)")
        if let remark = row.remark {
            #expect(comparison.remarks.contains { $0.kind == remark }, "\(comparison.remarks.map(\.kind))")
        }
        // nobody else is ever touched
        let others = comparison.clues.filter { clue in
            clue.bids.contains { !["投标人甲", "投标人乙"].contains(comparison.lot.bids[$0].name) }
        }
        #expect(others.isEmpty, "\(others.map(\.title.en))")
    }

    @Test(arguments: rows) func theOrderOfTheInputChangesNothing(_ row: Row) throws {
        #expect(try Self.compared(row).clues == Self.compared(row, reversed: true).clues)
    }

    struct MadeUp: Sendable, CustomTestStringConvertible {
        var made: ProvenanceCase
        var strength: ClueStrength?
        var why: String
        var testDescription: String { why }
    }

    /// Quota plus published price: through every signal that there is.
    @Test(arguments: [
        MadeUp(made: .allPublished, why: "honest bills equal to the fen"),
        MadeUp(made: .published, why: "published prices, and quotations of one's own"),
        MadeUp(made: .discount, why: "each its own share off every published price"),
        MadeUp(made: .byTheBook, why: "conversions of the book, and the tender's own supplementary quotas"),
        MadeUp(made: .otherMonth, strength: .weak, why: "the price period is background"),
        MadeUp(made: .supplier, strength: .weak, why: "one supplier's quotation"),
        MadeUp(made: .copiedPrices, strength: .strong, why: "the same deviations from the published base"),
        MadeUp(made: .copiedQuotas, strength: .strong, why: "the same supplementary quotas"),
        MadeUp(made: .copiedMistakes, strength: .strong, why: "the same conversion mistakes"),
    ])
    func quotaPlusPublishedPrice(_ row: MadeUp) throws {
        let comparison = try BillSamples.compared(row.made, bids: 5, signals: Comparison.signals)
        let told = comparison.clues.map { "\($0.bids) \($0.strength) \($0.kind)" }
        #expect(comparison.strength(0, 1) == row.strength, "\(told)")
        #expect(comparison.clues.allSatisfy { $0.bids == [0, 1] }, "\(told)")
    }

    /// Two clues of one bill have one cause.
    @Test func cluesOfOneBillDoNotBearEachOtherOut() throws {
        let pair = try BillSamples.compared(.copiedConversions, bids: 5, signals: Comparison.signals)
        #expect(pair.strength(0, 1) == .moderate)
        #expect(Set(BillSamples.comparisons.flatMap(\.clues).map(\.signal)) == [.bill])
    }

    @Test(arguments: ["Administrator", "lenovo", "dell", "HP", "微软用户", "Windows 用户", "雨林木风", "番茄花园", "DESKTOP-4F2K1"])
    func namesThatProgramsFillInAreNobodys(_ name: String) throws {
        let row = Row(why: "", hands: (1...2).map { Hand(text: Self.own($0), author: name, company: name) })
        #expect(try Self.compared(row).clues.isEmpty)
    }

    /// Values of makers who filled nothing in.
    @Test(arguments: ["To be filled by O.E.M.", "Default string", "00000000", "123456789", "FFFFFFFFFFFFFFFF"])
    func numbersThatWereNeverGivenAreNobodys(_ value: String) throws {
        let row = Row(
            why: "",
            hands: (1...2).map {
                Hand(text: Self.own($0), keys: [(.machine, "bill", value), (.software, "", value), (.lock, "", value)])
            })
        #expect(try Self.compared(row).clues.isEmpty)
    }

    /// Quota and published prices: honest bills may be equal to the fen, and are never more than weak by that alone.
    @Test(arguments: [HonestCase.quotaMany, .quotaTwo, .independent, .controlDiscount, .prefilled, .smallBill])
    func pricesOutOfOneBookAreWeakAtMost(_ honest: HonestCase) throws {
        let simulated = honest.lot(items: 300, bids: 4, seed: 11)
        var lot = try ComparedLot(
            bids: simulated.bids.map { priced in
                var bid = ComparedBid(name: priced.bidder)
                bid.bill = priced.bill
                return bid
            }, at: ReportSamples.at)
        lot.tenderBill = simulated.tender
        let clues = try Comparison(lot, ComparisonContext(), signals: [BillSignal()]).clues
        #expect(clues.allSatisfy { $0.strength == .weak }, "\(clues.map { "\($0.kind) \($0.strength)" })")
    }

    /// Sister firms share staff and certificates: that is a relation under Regulation art. 34, and no authorship.
    @Test func whatSistersShareIsNoAuthorship() throws {
        let row = Row(
            why: "",
            hands: (1...2).map {
                Hand(
                    text: Self.own($0),
                    keys: [
                        (.person, "number", "张伟 湘1432026001"), (.certificate, "", "3D51AF0899E2C1B7"),
                        (.phone, "", "13917263544"), (.address, "", "滨河县解放路八十八号三楼"),
                    ])
            })
        let clues = try Self.compared(row).clues
        #expect(clues.count == 4)
        for clue in clues { #expect(!clue.articles.contains(.samePreparer), "\(clue.kind)") }
    }

    @Test func oneBidderIsNeverComparedWithItself() throws {
        var lot = try Self.lot(Self.rows[2])
        let twin = lot.bids[0]
        lot = try ComparedLot(bids: [twin, twin], at: ReportSamples.at)
        #expect(try Comparison(lot, ComparisonContext()).clues.isEmpty)
    }

    @Test func aRivalsNameInABid() throws {
        let row = Row(
            why: "",
            hands: [Hand(text: Self.own(1, "本工程由投标人乙建设集团承建")), Hand(text: Self.own(2)), Hand(text: Self.own(3))])
        var bids = try Self.lot(row).bids
        let index = try #require(bids.firstIndex { $0.name == "投标人乙" })
        bids[index].name = "投标人乙建设集团"
        let comparison = try Comparison(ComparedLot(bids: bids, at: ReportSamples.at), ComparisonContext())
        let clue = try #require(comparison.clues.first)
        #expect(comparison.clues.count == 1 && clue.signal == .mixing && clue.kind == "rival-named")
        #expect(Set(clue.bids.map { comparison.lot.bids[$0].name }) == ["投标人甲", "投标人乙建设集团"])
    }
}
