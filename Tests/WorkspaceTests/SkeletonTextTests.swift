// SkeletonTextTests.swift — whatever words a template gives a new workspace, they are read back as they were, and nothing else is.
import FileKit
import Reporting
import TenderModel
import Testing

@testable import Workspace

@Suite struct SkeletonTextTests {
    /// What YAML, people or terminals take for more than text.
    private static let pieces = [
        ":", ": ", " ", "#", " # ", "- ", "-", "\n", "\r", "\t", "\n  id: 9", "\nroles: []\n", "\"", "'", "\\", "{",
        "}", "[", "]",
        ",", "&a", "*a", "!b", "|", ">", "%", "@", "`", "?", "~", "\u{1}", "\u{1b}[2J", "\u{7f}", "\u{85}", "\u{2028}",
        "\u{2029}", "\u{202e}", "\u{200b}", "\u{feff}", "\u{fffe}", "\u{10ffff}", "\u{e0001}", "e\u{301}", "😀", "标",
        "a", "0",
        "null", "true", "...", "---", "<<: ",
    ]

    /// Words made of them, the same in each run.
    private static func words(_ seed: UInt64) -> [String] {
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        return (0..<6).map { _ in
            let word = (0...next(8)).map { _ in pieces[next(pieces.count)] }.joined()
            // a blank one counts as not filled in; a byte order mark at the very beginning is no part of a text
            return (word.unicodeScalars.first == "\u{feff}" ? "w" : "") + word + "x"
        }
    }

    private func same(_ a: String, _ b: String) -> Bool {
        let isSame = a.unicodeScalars.elementsEqual(b.unicodeScalars)
        if !isSame { Issue.record("\(a.debugDescription) instead of \(b.debugDescription)") }
        return isSame
    }

    @Test(arguments: 0..<60) func comesBackAsItWas(_ number: Int) throws {
        let words = Self.words(UInt64(number))
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
        let skeleton = TenderSkeleton(
            template: TemplateReference(id: words[0], version: words[1], digest: digest),
            title: LocalizedText(zh: words[0], en: words[1]), regime: .procurement, envelopes: 1, releaseWindow: 30,
            roles: [.unit],
            sheet: [SheetField(id: words[0], label: LocalizedText(zh: words[1], en: words[2]), kind: .text)],
            parts: [RequiredPart(id: words[3], title: words[4], required: false)],
            evaluation: Evaluation(
                method: words[5],
                items: [ScoringItem(id: words[0], title: words[1], points: try Points("9"), criterion: words[2])]),
            methods: words, industry: "", files: [:])
        let folder = try TemporaryFolder()
        try TenderWorkspace.create(at: folder.path + "/lot", skeleton: skeleton, now: TenderWorkspaceTests.now)
        try folder.edit(
            "lot/tender.yaml",
            [
                ("\nid: 【待填】", "\nid: ZB-1"), ("\ntitle: 【待填】", "\ntitle: 某道路工程"), ("name: 【待填】", "name: 某中心"),
                ("code: 【待填】", "code: 91350100M000100Y43"), ("title: 【待填】", "title: 一标段"),
                ("holder: 【待填】", "holder: 甲"), ("holder: 【待填】", "holder: 乙"),
            ])
        for name in ["platform", "officer1", "officer2"] {
            try Files.write([1], to: folder.path + "/lot/certificates/\(name).crt")
        }
        let draft = try TenderWorkspaceTests.load(folder)
        let tender = draft.tender
        #expect(
            tender.roles == [.unit] && tender.releaseWindow == 30 && tender.sheet.count == 1 && tender.parts.count == 1)
        #expect(same(tender.template?.id ?? "", words[0]) && same(tender.template?.version ?? "", words[1]))
        #expect(same(tender.sheet[0].id, words[0]) && same(tender.sheet[0].label.zh, words[1]))
        #expect(same(tender.sheet[0].label.en, words[2]))
        #expect(same(tender.parts[0].id, words[3]) && same(tender.parts[0].title, words[4]))
        #expect(same(tender.evaluation?.method ?? "", words[5]))
        let item = try #require(tender.evaluation?.items.first)
        #expect(same(item.id, words[0]) && same(item.title, words[1]) && same(item.criterion, words[2]))
    }

    @Test(arguments: [
        ("letter", "letter"), ("priced-bill", "priced-bill"), ("1.0.0", "1.0.0"), ("null", "\"null\""),
        ("No", "\"No\""),
        ("", "\"\""), ("-", "\"-\""), (".x", "\".x\""), ("a: b", "\"a: b\""), ("投标函", "\"投标函\""),
        ("a\nb", "\"a\\u000ab\""),
        ("\u{202e}a", "\"\\u202ea\""), ("\u{e0001}", "\"\\U000e0001\""),
    ])
    func wordsAreWritten(_ text: String, _ written: String) { #expect(YAMLText.word(text) == written) }
}
