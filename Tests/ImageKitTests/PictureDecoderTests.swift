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
        #expect(picture.rgb.count == 3_600)
        #expect(Array(picture.rgb[0..<3]) == [255, 0, 0])
        #expect(Array(picture.rgb[117..<120]) == [0, 0, 255])
        #expect(picture.thumbnail.starts(with: [0xFF, 0xD8]))
        #expect(picture.thumbnail.suffix(2) == [0xFF, 0xD9])
    }

    @Test func largeOnesAreReducedAndSmallOnesAreNot() throws {
        let wide = try picture(decode([(.bmp, bitmap(1_000, 250) { x, y in (UInt8(x % 256), UInt8(y), 90) })])[0])
        #expect((wide.width, wide.height) == (512, 128))
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
