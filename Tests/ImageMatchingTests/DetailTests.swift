// DetailTests.swift — copies agree everywhere; two certificates of one form do not where a name stands.
import ImageMatching
import Testing

@Suite struct DetailTests {
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func copiesAgree(_ seed: UInt64) throws {
        let scene = Scene(seed)
        let plain = try scene.picture(500, 375)
        let one = DetailPlane(plain)
        var dice = Dice(seed)
        let copies: [(String, Luminance)] = [
            ("lit anew", try scene.picture(500, 375) { $0 * 0.85 + 20 }),
            ("half the size", try scene.picture(250, 188)),
            ("grain added", try drawn(500, 375) { x, y in plain.values[y * 500 + x] + Float(dice.roll(13)) - 6 }),
            (
                "one in a hundred cut off at the left and the top",
                try drawn(495, 371) { x, y in plain.values[(y + 4) * 500 + x + 5] }
            ),
        ]
        for (why, copy) in copies {
            let agreement = DetailAgreement(one, DetailPlane(copy))
            #expect(agreement.isSame, "\(why): \(agreement)")
        }
    }

    @Test func otherPicturesDoNotAgree() throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            let one = DetailPlane(try Scene(seed).picture(400, 300))
            #expect(!DetailAgreement(one, DetailPlane(try Scene(seed + 50).picture(400, 300))).isSame)
        }
    }

    struct Holder: CustomTestStringConvertible, Sendable {
        var why: String
        var own: [Int]
        var testDescription: String { why }
    }

    @Test(arguments: [
        Holder(why: "name, number and date differ", own: [3, 9, 8]),
        Holder(why: "name and date differ", own: [3, 0, 8]),
        Holder(why: "a name of three characters differs", own: [3, 0, 0]),
    ])
    func certificatesOfOneFormAreDifferentPictures(_ holder: Holder) throws {
        for form in 1...2 as ClosedRange<UInt64> {
            let one = try Form(printed: form, holder: 1, own: holder.own).picture(480, 672)
            let other = try Form(printed: form, holder: 2, own: holder.own).picture(480, 672)
            // the hash alone would take them for one
            #expect(PDQ(one).hash.distance(to: PDQ(other).hash) <= PDQ.nearest)
            let agreement = DetailAgreement(DetailPlane(one), DetailPlane(other))
            #expect(!agreement.isSame, "form \(form): \(agreement)")
            let again = try Form(printed: form, holder: 1, own: holder.own).picture(360, 504)
            #expect(DetailAgreement(DetailPlane(one), DetailPlane(again)).isSame)
        }
    }

    @Test func whereNothingStandsNothingAgrees() throws {
        let flat = DetailPlane(try drawn(300, 300) { _, _ in 200 })
        #expect(flat.contrast < 0.5)
        let agreement = DetailAgreement(flat, flat)
        #expect(!agreement.isSame)
        #expect(agreement.cells == 0)
        #expect(!DetailAgreement(flat, DetailPlane(try Scene(1).picture(300, 300))).isSame)
    }

    @Test(arguments: [(1, 1), (1, 500), (500, 1), (95, 97)])
    func takesAnySize(_ width: Int, _ height: Int) throws {
        let plane = DetailPlane(try drawn(width, height) { x, y in Float((x * 31 + y * 17) % 256) })
        #expect(DetailAgreement(plane, plane).differing == 0)
    }
}
