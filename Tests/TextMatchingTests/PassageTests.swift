// PassageTests.swift — planted passages come back with the right ends, the right pair and a true alignment.
import Testing
import TextMatching

struct PassageTests {
    struct Case: CustomTestStringConvertible {
        var length: Int
        var edits: Int
        var why: String
        var testDescription: String { why }
    }

    static let cases = [
        Case(length: 50, edits: 0, why: "the shortest that is reported"),
        Case(length: 60, edits: 3, why: "5 % edits"),
        Case(length: 120, edits: 12, why: "10 % edits"),
        Case(length: 300, edits: 45, why: "15 % edits"),
        Case(length: 600, edits: 90, why: "15 % edits, longer"),
        Case(length: 3000, edits: 300, why: "pages"),
    ]

    @Test(arguments: cases)
    func findsWithTheRightEnds(_ c: Case) throws {
        for seed in 0..<5 {
            var random = Seeded(seed * 31 + c.length)
            let text = random.prose(c.length)
            let copy = random.edited(text, edits: c.edits)
            let bids = [
                bid(random.prose(3000) + text + random.prose(2000)), bid(random.prose(4000)),
                bid(random.prose(500) + copy + random.prose(4000)),
            ]
            let result = try compare(bids)
            #expect(result.common.isEmpty)
            let pair = try #require(result.pairs.first)
            #expect(result.pairs.count == 1 && pair.first == 0 && pair.second == 2 && pair.isComplete)
            let passage = try #require(pair.passages.first)
            #expect(pair.passages.count == 1, "\(c.why): one passage, not pieces")
            #expect(abs(passage.first.start.offset - 3000) <= 5 && abs(passage.first.end.offset - 3000 - c.length) <= 5)
            let end = 500 + copy.unicodeScalars.count
            #expect(abs(passage.second.start.offset - 500) <= 5 && abs(passage.second.end.offset - end) <= 5)
            #expect(passage.edits <= c.edits + c.edits / 4 && passage.edits >= c.edits * 3 / 4)
            #expect(!passage.startsAtKnownText && !passage.endsAtKnownText)
        }
    }

    /// A report marks the differences by the runs: they must be equal text, in order, and all that is equal.
    @Test(arguments: 0..<10)
    func runsAreEqualText(seed: Int) throws {
        var random = Seeded(seed + 7)
        let text = random.prose(800)
        let texts = [random.prose(300) + text + random.prose(300), random.prose(100) + random.edited(text, edits: 80)]
        let passage = try #require(try compare(texts.map { bid($0) }).pairs.first?.passages.first)
        let scalars = texts.map { Array($0.unicodeScalars) }
        var (first, second) = (passage.first.start.offset, passage.second.start.offset)
        for run in passage.runs {
            #expect(run.first.start.offset >= first && run.second.start.offset >= second)
            (first, second) = (run.first.end.offset, run.second.end.offset)
            #expect(
                scalars[0][run.first.start.offset..<first] == scalars[1][run.second.start.offset..<second])
        }
        #expect(first == passage.first.end.offset && second == passage.second.end.offset)
        #expect(passage.runs.reduce(0) { $0 + $1.length } == passage.equal)
        #expect(passage.edits >= 60 && passage.editRate < 0.15)
    }

    @Test func belowFiftyNothingIsSaid() throws {
        var random = Seeded(3)
        let text = random.prose(49)
        let result = try compare([bid(random.prose(500) + text), bid(text + random.prose(500))])
        #expect(result.pairs.isEmpty)
    }

    @Test func runsOnFromBlockToBlock() throws {
        var random = Seeded(4)
        let text = Array(random.prose(90).unicodeScalars).map { String(Character($0)) }
        let cut = { (at: Int) in [text[..<at].joined(), text[at...].joined()] }
        let bids = [[TextDocument(blocks: cut(40))], [TextDocument(blocks: text)]]
        let passage = try #require(try compare(bids).pairs.first?.passages.first)
        #expect(
            passage.first.start == TextPoint(block: 0, offset: 0)
                && passage.first.end == TextPoint(block: 1, offset: 50))
        #expect(
            passage.second.start == TextPoint(block: 0, offset: 0)
                && passage.second.end == TextPoint(block: 89, offset: 1))
    }

    /// Nothing is alike across the end of a document.
    @Test func documentsAreApart() throws {
        var random = Seeded(5)
        let (one, other) = (random.prose(40), random.prose(40))
        let apart = [TextDocument(blocks: [one]), TextDocument(blocks: [other])]
        #expect(try compare([apart, bid(one + other)]).pairs.isEmpty)
    }

    @Test func aClausePutInDoesNotPartAPassage() throws {
        var random = Seeded(6)
        let (one, other) = (random.prose(80), random.prose(80))
        let result = try compare([bid(one + other), bid(one + random.prose(45) + other)])
        #expect(result.pairs.first?.passages.count == 1)
        #expect(result.pairs.first?.passages.first?.edits == 45)
    }

    @Test func aPassageTakenTwiceIsShownTwice() throws {
        var random = Seeded(7)
        let text = random.prose(100)
        let result = try compare([bid(text + random.prose(300)), bid(text + random.prose(300) + text)])
        #expect(result.pairs.first?.passages.map(\.second) == [span(0, 100), span(400, 500)])
    }

    struct Repetition: CustomTestStringConvertible {
        /// How the shared text of 300 characters stands in the two bids, P for a piece of it with a clause changed.
        var bids: (String, String)
        var count: Int
        var why: String
        var testDescription: String { why }
    }

    /// However often a bid says a thing, it says it once.
    @Test(arguments: [
        Repetition(bids: ("X", "X"), count: 300, why: "once in each"),
        Repetition(bids: ("X", "XX"), count: 300, why: "twice in one of them"),
        Repetition(bids: ("XX", "XX"), count: 300, why: "twice in both: four passages, and no more text"),
        Repetition(bids: ("XXX", "XX"), count: 300, why: "three copies and two"),
        Repetition(bids: ("X", "XP"), count: 300, why: "once more with a clause changed"),
        Repetition(bids: ("XY", "XXY"), count: 600, why: "what is another text counts beside it"),
    ])
    func repeatedTextCountsOnce(_ row: Repetition) throws {
        var random = Seeded(71)
        let (x, y) = (random.prose(300), random.prose(300))
        let changed = String(x.prefix(150)) + random.prose(20) + String(x.dropFirst(170))
        let bids = [row.bids.0, row.bids.1].map { order in
            [TextDocument(blocks: [random.prose(400)])]
                + order.map { letter in
                    TextDocument(blocks: [
                        random.prose(200), letter == "X" ? x : letter == "Y" ? y : changed, random.prose(200),
                    ])
                }
        }
        let passages = try #require(try compare(bids).pairs.first?.passages)
        #expect(passages.reduce(0) { $0 + $1.distinct } == row.count, "\(passages.map(\.distinct))")
        #expect(passages.allSatisfy { $0.distinct <= $0.fresh })
        let whole = row.bids.0.count * row.bids.1.count
        #expect(passages.count <= whole && passages.filter { $0.distinct > 0 }.count <= 2, "\(row.why)")
    }

    /// Which bid came first, and in which order its documents came, changes the names of places and nothing else.
    @Test func theOrderOfTheInputDoesNotMatter() throws {
        var random = Seeded(8)
        var documents = (0..<6).map { _ in (0..<3).map { _ in TextDocument(blocks: [random.prose(900)]) } }
        let form = random.prose(200)
        for at in [0, 2, 5] { documents[at][1].blocks.append(form) }
        for (one, other) in [(0, 3), (1, 4), (2, 3)] {
            let text = random.prose(150)
            documents[one][0].blocks.append(text)
            documents[other][2].blocks.insert(random.edited(text, edits: 10), at: 0)
        }
        let result = try compare(documents)
        #expect(result.pairs.count == 3 && result.common.count == 1)
        #expect(try compare(documents) == result)

        func essence(_ result: TextComparison, bids: [Int], documents: [Int]) -> Set<[Int]> {
            Set(
                result.pairs.flatMap { pair in
                    pair.passages.map { passage in
                        let sides = [(bids[pair.first], passage.first), (bids[pair.second], passage.second)]
                            .sorted { $0.0 < $1.0 }
                        return [passage.equal, passage.edits]
                            + sides.flatMap { [$0.0, documents[$0.1.document], $0.1.start.offset, $0.1.end.offset] }
                    }
                })
        }
        let (bids, order) = ([3, 5, 1, 0, 4, 2], [2, 0, 1])
        let shuffled = try compare(bids.map { bid in order.map { documents[bid][$0] } })
        #expect(
            essence(shuffled, bids: bids, documents: order)
                == essence(result, bids: Array(0..<6), documents: Array(0..<3)))
        #expect(shuffled.common.map { $0.bids.map { bids[$0] }.sorted() } == result.common.map(\.bids))
    }
}
