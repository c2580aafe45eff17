// IdentitySignal.swift — marks that two bids share and the tender does not have (制作标识雷同): files, machines, locks, certificates,
// accounts.
internal import PriceMatching
package import Reporting
internal import TenderModel

package struct IdentitySignal: Signal {
    package init() {}

    package var id: SignalID { .identity }

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = try KeyJoin(
            signal: .identity,
            kinds: [.creation, .lock, .software, .certificate, .account, .payer, .guarantee, .machine]
        ).run(lot, context)
        machines(lot, &result)
        return result
    }

    // MARK: - Machine codes

    /// Machine codes are compared component by component: one that agrees while others contradict it is no machine.
    private func machines(_ lot: ComparedLot, _ result: inout SignalResult) {
        let none = lot.bids.indices.filter { index in
            !lot.bids[index].bids.isEmpty && lot.bids[index].bids.allSatisfy { $0.provenance.machine == nil }
        }
        if !none.isEmpty {
            let letters = none.map(ComparedLot.letter).joined(separator: ", ")
            result.unchecked.append(
                LocalizedText(zh: "没有制作机器码可比:\(letters)", en: "no machine code to compare: \(letters)"))
        }
        for a in lot.bids.indices {
            for b in lot.bids.indices where b > a && !lot.isSameBidder(a, b) {
                guard let best = best(lot.bids[a].bids, lot.bids[b].bids) else { continue }
                result.clues.append(clue(a, b, best.match, best.first, best.second))
            }
        }
    }

    private func best(
        _ first: [Bid], _ second: [Bid]
    ) -> (match: MachineMatch, first: MachineCode, second: MachineCode)? {
        var best: (match: MachineMatch, first: MachineCode, second: MachineCode)?
        for one in first.compactMap(\.provenance.machine) {
            for other in second.compactMap(\.provenance.machine) {
                let match = MachineMatch(one, other)
                guard match.relation > .undetermined, !match.agreeing.isEmpty else { continue }
                if best.map({ $0.match.relation < match.relation }) ?? true { best = (match, one, other) }
            }
        }
        return best
    }

    private func clue(_ a: Int, _ b: Int, _ match: MachineMatch, _ one: MachineCode, _ other: MachineCode) -> Clue {
        let strength: ClueStrength =
            switch match.relation {
            case .same: match.virtual ? .moderate : .strong
            case .sameBoard: match.virtual ? .weak : .moderate
            default: .weak
            }
        let rows = match.agreeing.map { kind in
            [
                kind.name.zh + " / " + kind.name.en,
                one.hashes(kind).intersection(other.hashes(kind)).sorted().first ?? "",
            ]
        }
        var statements = [
            Statement(
                zh: "{first} 与 {second} 的制作机器码中,{agreeing} 类部件标识相同,{differing} 类不同:\(match.relation.name.zh)。",
                en:
                    "of the machine codes of {first} and {second}, {agreeing} kinds of components agree and {differing} differ: \(match.relation.name.en).",
                [
                    "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                    "agreeing": .count(match.agreeing.count), "differing": .count(match.differing.count),
                ])
        ]
        if match.virtual {
            statements.append(
                Statement(
                    zh: "至少一方是虚拟机:虚拟硬件的标识会随镜像复制。",
                    en: "at least one was a virtual machine: identifiers of virtual hardware are copied with its image."
                ))
        }
        return Clue(
            .identity, "machine-code", bids: [a, b], strength: strength, articles: [.samePreparer, .sameHandler],
            title: LocalizedText(zh: "制作机器码相同", en: "the same machine code"), statements: statements,
            evidence: [
                .table(
                    title: LocalizedText(zh: "相同的部件(加盐杂凑值)", en: "components that agree (salted hashes)"),
                    columns: [LocalizedText(zh: "部件", en: "component"), LocalizedText(zh: "杂凑值", en: "hash")],
                    rows: rows, total: rows.count)
            ],
            causes: [
                LocalizedText(
                    zh: "两家使用同一台公用电脑(如文印店、交易中心的自助电脑)制作文件",
                    en: "both made their files on one public computer, such as a print shop's or the centre's own"),
                LocalizedText(zh: "电脑转手、部件更换或系统克隆", en: "a computer was sold on, a part moved, a system cloned"),
            ])
    }
}
