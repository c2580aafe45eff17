// LotTexts.swift — the texts of a lot as they are compared: one flat row of folded characters, and the way back to each place.
package import Reporting

/// The texts of the bids of one lot, folded as they come; the strings themselves need not be kept.
package struct LotTexts: Sendable {
    /// Bids in one lot at most.
    package static let mostBids = 200
    /// Folded characters in one lot at most: places are 32 bits wide.
    package static let mostCharacters = 1 << 30

    /// A document's characters within ``units``, and where it is from.
    struct Stretch: Sendable {
        var bid: Int
        /// Index in its bid.
        var document: Int
        var units: Range<Int>
        /// Of ``anchors``.
        var anchors: Range<Int>
    }

    /// From `unit` on, each folded character is the next character of the block, until the next anchor.
    struct Anchor: Sendable {
        var unit: UInt32
        var block: UInt32
        var offset: UInt32
    }

    /// Folded characters of all documents; bids begin at multiples of ``grain``.
    private(set) var units: [UInt32] = []
    private(set) var stretches: [Stretch] = []
    private(set) var anchors: [Anchor] = []
    /// Which bid each grain belongs to.
    private(set) var owners: [UInt16] = []
    /// What hides likeness, bid by bid.
    package private(set) var evasion: [EvasionTally] = []

    static let grain = 1024

    package init() {}

    package init(_ bids: [[TextDocument]]) throws(Problem) {
        for bid in bids { try add(bid) }
    }

    package var bids: Int { evasion.count }

    /// Adds the next bid, whose index is the number of those before it.
    package mutating func add(_ documents: [TextDocument]) throws(Problem) {
        guard bids < Self.mostBids else { throw .tooManyBids }
        var tally = EvasionTally()
        for (index, document) in documents.enumerated() {
            let (first, firstAnchor) = (units.count, anchors.count)
            for (block, text) in document.blocks.enumerated() {
                guard units.count + text.utf8.count <= Self.mostCharacters else { throw .tooMuchText }
                fold(text, document: index, block: block, &tally)
            }
            stretches.append(
                Stretch(bid: bids, document: index, units: first..<units.count, anchors: firstAnchor..<anchors.count))
        }
        let fill = (Self.grain - units.count % Self.grain) % Self.grain
        units.append(contentsOf: repeatElement(.max, count: fill))
        owners.append(contentsOf: repeatElement(UInt16(bids), count: units.count / Self.grain - owners.count))
        evasion.append(tally)
    }

    private mutating func fold(_ text: String, document: Int, block: Int, _ tally: inout EvasionTally) {
        let folds = CharacterFolds.standard
        var offset: UInt32 = 0
        var isAligned = false
        var marks: UInt32 = 0
        for scalar in text.unicodeScalars {
            let entry = folds.entry(scalar.value)
            if entry < 0x11_0000 {
                if !isAligned {
                    anchors.append(Anchor(unit: UInt32(units.count), block: UInt32(block), offset: offset))
                    isAligned = true
                }
                units.append(entry)
            } else {
                marks |= entry
                switch folds.fold(entry) {
                case .one(let unit):
                    if !isAligned {
                        anchors.append(Anchor(unit: UInt32(units.count), block: UInt32(block), offset: offset))
                        isAligned = true
                    }
                    units.append(unit)
                case .several(let sequence):
                    for unit in sequence {
                        anchors.append(Anchor(unit: UInt32(units.count), block: UInt32(block), offset: offset))
                        units.append(unit)
                    }
                    isAligned = false
                case .nothing:
                    isAligned = false
                }
            }
            offset += 1
        }
        if marks & CharacterFolds.suspicious != 0 {
            EvasionScan.scan(text, document: document, block: block, into: &tally)
        }
    }

    /// Where the blocks of a stretch stand, but for those of which nothing is left.
    func blocks(of stretch: Stretch) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var (start, block) = (stretch.units.lowerBound, UInt32.max)
        for anchor in anchors[stretch.anchors] where anchor.block != block {
            if Int(anchor.unit) > start { blocks.append(start..<Int(anchor.unit)) }
            (start, block) = (Int(anchor.unit), anchor.block)
        }
        if start < stretch.units.upperBound { blocks.append(start..<stretch.units.upperBound) }
        return blocks
    }

    /// The bid that a unit belongs to.
    func owner(_ unit: Int) -> Int { Int(owners[unit / Self.grain]) }

    /// Where the units stand in what was given. Must not be empty, and lie within one document.
    func span(_ range: Range<Int>) -> TextSpan {
        let stretch = stretches[stretchIndex(range.lowerBound)]
        var end = point(range.upperBound - 1, stretch.anchors)
        end.offset += 1
        return TextSpan(document: stretch.document, start: point(range.lowerBound, stretch.anchors), end: end)
    }

    /// The last stretch that begins at or before a unit and is not empty.
    private func stretchIndex(_ unit: Int) -> Int {
        partition(0..<stretches.count) { stretches[$0].units.lowerBound > unit } - 1
    }

    private func point(_ unit: Int, _ among: Range<Int>) -> TextPoint {
        let anchor = anchors[partition(among) { anchors[$0].unit > unit } - 1]
        return TextPoint(block: Int(anchor.block), offset: Int(anchor.offset) + unit - Int(anchor.unit))
    }
}

/// The first of the indices for which `isAfter` holds, which then holds for all that follow; the end where there is none.
func partition(_ range: Range<Int>, _ isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let middle = low + (high - low) / 2
        if isAfter(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
