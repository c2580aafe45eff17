// ImageSamples.swift — pictures of bids, drawn or made up, for the tests of the signal that compares them.
import ImageMatching
import Reporting
import TenderModel

@testable import Comparison

/// A picture that is drawn: shades of many rectangles, or of a form with somebody's words in it.
struct Sketch: Sendable {
    var width = 400
    var height = 300
    /// A scene of its own for each number.
    var scene: UInt64
    /// Words of somebody's on the scene, as on a certificate; none for 0.
    var holder: UInt64 = 0
    var gain: Float = 1

    private struct Dice {
        var state: UInt64

        mutating func roll(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
    }

    func shades() -> [Float] {
        var dice = Dice(state: scene &* 977 &+ 5)
        let parts = (0..<60).map { _ in
            (0..<5).map { _ in Float(dice.roll(1_000)) / 1_000 }
        }
        var own = Dice(state: holder &* 7_919 &+ 3)
        let marks = (0..<3 * 12).map { _ in holder == 0 ? 0 : own.roll(1 << 16) }
        var shades: [Float] = []
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = ((Float(x) + 0.5) / Float(width), (Float(y) + 0.5) / Float(height))
                var shade: Float = 128
                for part in parts where u >= part[0] && u < part[0] + 0.05 + part[2] / 4 {
                    if v >= part[1], v < part[1] + 0.05 + part[3] / 4 { shade = part[4] * 255 }
                }
                // three lines of twelve characters of 4 × 4 strokes each
                let (column, line) = (Int((u - 0.3) * 40), Int((v - 0.4) * 20))
                if holder != 0, u >= 0.3, v >= 0.4, column < 12, line < 3 {
                    let stroke = Int((u - 0.3) * 160) % 4 + 4 * (Int((v - 0.4) * 80) % 4)
                    shade = marks[line * 12 + column] >> stroke & 1 == 1 ? 20 : 240
                }
                shades.append(min(255, shade * gain))
            }
        }
        return shades
    }

    /// As the reader would give it. Two of the same `stream` are the same bytes.
    func image(
        _ file: String, stream: Int? = nil, width: Int? = nil, height: Int? = nil, camera: CameraMark? = nil
    ) throws -> ComparedImage {
        guard let picture = Luminance(width: self.width, height: self.height, values: shades()) else {
            throw NoSketch()
        }
        let pixels = FileDigest(
            algorithm: "sha256",
            hex: ReportSamples.digest(Int(scene) * 100 + Int(holder) + Int(gain * 1_000) + self.width))
        return ComparedImage(
            file: file, place: LocalizedText(zh: "第 1 页", en: "page 1"), mediaType: "image/jpeg", size: 1_000,
            streamDigest: stream.map { FileDigest(algorithm: "sha256", hex: ReportSamples.digest(900_000 + $0)) },
            width: width ?? self.width * 4, height: height ?? self.height * 4, camera: camera,
            appearance: Appearance(
                digest: pixels, pdq: PDQ(picture), detail: DetailPlane(picture), thumbnail: [0xFF, 0xD8, 0xFF, 0xD9]))
    }

    struct NoSketch: Error {}
}
