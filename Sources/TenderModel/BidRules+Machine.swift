// BidRules+Machine.swift — machine codes (制作机器码): is one recorded as the tender asks, and what do the bids of a lot share?
internal import Reporting

extension BidRules {
    /// Clues for the supervisor (线索移交), which name a bidder's accounts and machines: they are not published.
    package static let notPublished: Set<String> = ["BIDC-0103", "BIDC-0104"]

    /// Whether the bid records its machine exactly where the tender carries the platform's salt.
    static func machine(_ bid: Bid, _ tender: Tender) -> [Finding] {
        let place = "provenance/machine"
        switch (tender.machineSalt, bid.provenance.machine) {
        case (nil, nil): return []
        case (_?, nil):
            return [
                Finding(
                    "BIDC-0063", zh: "招标文件公布了平台盐值,投标文件却没有记录制作机器码",
                    en: "the tender carries the platform's salt, but the bid records no machine code",
                    remedyZh: "请用最新的招标文件重新打包", remedyEn: "pack the bid anew from the newest tender file",
                    place: place)
            ]
        case (nil, _?):
            return [
                Finding(
                    "BIDC-0064", .warning, zh: "招标文件没有公布平台盐值,投标文件却记录了制作机器码;它无法与别的比较",
                    en: "the tender carries no salt, yet the bid records a machine code; it compares with nothing",
                    remedyZh: "请用最新的招标文件重新打包", remedyEn: "pack the bid anew from the newest tender file",
                    place: place)
            ]
        case (_?, let machine?):
            guard machine.components.isEmpty else { return [] }
            return [
                Finding(
                    "BIDC-0065", .warning, zh: "没有读到可用的机器标识,制作机器码无法比较",
                    en: "no usable identifier of the machine was found: the machine code compares with nothing",
                    remedyZh: "这不影响投标;开标时会注明", remedyEn: "this does not stop the bid; the opening will say so",
                    place: place)
            ]
        }
    }

    /// One finding for each group of bidders whose bids share components, however many pairs the group has.
    static func machines(_ bids: [Bid]) -> [SharedFinding] {
        // Of one bidder's two bids the first stands for it: BIDC-0101 speaks of the two.
        var seen: Set<[String]> = []
        let told = bids.enumerated().filter { _, bid in
            bid.provenance.machine != nil
                && seen.insert([bid.lot, String(bid.envelope), bid.bidder.code.text]).inserted
        }
        var holders: [[String]: [Int]] = [:]
        for (index, bid) in told {
            for component in bid.provenance.machine?.components ?? [] {
                let key = [bid.lot, String(bid.envelope), component.kind.rawValue, component.hash]
                holders[key, default: []].append(index)
            }
        }
        return Set(holders.values.filter { $0.count > 1 }).sorted { $0.lexicographicallyPrecedes($1) }
            .map { group in SharedFinding(finding: shared(group.map { bids[$0] }), bids: group) }
    }

    /// What all bids of a group share. Said of the group is what can be said of its least alike pair.
    private static func shared(_ bids: [Bid]) -> Finding {
        let codes = bids.compactMap(\.provenance.machine)
        let kinds = MachineComponent.Kind.allCases.filter { kind in
            !codes.dropFirst().reduce(codes.first?.hashes(kind) ?? []) { $0.intersection($1.hashes(kind)) }.isEmpty
        }
        var relation = MachineMatch.Relation.same
        var virtual = false
        for (index, code) in codes.enumerated() {
            for other in codes[(index + 1)...] {
                let match = MachineMatch(code, other)
                relation = min(relation, match.relation)
                virtual = virtual || match.virtual
            }
        }
        let names = bids.map(\.bidder.name)
        let innocent = innocent(relation)
        let copied =
            virtual
            ? (
                "其中有在虚拟机或容器中制作的,其标识可随镜像复制。",
                " Some were made in a virtual machine, whose identifiers are copied with its image."
            ) : ("", "")
        return Finding(
            "BIDC-0104", .warning,
            zh: "\(names.joined(separator: "、"))的制作机器码有相同之处:\(kinds.map(\.name.zh).joined(separator: "、"));"
                + "\(relation.name.zh)。\(copied.0)也可能出于正常原因:\(innocent.zh)。此为线索,由人判断",
            en: "the machine codes of \(names.joined(separator: ", ")) agree in: "
                + "\(kinds.map(\.name.en).joined(separator: ", ")); \(relation.name.en).\(copied.1) Innocent causes: "
                + "\(innocent.en). This is a clue for a person to judge",
            remedyZh: "请核对各家的制作过程,需要时移交监督部门",
            remedyEn: "ask how each bid was made; hand it to the supervisor where needed",
            place: names.joined(separator: " / "), basis: .regulation("40(一)"))
    }

    private static func innocent(_ relation: MachineMatch.Relation) -> LocalizedText {
        switch relation {
        case .same:
            LocalizedText(
                zh: "代理机构、图文店、办证窗口的公用电脑,或转手的二手电脑",
                en: "a shared computer of an agency, a print shop or a service desk, or one sold second-hand")
        case .sameBoard:
            LocalizedText(
                zh: "公用或二手电脑换过硬盘,一机装有两个系统",
                en: "a shared or second-hand computer with a new disk, or with two systems")
        case .clone:
            LocalizedText(
                zh: "同一装机镜像或虚拟机模板,二手硬盘、网卡,更换过主板",
                en: "one installation image or template, a second-hand disk or interface, a new board")
        case .undetermined, .different:
            LocalizedText(
                zh: "厂家重复使用的编号,同一装机镜像,公用电脑",
                en: "a number that the maker used twice, one installation image, a shared computer")
        }
    }
}
