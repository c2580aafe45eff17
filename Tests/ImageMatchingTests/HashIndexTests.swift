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

    @Test(arguments: [1, 2, 3] as [UInt64])
    func missesNothingAndInventsNothing(_ seed: UInt64) {
        let index = HashIndex(Self.hashes(600, seed))
        for place in index.hashes.indices {
            let found = index.near(place)
            let wanted = index.hashes.indices.filter {
                $0 != place && index.hashes[$0].distance(to: index.hashes[place]) <= 31
            }
            #expect(found.map(\.second) == wanted)
            #expect(found.allSatisfy { $0.distance == index.hashes[$0.first].distance(to: index.hashes[$0.second]) })
        }
    }

    @Test func oneInEachBandButOneIsFound() {
        // 31 bits turned so that fifteen bands have two each and the last has one: the hardest there is
        var words = SIMD4<UInt64>(repeating: 0)
        for band in 0..<16 {
            words[band / 4] |= (band < 15 ? 3 : 1) << UInt64(band % 4 * 16)
        }
        let index = HashIndex([PDQHash(words: SIMD4(repeating: 0)), PDQHash(words: words)])
        #expect(index.near(0).map(\.second) == [1])
        #expect(index.near(0).map(\.distance) == [31])
    }

    @Test func twentyThousandEqualOnesAreOne() {
        let one = Self.hashes(1, 9)[0]
        let index = HashIndex(Array(repeating: one, count: 20_000))
        #expect(index.hashes.count == 1)
        #expect(index.items[0].count == 20_000)
        #expect(index.near(0).isEmpty)
    }

    @Test func nothingIsNearNothing() {
        #expect(HashIndex([]).hashes.isEmpty)
    }
}
