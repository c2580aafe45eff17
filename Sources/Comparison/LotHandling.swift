// LotHandling.swift — an access log beside the bids that it is about (办理日志归户): steps of the bidders, and who used which address.
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// One step of a bidder, with the line of the log that it stands on.
package struct HandlingStep: Sendable, Hashable {
    package var kind: HandlingEvent.Kind
    package var at: Instant
    package var address: String?
    package var line: Int

    package init(kind: HandlingEvent.Kind, at: Instant, address: String?, line: Int) {
        self.kind = kind
        self.at = at
        self.address = address
        self.line = line
    }
}

/// What a log says beside the bidders' own steps.
package struct LotHandling: Sendable, Hashable {
    package var file: ComparedFile
    /// Lines about units that are none of the bidders, and about other lots.
    package var ignored = 0
    /// Units that used an address, each by what makes it the same unit wherever it stands: bidders and others, in this lot or another.
    package var users: [String: Set<String>] = [:]
    /// Addresses that are known to be shared (公用地址); nothing rests on them.
    package var shared: Set<String> = []
    /// Of the bidders' steps, how many came from such an address.
    package var fromShared = 0
    /// Units that withdrew and are none of the bidders.
    package var otherWithdrawn = 0

    package init(file: ComparedFile) { self.file = file }

    /// How many units of the log used the address beside those of `identities`: whoever else did, a bidder of the lot as well,
    /// makes it less of a mark of these.
    package func others(at address: String, beside identities: Set<String>) -> Int {
        users[address, default: []].subtracting(identities).count
    }
}

extension ComparedLot {
    /// Gives each bidder its steps, and the addresses that it used among its marks.
    ///
    /// - Parameter shared: Addresses, in the spelling of ``NetworkAddress``, that many share, beside those that the log names.
    /// - Throws: HAND-0004 for a unit that is no credit code, where bids have one.
    package mutating func take(
        handling log: HandlingLog, file: ComparedFile, shared: Set<String> = []
    ) throws(Problem) {
        let hasCodes = bids.contains { $0.code != nil }
        let identities = Set(bids.map(\.identity))
        var handling = LotHandling(file: file)
        handling.shared = shared.union(log.entries.compactMap { $0.event.isShared ? $0.event.address : nil })
        var steps: [String: [HandlingStep]] = [:]
        var withdrawn: Set<String> = []
        var wrong: [Int] = []
        for entry in log.entries {
            let event = entry.event
            guard identities.contains(event.unit) || !hasCodes || (try? CreditCode(event.unit)) != nil else {
                wrong.append(entry.line)
                continue
            }
            if let address = event.address { handling.users[address, default: []].insert(event.unit) }
            if identities.contains(event.unit) {
                guard event.lot == nil || lot == nil || event.lot == lot?.id else {
                    handling.ignored += 1
                    continue
                }
                let step = HandlingStep(kind: event.kind, at: event.at, address: event.address, line: entry.line)
                steps[event.unit, default: []].append(step)
                if let address = event.address, handling.shared.contains(address) { handling.fromShared += 1 }
            } else {
                handling.ignored += 1
                if event.kind == .withdrawal { withdrawn.insert(event.unit) }
            }
        }
        guard wrong.isEmpty else { throw .noCode(wrong, file: file.name) }
        handling.otherWithdrawn = withdrawn.count
        rewrite { bid in
            bid.steps = (steps[bid.identity] ?? []).sorted { ($0.at, $0.line) < ($1.at, $1.line) }
            var seen: Set<String> = []
            for step in bid.steps {
                guard let address = step.address, !handling.shared.contains(address), seen.insert(address).inserted
                else { continue }
                let key = IdentityKey(
                    .network, address, file: file.name,
                    place: LocalizedText(zh: "第 \(step.line) 行", en: "line \(step.line)"))
                if let key { bid.keys.append(key) }
            }
        }
        self.handling = handling
    }
}

extension Problem {
    fileprivate static func noCode(_ lines: [Int], file: String) -> Problem {
        let shown = lines.prefix(10).map(String.init).joined(separator: ", ")
        return Problem(
            code: "HAND-0004",
            message: LocalizedText(
                zh: "办理日志有 \(lines.count) 行的单位不是统一社会信用代码:第 \(shown) 行",
                en: "the unit is no unified social credit code on \(lines.count) lines of the access log: \(shown)"),
            remedy: LocalizedText(
                zh: "unit 一栏填写 18 位统一社会信用代码", en: "give the 18 characters of the credit code in the column unit"),
            places: lines.prefix(10).map { "\(file):\($0)" })
    }
}
