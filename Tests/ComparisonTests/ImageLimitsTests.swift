// ImageLimitsTests.swift — bids with too many pictures, too large ones, and ones that bring the decoder down: what is not compared is named.
import FileKit
import ImageKit
import Reporting
import Scenario
import TenderModel
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct ImageLimitsTests {
    private typealias Named = [(String, [UInt8])]

    private func read(
        _ files: Named, _ limits: ImageLimits, pictures: ExtractionLimits = ExtractionLimits()
    ) throws -> ImageReader.Result {
        let extractor = Extractor()
        let reader = ImageReader(extractor: Extractor(limits: pictures), limits: limits)
        for (name, bytes) in files { try reader.add(try extractor.read(bytes, name: name), bytes: bytes) }
        return try reader.finish()
    }

    private static func sketch(_ scene: UInt64) -> Sketch { Sketch(width: 96, height: 72, scene: scene) }

    private static let five: Named = (1...5).map { ("\($0).bmp", sketch($0).bitmap()) }

    struct Row: Sendable, CustomTestStringConvertible {
        var why: String
        var pictures = 10
        var pixels = 1 << 30
        /// Which of five pictures of 96 × 72 are decoded.
        var decoded: [Bool]
        var named: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Row(
            why: "more pictures than are taken", pictures: 3, decoded: [true, true, true, false, false],
            named: "2 pictures were not compared by their looks: at most 3 different pictures of one bid are decoded"),
        Row(
            why: "more pixels than are taken", pixels: 2 * 96 * 72, decoded: [true, true, false, false, false],
            named:
                "3 pictures were not compared by their looks: at most 13824 pixels of one bid's pictures are decoded, all together"
        ),
        Row(
            why: "none at all", pictures: 0, decoded: [false, false, false, false, false],
            named: "5 pictures were not compared by their looks: at most 0 different pictures of one bid are decoded"),
    ])
    func whatLiesBeyondIsNamed(_ row: Row) throws {
        var limits = ImageLimits()
        (limits.pictures, limits.pixels) = (row.pictures, row.pixels)
        let result = try read(Self.five, limits)
        #expect(result.images.map { $0.appearance != nil } == row.decoded)
        #expect(Set(result.notRead.map(\.code)) == ["COMP-0014"])
        #expect(result.notRead.count == row.decoded.count { !$0 }, "each file is named")
        #expect(result.notRead.allSatisfy { !$0.isWhole && !$0.reason.zh.isEmpty })
        let one = row.named.replacing(#/^\d pictures were/#, with: "1 pictures were")
        #expect(result.notRead.allSatisfy { $0.reason.en == one })
        // in one document it is one line
        let sketches = (1...5).map { Self.sketch(UInt64($0)) }
        let kept = try read([("a.pdf", ImageReaderTests.pdf(sketches))], limits)
        #expect(kept.images.map { $0.appearance != nil } == row.decoded)
        #expect(kept.notRead.map(\.reason.en) == [row.named])
    }

    @Test func aFolderOfPicturesIsOneLine() throws {
        var limits = ImageLimits()
        limits.pictures = 0
        let files = (10...40).map { number in ("\(number).bmp", Sketch(width: 40, height: 40, scene: number).bitmap()) }
        let result = try read(files, limits)
        #expect(result.notRead.map(\.file) == ["10.bmp"])
        #expect(result.notRead.map(\.place) == ["10.bmp、11.bmp、12.bmp…"])
        #expect(result.notRead.allSatisfy { $0.reason.en.hasPrefix("31 pictures were") })
    }

    @Test func onePictureManyTimesIsDecodedOnce() throws {
        var limits = ImageLimits()
        limits.pictures = 1
        let bytes = Self.sketch(1).bitmap()
        let result = try read((0..<300).map { ("\($0).bmp", bytes) }, limits)
        #expect(result.images.count == 300)
        #expect(result.images.allSatisfy { $0.appearance != nil && $0.appearance == result.images[0].appearance })
        #expect(result.notRead.isEmpty)
    }

    /// The beginning of a PNG that says it is so large.
    private static func png(_ width: Int, _ height: Int) -> [UInt8] {
        func big(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let sizes = big(width) + big(height)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8) + sizes
            + [8, 2, 0, 0, 0, 0, 0, 0, 0]
    }

    /// The beginning of a JPEG that says it is so large.
    private static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8)]
            + [UInt8(width & 255), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
    }

    struct Large: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var named: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Large(
            name: "30,000 square.png", bytes: png(30_000, 30_000),
            named: "30000 × 30000 pixels; the limit is 80000000"),
        Large(
            name: "30,000 square.jpg", bytes: jpeg(30_000, 30_000),
            named: "30000 × 30000 pixels; the limit is 640000000"),
        Large(
            name: "as large as a header can say.png", bytes: png(0xFFFF_FFFF, 0xFFFF_FFFF),
            named: "4294967295 × 4294967295 pixels; the limit is 80000000"),
    ])
    func aPictureThatIsTooLargeIsNotDecoded(_ large: Large) throws {
        var limits = ImageLimits()
        limits.pictures = 2
        // what is refused is not counted
        let result = try read([Self.five[0], (large.name, large.bytes), Self.five[1]], limits)
        #expect(result.images.map { $0.appearance != nil } == [true, false, true])
        #expect(result.notRead.map(\.file) == [large.name])
        #expect(result.notRead.allSatisfy { $0.reason.en.hasSuffix(large.named) })
    }

    @Test func aDecoderThatCannotLiveLeavesTheBytes() throws {
        var limits = ImageLimits()
        // it does not even come up
        limits.decoding.memory = 16 << 20
        limits.decoding.failures = 2
        let result = try read(Self.five, limits)
        #expect(result.images.allSatisfy { $0.appearance == nil && $0.streamDigest != nil })
        #expect(result.notRead.map(\.file) == Self.five.map { $0.0 })
        #expect(result.notRead.count { $0.reason.en.contains("came to a bad end 2 times") } == 3)
    }

    @Test func aToolThatKeepsFailingIsNotStartedForEachPage() throws {
        var pictures = ExtractionLimits()
        // no program has started by then
        pictures.toolTime = 1
        pictures.toolFailures = 2
        pictures.maxPixelsPerRun = 1
        let sketches = (1...4).map { Self.sketch(UInt64($0)) }
        let bytes = ImageReaderTests.pdf(sketches, "/Decode[0 1]")
        let result = try read([("a.pdf", bytes)], ImageLimits(), pictures: pictures)
        #expect(result.images.count == 4 && result.images.allSatisfy { $0.appearance == nil })
        let words = result.notRead.map(\.reason.en)
        #expect(words.contains { $0.hasPrefix("2 pictures") && $0.contains("2 times") }, "\(words)")
    }

    @Test func aLotSaysWhatItDidNotCompareAndFindsTheRest() throws {
        let folder = try temporaryFolder("pictures")
        for name in ["甲", "乙"] { try Files.makeFolder("\(folder)/\(name)") }
        for (name, bytes) in Self.five { try Files.writeScratch(bytes, to: "\(folder)/甲/\(name)") }
        let anew = Sketch(width: 96, height: 72, scene: 1, gain: 0.9)
        try Files.writeScratch(anew.bitmap(), to: folder + "/乙/first.bmp")
        try Files.writeScratch(Self.five[4].1, to: folder + "/乙/last.bmp")
        let nearly = Sketch(width: 96, height: 72, scene: 4, gain: 0.9)
        try Files.writeScratch(nearly.bitmap(), to: folder + "/乙/nearly.bmp")
        var reader = LotReader(trust: nil, at: ReportSamples.at)
        reader.imageLimits.pictures = 3
        let lot = try reader.loose([folder + "/甲", folder + "/乙"], tender: [])
        let bids = Dictionary(uniqueKeysWithValues: lot.bids.map { ($0.name, $0) })
        #expect(bids["甲"]?.images.map { $0.appearance != nil } == [true, true, true, false, false])
        #expect(bids["乙"]?.images.allSatisfy { $0.appearance != nil } == true)
        #expect(bids["甲"]?.notRead.filter { $0.code == "COMP-0014" }.map(\.file) == ["4.bmp", "5.bmp"])
        let result = try ImagesSignal().run(lot, ComparisonContext())
        let figures = try #require(result.clues.first).statements[0].figures
        #expect(figures["looks"] == .count(1), "the first")
        #expect(figures["bytes"] == .count(1), "the last, which was not decoded in both")
        #expect(figures["all"] == .count(2), "the fourth was not compared by its looks")
        let letter = ComparedLot.letter(try #require(lot.bids.firstIndex { $0.name == "甲" }))
        #expect(result.unchecked.contains { $0.en.contains("by their bytes only: \(letter) 2") })
    }
}
