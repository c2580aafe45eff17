// KnownTexts.swift — what anybody may have copied (应剔除的已知文字): the tender's own words and the background, found at each position.
package import Reporting

/// The tender's texts and the background libraries, as sets that answer for each position of a bid whether it is a quotation.
package struct KnownTexts: Sendable {
    /// Classes of the background at most, all libraries together.
    package static let mostKinds = 200

    /// Classes of the background, in alphabetical order.
    package let kinds: [String]
    /// The tender's first, then one a class.
    private let sets: [KGramSet]
    private let filter: KGramFilter
    /// What stands before the blanks of the tender's forms, too short for a k-gram; see ``FormLabel``.
    private let formLabels: Set<[UInt32]>

    package init(tender: [TextDocument], background: [FingerprintLibrary] = []) throws(Problem) {
        let folded = FoldedTexts(tender)
        formLabels = Set(folded.blocks.compactMap { FormLabel.find(folded.units, $0).map { Array(folded.units[$0]) } })
        var keys: [UInt64] = []
        var hashes: [UInt64] = []
        for range in folded.documents {
            KGrams.hash(folded.units.span, range, into: &hashes)
            keys += hashes.map(KGrams.key)
        }
        var sets = [KGramSet(keys)]

        let sections = background.flatMap(\.sections)
        kinds = Set(sections.map(\.kind)).sorted()
        guard kinds.count <= Self.mostKinds else { throw .libraryTooLarge }
        for kind in kinds {
            let mine = sections.filter { $0.kind == kind }
            sets.append(mine.count == 1 ? KGramSet(ascending: mine[0].keys) : KGramSet(mine.flatMap(\.keys)))
        }
        filter = KGramFilter(sets)
        self.sets = sets
    }

    /// The label of a position: whose words stand there.
    enum Label {
        static let fresh: UInt8 = 0
        static let tender: UInt8 = 1
        /// The first class of the background.
        static let background: UInt8 = 2
        /// Known words, too few together for a quotation, such as the labels of a form that everybody fills in: they are compared, and
        /// are evidence of nothing.
        static let phrase: UInt8 = 254
        /// In many bids, from a source that is not known.
        static let common: UInt8 = 255

        /// Whether what stands there is taken out of the comparison.
        static func isKnown(_ label: UInt8) -> Bool { label != fresh && label != phrase }
    }

    /// Positions known one by one that make a quotation, close together: fewer are phrases that anybody uses.
    static let shortestQuotation = 20
    /// Positions between two known ones, at most, that still belong to the quotation: a bidder fills in and changes words.
    static let widestGap = 8

    /// Labels the positions of one document, all fresh before. `hashes` are its k-grams; those that are known as a whole are left out.
    func label(_ labels: inout [UInt8], of range: Range<Int>, hashes: inout [UInt64]) {
        var known = markKnown(&labels, range, hashes)
        guard !known.isEmpty else { return }
        known.append(range.upperBound + Self.widestGap + 1..<range.upperBound + Self.widestGap + 1)
        // runs that lie close together stand or fall together
        var (first, count) = (0, 0)
        for at in known.indices {
            if at > 0, known[at].lowerBound - known[at - 1].upperBound > Self.widestGap {
                let whole = known[first].lowerBound..<known[at - 1].upperBound
                if count < Self.shortestQuotation {
                    for phrase in known[first..<at] { for position in phrase { labels[position] = Label.phrase } }
                } else {
                    settle(&labels, whole)
                    if whole.count >= KGrams.length {
                        for position in whole.lowerBound...(whole.upperBound - KGrams.length) {
                            hashes[position - range.lowerBound] = KGrams.leftOut
                        }
                    }
                }
                (first, count) = (at, 0)
            }
            count += known[at].count
        }
    }

    /// Labels the words before the blanks of the tender's forms, where nothing else is known of them.
    func labelForms(_ labels: inout [UInt8], _ units: [UInt32], blocks: some Sequence<Range<Int>>) {
        guard !formLabels.isEmpty else { return }
        for block in blocks {
            guard let label = FormLabel.find(units, block), formLabels.contains(Array(units[label])) else { continue }
            for position in label where labels[position] == Label.fresh { labels[position] = Label.phrase }
        }
    }

    /// Labels every position that a known k-gram covers, and gives the runs of them.
    private func markKnown(_ labels: inout [UInt8], _ range: Range<Int>, _ hashes: [UInt64]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var marks = labels.mutableSpan
        let all = hashes.span
        var covered = range.lowerBound
        var start = -1
        for at in all.indices {
            let key = KGrams.key(all[at])
            guard filter.mayHave(key), let set = sets.firstIndex(where: { $0.contains(key) }) else { continue }
            let position = range.lowerBound + at
            if start < 0 || position > covered {
                if start >= 0 { runs.append(start..<covered) }
                start = position
            }
            for place in max(position, covered)..<(position + KGrams.length) {
                marks[place] = UInt8(set) + Label.tender
            }
            covered = position + KGrams.length
        }
        if start >= 0 { runs.append(start..<covered) }
        return runs
    }

    /// Gives the positions between known ones the label of those before them.
    private func settle(_ labels: inout [UInt8], _ range: Range<Int>) {
        var last = Label.fresh
        for position in range {
            if labels[position] == Label.fresh { labels[position] = last } else { last = labels[position] }
        }
    }
}

/// What stands before a blank of a form (表格栏目): the first words of a block, fewer than a k-gram has, up to its colon or its end.
enum FormLabel {
    /// The label with its colon; nil where the block begins with more words.
    static func find(_ units: [UInt32], _ block: Range<Int>) -> Range<Int>? {
        let colon = UInt32(UInt8(ascii: ":"))
        let limit = min(block.upperBound, block.lowerBound + KGrams.length)
        let end = units[block.lowerBound..<limit].firstIndex(of: colon)
        guard let end else { return block.isEmpty || block.count >= KGrams.length ? nil : block }
        return end > block.lowerBound ? block.lowerBound..<end + 1 : nil
    }
}
