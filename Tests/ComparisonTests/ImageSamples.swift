// ImageSamples.swift — pictures of bids, drawn or made up, for the tests of the signal that compares them.
import FileKit
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
        var shades = [Float](repeating: min(255, 128 * gain), count: width * height)
        shades.withUnsafeMutableBufferPointer { shades in
            func paint(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float, _ shade: Float) {
                let columns = Self.covered(left, right, width)
                for row in Self.covered(top, bottom, height) {
                    for column in columns {
                        let place = row.place * width + column.place
                        shades[place] += (min(255, shade * gain) - shades[place]) * row.share * column.share
                    }
                }
            }
            for part in parts {
                paint(part[0], part[1], part[0] + 0.05 + part[2] / 4, part[1] + 0.05 + part[3] / 4, part[4] * 255)
            }
            guard holder != 0 else { return }
            // three lines of twelve characters of 4 × 4 strokes each
            for (place, mark) in marks.enumerated() {
                for stroke in 0..<16 {
                    let left = 0.3 + Float(place % 12 * 4 + stroke % 4) / 160
                    let top = 0.4 + Float(place / 12 * 4 + stroke / 4) / 80
                    paint(left, top, left + 1 / 160, top + 1 / 80, mark >> stroke & 1 == 1 ? 20 : 240)
                }
            }
        }
        return shades
    }

    /// The pixels between the two, which are parts of the whole, and how much of each is covered.
    private static func covered(_ from: Float, _ to: Float, _ count: Int) -> [(place: Int, share: Float)] {
        let (begin, end) = (from * Float(count), min(Float(count), to * Float(count)))
        return (Int(begin)..<max(Int(begin), min(count, Int(end) + 1))).map { place in
            (place, max(0, min(end, Float(place + 1)) - max(begin, Float(place))))
        }
    }

    private static let aside = Result { () throws(Problem) in try SpillFile() }

    /// As a file without compression (BMP, 24 bits).
    func bitmap() -> [UInt8] {
        func little(_ number: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let row = (3 * width + 3) / 4 * 4
        var bytes = Array("BM".utf8) + little(54 + row * height, 4) + little(0, 4) + little(54, 4)
        bytes += little(40, 4) + little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2)
        bytes += little(0, 4) + little(row * height, 4) + little(2_835, 4) + little(2_835, 4) + little(0, 8)
        let shades = shades()
        bytes.reserveCapacity(54 + row * height)
        for y in (0..<height).reversed() {
            for x in 0..<width {
                let shade = UInt8(shades[y * width + x])
                for _ in 0..<3 { bytes.append(shade) }
            }
            for _ in 3 * width..<row { bytes.append(0) }
        }
        return bytes
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
            appearance: try Appearance(
                digest: pixels, detail: DetailPlane(picture), colours: ColourPlane(),
                aside: Self.aside.get()))
    }

    struct NoSketch: Error {}
}
