// ImagesSignal.swift — one picture in two bids (图片雷同), that neither the tender nor a third bid has.
//
//   weak       one or two small pictures (under 200 pixels), such as logos
//   moderate   one to four pictures, or three small ones and more
//   strong     five pictures and more; or one photo that names its camera and its moment, the same in both bids: nobody takes one
//              exposure twice, and in the tender or with a third bidder it is not
internal import ImageMatching
internal import PriceMatching
package import Reporting

package struct ImagesSignal: Signal {
    package init() {}

    package var id: SignalID { .images }

    /// Pairs of pictures that the report shows; all are counted.
    static let mostShown = 40
    /// So many pictures that are not small make it strong.
    static let many = 5

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        guard lot.bids.contains(where: { !$0.images.isEmpty }) else {
            result.unchecked.append(LocalizedText(zh: "没有可比的图片", en: "there are no pictures to compare"))
            return result
        }
        var members: [(member: ImageGroups.Member, image: ComparedImage)] = []
        var left = lot.bids.map { _ in LeftOut() }
        for (place, image) in lot.tenderImages.enumerated() where !image.isTiny {
            members.append((ImageGroups.Member(bid: nil, image: place), image))
        }
        for (bid, compared) in lot.bids.enumerated() {
            for (place, image) in compared.images.enumerated() {
                if image.isTiny {
                    left[bid].tiny += 1
                } else if image.isFlat {
                    left[bid].flat += 1
                } else {
                    members.append((ImageGroups.Member(bid: bid, image: place), image))
                }
            }
        }
        let groups = try ImageGroups(members) { member in member.bid.map { lot.bids[$0].identity } ?? "" }
        var pairs: [Pair: [ImageMatch]] = [:]
        var common: [[Int]: [[ImageGroups.Member]]] = [:]
        for group in groups.groups {
            var identities: Set<String> = []
            let bids = Set(group.compactMap(\.bid)).sorted().filter {
                identities.insert(lot.bids[$0].identity).inserted
            }
            guard let first = bids.first else { continue }
            if group.contains(where: { $0.bid == nil }) {
                for bid in Set(group.compactMap(\.bid)) {
                    left[bid].ofTender += group.count { $0.bid == bid }
                }
            } else if bids.count >= KeyJoin.many {
                common[bids, default: []].append(group)
                for bid in bids { left[bid].common += group.count { $0.bid == bid } }
            } else if bids.count == 2, let match = ImageMatch(group, first, bids[1], lot) {
                pairs[Pair(first: first, second: bids[1]), default: []].append(match)
            }
        }
        for (pair, matches) in pairs.sorted(by: { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }) {
            result.clues.append(try clue(pair, matches.sorted(), lot, left))
        }
        for (bids, groups) in common.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            result.remarks.append(try remark(bids, groups, lot))
        }
        result.unchecked += unchecked(lot, groups)
        return result
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    /// Pictures of one bid that were left out, by why.
    struct LeftOut {
        var tiny = 0
        var flat = 0
        var ofTender = 0
        var common = 0
    }

    private func unchecked(_ lot: ComparedLot, _ groups: ImageGroups) -> [LocalizedText] {
        var unchecked: [LocalizedText] = []
        if let gap = TenderGap(lot) {
            unchecked.append(
                LocalizedText(
                    zh: "\(gap.words.zh),双方取自招标文件的图片无法扣除",
                    en: "\(gap.words.en): pictures that both took from it could not be left out"))
        }
        func list(_ isMeant: (ComparedImage) -> Bool) -> String? {
            let counts = lot.bids.enumerated().compactMap { (bid, compared) -> String? in
                let count = compared.images.count { !$0.isTiny && $0.appearance == nil && isMeant($0) }
                return count > 0 ? "\(ComparedLot.letter(bid)) \(count)" : nil
            }
            return counts.isEmpty ? nil : counts.joined(separator: ", ")
        }
        if let list = list({ $0.streamDigest != nil }) {
            unchecked.append(
                LocalizedText(
                    zh: "未解码、只按字节比对的图片(幅):\(list)",
                    en: "pictures that were not decoded and were compared by their bytes only: \(list)"))
        }
        if let list = list({ $0.streamDigest == nil }) {
            unchecked.append(
                LocalizedText(
                    zh: "既未解码、也取不到字节,完全没有比对的图片(幅):\(list)",
                    en:
                        "pictures of which neither looks nor bytes could be had, and that were not compared at all: \(list)"
                ))
        }
        if groups.notLooked > 0 {
            unchecked.append(
                LocalizedText(
                    zh: "相近的图片过多,至多 \(groups.notLooked) 对未逐格核对",
                    en: "too many pictures are nearly alike: up to \(groups.notLooked) pairs were not looked at closely"
                ))
        }
        if groups.notSought > 0 {
            unchecked.append(
                LocalizedText(
                    zh: "相近的图片过多,\(groups.notSought) 幅未按外观与其他投标文件逐一查找",
                    en:
                        "too many pictures are nearly alike: for \(groups.notSought) of them it was not looked up which others look like them"
                ))
        }
        return unchecked
    }

    /// What may be said of the tender: nothing where none was given.
    private static func beside(_ lot: ComparedLot) -> LocalizedText {
        !lot.hasTender
            ? LocalizedText(zh: "", en: "") : LocalizedText(zh: "招标文件中没有,", en: "the tender does not have them, and ")
    }

    // MARK: - A pair

    private func clue(
        _ pair: Pair, _ matches: [ImageMatch], _ lot: ComparedLot, _ left: [LeftOut]
    ) throws(Problem) -> Clue {
        let (a, b) = (pair.first, pair.second)
        let letters: [String: Figure] = [
            "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
        ]
        func with(_ figures: [String: Figure]) -> [String: Figure] { letters.merging(figures) { one, _ in one } }
        var statements = [
            Statement(
                zh:
                    "{first} 与 {second} 有 {all} 幅相同的图片:逐字节相同 {bytes} 幅,解码后相同 {pixels} 幅,重新压缩或缩放过 {looks} 幅;\(Self.beside(lot).zh)其他投标文件中没有。",
                en:
                    "{first} and {second} have {all} pictures in common: {bytes} the same byte for byte, {pixels} the same once decoded, {looks} coded or scaled anew; \(Self.beside(lot).en)no other bid has them.",
                with([
                    "all": .count(matches.count), "bytes": .count(matches.count { $0.kind == .bytes }),
                    "pixels": .count(matches.count { $0.kind == .pixels }),
                    "looks": .count(matches.count { $0.kind == .looks }),
                ]))
        ]
        let exposures = matches.filter { $0.exposure != nil }.count
        if exposures > 0 {
            statements.append(
                Statement(
                    zh: "其中 {count} 幅是相机照片,两份文件中的相机型号和拍摄时刻也相同:是同一次曝光。",
                    en:
                        "{count} of them are photos that name the same camera and the same moment in both: one exposure.",
                    ["count": .count(exposures)]))
        }
        let small = matches.count { $0.isSmall }
        if small > 0 {
            statements.append(
                Statement(
                    zh: "其中 {count} 幅是小图(不足 {side} 像素)。", en: "{count} of them are small, under {side} pixels.",
                    ["count": .count(small), "side": .count(200)]))
        }
        if matches.count > Self.mostShown {
            statements.append(
                Statement(
                    zh: "下面列出 {shown} 幅。", en: "{shown} of them are shown below.", ["shown": .count(Self.mostShown)]))
        }
        return Clue(
            .images, "pictures", bids: [a, b],
            strength: Self.strength(pictures: matches.count - small, small: small, exposures: exposures),
            articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "图片相同", en: "pictures in common"), statements: statements,
            evidence: try matches.prefix(Self.mostShown).map { (match) throws(Problem) in try match.evidence(lot) },
            excluded: [a, b].map { Self.excluded($0, left[$0], lot) },
            causes: [
                LocalizedText(zh: "同一厂家的产品样本或图片", en: "the catalogue of one maker"),
                LocalizedText(zh: "公开的标准图集、规范插图", en: "a public atlas of standard drawings"),
                LocalizedText(zh: "网上的公用图片或软件自带的图库", en: "a stock photo, or the clip art of a program"),
                LocalizedText(
                    zh: "同一生产厂家或同一人出具给两家的同一证书", en: "one certificate of the same manufacturer or person, given to both"),
            ],
            unchecked: [
                LocalizedText(zh: "没有查找图片在互联网上的来源", en: "whether the pictures are on the internet was not looked up"),
                LocalizedText(zh: "旋转、镜像或大幅裁剪过的图片不会被发现", en: "pictures turned, mirrored or cut by much are not found"),
            ])
    }

    /// What was left out of one bid. Of a tender that was not there nothing can be said.
    private static func excluded(_ bid: Int, _ left: LeftOut, _ lot: ComparedLot) -> Statement {
        var figures: [String: Figure] = [
            "bid": .quoted(ComparedLot.letter(bid)), "common": .count(left.common), "tiny": .count(left.tiny),
            "flat": .count(left.flat),
        ]
        var ofTender = LocalizedText(zh: "", en: "")
        if lot.hasTender {
            figures["tender"] = .count(left.ofTender)
            ofTender = LocalizedText(zh: "招标文件中也有 {tender} 幅,", en: "{tender} pictures that the tender has too, ")
        }
        return Statement(
            zh: "{bid} 未计入的图片:\(ofTender.zh)三家及以上共有 {common} 幅,过小或线条 {tiny} 幅,单色 {flat} 幅。",
            en:
                "of {bid} were left out: \(ofTender.en){common} pictures that three bids or more have, {tiny} that are tiny or mere lines, {flat} of one colour.",
            figures)
    }

    /// See the table at the top.
    static func strength(pictures: Int, small: Int, exposures: Int) -> ClueStrength {
        if exposures > 0 || pictures >= many { return .strong }
        if pictures > 0 || small >= 3 { return .moderate }
        return .weak
    }

    // MARK: - Many alike

    private func remark(
        _ bids: [Int], _ groups: [[ImageGroups.Member]], _ lot: ComparedLot
    ) throws(Problem) -> LotRemark {
        LotRemark(
            .images, "common-source", bids: bids,
            title: LocalizedText(zh: "多家有相同图片,来源未查明", en: "pictures that many have, source not found"),
            statements: [
                Statement(
                    zh: "{count} 幅图片同时出现在 {bids} 份投标文件中;\(Self.beside(lot).zh)可能有共同来源,不作归属。",
                    en:
                        "{count} pictures stand in {bids} bids at once; \(Self.beside(lot).en)there may be a common source; held against nobody.",
                    ["count": .count(groups.count), "bids": .count(bids.count)])
            ],
            evidence: try groups.prefix(Self.mostShown).map { (group) throws(Problem) in
                let shown = bids.compactMap { bid in group.first { $0.bid == bid } }
                return Evidence.images(
                    try shown.map { (member) throws(Problem) in try ImageMatch.shown(member, lot) },
                    summary: Statement(
                        zh: "{bids} 份投标文件中都有。", en: "{bids} bids have it.", ["bids": .count(bids.count)]))
            })
    }
}
