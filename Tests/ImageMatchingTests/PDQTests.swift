// PDQTests.swift — the hash is the published one, bit for bit, and does what a perceptual hash is for.
import ImageMatching
import Testing

@Suite struct PDQTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        var width: Int
        var height: Int
        var rule: Int
        var hash: String
        var quality: Int
        var why: String

        var testDescription: String { why }
    }

    /// Made with the PyPI package pdqhash 0.2, which wraps Facebook's own program.
    static let vectors = [
        Vector(
            width: 64, height: 64, rule: 0, hash: "a9cd3218b4fb6b674e94c9385b40b29fb6663cc9a297699857735b24292c3b68",
            quality: 100, why: "the size that is hashed: nothing is smoothed away"),
        Vector(
            width: 128, height: 96, rule: 1, hash: "379ce8d7140c0dff778ae5456b8a943ecdfd1d00893f9a7f88709e60c8e0be40",
            quality: 100, why: "a window of one pixel"),
        Vector(
            width: 512, height: 384, rule: 2, hash: "6eeaff9782ad7bdbc2b22f88e0338705105047c24c2993a6a61729dda92f5739",
            quality: 100, why: "windows of even size"),
        Vector(
            width: 300, height: 411, rule: 3, hash: "fdaffc84fec4fc00fc00fc60fc84fa01fcc2fc01fc03f203fe03f80afc03ec0a",
            quality: 100, why: "windows of different size each way"),
        Vector(
            width: 511, height: 512, rule: 4, hash: "4513e41f86f98071e68ff84e70e09d47061f61fce063820b8e7cf0dcf5c74c9d",
            quality: 100, why: "sizes that 64 does not divide"),
    ]

    @Test(arguments: vectors)
    func isThePublishedHash(_ vector: Vector) throws {
        let k = vector.rule
        let picture = try drawn(vector.width, vector.height) { x, y in
            Float(
                ((x * x * 3 + y * x * 5 * k + y * y * 7) / (97 + k * 31) + x / (9 + k) * 40 + y / (13 - k) * 29) % 256)
        }
        let pdq = PDQ(picture)
        #expect(pdq.hash.hex == vector.hash)
        #expect(pdq.quality == vector.quality)
    }

    static let plain = [
        Vector(
            width: 200, height: 150, rule: 0, hash: "4f765ca3ff097ca7fd0d03f2f309ebfce28910a359a210fb158a6b0072776b00",
            quality: 59, why: "faint steps in every sample"),
        Vector(
            width: 150, height: 200, rule: 1, hash: "9162e79d9096c7bf90023aac6fb53abd7c0738522bf838522f203da22fbb39a2",
            quality: 35, why: "fainter ones: too plain to be relied on"),
    ]

    @Test(arguments: plain)
    func saysHowMuchGoesOn(_ vector: Vector) throws {
        let k = vector.rule
        let picture = try drawn(vector.width, vector.height) { x, y in
            Float((x / 11 * 7 + y / 13 * 5 * (k + 1)) % (k == 0 ? 30 : 16) + 100)
        }
        let pdq = PDQ(picture)
        #expect(pdq.hash.hex == vector.hash)
        #expect(pdq.quality == vector.quality)
        #expect((pdq.quality > PDQ.tooPlain) == (k == 0))
    }

    struct Change: CustomTestStringConvertible, Sendable {
        var why: String
        var width = 240
        var height = 180
        var shade: @Sendable (Float) -> Float = { $0 }

        var testDescription: String { why }
    }

    @Test(arguments: [
        Change(why: "brighter by 25 shades", shade: { $0 * 0.8 + 25 }),
        Change(why: "half the contrast", shade: { 64 + $0 / 2 }),
        Change(why: "half the size", width: 120, height: 90),
        Change(why: "twice the size", width: 480, height: 360),
        Change(why: "stretched to another shape", width: 300, height: 180),
        Change(why: "few shades, as of coarse coding", shade: { ($0 / 24).rounded() * 24 }),
    ])
    func staysNear(_ change: Change) throws {
        for seed in 1...2 as ClosedRange<UInt64> {
            let scene = Scene(seed)
            let one = PDQ(try scene.picture(240, 180)).hash
            let other = PDQ(try scene.picture(change.width, change.height, change.shade)).hash
            #expect(one.distance(to: other) <= PDQ.nearest, "scene \(seed)")
        }
    }

    @Test func unrelatedPicturesAndTurnedOnesAreFar() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let scene = try Scene(seed).picture(256, 256)
            let hash = PDQ(scene).hash
            let other = PDQ(try Scene(seed + 100).picture(256, 256)).hash
            #expect(hash.distance(to: other) > 80)
            let turned = try drawn(256, 256) { x, y in scene.values[(255 - x) * 256 + y] }
            #expect(hash.distance(to: PDQ(turned).hash) > 80)
            #expect(hash == PDQ(scene).hash)
        }
    }

    @Test(arguments: [(1, 1), (1, 300), (300, 1), (2, 2), (63, 65)])
    func takesAnySize(_ width: Int, _ height: Int) throws {
        let pdq = PDQ(try drawn(width, height) { x, y in Float((x * 7 + y * 13) % 256) })
        #expect((0...100).contains(pdq.quality))
    }

    @Test func aFlatPictureHasNoQuality() throws {
        for shade in [0, 127.5, 255] as [Float] {
            #expect(PDQ(try drawn(100, 80) { _, _ in shade }).quality == 0)
        }
    }

    @Test func hashesAreWrittenAndReadAsPDQDoes() throws {
        let text = "a9cd3218b4fb6b674e94c9385b40b29fb6663cc9a297699857735b24292c3b68"
        let hash = try #require(PDQHash(hex: text))
        #expect(hash.hex == text)
        for wrong in ["", "a9", text + "0", text.dropLast() + "g", text.dropLast() + "9"] {
            #expect(PDQHash(hex: wrong)?.hex != text)
        }
        #expect(PDQHash(hex: String(text.dropLast()) + "g") == nil)
    }

    @Test func aSizeThatDoesNotFitIsNoPicture() {
        #expect(Luminance(width: 2, height: 2, values: [0, 0, 0]) == nil)
        #expect(Luminance(width: 0, height: 0, values: []) == nil)
        #expect(Luminance(width: -1, height: -1, values: [0]) == nil)
        #expect(DetailPlane(width: 2, height: 1, samples: [0, 0, 0, 1, 1]) == nil)
        #expect(DetailPlane(width: 0, height: 0, samples: []) == nil)
        #expect(DetailPlane(width: 1, height: 1, samples: [255, 255, 255])?.shades.first == 255)
    }
}
