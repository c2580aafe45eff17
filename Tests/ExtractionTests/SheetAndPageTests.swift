import Testing

// SheetAndPageTests.swift — XLSX and OFD: cells and pages, hidden ones too, with what the files say of themselves.
@testable import Extraction

@Suite struct SheetTests {
    @Test func cells() throws {
        let people = try Fixture.read("people.xlsx")
        #expect(people.format == .xlsx)
        #expect(people.place(of: "张三") == .sheet("人员", cell: "B3"), "runs of one cell are one text")
        #expect(people.place(of: "12.3") == .sheet("人员", cell: "AB3"), "numbers as they are shown")
        #expect(people.texts(.hidden) == ["陪标三家"], "a sheet that no menu shows")
        #expect(people.texts().contains("形状里的字"))
        #expect(people.comments.map(\.text) == ["借用证书"] && people.comments.first?.author == "钱总")
        #expect(people.metadata.author == "王工" && people.metadata.company == "青山建设集团有限公司")
        #expect(people.images.map(\.mediaType) == ["image/png"])
        #expect(people.unread.map(\.place) == ["xl/charts/chart1.xml"])
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func columns(_ index: Int, _ name: String) { #expect(SheetDocument.column(index) == name) }
}

@Suite struct OFDTests {
    @Test func pages() throws {
        let letter = try Fixture.read("letter.ofd")
        #expect(letter.format == .ofd && letter.pages == 3)
        #expect(
            letter.texts() == ["致:滨河县住房和城乡建设局", "工期", "青山建设集团", "第二页", "水印:内部资料"],
            "objects on one line are one text; a template's words stand once")
        #expect(letter.place(of: "水印").map { $0.text.en } == "page 2", "a watermark is on its page")
        #expect(letter.texts(.hidden) == ["看不见的字"] && letter.texts(.white) == ["白字"])
        #expect(letter.texts(.tiny) == ["小字"])
        guard case .page(1, let box?) = letter.blocks[0].place else {
            Issue.record("\(letter.blocks[0].place)")
            return
        }
        // 20 mm and 30 mm in points
        #expect(abs(box.left - 56.69) < 0.01 && abs(box.top - 85.04) < 0.01)
    }

    @Test func properties() throws {
        let letter = try Fixture.read("letter.ofd")
        let metadata = letter.metadata
        #expect(metadata.ids == [DocumentID(kind: .ofdDocument, value: "9f86d081884c7d659a2feaa0c55ad015")])
        #expect(metadata.application == "版式软件" && metadata.applicationVersion == "3.1")
        #expect(metadata.created?.text == "2026-09-01" && metadata.created?.instant == nil)
        #expect(metadata.keywords == "道路, 排水")
        #expect(metadata.custom == [CustomProperty(name: "锁号", value: "1234567890")])
        #expect(letter.images.count == 1)
        #expect(letter.unread.map(\.code).sorted() == ["EXTR-0030", "EXTR-0040"])
        #expect(letter.unread.first { $0.code == "EXTR-0030" }?.place == "page 3")
    }
}
