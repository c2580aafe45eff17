// ImagesSignalTests.swift — which pictures make a clue between two bids, and which must accuse nobody.
import PriceMatching
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct ImagesSignalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var why: String
        /// The pictures of A, B, C….
        var bids: [[ComparedImage]]
        var tender: [ComparedImage]?
        /// Of the clue between A and B; nil where there must be none at all.
        var strength: ClueStrength?
        var remark: String?
        var testDescription: String { why }
    }

    private static func run(_ row: Row) throws -> SignalResult {
        var bids: [ComparedBid] = []
        for (index, images) in row.bids.enumerated() {
            var bid = ComparedBid(name: ["甲公司", "乙公司", "丙公司", "丁公司"][index])
            bid.images = images
            bids.append(bid)
        }
        // names are sorted by their bytes
        bids.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, images) in row.bids.enumerated() { bids[index].images = images }
        var lot = try ComparedLot(bids: bids, at: ReportSamples.at)
        if let tender = row.tender {
            lot.tenderImages = tender
            lot.tenderDocuments = [try ReportSamples.document("tender.txt", "招标文件")]
        }
        return try ImagesSignal().run(lot, ComparisonContext())
    }

    private static func photo(_ scene: UInt64, _ file: String = "photo.jpg") throws -> ComparedImage {
        try Sketch(scene: scene).image(file)
    }

    private static let exposure = CameraMark(camera: "NIKON D90", time: "2026:03:14 09:26:53")

    static func rows() throws -> [Row] {
        let own = try (1...3).map { try photo(UInt64(100 + $0)) }
        let shared = try photo(1)
        let bright = try Sketch(scene: 1, gain: 0.85).image("copy.jpg")
        let small = try Sketch(width: 200, height: 150, scene: 1).image("small.jpg")
        return [
            Row(why: "pictures that have nothing in common", bids: [[own[0]], [own[1]], [own[2]]]),
            Row(
                why: "one picture, the same once decoded", bids: [[shared, own[0]], [shared, own[1]], [own[2]]],
                strength: .moderate),
            Row(why: "the same, lit anew", bids: [[shared], [bright], [own[2]]], strength: .moderate),
            Row(why: "the same at half the size", bids: [[shared], [small], [own[2]]], strength: .moderate),
            Row(
                why: "five pictures", bids: [try (1...5).map { try photo($0) }, try (1...5).map { try photo($0) }],
                strength: .strong),
            Row(
                why: "one photo with camera and moment, coded anew: one exposure",
                bids: [
                    [try Sketch(scene: 1).image("a.jpg", camera: exposure)],
                    [try Sketch(scene: 1, gain: 0.9).image("b.jpg", camera: exposure)], [],
                ], strength: .strong),
            Row(
                why: "two photos of one moment and camera that do not look alike are no match",
                bids: [
                    [try Sketch(scene: 1).image("a.jpg", camera: exposure)],
                    [try Sketch(scene: 2).image("b.jpg", camera: exposure)],
                ]),
            Row(
                why: "what could not be decoded is compared by its bytes",
                bids: [
                    [ComparedImage.undecoded("a.emf", 7)], [ComparedImage.undecoded("b.emf", 7)],
                    [ComparedImage.undecoded("c.emf", 8)],
                ], strength: .moderate),
            Row(why: "both took it from the tender", bids: [[shared], [shared], []], tender: [shared]),
            Row(
                why: "both took it from the tender, and one coded it anew", bids: [[bright], [small], []],
                tender: [shared]),
            Row(
                why: "the tender has other pictures", bids: [[shared], [shared], []], tender: [own[2]],
                strength: .moderate),
            Row(
                why: "three bids have it: a catalogue, an atlas, a stock photo", bids: [[shared], [bright], [small]],
                remark: "common-source"),
            Row(
                why: "certificates of one form, each with its holder's words",
                bids: [
                    [try Sketch(scene: 5, holder: 1).image("licence.jpg")],
                    [try Sketch(scene: 5, holder: 2).image("licence.jpg")],
                    [try Sketch(scene: 5, holder: 3).image("x.jpg")],
                ]),
            Row(
                why: "one certificate in two bids",
                bids: [
                    [try Sketch(scene: 5, holder: 1).image("licence.jpg")],
                    [try Sketch(width: 320, height: 240, scene: 5, holder: 1, gain: 0.95).image("other.jpg")],
                    [try Sketch(scene: 5, holder: 3).image("x.jpg")],
                ], strength: .moderate),
            Row(
                why: "an icon of 31 pixels",
                bids: [
                    [try Sketch(scene: 1).image("i.png", stream: 1, width: 31, height: 31)],
                    [try Sketch(scene: 1).image("i.png", stream: 1, width: 31, height: 31)],
                ]),
            Row(
                why: "a line",
                bids: [
                    [try Sketch(scene: 1).image("i.png", stream: 1, width: 2_000, height: 40)],
                    [try Sketch(scene: 1).image("i.png", stream: 1, width: 2_000, height: 40)],
                ]),
            Row(
                why: "one colour all over, byte for byte the same",
                bids: [[try ComparedImage.flat("a.png")], [try ComparedImage.flat("b.png")]]),
            Row(
                why: "one logo", bids: [[try logo(1)], [try logo(1)]], strength: .weak),
            Row(
                why: "three logos", bids: [try (1...3).map(logo), try (1...3).map(logo)], strength: .moderate),
            Row(
                why: "one bidder shows it ten times", bids: [Array(repeating: shared, count: 10), [own[1]]]),
            Row(
                why: "ten times in one and once in the other is one picture",
                bids: [Array(repeating: shared, count: 10), [shared], []], strength: .moderate),
        ]
    }

    private static func logo(_ scene: UInt64) throws -> ComparedImage {
        try Sketch(scene: scene).image("logo.png", stream: Int(scene), width: 120, height: 90)
    }

    @Test func whatIsFoundAndWhatIsNot() throws {
        for row in try Self.rows() {
            let result = try Self.run(row)
            #expect(result.clues.map(\.strength) == (row.strength.map { [$0] } ?? []), "\(row.why)")
            #expect(result.remarks.map(\.kind) == (row.remark.map { [$0] } ?? []), "\(row.why)")
            for clue in result.clues {
                #expect(clue.bids == [0, 1], "\(row.why)")
                #expect(clue.articles == [.samePreparer, .alike])
                #expect(!clue.causes.isEmpty && !clue.unchecked.isEmpty && !clue.evidence.isEmpty)
            }
            for statement in result.clues.flatMap(\.allStatements) + result.remarks.flatMap(\.allStatements) {
                #expect(statement.flaws.isEmpty, "\(row.why): \(statement.words.en)")
            }
        }
    }

    @Test func sayingSoTakesFigures() throws {
        let shared = try Self.photo(1)
        let tender = try Self.photo(2)
        let row = Row(
            why: "",
            bids: [
                [shared, tender, try Self.logo(9)], [try Sketch(scene: 1, gain: 0.85).image("c.jpg"), tender], [],
            ],
            tender: [tender])
        let result = try Self.run(row)
        let clue = try #require(result.clues.first)
        #expect(clue.statements[0].figures["all"] == .count(1))
        #expect(clue.statements[0].figures["looks"] == .count(1))
        #expect(clue.statements[0].text.zh.contains("招标文件中没有"))
        #expect(clue.excluded.map { $0.figures["tender"] } == [.count(1), .count(1)])
        guard case .images(let shown, let summary) = try #require(clue.evidence.first) else {
            Issue.record("no pictures are shown")
            return
        }
        #expect(shown.map(\.at.bid) == [0, 1])
        #expect(shown.allSatisfy { !$0.thumbnail.isEmpty })
        #expect(summary.figures["bits"] == .count(256))
        guard case .count(let distance) = summary.figures["distance"], case .count(let cells) = summary.figures["cells"]
        else {
            Issue.record("figures are missing")
            return
        }
        #expect((0...31).contains(distance) && cells > 100)
    }

    @Test func withoutATenderNothingIsSaidOfIt() throws {
        let shared = try Self.photo(1)
        let result = try Self.run(Row(why: "", bids: [[shared], [shared]]))
        #expect(result.clues.first?.statements[0].text.zh.contains("招标文件") == false)
        #expect(result.unchecked.contains { $0.zh.contains("没有招标文件") })
    }

    @Test func aBidderIsNotComparedWithItself() throws {
        let code = try ReportSamples.code(1)
        var bids = [ComparedBid(name: "甲公司", code: code), ComparedBid(name: "甲公司(二)", code: code)]
        for index in bids.indices { bids[index].images = [try Self.photo(1)] }
        let result = try ImagesSignal().run(try ComparedLot(bids: bids, at: ReportSamples.at), ComparisonContext())
        #expect(result.clues.isEmpty)
    }

    @Test func whatWasNotDecodedIsNamed() throws {
        let result = try Self.run(Row(why: "", bids: [[.undecoded("a.emf", 1)], [try Self.photo(1)]]))
        #expect(result.unchecked.contains { $0.en.contains("by their bytes only: A 1") })
        var nothing = ComparedImage.undecoded("a.emf", 1)
        nothing.streamDigest = nil
        let blind = try Self.run(Row(why: "", bids: [[.undecoded("b.emf", 1)], [nothing, nothing]]))
        #expect(blind.unchecked.contains { $0.en.contains("not compared at all: B 2") })
        #expect(try Self.run(Row(why: "", bids: [[], []])).unchecked.count == 1)
    }

    @Test func twentyThousandOfOneLookAreBorne() throws {
        let shared = try Self.photo(1)
        var images: [ComparedImage] = []
        for number in 0..<20_000 {
            var image = shared
            image.streamDigest = FileDigest(algorithm: "sha256", hex: ReportSamples.digest(0x100_0000 + number))
            image.appearance?.digest = FileDigest(algorithm: "sha256", hex: ReportSamples.digest(0x200_0000 + number))
            images.append(image)
        }
        let result = try Self.run(Row(why: "", bids: [images, [try Sketch(scene: 1, gain: 0.85).image("copy.jpg")]]))
        // as many as were looked at are one picture; that there were more is said
        #expect(result.clues.first?.statements[0].figures["all"] == .count(1))
        #expect(
            result.unchecked.contains { $0.en.contains("up to 19960 pairs were not looked at closely") },
            "\(result.unchecked.map(\.en))")
    }

    @Test func theOrderOfPicturesDoesNotMatter() throws {
        let images = try (1...6).map { try Self.photo($0) }
        let one = try Self.run(Row(why: "", bids: [images, images]))
        let other = try Self.run(Row(why: "", bids: [images.reversed(), images]))
        #expect(one.clues.map(\.statements) == other.clues.map(\.statements))
    }
}

extension ComparedImage {
    static func undecoded(_ file: String, _ stream: Int) -> ComparedImage {
        ComparedImage(
            file: file, place: LocalizedText(zh: "", en: ""), mediaType: "image/emf", size: 500,
            streamDigest: FileDigest(algorithm: "sha256", hex: ReportSamples.digest(stream)), width: 800, height: 600)
    }

    static func flat(_ file: String) throws -> ComparedImage {
        var image = try Sketch(scene: 1, gain: 0).image(file, stream: 44)
        image.width = 800
        image.height = 600
        return image
    }
}
