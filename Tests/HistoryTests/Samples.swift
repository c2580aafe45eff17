// Samples.swift — histories made up for tests: lots by hand, and markets with and without a ring.
import FileKit
import Reporting
import TenderModel
import TextMatching

@testable import Comparison
@testable import History

/// A folder that is gone after the test.
final class Scratch {
    let path: String

    init() throws {
        // in memory where there is such a folder: a market is hundreds of transactions
        path =
            (Files.kind(of: "/dev/shm") == .folder ? "/dev/shm" : Files.temporaryFolder) + "/biao-history-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try Files.makeFolder(path)
    }

    deinit { try? Files.removeTree(path) }

    var history: String { path + "/history.db" }
}

/// Numbers that follow from a seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

enum Samples {
    static func unit(_ number: Int) throws -> Organization {
        Organization(name: "单位\(number)", code: try CreditCode.completing("91999999MA0" + String(100_000 + number)))
    }

    static func key(_ kind: IdentityKey.Kind, _ value: String, detail: String = "") throws -> IdentityKey {
        guard let key = IdentityKey(kind, detail: detail, value, file: "bid.xml") else { throw Problem.bug("no key") }
        return key
    }

    /// Ideographs that stand nowhere else: they follow from `seed`.
    static func prose(_ seed: Int, _ length: Int) -> String {
        var dice = Dice(state: UInt64(seed) &* 0x1234_5678_9ABC_DEF1)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<length {
            scalars.append(Unicode.Scalar(UInt16.random(in: 0x4E00...0x9E00, using: &dice)) ?? "一")
        }
        return String(scalars)
    }

    static func sample(_ text: String) throws -> TextSample {
        TextSample([TextDocument(blocks: [text])], known: try KnownTexts(tender: []))
    }

    /// Bidders by number, each with a price in fen, 0 for none.
    static func lot(
        _ id: String, opened: String = "2026-03-01", region: String = "1101", award: RememberedLot.Award = .narrow,
        winner: Int? = nil, _ bids: [(unit: Int, fen: Int64)], keys: [Int: [IdentityKey]] = [:],
        texts: [Int: String] = [:]
    ) throws -> RememberedLot {
        RememberedLot(
            id: id, title: id, opened: opened, region: region, kind: "works", award: award,
            winner: try winner.map { try unit($0).code },
            bids: try bids.map {
                .init(
                    unit: try unit($0.unit), price: $0.fen > 0 ? Money(fen: $0.fen) : nil, keys: keys[$0.unit] ?? [],
                    text: try texts[$0.unit].map(sample))
            })
    }

    /// A market of `lots` lots in which `firms` firms of two districts choose lots by themselves, win by the lowest price, and
    /// price by themselves. A ring, where there is one, bids for an eighth of the first district's lots as one: one of its members wins.
    static func market(seed: UInt64, lots: Int = 160, firms: Int = 40, ring: [Int] = []) throws -> [RememberedLot] {
        var dice = Dice(state: seed)
        var market: [RememberedLot] = []
        for number in 0..<lots {
            let district = number % 2
            var bidders: Set<Int> = []
            let wanted = Int.random(in: 3...9, using: &dice)
            while bidders.count < wanted {
                let firm = Int.random(in: 0..<firms, using: &dice)
                // most firms stay in their district, and some go everywhere
                if firm % 2 == district || firm % 5 == 0 { bidders.insert(firm) }
            }
            let worth = Double.random(in: 1e8...9e9, using: &dice)
            var prices: [Int: Int64] = [:]
            for firm in bidders.sorted() {
                prices[firm] = Int64(worth * Double.random(in: 0.85...1.0, using: &dice))
            }
            if !ring.isEmpty, number % 16 == 0 {
                let base = worth * 0.84
                for (place, firm) in ring.enumerated() { prices[firm] = Int64(base * (1 + 0.002 * Double(place))) }
            }
            let winner = prices.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
            market.append(
                try lot(
                    "M/\(number)", opened: number < lots / 2 ? "2025-06-01" : "2026-06-01",
                    region: district == 0 ? "1101" : "3201", winner: winner,
                    prices.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
        return market
    }
}
