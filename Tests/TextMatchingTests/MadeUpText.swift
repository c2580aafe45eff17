// MadeUpText.swift — text for these tests: ideographs at random, the same for the same seed, so that nothing is alike by chance.
import TextMatching

/// SplitMix64, after Steele, Lea and Flood.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x1234_5678_9ABC_DEF1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// So many ideographs, of twenty thousand.
    mutating func prose(_ length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<length { scalars.append(ideograph()) }
        return String(scalars)
    }

    mutating func ideograph() -> Unicode.Scalar {
        Unicode.Scalar(UInt16.random(in: 0x4E00...0x9E00, using: &self)) ?? "一"
    }

    /// Changes, puts in or leaves out so many characters, anywhere; the first and the last three stay.
    mutating func edited(_ text: String, edits: Int) -> String {
        var scalars = text.unicodeScalars.map { [$0] }
        for (edit, at) in (3..<scalars.count - 3).shuffled(using: &self).prefix(edits).enumerated() {
            switch edit % 3 {
            case 0: scalars[at] = [ideograph()]
            case 1: scalars[at] += [ideograph()]
            default: scalars[at] = []
            }
        }
        var view = String.UnicodeScalarView()
        for scalar in scalars.joined() { view.append(scalar) }
        return String(view)
    }
}

/// A bid of one document.
func bid(_ blocks: String...) -> [TextDocument] { [TextDocument(blocks: blocks)] }

func compare(
    _ bids: [[TextDocument]], tender: [String] = [], background: [FingerprintLibrary] = [],
    options: TextComparisonOptions = TextComparisonOptions()
) throws -> TextComparison {
    TextComparison(
        try LotTexts(bids), known: try KnownTexts(tender: [TextDocument(blocks: tender)], background: background),
        options: options)
}

/// Where a character of a text of ideographs stands; offsets count Unicode scalars.
func span(_ start: Int, _ end: Int, block: Int = 0) -> TextSpan {
    TextSpan(document: 0, start: TextPoint(block: block, offset: start), end: TextPoint(block: block, offset: end))
}

func library(_ texts: [(kind: String, text: String)]) throws -> FingerprintLibrary {
    var library = FingerprintLibrary()
    for (index, entry) in texts.enumerated() {
        try library.add(
            [TextDocument(blocks: [entry.text])], kind: entry.kind, title: "文本 \(index)",
            source: Array(repeating: UInt8(index), count: 32))
    }
    return library
}
