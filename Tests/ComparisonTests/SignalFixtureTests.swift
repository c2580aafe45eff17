// SignalFixtureTests.swift — each signal beside an honest lot, of which it must say nothing, and one with something in it, of which it must.
import BillSimulation
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct SignalFixtureTests {
    struct Fixture: Sendable, CustomTestStringConvertible {
        var signal: SignalID
        /// Bids that look alike for an innocent reason.
        var honest: @Sendable () throws -> ComparedLot
        var colluding: @Sendable () throws -> ComparedLot
        /// What it must find in the second: the kind of a clue, or of a remark where the signal makes no clues.
        var kind: String
        var testDescription: String { signal.rawValue }
    }

    private static func lot(_ change: (Int, inout ComparedBid) throws -> Void) throws -> ComparedLot {
        try ComparedLot(
            bids: (0..<3).map { index in
                var bid = ComparedBid(name: ReportSamples.names[index], code: try ReportSamples.code(index))
                try change(index, &bid)
                return bid
            }, at: ReportSamples.at)
    }

    private static func keys(_ kind: IdentityKey.Kind, detail: String = "", _ values: [String]) throws -> ComparedLot {
        try lot { index, bid in
            bid.keys = [IdentityKey(kind, detail: detail, values[index], file: "bid.xml")].compactMap { $0 }
        }
    }

    private static func texts(_ texts: [String], author: [String?] = [nil, nil, nil]) throws -> ComparedLot {
        try lot { index, bid in
            var document = try ReportSamples.document("技术标.txt", texts[index])
            document.metadata.author = author[index]
            bid.documents = [document]
        }
    }

    private static func bills(_ simulated: SimulatedLot) throws -> ComparedLot {
        var lot = try ComparedLot(
            bids: simulated.bids.map { priced in
                var bid = ComparedBid(name: priced.bidder)
                bid.bill = priced.bill
                return bid
            }, at: ReportSamples.at)
        lot.tenderBill = simulated.tender
        return lot
    }

    private static func images(_ numbers: [[Int]]) throws -> ComparedLot {
        try lot { index, bid in
            bid.images = numbers[index].map { number in
                ComparedImage(
                    file: "技术标.docx", place: LocalizedText(zh: "第 2 页", en: "page 2"), mediaType: "image/jpeg",
                    size: 20_480 + number,
                    streamDigest: FileDigest(algorithm: "sha256", hex: ReportSamples.digest(700 + number)), width: 640,
                    height: 480)
            }
        }
    }

    private static func prices(_ prices: [String]) throws -> ComparedLot {
        var lot = try lot { index, bid in
            bid.bids = [try ReportSamples.bid(index, price: prices[index], machine: nil)]
        }
        lot.tender = try ReportSamples.tender()
        lot.lot = lot.tender?.lots.first
        return lot
    }

    private static func own(_ number: Int) -> String { ReportSamples.text(UInt64(number) * 31 + 5, 500) }
    private static let shared = ReportSamples.text(8_001, 600)

    static let all: [Fixture] = [
        Fixture(
            signal: .identity, honest: { try keys(.lock, ["GL-1", "GL-1", "GL-1"]) },
            colluding: { try keys(.lock, ["GL-20391-77345", "GL-20391-77345", "GL-11874-00213"]) }, kind: "lock"),
        Fixture(
            signal: .ancestry,
            honest: { try texts([1, 2, 3].map(own), author: ["lenovo", "lenovo", "Administrator"]) },
            colluding: { try texts([1, 2, 3].map(own), author: ["王小明", "王小明", "李小红"]) }, kind: "author"),
        Fixture(
            signal: .people,
            honest: { try keys(.person, detail: "number", ["张伟 湘01432026", "张伟 湘01432027", "李强 湘01432028"]) },
            colluding: { try keys(.person, detail: "number", ["张伟 湘01432026", "张伟 湘01432026", "李强 湘01432028"]) },
            kind: "person-number"),
        Fixture(
            signal: .handling, honest: { try keys(.network, ["100.64.3.2", "100.64.3.2", "100.64.3.2"]) },
            colluding: { try keys(.phone, ["13917263544", "13917263544", "13801122334"]) }, kind: "phone"),
        Fixture(
            signal: .text, honest: { try texts([1, 2, 3].map { own($0) + shared }) },
            colluding: { try texts([own(1) + shared, shared + own(2), own(3)]) }, kind: "passages"),
        Fixture(
            signal: .mixing, honest: { try texts([own(1) + ReportSamples.names[0], own(2), own(3)]) },
            colluding: { try texts([own(1) + ReportSamples.names[1], own(2), own(3)]) }, kind: "rival-named"),
        Fixture(
            signal: .bill, honest: { try bills(HonestCase.independent.lot(items: 300, bids: 4, seed: 21)) },
            colluding: { try bills(PlantedRelation.ratioAll.lot(items: 300, bids: 4, control: true, seed: 5)) },
            kind: "ratio"),
        Fixture(
            signal: .images, honest: { try images([[1, 9], [2, 9], [3, 9]]) },
            colluding: { try images([[1, 5, 6], [2, 5, 6], [3]]) }, kind: "pictures"),
        Fixture(
            signal: .prices, honest: { try prices(["10000000.00", "10250000.00", "9870000.00"]) },
            colluding: { try prices(["10000000.00", "10000000.00", "9870000.00"]) }, kind: "equal"),
        Fixture(
            signal: .evasion, honest: { try texts([own(1) + "工程\u{00AD}量👷\u{200D}♂\u{FE0F}", own(2), own(3)]) },
            colluding: { try texts([own(1) + String(repeating: "文\u{200B}字", count: 60), own(2), own(3)]) },
            kind: "zeroWidth"),
    ]

    @Test func everySignalHasBoth() {
        #expect(Self.all.map(\.signal).sorted() == SignalID.allCases)
        #expect(Set(Comparison.signals.map(\.id)).sorted() == SignalID.allCases, "and each of them runs")
    }

    @Test(arguments: all) func theHonestLotIsHeldAgainstNobody(_ fixture: Fixture) throws {
        let result = try Self.run(fixture, try fixture.honest())
        #expect(result.clues.isEmpty, "\(result.clues.map(\.title.en))")
        #expect(!result.remarks.contains { $0.kind == fixture.kind })
    }

    @Test(arguments: all) func theOtherIsFound(_ fixture: Fixture) throws {
        let result = try Self.run(fixture, try fixture.colluding())
        if fixture.signal == .prices {
            #expect(result.clues.isEmpty, "prices of the whole lot make no clue")
            #expect(result.remarks.contains { $0.kind == fixture.kind })
        } else {
            #expect(result.clues.contains { $0.kind == fixture.kind }, "\(result.clues.map(\.kind))")
            #expect(result.clues.allSatisfy { $0.signal == fixture.signal })
        }
    }

    private static func run(_ fixture: Fixture, _ lot: ComparedLot) throws -> SignalResult {
        let signal = try #require(Comparison.signals.first { $0.id == fixture.signal })
        return try signal.run(lot, ComparisonContext())
    }
}
