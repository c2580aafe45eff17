package import Documents
// OpeningStatus.swift — where an opening stands, for people to look at while it runs: status.json.
internal import FileKit
internal import FoundationEssentials
package import Reporting
package import TenderModel

/// A snapshot of an opening. It never holds a price or a key.
package struct OpeningStatus: Sendable, Hashable, Codable {
    package enum Phase: String, Sendable, Hashable, Codable {
        case collecting
        case decrypting
        case concluded
    }

    package enum State: String, Sendable, Hashable, Codable {
        /// No release yet.
        case awaited
        /// Only a release with a wrong key.
        case wrongKey
        /// A right release came.
        case released
        case opened
        case failed
        /// Not asked for: an addendum wanted a new bid, and none came.
        case outdated
    }

    package struct BidStatus: Sendable, Hashable, Codable {
        package var bidder: Organization
        package var state: State
        package var outcome: OpeningOutcome?
    }

    package var phase: Phase
    package var lot: String
    package var envelope: Int
    package var updated: Instant
    package var windowEnd: Instant
    package var bids: [BidStatus]
    package var otherFindings: [Finding] = []

    private static let name = "status.json"

    /// OPEN-0020 where no opening has begun in the folder.
    package static func read(from folder: String) throws(Problem) -> OpeningStatus {
        let path = folder + "/" + name
        guard Files.kind(of: path) == .file,
            let status = try? JSONDecoder().decode(
                OpeningStatus.self, from: Data(try Files.read(path, limit: 64 << 20)))
        else {
            throw Problem(
                code: "OPEN-0020",
                message: LocalizedText(zh: "此文件夹中没有正在进行的开标", en: "no opening has begun in this folder"),
                remedy: LocalizedText(zh: "请给出 biao open -o 的文件夹", en: "name the folder that biao open -o was given"),
                place: folder)
        }
        return status
    }

    func write(to folder: String) throws(Problem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(self) else { throw Problem.bug("status does not encode") }
        try Files.write(Array(bytes) + [0x0a], to: folder + "/" + Self.name, mode: 0o600)
    }
}

extension OpeningStatus.BidStatus {
    /// As a finished record has it.
    init(_ row: OpeningRow) {
        let state: OpeningStatus.State =
            switch row.outcome {
            case .opened: .opened
            case .outdated: .outdated
            default: .failed
            }
        self.init(bidder: row.bidder, state: state, outcome: row.outcome)
    }
}
