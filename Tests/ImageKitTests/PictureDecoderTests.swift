// PictureDecoderTests.swift — what comes out of the decoder, and that no picture keeps it from the others.
import ImageKit
import Reporting
import Testing

@Suite struct PictureDecoderTests {
    private func decode(
        _ pictures: [(PictureFormat, [UInt8])], _ limits: DecodingLimits = DecodingLimits()
    ) throws -> [Decoding] {
        try PictureDecoder(limits: limits).decode(pictures.map { EncodedPicture(format: $0.0, bytes: $0.1) })
    }

    private static let red = bitmap(40, 30) { x, _ in x < 20 ? (255, 0, 0) : (0, 0, 255) }

    private func picture(_ decoding: Decoding) throws -> DecodedPicture {
        guard case .picture(let picture) = decoding else {
            Issue.record("\(decoding)")
            throw Refused()
        }
        return picture
    }

    private struct Refused: Error {}

    @Test func pixelsComeOutAsTheyWentIn() throws {
        let picture = try picture(try #require(decode([(.bmp, Self.red)]).first))
        #expect((picture.width, picture.height) == (40, 30))
        #expect(picture.samples.count == 3_600 && !picture.isGrey)
        #expect(Array(picture.samples[0..<3]) == [255, 0, 0])
        #expect(Array(picture.samples[117..<120]) == [0, 0, 255])
    }

    @Test func whatIsGreyComesOutInOneByteAPixel() throws {
        let decoded = try decode([
            (.bmp, bitmap(21, 9) { x, y in (UInt8(10 * x), UInt8(10 * x), UInt8(10 * x)) }),
            // black and white, of which a row ends within a byte
            (.bmp, bitmap(21, 9) { x, y in (x + y) % 2 == 0 ? (255, 255, 255) : (0, 0, 0) }),
        ]).map { try picture($0) }
        for picture in decoded { #expect((picture.width, picture.height) == (21, 9) && picture.isGrey) }
        #expect(Array(decoded[0].samples.prefix(21)) == (0..<21).map { UInt8(10 * $0) })
        let squares: [UInt8] = (0..<189).map { ($0 % 21 + $0 / 21) % 2 == 0 ? 255 : 0 }
        #expect(decoded[1].samples == squares)
    }

    /// JPEG gives a few eighths of its pixels; what its header says of its size counts for how many, and for nothing else.
    @Test(arguments: [
        (1_280, 1_792, 1_280, 1_792), (3_000, 300, 3_000, 300), (3_000, 300, 16, 16), (1_280, 1_792, 60_000, 1),
        (700, 400, 700, 400), (300, 200, 300, 200), (300, 200, 0, -1),
    ])
    func aJPEGIsDecodedAtAboutTheSizeThatIsWanted(width: Int, height: Int, saidWidth: Int, saidHeight: Int) throws {
        let bytes = try JPEGWriter.file(
            width: width, height: height, samples: (0..<width * height).map { UInt8($0 % width * 255 / width) })
        let encoded = EncodedPicture(format: .jpeg, bytes: bytes, size: (saidWidth, saidHeight))
        let picture = try picture(PictureDecoder().decode([encoded])[0])
        #expect(picture.isGrey)
        #expect(max(picture.width, picture.height) <= DecodedPicture.longestSide)
        if saidWidth == width {
            #expect(max(picture.width, picture.height) >= min(DecodedPicture.longestOfJPEG, max(width, height)))
            #expect(abs(picture.width * height - picture.height * width) <= 2 * max(width, height))
        }
        // darkest at the left, brightest at the right
        #expect(picture.samples[0] < 10 && picture.samples[picture.width - 1] > 240)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        for channels in [1, 3] {
            let samples: [UInt8] = (0..<64 * 48 * channels).map { UInt8($0 / channels % 64 * 4) }
            let file = try JPEGWriter.file(width: 64, height: 48, samples: samples)
            #expect(file == (try JPEGWriter.file(width: 64, height: 48, samples: samples)))
            #expect(file.starts(with: [0xFF, 0xD8]) && file.suffix(2) == [0xFF, 0xD9])
            let picture = try picture(decode([(.jpeg, file)])[0])
            #expect((picture.width, picture.height, picture.isGrey) == (64, 48, true))
            for (pixel, shade) in picture.samples.enumerated() {
                let wanted = pixel % 64 * 4
                #expect(abs(Int(shade) - wanted) < 12, "pixel \(pixel)")
            }
        }
        #expect(throws: Problem.self) { try JPEGWriter.file(width: 3, height: 3, samples: [1, 2]) }
        #expect(throws: Problem.self) { try JPEGWriter.file(width: 0, height: 0, samples: []) }
    }

    @Test func largeOnesAreReducedAndSmallOnesAreNot() throws {
        let wide = try picture(decode([(.bmp, bitmap(4_096, 40) { x, y in (UInt8(x % 256), UInt8(y), 90) })])[0])
        #expect((wide.width, wide.height) == (2_048, 20))
        let tiny = try picture(decode([(.gif, smallestGIF)])[0])
        #expect((tiny.width, tiny.height) == (2, 2))
    }

    @Test func manyComeBackInTheirOrder() throws {
        var limits = DecodingLimits()
        limits.batch = 7
        let pictures = (1...30).map { size in (PictureFormat.bmp, bitmap(size, 3) { _, _ in (9, 9, 9) }) }
        let widths = try decode(pictures, limits).map { try picture($0).width }
        #expect(widths == Array(1...30))
    }

    @Test func theSamePictureGivesTheSame() throws {
        #expect(try decode([(.bmp, Self.red)]) == decode([(.bmp, Self.red)]))
    }

    struct Hostile: CustomTestStringConvertible, Sendable {
        var why: String
        var format: PictureFormat
        var bytes: [UInt8]
        var testDescription: String { why }
    }

    static let hostile = [
        Hostile(why: "65,535 × 65,535 pixels by its header", format: .png, bytes: pngHeader(65_535, 65_535)),
        Hostile(why: "30,000 × 30,000 pixels by its header", format: .png, bytes: pngHeader(30_000, 30_000)),
        Hostile(why: "no pixels at all", format: .png, bytes: pngHeader(0, 0)),
        Hostile(why: "a strip of four thousand million pixels", format: .tiff, bytes: tiffHeader(65_535, 65_535)),
        Hostile(why: "another format than it is called", format: .jpeg, bytes: smallestGIF),
        Hostile(
            why: "a script for the decoder", format: .png,
            bytes: Array("push graphic-context\nimage over 0,0 0,0 '/etc/passwd'".utf8)),
        Hostile(
            why: "a drawing that asks for a file", format: .bmp,
            bytes: Array("<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>".utf8)),
        Hostile(why: "nothing", format: .jpeg, bytes: []),
        Hostile(why: "two bytes", format: .jpeg, bytes: [0xFF, 0xD8]),
        Hostile(why: "cut off", format: .gif, bytes: Array(smallestGIF.prefix(15))),
        Hostile(why: "noise", format: .webp, bytes: (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 3) }),
    ]

    @Test(arguments: hostile)
    func aBadOneIsNamedAndTheOthersAreDecoded(_ hostile: Hostile) throws {
        let decoded = try decode([(.bmp, Self.red), (hostile.format, hostile.bytes), (.bmp, Self.red)])
        #expect(decoded.count == 3)
        #expect(try picture(decoded[0]) == picture(decoded[2]))
        guard case .refused(let reason) = decoded[1] else {
            Issue.record("it was decoded")
            return
        }
        #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
        #expect(!reason.en.contains("/tmp/"))
    }

    @Test func whatEndsTheDecoderIsNamedAndTheNextAreDecoded() throws {
        var limits = DecodingLimits()
        // too little for the large one, and enough for the others
        limits.memory = 160 << 20
        limits.pixels = 80_000_000
        let large = blackBitmap(5_000, 4_000)
        let decoded = try decode([(.bmp, Self.red), (.bmp, large), (.bmp, Self.red)], limits)
        #expect(try picture(decoded[0]) == picture(decoded[2]))
        guard case .refused = decoded[1] else {
            Issue.record("it was decoded")
            return
        }
    }

    @Test func aDecoderThatKeepsFailingIsNotStartedForever() throws {
        var limits = DecodingLimits()
        limits.memory = 16 << 20
        limits.failures = 3
        let decoded = try decode(Array(repeating: (.bmp, Self.red), count: 10), limits)
        #expect(decoded.count == 10)
        for decoding in decoded {
            guard case .refused = decoding else {
                Issue.record("\(decoding)")
                return
            }
        }
    }

    @Test func formatsAreToldByTheirMediaType() {
        #expect(PictureFormat(mediaType: "image/jpeg") == .jpeg)
        #expect(PictureFormat(mediaType: "image/svg+xml") == nil)
        #expect(PictureFormat(mediaType: "jpeg") == nil)
    }
}
