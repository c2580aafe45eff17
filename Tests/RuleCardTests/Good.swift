// Good.swift — a template, a tender and a bid with nothing wrong, which the examples of the cards alter in one thing.
import Checks
import FileKit
import Reporting
import Scenario
import TemplateEngine
import TenderModel
import Testing
import Workspace

enum Good {
    static let now = moment("2026-11-15T08:00:00+08:00")
    static let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
    static let reference = TenderReference(id: "ZB-2026-001", version: 1, digest: digest, first: digest)
    /// The pack that biao template new lays out.
    static let files = NewPack.files(id: "water-works", area: "WATR", today: "2026-11-01")

    static func pack(_ files: [String: String] = Good.files) throws(Problem) -> TemplatePack {
        try TemplatePack(PackFiles(files.mapValues { Array($0.utf8) }))
    }

    /// Files of a pack with a text in one of them replaced; the text must be there.
    static func altered(
        _ name: String, _ old: String, _ new: String, in files: [String: String] = Good.files
    ) throws -> [String: String] {
        var files = files
        guard let text = files[name], text.contains(old) else { throw Missing(text: "\(name): \(old)") }
        files[name] = text.replacing(old, with: new)
        return files
    }

    struct Missing: Error { var text: String }

    /// The pack with one more field on the sheet, and a method that scores.
    static let scoring = Result { () throws -> [String: String] in
        let price = "{id: price, label: {zh: 投标总价, en: total price}, kind: money, column: price}"
        let days = "{id: days, label: {zh: 工期, en: duration}, kind: days, column: duration}"
        let method = """
              - method: comprehensive
                title: {zh: 综合评估法, en: comprehensive scoring}
                suits: complex
                price: {formula: lowest, points: 30}
                items: [{id: plan, title: 施工方案, points: 70, criterion: 方案完整的得 70 分}]

            """
        let files = try altered("template.yaml", "  - \(price)\n", "  - \(price)\n  - \(days)\n")
        return try altered("template.yaml", "evaluation:\n", "evaluation:\n\(method)", in: files)
    }

    // MARK: - The tender

    static let tender = Result { () throws -> Written in
        let template = try pack(scoring.get()).reference
        return try Written(
            """
            id: ZB-2026-001
            regime: tendering
            title: 某道路工程施工
            tenderer: {name: 某建设管理中心, code: 91999999MA0000001N}
            lots: [{id: 1, title: 一标段}]
            envelopes: 1
            suites: [p256-sha256]
            issued: 2026-11-16T09:00:00+08:00
            deadline: 2026-12-08T09:30:00+08:00
            releaseWindow: 60
            platform: certificates/platform.crt
            openingCertificates:
              - {holder: 甲, file: certificates/officer1.crt}
              - {holder: 乙, file: certificates/officer2.crt}
            recovery:
              threshold: 2
              trustees:
                - {holder: 丁, file: certificates/trustee1.crt}
                - {holder: 戊, file: certificates/trustee2.crt}
                - {holder: 己, file: certificates/trustee3.crt}
            sheet:
              - {id: price, label: {zh: 投标总价, en: total price}, kind: money, column: price}
              - {id: days, label: {zh: 工期, en: duration}, kind: days, column: duration}
              - {id: manager, label: {zh: 项目负责人, en: manager}, kind: text, column: manager}
              - {id: rate, label: {zh: 下浮率, en: discount}, kind: percent, required: false}
            parts:
              - {id: letter, title: 投标函}
              - {id: technical, title: 技术文件, required: false}
            roles: [unit, head]
            belowThreeClause: 重新招标
            template: {id: \(template.id), version: \(template.version), digest: "\(template.digest)"}
            evaluation:
              method: comprehensive
              complex: true
              price: {formula: lowest, points: 30}
              items: [{id: plan, title: 施工方案, points: 70, criterion: 方案完整的得 70 分}]
            industry: {terms: {validity: 90}}
            """)
    }

    /// The tender of a workspace with these lines, read by the program's own reader.
    static func draft(_ written: Written, documents: [String] = ["第一章招标公告.pdf"]) throws -> TenderDraft {
        let folder = try temporaryFolder("card")
        for name in ["certificates", "documents"] { try Files.makeFolder("\(folder)/\(name)") }
        for (number, name) in ["platform", "officer1", "officer2", "officer3", "trustee1", "trustee2", "trustee3"]
            .enumerated()
        { try Files.write([UInt8(number)], to: "\(folder)/certificates/\(name).crt") }
        for name in documents { try Files.write("x", to: "\(folder)/documents/\(name)") }
        try Files.write(written.text, to: folder + "/tender.yaml")
        return try TenderWorkspace.load(folder) { $0 }
    }

    // MARK: - The bid

    static let bid = Result { () throws -> Written in
        try Written(
            """
            lot: 1
            bidder: {name: 青山建设集团, code: 91999999MA0000002R}
            consortium:
              - {name: 青山建设集团, code: 91999999MA0000002R, share: 60}
              - {name: 绿水设计院, code: 91999999MA0000003W, share: 40}
            sheet:
              price: {figures: 4567890.12, words: 肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分}
              days: 180
              manager: 张三
            deposit: {form: transfer, amount: 100000, payer: 青山建设集团, account: 6222 0000 0002}
            staff: [{role: 项目负责人, name: 张三, certificate: 京111}]
            provenance:
              creationID: 00000000000000000000000000000000
              tool: biao
              version: 0.1.0
              created: 2026-11-17T09:00:00+08:00
            """)
    }

    /// What bids are made for: the tender, with amounts.
    static let asked = Result { () throws -> Tender in
        let lines = "lots: [{estimate: 5000000, ceiling: 4800000, deposit: 100000}]"
        return try draft(tender.get().with(lines)).firstVersion()
    }

    static func bid(_ written: Written) throws -> Bid {
        let folder = try temporaryFolder("card")
        try Files.makeFolder(folder + "/parts/letter")
        try Files.write("x", to: folder + "/parts/letter/投标函.pdf")
        try Files.write(written.text, to: folder + "/bid.yaml")
        return try BidWorkspace.load(folder).bids(for: asked.get(), reference: reference, suite: .p256SHA256)[0].bid
    }
}

extension RuleExample {
    /// Names the example of a card in a table, where it is told in words.
    func key(_ card: RuleCard) -> String { "\(card.id) \(why.en)" }
}

extension [RuleCard] {
    /// The examples that are told in words.
    var told: Set<String> {
        Set(flatMap { card in (card.passes + card.fails).filter { $0.text.isEmpty }.map { $0.key(card) } })
    }
}

/// Holds the examples of a card to what `play` finds in them: nothing in one, this very rule in the other.
///
/// - Parameter along: rules that cannot but be broken together with it.
func comesOut(_ card: RuleCard, along: Set<String> = [], _ play: (RuleExample) throws -> [Finding]) throws {
    #expect(!card.passes.isEmpty && !card.fails.isEmpty, "\(card.id)")
    let broken = along.union([card.id])
    for (examples, codes) in [(card.passes, Set<String>()), (card.fails, broken)] {
        for example in examples {
            let findings = try play(example)
            #expect(
                Set(findings.map(\.code)) == codes,
                "\(card.id) \(example.text) \(example.why.en): \(findings.map { "\($0.code) \($0.message.en)" })")
        }
    }
}
