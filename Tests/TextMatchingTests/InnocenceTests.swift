// InnocenceTests.swift — what must not accuse the innocent: the tender's words, the background, forms that went round, stock phrases.
import Testing
import TextMatching

struct InnocenceTests {
    @Test func theTendersWordsAreSubtractedPositionByPosition() throws {
        var random = Seeded(11)
        let (tender, copied) = (random.prose(2000), random.prose(80))
        let words = Array(tender.unicodeScalars).map { String(Character($0)) }
        let quote = { (range: Range<Int>) in words[range].joined() }
        // one paragraph each: the tender's words, then what was copied, then the tender's again
        let result = try compare(
            [bid(quote(100..<700) + copied + quote(900..<1000)), bid(quote(650..<700) + copied + quote(1500..<1900))],
            tender: [tender])
        let passage = try #require(result.pairs.first?.passages.first)
        #expect(result.pairs[0].passages.count == 1)
        #expect(passage.first == span(600, 680) && passage.second == span(50, 130))
        #expect(passage.startsAtKnownText && passage.endsAtKnownText)
        #expect(result.totals.map(\.fromTender) == [700, 450] && result.totals.map(\.remaining) == [80, 80])
    }

    struct Innocent: CustomTestStringConvertible {
        var why: String
        var make:
            @Sendable (inout Seeded) throws -> (
                bids: [[TextDocument]], tender: [String], background: [FingerprintLibrary]
            )
        var testDescription: String { why }
    }

    static let innocents = [
        Innocent(why: "both answer the tender word for word") { random in
            let tender = random.prose(3000)
            return ((0..<2).map { _ in bid(random.prose(500) + tender + random.prose(500)) }, [tender], [])
        },
        Innocent(why: "both fill in the tender's form, each with values of its own") { random in
            let form = (0..<40).map { _ in random.prose(25) }
            return ((0..<2).map { _ in bid(form.map { $0 + random.prose(6) }.joined()) }, [form.joined()], [])
        },
        Innocent(why: "both change two words in a hundred of the tender, each its own") { random in
            let tender = random.prose(3000)
            return (
                (0..<2).map { _ in bid(random.edited(tender, edits: 60 + Int.random(in: 0..<9, using: &random))) },
                [tender], []
            )
        },
        Innocent(why: "the tender reached one of them through a PDF: other widths, line breaks, radicals") { random in
            let text = "工程水泥强度等级为42.5,大面积浇筑(含后浇带)"
            let dressed = "⼯程⽔泥强度等级\n为42.5,⼤⾯积 浇筑(含后浇带)"
            let (tender, rest) = (random.prose(200), random.prose(200))
            return (
                [bid(tender + text + rest), bid(tender + dressed + rest)], [tender + text + rest], []
            )
        },
        Innocent(why: "a standard, a template and a catalogue are in the library") { random in
            let texts = ["standard", "template", "catalogue"].map { ($0, random.prose(1500)) }
            let all = texts.map(\.1)
            return (
                (0..<2).map { _ in bid(all[0], random.prose(300), all[1], random.prose(300), all[2]) }, [],
                [try library([texts[0]]), try library(Array(texts[1...]))]
            )
        },
        Innocent(why: "parts of a standard, each with another beginning and end") { random in
            let standard = Array(random.prose(2000).unicodeScalars).map { String(Character($0)) }
            let bids = (0..<2).map { side in
                bid(random.prose(200) + standard[(100 + side * 7)..<(900 + side * 11)].joined() + random.prose(200))
            }
            return (bids, [], [try library([("standard", standard.joined())])])
        },
        Innocent(why: "phrases of thirty characters, the same in all, in other places") { random in
            let phrases = (0..<20).map { _ in random.prose(30) }
            return (
                (0..<2).map { _ in
                    bid(phrases.shuffled(using: &random).map { $0 + random.prose(60) }.joined())
                }, [], []
            )
        },
        Innocent(why: "no bid has any text") { _ in ([bid(), bid(""), []], [], []) },
        Innocent(why: "one bidder's text twice in its own bid") { random in
            let text = random.prose(400)
            return ([bid(text, random.prose(100), text), bid(random.prose(800))], [], [])
        },
    ]

    @Test(arguments: innocents)
    func nothingIsSaid(_ innocent: Innocent) throws {
        for seed in 20..<24 {
            var random = Seeded(seed)
            let lot = try innocent.make(&random)
            let result = try compare(lot.bids, tender: lot.tender, background: lot.background)
            #expect(result.pairs.isEmpty && result.common.isEmpty, "\(innocent.why)")
        }
    }

    /// A form that went round outside the tender: named with those who have it, held against no two of them.
    @Test func aFormThatWentRoundIsAttributedToNobody() throws {
        var random = Seeded(12)
        let form = random.prose(300)
        var bids = (0..<5).map { _ in bid(random.prose(700)) }
        for at in [0, 1, 3] { bids[at][0].blocks.insert(random.prose(40) + form, at: 1) }
        let result = try compare(bids)
        #expect(result.pairs.isEmpty)
        let common = try #require(result.common.first)
        #expect(result.common.count == 1 && common.bids == [0, 1, 3])
        #expect(common.places.allSatisfy { $0.span.start.block == 1 && abs($0.span.start.offset - 40) <= 5 })
        #expect(common.places.allSatisfy { $0.span.end.block == 1 && abs($0.span.end.offset - 340) <= 5 })
        #expect(result.totals.map { $0.common > 280 } == [true, true, false, true, false])
    }

    /// What two of them share besides is still theirs alone.
    @Test func whatIsSharedBesideACommonFormIsFound() throws {
        var random = Seeded(13)
        let (form, copied) = (random.prose(300), random.prose(120))
        let bids = [
            bid(form + copied + random.prose(500)), bid(random.prose(500) + form + copied),
            bid(form + random.prose(500)),
        ]
        let result = try compare(bids)
        #expect(result.common.map(\.bids) == [[0, 1, 2]])
        let pair = try #require(result.pairs.first)
        #expect(result.pairs.count == 1 && pair.first == 0 && pair.second == 1)
        #expect(abs(pair.passages[0].firstLength - 120) <= 10 && pair.passages[0].startsAtKnownText)
    }

    /// Each phrase stands in many bids, in places of its own; all of them in one order stand in two.
    @Test func aTextOfStockPhrasesInOneOrderIsThatOfTwo() throws {
        var random = Seeded(14)
        let phrases = (0..<12).map { _ in random.prose(24) }
        var bids = (0..<6).map { _ in
            bid(phrases.shuffled(using: &random).map { $0 + random.prose(70) }.joined())
        }
        let text = phrases.joined()
        bids[1][0].blocks.append(text)
        bids[4][0].blocks.insert(text, at: 0)
        let result = try compare(bids)
        #expect(result.common.isEmpty)
        #expect(result.pairs.count == 1 && result.pairs[0].first == 1 && result.pairs[0].second == 4)
        #expect(result.pairs[0].passages.map { $0.equal >= 280 && $0.stock >= 250 } == [true])
    }

    /// Whoever wants a ring shown pair by pair raises the limit.
    @Test func aRingCanBeShownPairByPair() throws {
        var random = Seeded(15)
        let text = random.prose(200)
        let bids = (0..<4).map { at in at == 2 ? bid(random.prose(300)) : bid(random.prose(300) + text) }
        var options = TextComparisonOptions()
        options.many = 4
        let result = try compare(bids, options: options)
        #expect(result.common.isEmpty && result.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 3], [1, 3]])
    }

    @Test func theBackgroundIsCountedByClass() throws {
        var random = Seeded(16)
        let (standard, template) = (random.prose(500), random.prose(400))
        let result = try compare(
            [bid(standard, template), bid(random.prose(100))],
            background: [try library([("template", template), ("standard", standard)])])
        #expect(result.kinds == ["standard", "template"])
        // winnowing may leave a few characters of both ends
        #expect(zip(result.totals[0].fromBackground, [500, 400]).allSatisfy { $0 <= $1 + 10 && $0 >= $1 - 10 })
        #expect(result.totals[1].fromBackground == [0, 0] && result.totals[1].remaining == 100)
    }
}
