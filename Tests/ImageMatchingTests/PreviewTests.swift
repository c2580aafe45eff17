// PreviewTests.swift — what people are shown of a picture: its shape, its shades and its colours.
import Testing

@testable import ImageMatching

@Suite struct PreviewTests {
    /// Red above, blue below, in the middle of it a white square.
    private static func flag(_ width: Int, _ height: Int) -> [UInt8] {
        (0..<width * height).flatMap { pixel -> [UInt8] in
            let (x, y) = (Double(pixel % width) / Double(width), Double(pixel / width) / Double(height))
            if (0.4..<0.6).contains(x), (0.4..<0.6).contains(y) { return [255, 255, 255] }
            return y < 0.5 ? [200, 20, 20] : [20, 20, 200]
        }
    }

    private static func preview(_ width: Int, _ height: Int) throws -> Preview {
        let rgb = flag(width, height)
        let detail = try #require(DetailPlane(width: width, height: height, samples: rgb))
        let colours = try #require(ColourPlane(width: width, height: height, rgb: rgb))
        #expect(ColourPlane(shades: colours.shades) == colours)
        return Preview(detail, colours, width: width, height: height)
    }

    @Test(arguments: [(600, 400, 200, 133), (400, 600, 133, 200), (50, 50, 200, 200), (2_000, 100, 200, 10)])
    func coloursAndShapeAreKept(width: Int, height: Int, columns: Int, rows: Int) throws {
        let preview = try Self.preview(width, height)
        #expect((preview.width, preview.height) == (columns, rows))
        func pixel(_ x: Double, _ y: Double) -> [Int] {
            let place = 3 * (Int(y * Double(rows)) * columns + Int(x * Double(columns)))
            return preview.samples[place..<place + 3].map(Int.init)
        }
        for (x, y, wanted) in [(0.1, 0.1, [200, 20, 20]), (0.9, 0.9, [20, 20, 200]), (0.5, 0.5, [255, 255, 255])] {
            #expect(zip(pixel(x, y), wanted).allSatisfy { abs($0 - $1) <= 6 }, "\(pixel(x, y)) at \(x), \(y)")
        }
    }

    @Test func aGreyOneStaysGrey() throws {
        let detail = try #require(DetailPlane(width: 30, height: 60, samples: (0..<1_800).map { UInt8($0 % 30 * 8) }))
        let preview = Preview(detail, ColourPlane(), width: 30, height: 60)
        #expect((preview.width, preview.height, preview.samples.count) == (100, 200, 20_000))
        #expect(preview.samples[0] < 8 && preview.samples[99] > 220)
        // without a shape it is shown as the square that is known
        #expect(Preview(detail, ColourPlane(), width: nil, height: nil).samples.count == 40_000)
    }

    @Test func planesOfAnotherSizeAreNone() {
        #expect(ColourPlane(shades: [1, 2, 3]) == nil)
        #expect(ColourPlane(width: 2, height: 2, rgb: [0]) == nil)
        #expect(ColourPlane(shades: []) == ColourPlane())
    }
}
