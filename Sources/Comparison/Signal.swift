// Signal.swift — the protocol of signals (雷同信号): each looks at a lot for one kind of likeness, and says what it found.
package import Reporting
package import TenderModel
package import TextMatching

/// Which signal.
package enum SignalID: String, Sendable, Hashable, CaseIterable, Comparable {
    case identity, ancestry, people, handling, text, mixing, bill, images, prices, evasion

    package static func < (a: SignalID, b: SignalID) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    package var title: LocalizedText {
        switch self {
        case .identity: LocalizedText(zh: "制作标识", en: "identity keys")
        case .ancestry: LocalizedText(zh: "文档同源", en: "document ancestry")
        case .people: LocalizedText(zh: "人员", en: "people")
        case .handling: LocalizedText(zh: "办理痕迹", en: "handling")
        case .text: LocalizedText(zh: "文字雷同", en: "text")
        case .mixing: LocalizedText(zh: "混装与共同差错", en: "mixed-in content and shared errors")
        case .bill: LocalizedText(zh: "清单报价", en: "bill of quantities")
        case .images: LocalizedText(zh: "图片", en: "images")
        case .prices: LocalizedText(zh: "总报价", en: "total prices")
        case .evasion: LocalizedText(zh: "规避手法", en: "evasion")
        }
    }
}

/// What a signal found in a lot.
package struct SignalResult: Sendable {
    package var clues: [Clue] = []
    package var remarks: [LotRemark] = []
    /// What it could not look at, for the whole lot.
    package var unchecked: [LocalizedText] = []

    package init() {}
}

/// Looks at a lot for one kind of likeness. Pure: the same lot gives the same result.
package protocol Signal: Sendable {
    var id: SignalID { get }
    func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult
}

/// What is known beside the lot.
package struct ComparisonContext: Sendable {
    /// How rare keys are among the units of the history; nil where none was given.
    package var history: (any KeyHistory)?
    /// Fingerprints of standards, templates and past tenders, to be subtracted; empty where none were given.
    package var background: [FingerprintLibrary]
    /// The reduction that was drawn at the opening, in percent, where the price formula has one (下浮率).
    package var drawn: Percentage?
    /// Told of each step.
    package var progress: ProgressReport?

    package init(
        history: (any KeyHistory)? = nil, background: [FingerprintLibrary] = [], drawn: Percentage? = nil,
        progress: ProgressReport? = nil
    ) {
        self.history = history
        self.background = background
        self.drawn = drawn
        self.progress = progress
    }
}

/// Who else has used a key or a passage, as far as a history tells.
package protocol KeyHistory: Sendable {
    /// Of all units that the history knows, how many have used the key; those of the lot itself are counted only where
    /// they used it in other lots.
    func units(with key: IdentityKey) throws(Problem) -> (using: Int, known: Int)

    /// For each passage, by its ``Passage/keys``, how far it has spread in bids for other lots.
    ///
    /// - Parameters:
    ///   - pair: The two that share the passages.
    ///   - bidders: All bidders of the lot, which are not counted: a unit may use its own text again.
    /// - Returns: One for each passage; nil where too little of it was sampled to be looked for.
    func spread(
        of passages: [[UInt64]], between pair: [CreditCode], among bidders: Set<CreditCode>
    ) throws(Problem) -> [PassageSpread?]
}

/// How far a passage has spread among the units of a history, the bidders of the lot apart.
package struct PassageSpread: Sendable, Hashable {
    /// Units that have at least half of what was sampled of it, in one bid.
    package var using: Int
    /// Of these, the ones that never bid beside either of the two: a ring that shares its text again and again does not make it everybody's.
    package var unrelated: Int
    /// Units of which a bid was sampled densely enough to show it.
    package var known: Int

    package init(using: Int, unrelated: Int, known: Int) {
        self.using = using
        self.unrelated = unrelated
        self.known = known
    }
}

extension KeyHistory {
    /// A history without texts.
    package func spread(
        of passages: [[UInt64]], between pair: [CreditCode], among bidders: Set<CreditCode>
    ) throws(Problem) -> [PassageSpread?] { passages.map { _ in nil } }
}
