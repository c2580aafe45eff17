// HandlingSignal.swift — how bids were handled (办理痕迹): contacts, who pays and insures, addresses and minutes of download, delivery and
// release.
internal import PriceMatching
package import Reporting
internal import TenderModel

package struct HandlingSignal: Signal {
    package init() {}

    package var id: SignalID { .handling }

    /// Two steps from one address within so many minutes are told of as near to each other.
    static let window = 30
    /// Steps that a table shows; all are counted.
    static let mostRows = 60

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var join = KeyJoin(signal: .handling, kinds: [.phone, .email, .address, .network, .employer])
        join.more = { key, bids in key.kind == .network ? Self.users(of: key.value, bids, lot) : ([], []) }
        var result = try join.run(lot, context)
        result.clues += RivalUnits.clues(lot)
        guard let handling = lot.handling else {
            if lot.bids.allSatisfy({ bid in !bid.keys.contains { $0.kind == .network } }) {
                result.unchecked.append(
                    LocalizedText(
                        zh: "没有给出办理日志,没有下载、递交和解密时的网络地址与时间可比",
                        en:
                            "no access log was given: no network addresses and times of download, delivery and release to compare"
                    ))
            }
            return result
        }
        let silent = lot.shown.filter { lot.bids[$0].steps.allSatisfy { $0.address == nil } }
        if !silent.isEmpty {
            let letters = silent.map(ComparedLot.letter).joined(separator: ", ")
            result.unchecked.append(
                LocalizedText(
                    zh: "办理日志中没有网络地址:\(letters)", en: "no network address in the access log: \(letters)"))
        }
        result.remarks += remarks(lot, handling)
        return result
    }

    // MARK: - One address

    /// Who used the address when, beside the bids that share it.
    private static func users(
        of address: String, _ bids: [Int], _ lot: ComparedLot
    ) -> (statements: [Statement], evidence: [Evidence]) {
        let all = bids.flatMap { bid in
            lot.bids[bid].steps.filter { $0.address == address }.map { (bid: bid, step: $0) }
        }.sorted { ($0.step.at, $0.step.line) < ($1.step.at, $1.step.line) }
        guard let handling = lot.handling, !all.isEmpty else { return ([], []) }
        let others = handling.others(at: address, beside: Set(bids.map { lot.bids[$0].identity }))
        let statements =
            (bids.count == 2 ? minutes(all, bids[0], bids[1]) : []) + [
                Statement(
                    zh: "除这 {bidders} 家外,这份日志中另有 {others} 家单位用过这一地址。",
                    en: "other units of this log that used it, beside these {bidders}: {others}.",
                    ["bidders": .count(bids.count), "others": .count(others)])
            ]
        let table = Evidence.table(
            title: LocalizedText(zh: "来自这一地址的办理", en: "steps from this address"),
            columns: [
                LocalizedText(zh: "投标人", en: "bidder"), LocalizedText(zh: "事件", en: "event"),
                LocalizedText(zh: "时间", en: "time"), LocalizedText(zh: "日志行", en: "line of the log"),
            ],
            rows: all.prefix(mostRows).map {
                [
                    ComparedLot.letter($0.bid), "\($0.step.kind.title.zh) / \($0.step.kind.title.en)", $0.step.at.text,
                    String($0.step.line),
                ]
            }, total: all.count)
        return (statements, [table])
    }

    /// How near to each other the two used it.
    private static func minutes(_ all: [(bid: Int, step: HandlingStep)], _ a: Int, _ b: Int) -> [Statement] {
        var nearest: (apart: Int64, one: HandlingStep, other: HandlingStep)?
        for one in all where one.bid == a {
            for other in all where other.bid == b {
                let apart = abs(one.step.at.seconds - other.step.at.seconds)
                if nearest.map({ apart < $0.apart }) ?? true { nearest = (apart, one.step, other.step) }
            }
        }
        guard let nearest else { return [] }
        var statements = [
            Statement(
                zh:
                    "{first} 的\(nearest.one.kind.title.zh)与 {second} 的\(nearest.other.kind.title.zh)都来自这一地址,相隔 {minutes} 分钟。",
                en:
                    "the \(nearest.one.kind.title.en) of {first} and the \(nearest.other.kind.title.en) of {second} came from it {minutes} minutes apart.",
                [
                    "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                    // begun minutes, so that nothing sounds nearer than it was
                    "minutes": .count(Int((nearest.apart + 59) / 60)),
                ])
        ]
        if nearest.apart > Int64(window) * 60 {
            statements.append(
                Statement(
                    zh: "相隔超过 {window} 分钟:同一地址可能先后分配给不同的用户。",
                    en: "that is over {window} minutes: an address may have gone from one user to another.",
                    ["window": .count(window)]))
        }
        return statements
    }

    // MARK: - Remarks

    private func remarks(_ lot: ComparedLot, _ handling: LotHandling) -> [LotRemark] {
        var remarks = [
            LotRemark(
                .handling, "log", title: LocalizedText(zh: "办理日志", en: "the access log"),
                statements: [
                    Statement(
                        zh: "日志中有本标段投标人的 {own} 条记录;其他单位或标段的 {ignored} 条未作比对。",
                        en:
                            "the log has {own} events of the bidders; {ignored} of other units or lots were not compared.",
                        [
                            "own": .count(lot.bids.reduce(0) { $0 + $1.steps.count }),
                            "ignored": .count(handling.ignored),
                        ]),
                    Statement(
                        zh: "已知公用的地址 {shared} 个,来自它们的 {events} 条记录不作为依据。",
                        en:
                            "{shared} addresses are known to be shared; nothing rests on the {events} events from them.",
                        ["shared": .count(handling.shared.count), "events": .count(handling.fromShared)]),
                ])
        ]
        let withdrew = lot.shown.filter { lot.bids[$0].steps.contains { $0.kind == .withdrawal } }
        guard !withdrew.isEmpty || handling.otherWithdrawn > 0 else { return remarks }
        var rows: [[String]] = []
        for bid in withdrew {
            for step in lot.bids[bid].steps where step.kind == .withdrawal {
                rows.append([ComparedLot.letter(bid), step.at.text, String(step.line)])
            }
        }
        let columns = [
            LocalizedText(zh: "投标人", en: "bidder"), LocalizedText(zh: "时间", en: "time"),
            LocalizedText(zh: "日志行", en: "line of the log"),
        ]
        remarks.append(
            LotRemark(
                .handling, "withdrawals", bids: withdrew,
                title: LocalizedText(zh: "撤回", en: "withdrawals"),
                statements: [
                    Statement(
                        zh: "{bidders} 家投标人曾撤回后重新递交;另有 {others} 家撤回后未再投标。撤回是投标人的权利,仅供了解。",
                        en:
                            "{bidders} bidders withdrew and handed in anew; {others} more withdrew for good. To withdraw is their right; this is for information.",
                        ["bidders": .count(withdrew.count), "others": .count(handling.otherWithdrawn)])
                ],
                evidence: rows.isEmpty
                    ? []
                    : [
                        .table(
                            title: LocalizedText(zh: "何时撤回", en: "when"), columns: columns,
                            rows: Array(rows.prefix(Self.mostRows)), total: rows.count)
                    ]))
        return remarks
    }
}
