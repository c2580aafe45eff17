// HashIndexTests.swift — the index finds what looking at all pairs finds, and bears what is made to burden it.
import ImageMatching
import Testing

@Suite struct HashIndexTests {
    /// `count` hashes, of which every other is one before with up to 40 bits turned.
    private static func hashes(_ count: Int, _ seed: UInt64) -> [PDQHash] {
        var dice = Dice(seed)
        var all: [PDQHash] = []
        while all.count < count {
            var words = SIMD4<UInt64>(dice.next(), dice.next(), dice.next(), dice.next())
            if all.count % 2 == 1 {
                words = all[dice.roll(all.count)].words
                for _ in 0..<dice.roll(41) {
                    let bit = dice.roll(256)
                    words[bit / 64] ^= 1 << UInt64(bit % 64)
                }
            }
            all.append(PDQHash(words: words))
        }
        return all
    }

    /// With as much work as it takes.
    private func near(_ index: HashIndex, _ place: Int) throws -> [HashIndex.Near] {
        var work = 1_000_000
        return try #require(index.near(place, work: &work))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func missesNothingAndInventsNothing(_ seed: UInt64) throws {
        let index = HashIndex(Self.hashes(600, seed))
        for place in index.hashes.indices {
            let found = try near(index, place)
            let wanted = index.hashes.indices.filter {
                $0 != place && index.hashes[$0].distance(to: index.hashes[place]) <= 31
            }
            #expect(found.map(\.second) == wanted)
            #expect(found.allSatisfy { $0.distance == index.hashes[$0.first].distance(to: index.hashes[$0.second]) })
        }
    }

    @Test func oneInEachBandButOneIsFound() throws {
        // 31 bits turned so that fifteen bands have two each and the last has one: the hardest there is
        var words = SIMD4<UInt64>(repeating: 0)
        for band in 0..<16 {
            words[band / 4] |= (band < 15 ? 3 : 1) << UInt64(band % 4 * 16)
        }
        let index = HashIndex([PDQHash(words: SIMD4(repeating: 0)), PDQHash(words: words)])
        let found = try near(index, 0)
        #expect(found.map(\.second) == [1])
        #expect(found.map(\.distance) == [31])
    }

    @Test func twentyThousandEqualOnesAreOne() throws {
        let one = Self.hashes(1, 9)[0]
        let index = HashIndex(Array(repeating: one, count: 20_000))
        #expect(index.hashes.count == 1)
        #expect(index.items[0].count == 20_000)
        #expect(try near(index, 0).isEmpty)
    }

    @Test func whatCrowdsOneBandHasABound() {
        // all alike but for two bits: each lookup meets all of them, fifteen times and more
        let crowd = (0..<2_000).map { number in
            PDQHash(words: SIMD4(1 << UInt64(number % 60), 1 << UInt64(number / 60), 0, 0))
        }
        let index = HashIndex(crowd)
        var work = 10_000
        let all = index.near(0, work: &work)
        #expect(all == nil, "it gives up, and says so")
        #expect(work < 0)
        work = 1_000_000
        let some = index.near(0, work: &work) { $0 == 7 }
        #expect(some?.map(\.second) == [7], "what is not wanted is not collected")
        #expect(work >= 1_000_000 - 2_000 * 16 - 30)
    }

    @Test func nothingIsNearNothing() {
        #expect(HashIndex([]).hashes.isEmpty)
    }
}
