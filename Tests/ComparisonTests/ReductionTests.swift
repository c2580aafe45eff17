// ReductionTests.swift — what may be handed over of a group: nothing of it names, quotes or prices any other bidder.
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct VeilTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var shown: String
        var why: String
        var testDescription: String { why }
    }

    static let mark = Veil.mark

    @Test(arguments: [
        Case(text: "分包给南屏建筑有限公司。", shown: "分包给\(mark)。", why: "a name"),
        Case(text: "南屏 建筑\n有限\u{200B}公司", shown: mark, why: "a name across blanks, lines and what is not seen"),
        Case(text: "代码91A00123", shown: "代码\(mark)", why: "a code"),
        Case(text: "代码91a00123", shown: "代码\(mark)", why: "a code in full width and small letters"),
        Case(text: "南屏建筑有限公司南屏建筑有限公司", shown: mark, why: "twice in a row"),
        Case(text: "南屏建筑有限公司滨海分公司", shown: "南屏建筑有限公司滨海分公司", why: "a part of the name of one of the group"),
        Case(text: "南屏山下", shown: "南屏山下", why: "the beginning of a name is not the name"),
        Case(text: "", shown: "", why: "nothing"),
    ]) func hides(_ c: Case) {
        let veil = Veil(hiding: ["南屏建筑有限公司", "91A00123"], keeping: ["南屏建筑有限公司滨海分公司"])
        #expect(veil.over(c.text) == c.shown)
        #expect(!veil.isIn(veil.over(c.text)))
    }

    @Test func aNameThatStandsAcrossPiecesIsHidden() {
        let veil = Veil(hiding: ["南屏建筑有限公司"], keeping: [])
        let pieces = veil.over([.init(text: "由南屏建", isEqual: true), .init(text: "筑有限公司做", isEqual: false)])
        #expect(pieces.map(\.text) == ["由" + Veil.mark, Veil.mark + "做"])
        #expect(pieces.map(\.isEqual) == [true, false])
    }
}

@Suite struct ReductionTests {
    /// All that goes into a package.
    static func texts(_ comparison: Comparison) -> [String] {
        Language.allCases.map {
            ComparisonPage.html(comparison, view: .supervisor, language: $0, version: "0.1.0")
        } + [ComparisonJSON.of(comparison, view: .supervisor, version: "0.1.0").text]
    }

    @Test func nothingOfTheOthersIsInIt() throws {
        let whole = try ReportSamples.compared()
        let lot = whole.lot
        let group = [0, 1]
        let texts = Self.texts(whole.reduced(to: group))
        for other in lot.bids.indices where !group.contains(other) {
            let bid = lot.bids[other]
            let price = try #require(lot.price(of: other))
            var words = [
                (bid.name, "the name"), (bid.code?.text ?? "?", "the code"), (price.formatted, "the price"),
                (price.yuan, "the price"), (bid.files[0].digest.hex, "the digest of the bid"),
                (bid.files[0].name, "the name of the bid"),
            ]
            for document in bid.documents {
                // its own text stands after what the tender gave it
                let own = document.blocks.map(\.text).joined().suffix(30)
                words.append((String(own), "a passage of \(document.name)"))
            }
            for text in texts {
                for (word, why) in words { #expect(!text.contains(word), "\(bid.name): \(why)") }
                #expect(!text.contains("<b>\(ComparedLot.letter(other))</b>"), "a letter on the page")
                #expect(!text.contains("\"letter\":\"\(ComparedLot.letter(other))\""), "a letter in the data")
            }
        }
        for member in group { #expect(texts.allSatisfy { $0.contains(lot.bids[member].name) }, "its own are there") }
    }

    /// The test above must be able to fail.
    @Test func theWholeReportNamesThem() throws {
        let whole = try ReportSamples.compared()
        for text in Self.texts(whole) { #expect(whole.lot.bids.allSatisfy { text.contains($0.name) }) }
    }

    @Test func cluesOfTheGroupAreAllThereAndOthersAreCounted() throws {
        let whole = try ReportSamples.compared()
        let part = whole.reduced(to: [0, 1])
        #expect(part.clues.map(\.title) == whole.clues.filter { Set($0.bids).isSubset(of: [0, 1]) }.map(\.title))
        #expect(part.clues.contains { $0.bids == [0, 1] } && part.clues.count < whole.clues.count)
        let reduction = try #require(part.reduction)
        #expect(reduction.bids == 5 && reduction.clues == whole.clues.count - part.clues.count)
        #expect(part.remarks.allSatisfy { $0.signal != .prices }, "screens are of all prices")
        #expect(whole.reduction == nil)
    }

    @Test func aNameWithinTheGroupsOwnTextsIsHidden() throws {
        let lot = try ReportSamples.empty(3) { ["甲建设有限公司", "乙建设有限公司", "丙市政工程有限公司"][$0] }
        let clue = ReportSamples.everything("由丙市政\u{3000}工程有限公司供货")
        let part = try ReportSamples.planted([clue], in: lot).reduced(to: [0, 2])
        #expect(part.clues.isEmpty, "of two bids, one of them another's")
        let order = lot.bids.map(\.name)
        let own = try #require(order.firstIndex(of: "丙市政工程有限公司"))
        let group = order.indices.filter { $0 != own }
        let ours = ReportSamples.everything("由丙市政\u{3000}工程有限公司供货", bids: group)
        let shown = try ReportSamples.planted([ours], in: lot).reduced(to: group)
        #expect(shown.clues.count == 1)
        for text in Self.texts(shown) {
            #expect(!text.contains("丙市政") && text.contains(Veil.mark))
        }
    }

    struct Note: Sendable, CustomTestStringConvertible {
        var zh: String
        var left: String?
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Note(zh: "没有可读的清单:B, D", left: "没有可读的清单:B, …", why: "of one of the group, and another"),
        Note(zh: "没有可读的清单:D, E", left: nil, why: "of others alone"),
        Note(zh: "没有可比的图片", left: "没有可比的图片", why: "of nobody"),
    ]) func whatWasNotLookedAtNamesNoOtherLetter(_ note: Note) throws {
        let lot = try ReportSamples.empty(5)
        let whole = try ReportSamples.planted([], unchecked: [LocalizedText(zh: note.zh, en: note.zh)], in: lot)
        #expect(whole.reduced(to: [0, 1]).unchecked.first?.zh == note.left)
    }
}
