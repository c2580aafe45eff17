// ImageReaderTests.swift — pictures out of documents as they come: loose files and PDFs, good and hostile.
import ImageMatching
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct ImageReaderTests {
    /// A PDF of one page a sketch, each kept as samples without any coding, as only a PDF keeps them.
    ///
    /// - Parameter more: entries that say what is so anyway, and leave the picture to poppler.
    static func pdf(_ sketches: [Sketch], saying size: (Int, Int)? = nil, _ more: String = "") -> [UInt8] {
        var bytes = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        func add(_ text: String, _ stream: [UInt8]? = nil) {
            offsets.append(bytes.count)
            bytes += Array("\(offsets.count) 0 obj\n\(text)\n".utf8)
            if let stream { bytes += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8) }
            bytes += Array("endobj\n".utf8)
        }
        let kids = sketches.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
        add("<</Type/Catalog/Pages 2 0 R>>")
        add("<</Type/Pages/Count \(sketches.count)/Kids[\(kids)]>>")
        for (index, sketch) in sketches.enumerated() {
            let first = 3 + 3 * index
            add(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents \(first + 1) 0 R"
                    + "/Resources<</XObject<</I \(first + 2) 0 R>>>>>>")
            let content = Array("400 0 0 300 0 0 cm /I Do".utf8)
            add("<</Length \(content.count)>>", content)
            let samples = sketch.shades().map { UInt8($0) }
            let (width, height) = size ?? (sketch.width, sketch.height)
            add(
                "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceGray"
                    + "/BitsPerComponent 8\(more)/Length \(samples.count)>>", samples)
        }
        let start = bytes.count
        bytes += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            bytes += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
        }
        bytes += Array(
            "trailer\n<</Size \(offsets.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return bytes
    }

    private static func read(_ files: [(String, [UInt8])]) throws -> ImageReader.Result {
        let extractor = Extractor()
        let reader = ImageReader(extractor: extractor)
        for (name, bytes) in files { try reader.add(try extractor.read(bytes, name: name), bytes: bytes) }
        return try reader.finish()
    }

    @Test(arguments: ["", "/Decode[0 1]"])
    func aLooseFileAndAPDFOfTheSamePictureLookTheSame(_ more: String) throws {
        let sketches = [Sketch(scene: 1), Sketch(scene: 2)]
        let loose = try Self.read(sketches.enumerated().map { ("\($0.offset).bmp", $0.element.bitmap()) })
        let kept = try Self.read([("a.pdf", Self.pdf(sketches, more))])
        #expect(loose.notRead.isEmpty && kept.notRead.isEmpty, "\(loose.notRead) \(kept.notRead)")
        #expect(kept.images.map(\.file) == ["a.pdf", "a.pdf"])
        #expect(kept.images.map(\.place.en) == ["page 1 (object 5)", "page 2 (object 8)"])
        #expect(loose.images.count == 2)
        for (one, other) in zip(loose.images, kept.images) {
            let (a, b) = (try #require(one.appearance), try #require(other.appearance))
            #expect(a.digest == b.digest)
            #expect(a.pdq.hash.distance(to: b.pdq.hash) == 0)
            #expect(try a.preview(width: 3, height: 2) == b.preview(width: 3, height: 2))
            #expect(one.streamDigest != other.streamDigest)
        }
        let first = try #require(loose.images[0].appearance), second = try #require(loose.images[1].appearance)
        #expect(first.pdq.hash.distance(to: second.pdq.hash) > PDQ.nearest)
    }

    @Test func oneStreamInTwoDocumentsIsDecodedForBoth() throws {
        let bytes = Sketch(scene: 3).bitmap()
        let result = try Self.read([("a.bmp", bytes), ("b.bmp", bytes)])
        #expect(result.images.map(\.file) == ["a.bmp", "b.bmp"])
        #expect(result.images[0].appearance == result.images[1].appearance)
        #expect(result.images[0].appearance != nil)
    }

    @Test func readingTwiceGivesTheSame() throws {
        let files = [("a.pdf", Self.pdf([Sketch(scene: 4)])), ("b.bmp", Sketch(scene: 5).bitmap())]
        #expect(try Self.read(files).images == Self.read(files).images)
    }

    @Test func aReaderCanBeUsedAgain() throws {
        let extractor = Extractor()
        let reader = ImageReader(extractor: extractor)
        let bytes = Sketch(scene: 6).bitmap()
        let document = try extractor.read(bytes, name: "a.bmp")
        try reader.add(document, bytes: bytes)
        let first = try reader.finish()
        #expect(try reader.finish().images.isEmpty)
        try reader.add(document, bytes: bytes)
        #expect(try reader.finish().images == first.images)
    }

    struct Hostile: CustomTestStringConvertible, Sendable {
        var why: String
        var name: String
        var bytes: [UInt8]
        var testDescription: String { why }
    }

    static let hostile = [
        Hostile(
            why: "a PDF whose picture says 60,000 × 60,000", name: "bomb.pdf",
            bytes: pdf([Sketch(scene: 1)], saying: (60_000, 60_000))),
        Hostile(
            why: "a PDF whose picture says so many pixels that they cannot be counted", name: "flow.pdf",
            bytes: pdf([Sketch(scene: 1)], saying: (2_147_483_647, 2_147_483_647))),
        Hostile(
            why: "a PDF that ends in its picture", name: "cut.pdf", bytes: Array(pdf([Sketch(scene: 1)]).prefix(3_000))),
        Hostile(why: "a bitmap of a header only", name: "cut.bmp", bytes: Array(Sketch(scene: 1).bitmap().prefix(60))),
    ]

    @Test(arguments: hostile)
    func aHostileOneKeepsNobodyFromTheOthers(_ hostile: Hostile) throws {
        let good = Sketch(scene: 7).bitmap()
        let result = try Self.read([
            ("a.bmp", good), (hostile.name, hostile.bytes), ("b.pdf", Self.pdf([Sketch(scene: 8)])),
        ])
        for name in ["a.bmp", "b.pdf"] {
            #expect(result.images.contains { $0.file == name && $0.appearance != nil }, "\(name)")
        }
        let bad = result.images.filter { $0.file == hostile.name }
        #expect(bad.allSatisfy { $0.appearance == nil })
        if !bad.isEmpty {
            let named = try #require(result.notRead.first { $0.file == hostile.name })
            #expect(named.code == "COMP-0014" && !named.isWhole)
            #expect(!named.reason.zh.isEmpty && !named.reason.en.isEmpty)
        }
    }

    @Test func aPictureThatIsTooLargeLeavesTheOtherPagesAlone() throws {
        // the second page's says more than is taken
        var limits = ExtractionLimits()
        limits.maxPixels = 100_000
        let extractor = Extractor(limits: limits)
        let reader = ImageReader(extractor: extractor)
        let bytes = Self.pdf([
            Sketch(width: 300, height: 200, scene: 1), Sketch(scene: 2), Sketch(width: 300, height: 200, scene: 3),
        ])
        try reader.add(try extractor.read(bytes, name: "a.pdf"), bytes: bytes)
        let result = try reader.finish()
        #expect(result.images.map { $0.appearance != nil } == [true, false, true])
        #expect(result.notRead.map(\.code) == ["COMP-0014"])
        #expect(result.notRead[0].place == "第 2 页(对象 8)")
    }
}

@Suite struct CameraMarkTests {
    /// A JPEG's beginning with an Exif part: maker, model and time, in the order of bytes that is asked for.
    private static func jpeg(_ time: String = "2026:03:14 09:26:53", isBig: Bool, model: String = "D90") -> [UInt8] {
        func number(_ value: Int, _ width: Int) -> [UInt8] {
            let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isBig ? bytes.reversed() : bytes
        }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            number(tag, 2) + number(type, 2) + number(count, 4) + value
        }
        let (maker, stamp) = (Array("NIKON CORPORATION\0".utf8), Array((time + "\0").utf8))
        let short = Array((model + "\0").utf8)
        var tiff = isBig ? Array("MM".utf8) : Array("II".utf8)
        tiff += number(42, 2) + number(8, 4) + number(3, 2)
        tiff += entry(0x010F, 2, maker.count, number(100, 4))
        tiff += entry(0x0110, 2, short.count, short + Array(repeating: 0, count: 4 - short.count))
        tiff += entry(0x8769, 4, 1, number(60, 4))
        tiff +=
            Array(repeating: 0, count: 60 - tiff.count) + number(1, 2) + entry(0x9003, 2, stamp.count, number(130, 4))
        tiff += Array(repeating: 0, count: 100 - tiff.count) + maker
        tiff += Array(repeating: 0, count: 130 - tiff.count) + stamp
        let body = Array("Exif\0\0".utf8) + tiff
        let length = body.count + 2
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + body + [0xFF, 0xD9]
    }

    @Test(arguments: [true, false])
    func cameraAndMomentAreRead(_ isBig: Bool) {
        let mark = CameraMark(jpeg: Self.jpeg(isBig: isBig))
        #expect(mark == CameraMark(camera: "NIKON CORPORATION D90", time: "2026:03:14 09:26:53"))
    }

    @Test(arguments: ["0000:00:00 00:00:00", "2010:01:01 00:00:00", "    :  :     :  :  ", "yesterday, at noon."])
    func aClockThatWasNeverSetSaysNothing(_ time: String) {
        #expect(CameraMark(jpeg: Self.jpeg(time, isBig: false)) == nil)
    }

    @Test func everyCutAndEveryByteAlteredIsBorne() {
        let whole = Self.jpeg(isBig: true)
        for end in 0..<whole.count { _ = CameraMark(jpeg: Array(whole[..<end])) }
        for place in whole.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var altered = whole
                altered[place] = value
                _ = CameraMark(jpeg: altered)
            }
        }
        #expect(CameraMark(jpeg: [0xFF, 0xD8]) == nil)
        #expect(CameraMark(jpeg: []) == nil)
    }
}
