// TextSample.swift — a few fingerprints out of many (抽样指纹): the same ones of the same passage wherever it stands, and nothing of its words.

/// A sample of the fingerprints of one bid's own text, small enough to be remembered.
///
/// Min-wise: whether a fingerprint is taken depends on the fingerprint alone, so that two samples have the same ones of a passage
/// that both texts have (Broder, "On the resemblance and containment of documents", 1997). One in 16 of those that winnowing keeps is
/// taken, some 56 characters apart; of a long text one in 32, 64, … until no more than ``most`` are left.
package struct TextSample: Sendable, Hashable {
    package struct Print: Sendable, Hashable {
        /// 48 bits.
        package var key: UInt64
        /// Folded characters of the bid before it; one document runs on into the next.
        package var place: Int

        package init(key: UInt64, place: Int) {
            self.key = key
            self.place = place
        }
    }

    /// Fingerprints of one bid at most.
    package static let most = 2_048
    /// Of the densest sample.
    package static let leastLevel = 4

    /// One in 2^`level` of the fingerprints that winnowing keeps was taken.
    package private(set) var level = leastLevel
    /// In the order of the text, each key once.
    package private(set) var prints: [Print] = []

    /// Samples what is neither the tender's nor the background's.
    package init(_ documents: [TextDocument], known: KnownTexts) {
        let folded = FoldedTexts(documents)
        var labels = [UInt8](repeating: KnownTexts.Label.fresh, count: folded.units.count)
        var hashes: [UInt64] = []
        var seen: Set<UInt64> = []
        for range in folded.documents {
            KGrams.hash(folded.units.span, range, into: &hashes)
            known.label(&labels, of: range, hashes: &hashes)
            known.labelForms(&labels, folded.units, blocks: folded.blocks(in: range))
            let span = hashes.span
            KGrams.winnow(span) { at in
                let (key, place) = (KGrams.key(span[at]), range.lowerBound + at)
                guard Self.level(of: key) >= Self.leastLevel, Self.isFresh(labels, place), seen.insert(key).inserted
                else { return }
                prints.append(Print(key: key, place: place))
            }
        }
        while prints.count > Self.most {
            let next = level + 1
            prints.removeAll { Self.level(of: $0.key) < next }
            level = next
        }
    }

    /// The sparsest sample that still has a fingerprint. The keys are the least of their neighbours, so they are mixed once more.
    package static func level(of key: UInt64) -> Int {
        var value = key &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return (value ^ value >> 31).trailingZeroBitCount
    }

    /// Characters of text, on average, for which one fingerprint of a sample of this level stands: winnowing keeps 2 in `window` + 1.
    package static func characters(perPrintOf level: Int) -> Int { ((KGrams.window + 1) << level) / 2 }

    /// What a sample has of the equal runs of a passage, each key once, in order. Runs shorter than one window of winnowing say nothing:
    /// which of their fingerprints a whole text keeps depends on what stands beside them.
    static func keys(_ runs: [EqualRun], _ texts: LotTexts, _ labels: [UInt8]) -> [UInt64] {
        var keys: [UInt64] = []
        var seen: Set<UInt64> = []
        var hashes: [UInt64] = []
        for run in runs where run.length >= KGrams.length + KGrams.window - 1 {
            KGrams.hash(texts.units.span, run.first..<run.first + run.length, into: &hashes)
            let span = hashes.span
            KGrams.winnow(span) { at in
                let key = KGrams.key(span[at])
                guard level(of: key) >= leastLevel, isFresh(labels, run.first + at), isFresh(labels, run.second + at),
                    seen.insert(key).inserted
                else { return }
                keys.append(key)
            }
        }
        return keys
    }

    private static func isFresh(_ labels: [UInt8], _ place: Int) -> Bool {
        labels[place..<place + KGrams.length].allSatisfy { $0 == KnownTexts.Label.fresh }
    }
}
