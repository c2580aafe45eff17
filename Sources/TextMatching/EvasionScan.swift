// EvasionScan.swift — characters that serve to hide a likeness: unseen ones, direction controls, letters of another script.

/// What kind of trick (规避手法) a character may be. Each has honest uses too; those that can be told are not counted.
package enum EvasionKind: String, Sendable, Hashable, CaseIterable {
    /// A character without width (零宽字符) between others. Not counted: the byte order mark at the start of a block, the soft hyphen,
    /// variation selectors, joiners within emoji.
    case zeroWidth
    /// A control of the writing direction (双向控制符) in a block that has no letter written from right to left.
    case bidiControl
    /// A Cyrillic or Greek letter in a word with Latin ones (形近字母). Not counted: words of one script, symbols of formulas.
    case lookAlike
}

/// One such character.
package struct EvasionMark: Sendable, Hashable {
    package var kind: EvasionKind
    /// Index of the document in its bid.
    package var document: Int
    package var point: TextPoint
    /// The Unicode scalar, such as 0x200B.
    package var scalar: UInt32
}

/// How many of each kind a bid has, and where the first of them are.
package struct EvasionTally: Sendable, Hashable {
    /// Marks of each kind that keep their place; all are counted.
    package static let placesKept = 200

    package private(set) var counts: [EvasionKind: Int] = [:]
    /// In reading order.
    package private(set) var marks: [EvasionMark] = []

    package init() {}

    mutating func add(_ mark: EvasionMark) {
        let count = (counts[mark.kind] ?? 0) + 1
        counts[mark.kind] = count
        if count <= Self.placesKept { marks.append(mark) }
    }
}

enum EvasionScan {
    /// Zero width and other characters that no font shows.
    static let unseen: [ClosedRange<Int>] = [
        0x034F...0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2065,
        0x206A...0x206F,
        // no dot of Braille
        0x2800...0x2800,
        0xFEFF...0xFEFF, 0xFFF0...0xFFFB,
    ]
    /// The same beyond the basic plane: controls of shorthand and of music, tags, and what is kept for more of them.
    static let unseenBeyond: [ClosedRange<UInt32>] = [
        0x1BCA0...0x1BCA3, 0x1D159...0x1D159, 0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF,
    ]
    static let directions: [ClosedRange<Int>] = [0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069]

    /// Looks through a block in which ``CharacterFolds`` met something suspicious.
    static func scan(_ text: String, document: Int, block: Int, into tally: inout EvasionTally) {
        let scalars = text.unicodeScalars.map(\.value)
        let isRightToLeft = scalars.contains { (0x0590...0x08FF).contains($0) || (0xFB1D...0xFDFF).contains($0) }
        var word = Word()
        var found: [(kind: EvasionKind, offset: Int)] = []
        for (offset, scalar) in scalars.enumerated() {
            let at = Int(scalar)
            if unseen.contains(where: { $0.contains(at) }) || unseenBeyond.contains(where: { $0.contains(scalar) }) {
                if !isHonest(scalars, offset) { found.append((.zeroWidth, offset)) }
            } else if directions.contains(where: { $0.contains(at) }) {
                if !isRightToLeft { found.append((.bidiControl, offset)) }
            } else if let letter = Letter(scalar) {
                word.add(letter, offset)
            } else {
                word.end(&found)
            }
        }
        word.end(&found)
        found.sort { $0.offset < $1.offset }
        for (kind, offset) in found {
            tally.add(
                EvasionMark(
                    kind: kind, document: document, point: TextPoint(block: block, offset: offset),
                    scalar: scalars[offset]))
        }
    }

    private static func isHonest(_ scalars: [UInt32], _ offset: Int) -> Bool {
        switch scalars[offset] {
        // a byte order mark
        case 0xFEFF: offset == 0
        // 👷‍♂️ is three characters joined
        case 0x200D: offset > 0 && isPicture(scalars[offset - 1])
        // of Mongolian and Khmer, which then have letters beside it
        case 0x180B...0x180F, 0x17B4...0x17B5: offset > 0 && (0x1780...0x18AF).contains(scalars[offset - 1])
        // of a text in Braille
        case 0x2800:
            (scalars[max(0, offset - 1)...min(scalars.count - 1, offset + 1)].contains {
                (0x2801...0x28FF).contains($0)
            })
        default: false
        }
    }

    private static func isPicture(_ scalar: UInt32) -> Bool {
        scalar >= 0x1F000 && scalar < 0x20000 || scalar == 0xFE0F || (0x2600...0x27BF).contains(scalar)
    }

    /// A letter of the scripts that have look-alikes.
    private enum Letter {
        case latin
        /// Cyrillic or Greek, and the same as a Latin one in print.
        case lookAlike

        init?(_ scalar: UInt32) {
            switch scalar {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
                self = .latin
            case 0x370...0x52F where CharacterFolds.standard.entry(scalar) & CharacterFolds.suspicious != 0:
                self = .lookAlike
            default: return nil
            }
        }
    }

    /// Letters in a row; unseen characters between them do not part them.
    private struct Word {
        var hasLatin = false
        var lookAlikes: [Int] = []

        mutating func add(_ letter: Letter, _ offset: Int) {
            switch letter {
            case .latin: hasLatin = true
            case .lookAlike: lookAlikes.append(offset)
            }
        }

        mutating func end(_ found: inout [(kind: EvasionKind, offset: Int)]) {
            if hasLatin { found += lookAlikes.map { (.lookAlike, $0) } }
            self = Word()
        }
    }
}
