// Clue.swift — what a comparison has to say (线索): of which bids, how strong, resting on what, and what speaks against it.
package import PriceMatching
package import Reporting

/// The circumstances that Regulation art. 40 takes for collusion (招标投标法实施条例第四十条). A clue bears on one; it proves none.
package enum CollusionArticle: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// (一) prepared by the same unit or person (由同一单位或者个人编制).
    case samePreparer = 1
    /// (二) handled by the same unit or person (委托同一单位或者个人办理投标事宜).
    case sameHandler
    /// (三) the same person in the project team (项目管理成员为同一人).
    case samePerson
    /// (四) abnormally alike, or prices that differ by a rule (异常一致或者投标报价呈规律性差异).
    case alike
    /// (五) mixed into one another (相互混装).
    case mixed
    /// (六) bid security from one account (保证金从同一账户转出).
    case sameAccount

    package static func < (a: CollusionArticle, b: CollusionArticle) -> Bool { a.rawValue < b.rawValue }

    /// As the article counts its items.
    package var numeral: String { ["一", "二", "三", "四", "五", "六"][rawValue - 1] }

    package var title: LocalizedText {
        switch self {
        case .samePreparer: LocalizedText(zh: "由同一单位或者个人编制", en: "prepared by the same unit or person")
        case .sameHandler: LocalizedText(zh: "委托同一单位或者个人办理投标事宜", en: "handled by the same unit or person")
        case .samePerson: LocalizedText(zh: "项目管理成员为同一人", en: "the same person in the project teams")
        case .alike:
            LocalizedText(zh: "异常一致或者投标报价呈规律性差异", en: "abnormally alike, or prices that differ by a rule")
        case .mixed: LocalizedText(zh: "相互混装", en: "mixed into one another")
        case .sameAccount: LocalizedText(zh: "投标保证金从同一单位或者个人的账户转出", en: "bid security from one account")
        }
    }
}

/// One clue. Never a verdict: it shows the places, what was left out, how rare the thing is, which innocent causes there are,
/// and what was not looked at.
package struct Clue: Sendable, Hashable {
    package var signal: SignalID
    /// Which kind of thing the signal found, such as `lock` or `passages`; with the signal it makes the clue's code.
    package var kind: String
    /// Places in ``ComparedLot/bids``, ascending. One, where a bid stands out by itself.
    package var bids: [Int]
    package var strength: ClueStrength
    package var articles: [CollusionArticle]
    package var title: LocalizedText
    /// What is the case.
    package var statements: [Statement]
    package var evidence: [Evidence]
    /// What was left out before, and why.
    package var excluded: [Statement]
    /// How often this is met elsewhere; empty where nobody knows, which ``unchecked`` then says.
    package var rarity: [Statement]
    package var causes: [LocalizedText]
    package var unchecked: [LocalizedText]

    package init(
        _ signal: SignalID, _ kind: String, bids: [Int], strength: ClueStrength, articles: [CollusionArticle],
        title: LocalizedText, statements: [Statement], evidence: [Evidence], excluded: [Statement] = [],
        rarity: [Statement] = [], causes: [LocalizedText] = [], unchecked: [LocalizedText] = []
    ) {
        self.signal = signal
        self.kind = kind
        self.bids = bids.sorted()
        self.strength = strength
        self.articles = articles
        self.title = title
        self.statements = statements
        self.evidence = evidence
        self.excluded = excluded
        self.rarity = rarity
        self.causes = causes
        self.unchecked = unchecked
    }

    /// Every sentence that states something.
    package var allStatements: [Statement] { statements + excluded + rarity + evidence.flatMap(\.statements) }
}

/// A pattern that is in many bids, or a remark on the lot as a whole: shown, and held against nobody.
package struct LotRemark: Sendable, Hashable {
    package var signal: SignalID
    package var kind: String
    package var bids: [Int]
    package var title: LocalizedText
    package var statements: [Statement]
    package var evidence: [Evidence]

    package init(
        _ signal: SignalID, _ kind: String, bids: [Int] = [], title: LocalizedText, statements: [Statement],
        evidence: [Evidence] = []
    ) {
        self.signal = signal
        self.kind = kind
        self.bids = bids.sorted()
        self.title = title
        self.statements = statements
        self.evidence = evidence
    }

    package var allStatements: [Statement] { statements + evidence.flatMap(\.statements) }
}
