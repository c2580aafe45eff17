// DegenerateTests.swift — texts that nobody writes, or that somebody writes to break the comparison: it ends, soon, and says what is so.
import Reporting
import Testing
import TextMatching

@Suite(.timeLimit(.minutes(2)))
struct DegenerateTests {
    @Test func nothingToCompare() throws {
        #expect(try compare([]).pairs.isEmpty)
        #expect(try compare([bid("工程")]).totals.map(\.characters) == [2])
        #expect(try compare([bid("工程"), bid("工程")]).pairs.isEmpty)
    }

    @Test(arguments: [8, 9, 10, 13, 14, 49, 50, 51])
    func shortTexts(length: Int) throws {
        var random = Seeded(length)
        let text = random.prose(length)
        let result = try compare([bid(text), bid(text)])
        #expect(result.pairs.count == (length < 50 ? 0 : 1))
        #expect(result.pairs.first?.passages.map(\.first) ?? [span(0, length)] == [span(0, length)])
    }

    @Test func oneCharacterAMillionTimes() throws {
        let text = String(repeating: "工", count: 1_000_000)
        let result = try compare([bid(text), bid(text)])
        #expect(result.pairs.first?.passages.map(\.equal) == [1_000_000])
    }

    @Test func twoIdenticalBids() throws {
        var random = Seeded(31)
        let text = random.prose(300_000)
        let result = try compare([bid(text), bid(text), bid(random.prose(10_000))])
        #expect(result.pairs.map { $0.passages.map(\.first) } == [[span(0, 300_000)]])
        #expect(result.pairs[0].passages[0].edits == 0)
    }

    @Test func theSamePageAgainAndAgain() throws {
        var random = Seeded(32)
        let page = random.prose(1000)
        let bids = [20, 30].map { bid(String(repeating: page, count: $0)) }
        let result = try compare(bids)
        #expect(result.pairs.first?.isComplete == true)
        #expect(result.pairs.first?.passages.first?.equal == 20_000)
    }

    @Test func nothingButUnseenCharacters() throws {
        let text = String(repeating: "\u{200B}\u{202E}", count: 100_000)
        let result = try compare([bid(text), bid(text)])
        #expect(result.pairs.isEmpty && result.totals.map(\.characters) == [0, 0])
        #expect(
            result.evasion.map(\.counts) == Array(repeating: [.zeroWidth: 100_000, .bidiControl: 100_000], count: 2))
    }

    @Test func twoHundredBids() throws {
        var random = Seeded(33)
        let (form, copied) = (random.prose(300), random.prose(100))
        var bids = (0..<200).map { _ in bid(random.prose(1500), form) }
        bids[17][0].blocks.append(copied)
        bids[140][0].blocks.insert(copied, at: 0)
        let result = try compare(bids)
        #expect(result.pairs.map { [$0.first, $0.second, $0.passages.count] } == [[17, 140, 1]])
        #expect(result.common.map(\.bids.count) == [200])
    }

    @Test func moreBidsThanOneLotHas() throws {
        let problem = #expect(throws: Problem.self) {
            try LotTexts(Array(repeating: bid("工程"), count: LotTexts.mostBids + 1))
        }
        #expect(problem?.code == "MATCH-0001")
    }

    /// Two words in every order: seeds everywhere, alignments nowhere for long.
    @Test func twoWordsInEveryOrder() throws {
        var random = Seeded(34)
        let words = [random.prose(11), random.prose(12)]
        let bids = (0..<2).map { _ in
            bid((0..<8000).map { _ in words[Int.random(in: 0...1, using: &random)] }.joined())
        }
        let result = try compare(bids)
        // whatever is found is true; if it was cut short, that is said
        #expect(result.pairs.allSatisfy { $0.passages.allSatisfy { $0.equal >= $0.edits } })
        #expect(result.pairs.count == 1)
    }

    /// Any scalars whatever: no crash, and places within the text.
    @Test(arguments: 0..<20)
    func anyScalars(seed: Int) throws {
        var random = Seeded(seed + 500)
        func noise(_ count: Int) -> String {
            var view = String.UnicodeScalarView()
            for _ in 0..<count {
                let value =
                    Bool.random(using: &random)
                    ? UInt32.random(in: 0..<0x3100, using: &random) : UInt32.random(in: 0..<0x110000, using: &random)
                view.append(Unicode.Scalar(value) ?? " ")
            }
            return String(view)
        }
        let shared = noise(300)
        let texts = [noise(200) + shared, shared + noise(200)]
        let result = try compare(texts.map { bid($0) })
        let passages = result.pairs.flatMap(\.passages)
        #expect(!passages.isEmpty)
        for passage in passages {
            for (span, text) in zip([passage.first, passage.second], texts) {
                #expect(span.start.offset >= 0 && span.start < span.end && span.end.offset <= text.unicodeScalars.count)
            }
        }
    }
}
