// SampleTests.swift — samples of fingerprints: of one passage the same ones everywhere, of known text none, and never too many.
import Testing
import TextMatching

@Suite struct SampleTests {
    static func sample(_ bid: [TextDocument], tender: [String] = []) throws -> TextSample {
        TextSample(bid, known: try KnownTexts(tender: [TextDocument(blocks: tender)]))
    }

    @Test(arguments: 0..<5)
    func twoTextsHaveTheSameOfAPassage(seed: Int) throws {
        var random = Seeded(seed + 900)
        let passage = random.prose(3_000)
        let bids = [bid(random.prose(2_000), passage), bid(passage + random.prose(500), random.prose(800))]
        let found = try #require(compare(bids).pairs.first?.passages.first)
        // one in 56 characters, within four standard deviations
        #expect((25...83).contains(found.keys.count), "\(found.keys.count)")
        for bid in bids {
            let keys = Set(try Self.sample(bid).prints.map(\.key))
            #expect(found.keys.allSatisfy(keys.contains))
        }
    }

    @Test func theyStandAtTheSameDistances() throws {
        var random = Seeded(950)
        let passage = random.prose(2_000)
        let samples = try [random.prose(100) + passage, random.prose(700) + passage].map { try Self.sample(bid($0)) }
        let places = samples.map { Dictionary(uniqueKeysWithValues: $0.prints.map { ($0.key, $0.place) }) }
        let shared = Set(places[0].keys).intersection(places[1].keys)
        #expect(shared.count > 15)
        for key in shared { #expect((places[1][key] ?? 0) - (places[0][key] ?? 0) == 600) }
    }

    @Test func ofALongTextItIsThinner() throws {
        var random = Seeded(951)
        let (short, long) = (random.prose(20_000), random.prose(300_000))
        let samples = try [short, long].map { try Self.sample(bid($0)) }
        #expect(samples.map(\.level) == [4, 6])
        #expect(samples.allSatisfy { $0.prints.count <= TextSample.most })
        #expect(samples[1].prints.allSatisfy { TextSample.level(of: $0.key) >= 6 })
        #expect(samples[1].prints.count > 1_000)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: [String]
        var tender: [String]
        var why: String
        var testDescription: String { why }
    }

    static func words(_ seed: Int) -> String {
        var random = Seeded(seed)
        return random.prose(4_000)
    }

    @Test(arguments: [
        Case(text: [], tender: [], why: "no text"), Case(text: ["工程"], tender: [], why: "less than a k-gram"),
        Case(text: [words(1)], tender: ["第一章" + words(1)], why: "the tender's words"),
        Case(text: [String(repeating: "\u{200B}", count: 5_000)], tender: [], why: "nothing that is seen"),
    ]) func hasNothingOf(_ c: Case) throws {
        #expect(try Self.sample([TextDocument(blocks: c.text)], tender: c.tender).prints.isEmpty)
    }
}

/// Labels of a form are shorter than a k-gram: what stands in them is compared, they themselves are evidence of nothing.
@Suite struct FormLabelTests {
    static let labels = (0..<24).map { number in
        var random = Seeded(1_200 + number)
        return random.prose(4)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        /// Of each bid, what it puts behind a label.
        var filled: [@Sendable (Int) -> String]
        /// Whether a label and what is filled in are cells of their own.
        var cells = false
        var inTender = true
        var found: Bool
        var why: String
        var testDescription: String { why }
    }

    static func own(_ seed: Int, _ length: Int) -> @Sendable (Int) -> String {
        { number in
            var random = Seeded(seed * 100 + number)
            return random.prose(length)
        }
    }

    @Test(arguments: [
        Case(filled: [{ _ in "无" }, { _ in "无" }], found: false, why: "a form that both leave empty"),
        Case(filled: [{ _ in "无" }, { _ in "无" }], cells: true, found: false, why: "the same in cells of a table"),
        Case(
            filled: [{ _ in "无" }, { _ in "无" }], inTender: false, found: true,
            why: "the same words, and the tender has no such form"),
        Case(filled: [own(1, 5), own(2, 5)], found: false, why: "a form that each fills in by itself"),
        Case(filled: [own(1, 9), own(1, 9)], found: true, why: "a form that both fill in alike"),
        Case(filled: [own(1, 9), own(1, 9)], cells: true, found: true, why: "the same in cells of a table"),
    ])
    func aFormIsNoPassage(_ c: Case) throws {
        func form(_ fill: (Int) -> String) -> [TextDocument] {
            [
                TextDocument(
                    blocks: Self.labels.enumerated().flatMap { number, label in
                        c.cells ? [label, fill(number)] : [label + ":" + fill(number)]
                    })
            ]
        }
        let tender = c.inTender ? form { _ in "____" }.flatMap(\.blocks) : []
        let compared = try compare(c.filled.map { form($0) }, tender: tender)
        #expect(compared.pairs.isEmpty != c.found, "\(compared.pairs)")
    }
}
