// StrengthTable.swift — how strong each kind of clue is (强度表): one table for the page, the guide and its digest in every report.
package import PriceMatching
package import Reporting

/// The published table. No clue is stronger than its row here.
package enum StrengthTable {
    package struct Row: Sendable, Hashable {
        package var signal: SignalID
        package var what: LocalizedText
        package var strength: ClueStrength

        init(_ signal: SignalID, _ strength: ClueStrength, zh: String, en: String) {
            self.signal = signal
            self.what = LocalizedText(zh: zh, en: en)
            self.strength = strength
        }
    }

    package static let rows: [Row] =
        keys(.identity, [.creation, .lock, .certificate, .account, .software, .guarantee, .payer, .machine])
        + machines + ancestry + people + keys(.handling, [.phone, .email, .address, .network, .employer]) + rivals
        + text + mixing + bill
        + images + evasion

    /// What makes a row weaker, and what makes a pair stronger than its clues.
    package static let rules: [LocalizedText] = [
        LocalizedText(
            zh: "标识在 \(KeyJoin.many) 份及以上投标文件中相同的(人员、账户、文件创建标识码、证书除外),最多为“中”;历史库中另有 3 家及以上用过的,最多为“中”,10 家及以上为“弱”。",
            en:
                "A key that \(KeyJoin.many) bids or more share is moderate at most (people, accounts, file-creation ids and certificates excepted); one that 3 other units of the history have used is moderate at most, from 10 on weak."
        ),
        LocalizedText(
            zh: "没有招标文件(或一个也读不到)时,文字雷同、文档同源、混装、清单报价、图片以及造价软件锁号、序列号的线索最多为“弱”;招标文件读不到文字时,文字雷同和出现其他投标人名称的最多为“弱”。",
            en:
                "Where no tender was given, or none of it could be read, clues of texts, ancestry, mixed-in content, bills and pictures and those of lock and serial numbers of costing software are weak at most; where the tender has no text that can be read, those of texts and of rivals' names are."
        ),
        LocalizedText(
            zh: "雷同文字只计两边相同的字:改动的字、招标文件和背景库已有的字不计,同一段文字重复出现的只计一次;同一家逐字节相同的文件只比对一次。",
            en:
                "Of passages only the characters are counted that are equal on both sides: not those that were changed or that tender or background have, and text that is there again counts once; files of one bidder that are the same byte for byte are compared once."
        ),
        LocalizedText(
            zh: "单独为“弱”的标识(地址、网络地址、社保缴纳单位)在 \(KeyJoin.many) 份及以上投标文件中相同的,只作备注,不针对任何一家。",
            en:
                "A key that is weak by itself (an address, a network address, who pays the social insurance) and that \(KeyJoin.many) bids or more share is a remark, held against nobody."
        ),
        LocalizedText(
            zh: "历史库中另有 \(PassagesOfPast.many) 家及以上从未与这两家同场的单位也用过的雷同文字视为公共文字,不计入字数。",
            en:
                "A passage that \(PassagesOfPast.many) other units of the history have used too, none of which ever bid beside either of the two, counts as background: its characters are not counted."
        ),
        LocalizedText(
            zh: "一对投标人的强度取其最强的一条;来自不同信号的两条“强”合为“很强”,来自不同信号的两条“中”合为“强”。",
            en:
                "A pair is as strong as its strongest clue; two strong clues of different signals make it very strong, two moderate clues of different signals strong."
        ),
        LocalizedText(
            zh: "没有哪一条线索单独达到“很强”。", en: "No clue is very strong by itself."),
        LocalizedText(
            zh: "总报价的离散程度只用于标段之间的排序,不产生线索。",
            en: "The spread of total prices ranks lots and makes no clue."),
    ]

    // MARK: - Rows

    private static func keys(_ signal: SignalID, _ kinds: [IdentityKey.Kind]) -> [Row] {
        kinds.map { kind in
            Row(
                signal, KeyWeights.strength(kind, detail: ""), zh: "\(kind.title.zh)相同", en: "the same \(kind.title.en)"
            )
        }
    }

    private static let machines: [Row] = [
        Row(
            .identity, .strong, zh: "制作机器码:两类以上部件相同,没有不同", en: "machine code: two parts or more agree, none differs"),
        Row(.identity, .moderate, zh: "同上,但至少一方是虚拟机", en: "the same, and one of them is virtual"),
        Row(.identity, .moderate, zh: "制作机器码:主板相同,硬盘不同", en: "machine code: the same board, another disk"),
        Row(.identity, .weak, zh: "同上,但至少一方是虚拟机", en: "the same, and one of them is virtual"),
        Row(.identity, .weak, zh: "制作机器码:部分部件相同,部分矛盾", en: "machine code: parts agree that others contradict"),
    ]

    private static let ancestry: [Row] = [
        Row(
            .ancestry, .strong, zh: "相同的编辑标识(rsid、paraId)10 个及以上",
            en: "10 editing marks (rsid, paraId) or more in common"),
        Row(
            .ancestry, .moderate, zh: "相同的编辑标识 \(AncestrySignal.fewestSessions) 至 9 个",
            en: "\(AncestrySignal.fewestSessions) to 9 editing marks in common"),
        Row(.ancestry, .strong, zh: "文档标识相同", en: "the same document id"),
        Row(.ancestry, .moderate, zh: "文档标识在三份及以上投标文件中相同", en: "the same document id in three bids or more"),
        Row(
            .ancestry, .strong, zh: "文档属性中的作者或公司是另一投标人",
            en: "author or company in the properties is another bidder"),
        Row(.ancestry, .moderate, zh: "文档属性中的作者、最后保存者或公司相同", en: "the same author, last saver or company"),
        Row(.ancestry, .weak, zh: "文档模板相同", en: "the same template"),
    ]

    private static let images: [Row] = [
        Row(
            .images, ImagesSignal.strength(pictures: 0, small: 0, exposures: 1),
            zh: "同一张相机照片(拍摄信息相同)", en: "one photograph with the camera's own record of the exposure"),
        Row(
            .images, ImagesSignal.strength(pictures: ImagesSignal.many, small: 0, exposures: 0),
            zh: "相同图片 \(ImagesSignal.many) 幅及以上", en: "\(ImagesSignal.many) pictures in common or more"),
        Row(
            .images, ImagesSignal.strength(pictures: 1, small: 0, exposures: 0), zh: "相同图片,不足上述数量",
            en: "pictures in common, but fewer"),
        Row(
            .images, ImagesSignal.strength(pictures: 0, small: 3, exposures: 0), zh: "相同的小图 3 幅及以上",
            en: "3 small pictures in common or more"),
        Row(
            .images, ImagesSignal.strength(pictures: 0, small: 1, exposures: 0), zh: "相同的小图 1 至 2 幅",
            en: "1 or 2 small pictures in common"),
    ]

    private static let people: [Row] = [
        Row(
            .people, KeyWeights.strength(.person, detail: "number"), zh: "人员相同(证件号相同)",
            en: "one person, by number of papers"),
        Row(
            .people, KeyWeights.strength(.person, detail: "name"), zh: "人员同名(没有证件号)",
            en: "a person of the same name, without a number"),
    ]

    private static let rivals: [Row] = [
        Row(
            .handling, RivalUnits.strength(.payer), zh: "投标保证金由另一投标人缴纳,或保函以其为申请人",
            en: "bid security paid, or its guarantee applied for, by another bidder"),
        Row(
            .handling, RivalUnits.strength(.employer), zh: "人员的社会保险由另一投标人缴纳",
            en: "people whose social insurance another bidder pays"),
    ]

    private static let text: [Row] = [
        Row(
            .text, TextSignal.strength(characters: TextSignal.strongFrom.characters, longest: 0),
            zh: "雷同文字合计 \(grouped(TextSignal.strongFrom.characters)) 字及以上,或一处 \(TextSignal.strongFrom.longest) 字及以上",
            en:
                "\(grouped(TextSignal.strongFrom.characters)) characters or more in common, or one passage of \(TextSignal.strongFrom.longest)"
        ),
        Row(
            .text, TextSignal.strength(characters: TextSignal.moderateFrom.characters, longest: 0),
            zh: "雷同文字合计 \(TextSignal.moderateFrom.characters) 字及以上,或一处 \(TextSignal.moderateFrom.longest) 字及以上",
            en:
                "\(TextSignal.moderateFrom.characters) characters or more, or one passage of \(TextSignal.moderateFrom.longest)"
        ),
        Row(.text, TextSignal.strength(characters: 0, longest: 0), zh: "更少的雷同文字", en: "less than that"),
    ]

    private static let mixing: [Row] = [
        Row(
            .mixing, .strong, zh: "投标文件中出现另一投标人的名称或代码", en: "a bid has the name or code of another bidder"),
        Row(.mixing, .strong, zh: "两份投标文件有同一文件", en: "one file in two bids"),
    ]

    private static let bill: [Row] = (PublishedStrengths.rows + ProvenanceStrengths.rows).map { row in
        Row(.bill, row.strength, zh: row.what.zh, en: row.what.en)
    }

    private static let evasion: [Row] = [
        Row(
            .evasion, .moderate, zh: "零宽字符、双向控制符或形近字母 50 个及以上",
            en: "50 zero-width, bidirectional or look-alike characters or more"),
        Row(
            .evasion, .weak, zh: "同上 \(EvasionSignal.fewest) 至 49 个;或隐藏、白色、极小文字",
            en: "\(EvasionSignal.fewest) to 49 of them; or hidden, white or tiny text"),
    ]

    private static func grouped(_ count: Int) -> String { Figure.count(count).text }

    // MARK: - As text

    /// As the guide prints it, both languages beside each other.
    package static var markdown: String {
        var lines = ["| 信号 · signal | 情形 · what was found | 强度 · strength |", "|---|---|---|"]
        for row in rows {
            lines.append(
                "| \(row.signal.title.zh) · \(row.signal.title.en) | \(row.what.zh) · \(row.what.en) | \(row.strength.title.zh) · \(row.strength.title.en) |"
            )
        }
        lines.append("")
        for rule in rules { lines.append("- \(rule.zh)\n  \(rule.en)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which table a report was made by.
    package static var digest: String { ReportFacts.sha256(markdown) }
}
