// TenderGap.swift — what a clue is worth where the tender's own could not be taken out (没有招标文件时的线索): weak at most.
internal import PriceMatching
internal import Reporting

/// Why what two bids share may be the tender's: it was not given, or it was and could not be read.
///
/// Both bidders answer one tender. They copy it, fill in its forms, hand back its files; whoever compares without it sees likeness
/// in all of this.
enum TenderGap: Sendable {
    case notGiven, notRead, noText

    /// Nil where something of the tender could be read: its marks, pictures, files and prices are taken out then.
    init?(_ lot: ComparedLot) {
        guard !lot.hasTender else { return nil }
        self = lot.tenderFiles.isEmpty && lot.tenderNotRead.isEmpty ? .notGiven : .notRead
    }

    /// The same for its words.
    init?(text lot: ComparedLot) {
        guard !lot.tenderHasText else { return nil }
        self = TenderGap(lot) ?? .noText
    }

    var words: LocalizedText {
        switch self {
        case .notGiven: LocalizedText(zh: "没有招标文件", en: "no tender was given")
        case .notRead: LocalizedText(zh: "招标文件未能读取", en: "nothing of the tender could be read")
        case .noText: LocalizedText(zh: "招标文件没有可读的文字", en: "the tender has no text that can be read")
        }
    }

    /// What keeps a clue from being more than weak; nil where its strength does not rest on the tender.
    private init?(_ clue: Clue, _ lot: ComparedLot) {
        let gap: TenderGap? =
            switch (clue.signal, clue.kind) {
            case (.text, _), (.mixing, "rival-named"): TenderGap(text: lot)
            case (.ancestry, _), (.mixing, _), (.bill, _), (.images, _): TenderGap(lot)
            // the agency's bill carries the agency's lock
            case (.identity, IdentityKey.Kind.lock.rawValue), (.identity, IdentityKey.Kind.software.rawValue):
                TenderGap(lot)
            default: nil
            }
        guard let gap else { return nil }
        self = gap
    }

    /// The clue as it may be told: weak, and why, where the tender might explain it and was not there.
    static func weakened(_ clue: Clue, _ lot: ComparedLot) -> Clue {
        guard let gap = TenderGap(clue, lot) else { return clue }
        var weak = clue
        weak.strength = min(clue.strength, .weak)
        weak.statements.append(
            Statement(
                zh: "\(gap.words.zh),双方照抄、填写招标文件而来的相同之处无法扣除,因此本条最多为“弱”。",
                en:
                    "\(gap.words.en): what is alike because both copied it or filled it in could not be taken out, so this is weak at most."
            ))
        weak.causes.insert(
            LocalizedText(
                zh: "两家都照抄、填写了招标文件(\(gap.words.zh),未能排除)",
                en: "both copied the tender or filled in its forms, which was not ruled out: \(gap.words.en)"), at: 0)
        return weak
    }
}

extension ComparedLot {
    /// Whether anything of the tender could be read.
    var hasTender: Bool {
        tenderBill != nil || !tenderImages.isEmpty || tenderDocuments.contains { !$0.isUnread }
    }

    /// Whether the tender has words that could be taken out.
    var tenderHasText: Bool { tenderDocuments.contains { !$0.blocks.isEmpty } }

    /// What the reader must know before any clue; nil where the tender was read.
    var tenderWarning: Statement? {
        TenderGap(text: self).map { gap in
            switch gap {
            case .notGiven, .notRead:
                Statement(
                    zh: "\(gap.words.zh):两家都照抄、填写招标文件也会雷同,文字、文档、图片、混装、清单和造价软件锁号的线索最多为“弱”。",
                    en:
                        "\(gap.words.en): what both copied from it or filled in looks alike too, and clues of texts, documents, pictures, mixed-in content, bills and locks are weak at most."
                )
            case .noText:
                Statement(
                    zh: "\(gap.words.zh):两家都照抄招标文件也会雷同,文字线索最多为“弱”。",
                    en:
                        "\(gap.words.en): what both copied from it looks alike too, and clues of texts are weak at most."
                )
            }
        }
    }
}
