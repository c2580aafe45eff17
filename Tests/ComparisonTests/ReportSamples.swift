// ReportSamples.swift — comparisons to report on: real signals over made-up lots in which everything happens, and planted clues.
import BillSimulation
import Glibc
import OpenSSLKit
import PriceMatching
import Reporting
import TenderModel

@testable import Comparison
@testable import Extraction

/// A signal that says what it is told to.
struct PlantedSignal: Signal {
    var id: SignalID = .identity
    var result = SignalResult()

    func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult { result }
}

/// A history in which every key is known.
struct PlantedHistory: KeyHistory {
    var using: Int

    func units(with key: IdentityKey) throws(Problem) -> (using: Int, known: Int) { (using, 1_234) }
}

enum ReportSamples {
    static let at = Instant(seconds: 1_795_000_000)
    static let names = ["青山建设集团有限公司", "长河路桥工程有限公司", "东湖市政建设有限公司", "北原工程股份有限公司", "南屏建筑安装有限公司"]

    static func code(_ number: Int) throws -> CreditCode {
        try CreditCode.completing("91999999MA0" + String(100_000 + number))
    }

    // MARK: - A lot in which every signal finds something

    /// Text that stands nowhere else: letters that follow from `seed`.
    static func text(_ seed: UInt64, _ length: Int) -> String {
        var (state, text) = (seed &* 6_364_136_223_846_793_005 &+ 1, "")
        for _ in 0..<length {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if let scalar = Unicode.Scalar(0x4E00 + UInt32(state >> 40) % 5_000) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    static func document(_ name: String, _ text: String) throws -> ExtractedDocument {
        try Extractor().read(Array(text.utf8), name: name)
    }

    static func tender(_ formula: PriceScoring.Formula = .benchmark) throws -> Tender {
        Tender(
            id: "BH-2026-0117", regime: .tendering, title: "滨河县向阳路道路改造工程施工",
            tenderer: Organization(name: "滨河县住房和城乡建设局", code: try code(900)),
            lots: [Lot(id: "1", title: "第一标段", ceiling: Money(fen: 1_400_000_000))], suites: [],
            issued: at, deadline: at, releaseWindow: 60, platform: [], openingCertificates: [],
            sheet: [
                SheetField(
                    id: "price", label: LocalizedText(zh: "投标报价", en: "price"), kind: .money, column: .price)
            ], parts: [], roles: [],
            evaluation: Evaluation(
                method: "comprehensive",
                price: PriceScoring(
                    formula: formula, points: Points(hundredths: 6_000), above: Points(hundredths: 100),
                    below: Points(hundredths: 50))))
    }

    static func bid(_ index: Int, price: String, machine: MachineCode?) throws -> Bid {
        Bid(
            tender: TenderReference(
                id: "BH-2026-0117", version: 1, digest: FileDigest(algorithm: "sha256", hex: digest(0)),
                first: FileDigest(algorithm: "sha256", hex: digest(0))), lot: "1",
            bidder: Organization(name: names[index], code: try code(index)),
            sheet: [SheetValue(field: "price", value: price)], roles: [], suite: .p256SHA256,
            provenance: Provenance(
                creationID: digest(index), tool: "biao", version: "0.1.0", created: at, machine: machine))
    }

    static func digest(_ number: Int) -> String {
        let hex = String(number, radix: 16)
        return String(repeating: "a", count: 64 - hex.count) + hex
    }

    static func machine(_ board: String, disk: String, virtual: MachineCode.Virtual? = nil) -> MachineCode {
        MachineCode(
            virtual: virtual,
            components: [
                MachineComponent(kind: .boardSerial, hash: board), MachineComponent(kind: .disk, hash: disk),
            ])
    }

    /// Five bids: A and B share what two bids can share, C, D and E what is innocent or about one bid alone.
    static func rich(_ formula: PriceScoring.Formula = .benchmark) throws -> ComparedLot {
        let simulated = PlantedRelation.ratioAll.lot(items: 120, bids: 5, seed: 3)
        // the two of the planted pair become A and B
        let planted = simulated.planted ?? []
        let order =
            simulated.bids.filter { planted.contains($0.bidder) }
            + simulated.bids.filter {
                !planted.contains($0.bidder)
            }
        let shared = text(7, 700)
        let edited = String(shared.prefix(300)) + "改动" + String(shared.dropFirst(303))
        let going = text(8, 160)
        let given = text(9, 400)
        let same = text(10, 900)
        var bids: [ComparedBid] = []
        for (index, name) in names.enumerated() {
            var bid = ComparedBid(name: name, code: try code(index))
            bid.files = [
                ComparedFile(
                    name: "\(index + 1).bid", digest: FileDigest(algorithm: "sha256", hex: digest(index + 16)))
            ]
            let machine: MachineCode? =
                switch index {
                case 0: self.machine("b1", disk: "d1")
                case 1: self.machine("b1", disk: "d1")
                case 2: self.machine("b2", disk: "d2", virtual: .machine)
                case 3: self.machine("b2", disk: "d3")
                default: nil
                }
            bid.bids = [try self.bid(index, price: "1\(index)004336.78", machine: machine)]
            bid.bill = order[index].bill
            var words = given + "\n" + text(UInt64(100 + index), 600) + "\n"
            if index < 2 { words += (index == 0 ? shared : edited) + "\n" }
            if index < 4 { words += going + "\n" }
            if index == 2 { words += String(repeating: "零\u{200B}宽", count: 60) + "\n" }
            if index == 3 { words += "分包单位:\(names[4])\n" }
            var document = try self.document("parts/technical/施工组织设计.txt", words)
            if index < 2 { document.metadata.revisionIDs.used = sessions(0..<12) }
            if index == 2 || index == 3 { document.metadata.revisionIDs.used = sessions(40..<44) }
            if index < 2 { document.metadata.author = "张三丰" }
            if index == 1 || index == 4 { document.metadata.company = names[4] }
            if index >= 2 { document.metadata.template = "流传模板.dotx" }
            if index == 0 || index == 3 { document.metadata.ids = [DocumentID(kind: .wordDocument, value: "7F3A91C2")] }
            bid.documents = [document]
            if index == 0 || index == 4 { bid.documents.append(try self.document("parts/technical/附件.txt", same)) }
            if index == 4 {
                var white = try self.document("parts/technical/白字.txt", text(55, 400))
                for block in white.blocks.indices { white.blocks[block].concealment = .white }
                bid.documents.append(white)
                bid.notRead = [
                    NotRead(
                        file: "parts/technical/扫描件.pdf", code: "EXTR-0030",
                        reason: LocalizedText(zh: "扫描图像,没有文字", en: "a scan without text"), place: "第 3 页",
                        isWhole: false)
                ]
            }
            bid.images = images(index)
            bid.keys = keys(index)
            bids.append(bid)
        }
        var lot = try ComparedLot(bids: bids, at: at)
        lot.tender = try tender(formula)
        lot.lot = lot.tender?.lots.first
        lot.tenderDocuments = [try document("documents/招标文件.txt", given)]
        lot.tenderFiles = [
            ComparedFile(name: "lot1.tender", digest: FileDigest(algorithm: "sha256", hex: digest(4_000)))
        ]
        lot.tenderBill = simulated.tender
        return lot
    }

    /// Five photos that the first two share, one that four have.
    private static func images(_ index: Int) -> [ComparedImage] {
        func image(_ number: Int) -> ComparedImage {
            ComparedImage(
                file: "parts/technical/施工组织设计.docx", place: LocalizedText(zh: "第 2 页", en: "page 2"),
                mediaType: "image/jpeg", size: 20_480 + number,
                streamDigest: FileDigest(algorithm: "sha256", hex: digest(700 + number)), width: 640, height: 480)
        }
        return (index < 2 ? (0..<5).map(image) : []) + (index < 4 ? [image(9)] : [])
    }

    private static func sessions(_ numbers: Range<Int>) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: numbers.map { ("00A1B" + String(100 + $0), 2) })
    }

    /// Every kind of key, of A and B alike; some in more bids.
    private static func keys(_ index: Int) -> [IdentityKey] {
        let values: [(IdentityKey.Kind, String)] = [
            (.creation, "9f3c5a7be1d2480677aa01c4e59b3d68"), (.lock, "GLODON-77A31C09"), (.software, "SN-5521-9983-X"),
            (.certificate, "3D51AF0899E2C1B7"), (.account, "6222021001122334455"), (.payer, "某某担保服务中心"),
            (.guarantee, "BH2026-99173-5"), (.phone, "13917263544"), (.email, "bid@example.com"),
            (.address, "滨河县解放路八十八号三楼"), (.network, "203.0.113.77"), (.machine, "77f1c09a33be"),
        ]
        var keys: [IdentityKey?] = []
        let place = LocalizedText(zh: "deposit/account", en: "deposit/account")
        if index < 2 {
            keys = values.map { IdentityKey($0.0, $0.1, file: "bid.xml", place: place) }
            keys.append(BidKeysSample.person("李四光", number: "苏132201920210001"))
            keys.append(BidKeysSample.person("王五", number: nil))
        }
        if index > 1 { keys.append(IdentityKey(.phone, "02588881234", file: "bid.xml", place: place)) }
        return keys.compactMap { $0 }
    }

    enum BidKeysSample {
        static func person(_ name: String, number: String?) -> IdentityKey? {
            IdentityKey.person(
                name, role: "项目负责人", number: number, file: "bid.xml", place: LocalizedText(zh: "staff", en: "staff"))
        }
    }

    static func compared(
        history: (any KeyHistory)? = nil, _ formula: PriceScoring.Formula = .benchmark
    ) throws -> Comparison {
        try Comparison(try rich(formula), ComparisonContext(history: history))
    }

    // MARK: - Planted clues

    /// Bids that say nothing, so many as asked for.
    static func empty(_ count: Int, tender: Bool = false, name: (Int) -> String = { "投标人 \(1_000 + $0)" }) throws
        -> ComparedLot
    {
        var lot = try ComparedLot(bids: (0..<count).map { ComparedBid(name: name($0)) }, at: at)
        if tender { lot.tender = try self.tender() }
        return lot
    }

    /// One clue with every kind of evidence, whose every text is `words`.
    static func everything(_ words: String = "某文字", bids: [Int] = [0, 1], strength: ClueStrength = .strong) -> Clue {
        let both = LocalizedText(zh: words, en: words)
        let place = EvidencePlace(bid: bids[0], file: words, place: both)
        let other = EvidencePlace(bid: bids[bids.count - 1], file: words, place: both)
        let said = Statement(
            zh: "甲有 {count} 处,占 {share},约 {real},值为 {decimal},名为“{name}”。",
            en: "the first has {count} places, {share}, about {real}, with {decimal}, called \"{name}\".",
            [
                "count": .count(12_345), "share": .share(617, of: 1_000), "real": .real(1.34, decimals: 2),
                "decimal": .decimal(ExactDecimal(mantissa: 965, scale: 3)), "name": .quoted(words),
            ])
        func quote(_ place: EvidencePlace, _ own: String) -> QuotedText {
            QuotedText(
                from: place, until: both, offsets: 17..<1_717,
                pieces: [.init(text: words, isEqual: true), .init(text: own, isEqual: false)])
        }
        return Clue(
            .text, "planted", bids: bids, strength: strength, articles: CollusionArticle.allCases,
            title: LocalizedText(zh: "样例线索", en: "a sample clue"), statements: [said],
            evidence: [
                .value(title: both, value: words, places: Array(repeating: place, count: 61) + [other]),
                .passage(first: quote(place, "甲独有"), second: quote(other, "乙独有"), summary: said),
                .table(title: both, columns: [both, both], rows: [[words, "1,200.50"], [words, "-3"]], total: 57),
                .plot(
                    title: both, x: both, y: both,
                    points: [
                        PlotPoint(x: 1.5, y: 1.44, isMatching: true), PlotPoint(x: 40_000, y: 38_000, isMatching: true),
                        PlotPoint(x: 312, y: 900, isMatching: false),
                    ]),
                .images(
                    [
                        ShownImage(at: place, mediaType: "image/png", thumbnail: dot, width: 640, height: 480),
                        ShownImage(
                            at: other, mediaType: words, thumbnail: Array("<svg onload=alert(1)>".utf8), width: nil,
                            height: nil),
                    ], summary: said),
            ], excluded: [said], rarity: [said], causes: [both], unchecked: [both])
    }

    /// A PNG of one grey dot.
    static let dot =
        Base64.decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==") ?? []

    static func planted(
        _ clues: [Clue], remarks: [LotRemark] = [], unchecked: [LocalizedText] = [], in lot: ComparedLot
    ) throws -> Comparison {
        var result = SignalResult()
        (result.clues, result.remarks, result.unchecked) = (clues, remarks, unchecked)
        var lot = lot
        // so that clues keep the strength that they were planted with
        if lot.tenderDocuments.isEmpty { lot.tenderDocuments = [try document("documents/招标文件.txt", "招标文件")] }
        return try Comparison(lot, ComparisonContext(), signals: [PlantedSignal(result: result)])
    }
}

extension String {
    /// Whether these very bytes stand in it, which has no NUL: faster than looking for characters.
    func holds(_ word: String) -> Bool { withCString { text in word.withCString { strstr(text, $0) != nil } } }
}
