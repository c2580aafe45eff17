// HandlingSamples.swift — a lot with the access log of its platform.
import Reporting
import TenderModel

@testable import Comparison

enum HandlingSamples {
    /// Addresses: A and B share one, D uses the centre's terminal as C does, the others their own.
    static let ours = "203.0.113.77"
    static let terminal = "198.51.100.20"

    /// In the order in which a report has them.
    static let names = ReportSamples.names.enumerated().map { "\($0.offset + 1)号\($0.element)" }

    static func event(
        _ bidder: Int, _ kind: HandlingEvent.Kind, _ time: String, _ address: String?, lot: String? = nil,
        shared: Bool = false
    ) throws -> HandlingEvent {
        HandlingEvent(
            unit: try ReportSamples.code(bidder).text, kind: kind, at: try Instant("2026-03-\(time):00+08:00"),
            address: try address.map { try NetworkAddress($0).text }, lot: lot, isShared: shared)
    }

    static func log() throws -> HandlingLog {
        let events = try [
            event(0, .download, "01T09:00", "192.0.2.1"), event(0, .delivery, "20T10:00", ours),
            event(1, .download, "02T15:00", nil), event(1, .delivery, "20T10:05", ours),
            event(1, .release, "21T09:30", "::ffff:203.0.113.77"),
            event(2, .delivery, "20T11:00", terminal, shared: true),
            event(3, .delivery, "20T11:02", terminal), event(3, .withdrawal, "20T11:10", terminal),
            event(3, .delivery, "20T11:30", "192.0.2.44"), event(4, .delivery, "20T12:00", "10.1.2.3"),
            // none of the bidders
            event(9, .download, "03T10:00", ours), event(9, .withdrawal, "20T10:00", ours),
            event(10, .download, "03T10:00", "192.0.2.99"),
            // a bidder, of another lot
            event(2, .delivery, "20T10:01", ours, lot: "2"),
        ]
        return HandlingLog(entries: events.enumerated().map { .init(event: $0.element, line: $0.offset + 2) })
    }

    static let file = ComparedFile(
        name: "log.csv", digest: FileDigest(algorithm: "sha256", hex: ReportSamples.digest(99)))

    /// Five bidders. The second's people are insured by the first; the fourth's security is paid by the fifth.
    static func lot(log: HandlingLog? = nil, shared: Set<String> = []) throws -> ComparedLot {
        let keys: [Int: (IdentityKey.Kind, String)] = [
            1: (.employer, names[0]), 3: (.payer, names[4]),
        ]
        var lot = try ComparedLot(
            bids: names.enumerated().map { index, name in
                var bid = ComparedBid(name: name, code: try ReportSamples.code(index))
                if let key = keys[index] {
                    bid.keys = [IdentityKey(key.0, key.1, file: "bid.xml")].compactMap { $0 }
                }
                if index == 2 || index == 4 {
                    bid.keys += [IdentityKey(.employer, "滨河人力资源服务中心", file: "bid.xml")].compactMap { $0 }
                }
                return bid
            }, at: ReportSamples.at)
        lot.tender = try ReportSamples.tender()
        lot.lot = lot.tender?.lots.first
        try lot.take(handling: try log ?? self.log(), file: file, shared: shared)
        return lot
    }
}
