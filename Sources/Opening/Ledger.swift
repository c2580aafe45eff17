package import Documents
// Ledger.swift — what happened in a box, in order, hash-chained (留痕). The ledger is the truth; files follow from it.
internal import FileKit
internal import FoundationEssentials
internal import OpenSSLKit
internal import Reporting
package import TenderModel

/// One event of a box.
package struct LedgerEvent: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// A sealed bid was accepted.
        case delivery
        /// A withdrawal was accepted.
        case withdrawal
        /// An addendum came into force.
        case addendum
        /// The closing list was made.
        case closing
    }

    package var kind: Kind
    package var at: Instant
    /// Name of the file within the box.
    package var file: String
    package var digest: FileDigest
    /// What the receipt says; nil for other kinds.
    package var receipt: Receipt?
    /// The salt of the receipt's commitment to the one before, hexadecimal.
    package var salt: String?
    /// Another bidder's delivery carries the same seal id: a clue for the supervisor.
    package var sharesSealID: Bool?
    /// The network address that it came from (网络地址); nil where the platform did not say. It stands nowhere but here and in what
    /// ``Box/handlingLog()`` gives after closing: neither receipts nor the closing list nor any record has it.
    package var address: String?
}

/// An append-only file of events: each line holds the digest of the line before it.
struct Ledger: ~Copyable {
    private let log: AppendLog
    private(set) var events: [LedgerEvent] = []
    private var last: String

    private struct Line: Codable {
        var previous: String
        var event: LedgerEvent
    }

    /// BOXX-0001 where a line is not a line of ours or does not continue the chain.
    init(_ path: String, anchor: String) throws(Problem) {
        let log = try AppendLog(path)
        var last = anchor
        var events: [LedgerEvent] = []
        for (index, text) in log.lines.enumerated() {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)), line.previous == last else {
                throw Problem(
                    code: "BOXX-0001",
                    message: LocalizedText(
                        zh: "投标箱的账本第 \(index + 1) 行被改动", en: "line \(index + 1) of the box's ledger was altered"),
                    remedy: LocalizedText(
                        zh: "停止使用此投标箱,保全现场并报告监督部门", en: "stop using this box, keep it as it is, and tell the supervisor"
                    ),
                    place: path)
            }
            events.append(line.event)
            last = try Self.hash(text)
        }
        self.log = log
        self.events = events
        self.last = last
    }

    /// On disk before it returns.
    mutating func append(_ event: LedgerEvent) throws(Problem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(Line(previous: last, event: event)),
            let text = String(data: data, encoding: .utf8)
        else { throw Problem.bug("a ledger event does not encode") }
        try log.append(text)
        events.append(event)
        last = try Self.hash(text)
    }

    private static func hash(_ line: String) throws(Problem) -> String {
        Hex.encode(try Digest.of(Array(line.utf8), .sha256))
    }
}
