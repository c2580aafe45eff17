// SkeletonTests.swift — what a pack says goes into a new workspace as exactly the words that it says.
import FileKit
import Reporting
import Scenario
import TemplateEngine
import TenderModel
import Testing
import Workspace

@Suite struct SkeletonTests {
    /// Titles that a pack may have, and that YAML would take for something else.
    static let titles = [
        "a: b", "- a", "# 第一章", "x # y", "{zh: 甲}", "[1]", "\"quoted\"", "it's", "back\\slash", "&a *b !c |> % @ `",
        "null", "~", "true", "0101", "? k", "---", "...", "标题:副标题", "x:", "'", "\"", "e\u{301}", "\u{e9}", "😀", "<<: x",
    ]

    @Test(arguments: titles) func titlesComeBackAsTheyAre(_ title: String) throws {
        let quoted = YAMLText.quoted(title)
        var files = Packs.files
        for (old, new) in [
            ("title: {zh: 投标函, en: letter of bid}", "title: {zh: \(quoted), en: \(quoted)}"),
            ("label: {zh: 投标总价, en: total price}", "label: {zh: \(quoted), en: \(quoted)}"),
            (
                "title: {zh: 经评审的最低投标价法, en: lowest reviewed price}",
                "title: {zh: \(quoted), en: \(quoted)}\n    items: [{id: x, title: \(quoted), points: 100, criterion: \(quoted)}]"
            ),
            ("terms: {zh: 投标条件, en: terms of bidding}", "terms: {zh: \(quoted), en: \(quoted)}"),
            (
                "label: {zh: 投标有效期(日历天), en: bid validity in days}, initial: \"90\"",
                "label: {zh: \(quoted), en: \(quoted)}, hint: {zh: \(quoted), en: \(quoted)}, initial: \(quoted)"
            ),
        ] {
            let text = try #require(files["template.yaml"])
            try #require(text.contains(old), "\(old)")
            files["template.yaml"] = text.replacing(old, with: new)
        }
        let pack = try Packs.pack(files)
        try #require(pack.manifest.parts[0].title == LocalizedText(zh: title, en: title))

        let folder = try temporaryFolder("skeleton")
        try TenderWorkspace.create(
            at: folder + "/lot", skeleton: pack.tenderSkeleton(), now: Instant(seconds: 1_794_700_800))
        var text = String(decoding: try Files.read(folder + "/lot/tender.yaml"), as: UTF8.self)
        for (old, new) in [
            ("\nid: 【待填】", "\nid: ZB-1"), ("\ntitle: 【待填】", "\ntitle: 某工程"), ("name: 【待填】", "name: 某中心"),
            ("code: 【待填】", "code: 91350100M000100Y43"), ("title: 【待填】", "title: 一标段"), ("holder: 【待填】", "holder: 甲"),
            ("holder: 【待填】", "holder: 乙"),
        ] {
            let range = try #require(text.firstRange(of: old), "\(old)")
            text.replaceSubrange(range, with: new)
        }
        try Files.write(text, to: folder + "/lot/tender.yaml")
        for name in ["platform", "officer1", "officer2"] {
            try Files.write([1], to: "\(folder)/lot/certificates/\(name).crt")
        }
        let tender = try TenderWorkspace.load(folder + "/lot") { bytes in bytes }.tender
        #expect(tender.template == pack.reference)
        let said =
            tender.parts.map(\.title) + tender.sheet.flatMap { [$0.label.zh, $0.label.en] }
            + (tender.evaluation?.items ?? []).flatMap { [$0.title, $0.criterion] }
            + tender.industry.flatMap { $0.children.map(\.text) }
        #expect(said.count == 6)
        for words in said { #expect(words.unicodeScalars.elementsEqual(title.unicodeScalars), "\(words)") }
    }

    /// A part has a title in each language; where the pack has one only, that stands for both.
    @Test func partsAndChaptersHaveTitlesInBothLanguages() throws {
        let pack = try Packs.pack()
        #expect(pack.manifest.title(ofPart: "letter") == LocalizedText(zh: "投标函", en: "letter of bid"))
        #expect(pack.manifest.documents[0].title == LocalizedText(zh: "第一章 招标公告", en: "chapter 1, notice of tender"))
        #expect(try pack.tenderSkeleton().parts.map(\.title) == ["投标函"], "a tender has one title")
        #expect(PackPage.html(pack, .en).contains("letter of bid") && !PackPage.html(pack, .en).contains("投标函"))
        let plain = try Packs.pack(
            Packs.altered("template.yaml", "title: {zh: 投标函, en: letter of bid}", "title: 投标函"))
        #expect(plain.manifest.title(ofPart: "letter") == LocalizedText(zh: "投标函", en: "投标函"))
    }
}
