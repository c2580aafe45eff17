// Box+Handling.swift — who handled the lots when, and from where (办理日志): noted in the box, given out only after closing.
internal import FileKit
internal import FoundationEssentials
package import Reporting
package import TenderModel

extension Box {
    private var notesPath: String { folder + "/handling" }

    /// Notes a step that leaves no file in the box: a download of the tender, or the coming in of a release.
    ///
    /// Deliveries, replacements and withdrawals stand in the ledger, with the address that ``receive(_:signer:from:progress:)`` was told.
    /// - Throws: BOXX-0018 for these.
    package func note(
        _ kind: HandlingEvent.Kind, unit: CreditCode, lot: String?, from address: NetworkAddress?, clock: TimeSource
    ) throws(Problem) {
        guard kind == .download || kind == .release else {
            throw Problem(
                code: "BOXX-0018", kind: .usage,
                message: LocalizedText(
                    zh: "\(kind.title.zh)由接收命令自动记录", en: "a \(kind.title.en) is noted when it is taken in"),
                remedy: LocalizedText(
                    zh: "用 biao box receive --from 记录", en: "note it with biao box receive --from"), place: folder)
        }
        if let lot, tender.tender.lot(lot) == nil {
            throw Problem(
                code: "BOXX-0019", kind: .usage,
                message: LocalizedText(zh: "招标文件没有标段“\(lot)”", en: "the tender has no lot \"\(lot)\""),
                remedy: LocalizedText(zh: "请核对标段", en: "check the lot"), place: folder)
        }
        let event = HandlingEvent(
            unit: unit.text, kind: kind, at: clock.now(), address: address?.text, lot: lot)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(event), let line = String(data: data, encoding: .utf8) else {
            throw Problem.bug("a handling event does not encode")
        }
        try AppendLog(notesPath).append(line)
    }

    /// Everything that was noted, in the order of time.
    ///
    /// - Throws: BOXX-0020 before the box is closed, since it tells who bids; BOXX-0021 where a note is none of ours.
    package func handlingLog() throws(Problem) -> HandlingLog {
        guard isClosed else {
            throw Problem(
                code: "BOXX-0020", kind: .tooEarly,
                message: LocalizedText(
                    zh: "投标箱还没有截标:此前不得透露谁在投标", en: "the box is not closed yet: until then nobody may learn who bids"),
                remedy: LocalizedText(zh: "请先执行 biao box close", en: "run biao box close first"), place: folder)
        }
        var events: [HandlingEvent] = []
        for event in self.events {
            guard let receipt = event.receipt else { continue }
            let kind: HandlingEvent.Kind =
                switch receipt.kind {
                case .delivery: .delivery
                case .replacement: .replacement
                case .withdrawal: .withdrawal
                }
            events.append(
                HandlingEvent(
                    unit: receipt.bidder.code.text, kind: kind, at: event.at, address: event.address, lot: receipt.lot))
        }
        if Files.kind(of: notesPath) == .file {
            for (index, line) in try AppendLog(notesPath).lines.enumerated() {
                guard let event = try? JSONDecoder().decode(HandlingEvent.self, from: Data(line.utf8)) else {
                    throw Problem(
                        code: "BOXX-0021",
                        message: LocalizedText(
                            zh: "投标箱的办理记录第 \(index + 1) 行被改动", en: "line \(index + 1) of the box's notes was altered"),
                        remedy: LocalizedText(
                            zh: "保全现场并报告监督部门", en: "keep the box as it is, and tell the supervisor"),
                        place: notesPath)
                }
                events.append(event)
            }
        }
        // sorted by time; those of one second as they came
        let sorted = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return HandlingLog(
            entries: sorted.enumerated().map { HandlingLog.Entry(event: $0.element.element, line: $0.offset + 2) })
    }
}
