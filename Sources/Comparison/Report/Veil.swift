// Veil.swift — other bidders' names and codes within text that may be shown (遮盖): found however they are spaced, and put out of sight.

/// Hides words in text: full names and codes of units, found across white space, invisible characters, full-width forms and letter
/// case. A short form of a name that a person would recognise is not found.
struct Veil: Sendable {
    /// What stands in the place of a word.
    static let mark = "〔其他投标人 · another bidder〕"

    private let hidden: [[UInt32]]
    private let kept: [[UInt32]]
    /// First characters of any word, so that most places of a text are passed over at once.
    private let starts: Set<UInt32>

    /// - Parameter kept: words that stay although a hidden one is a part of them.
    init(hiding words: Set<String>, keeping kept: Set<String>) {
        func folded(_ words: Set<String>) -> [[UInt32]] {
            words.map { $0.unicodeScalars.compactMap(Self.fold) }.filter { $0.count >= 2 }.sorted {
                $0.count > $1.count
            }
        }
        let keep = folded(kept)
        self.kept = keep
        hidden = folded(words).filter { !keep.contains($0) }
        starts = Set((hidden + keep).compactMap(\.first))
    }

    /// The text with a mark where a hidden word stood.
    func over(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let covered = self.covered(scalars)
        return covered.contains(true) ? Self.joined(scalars[...], covered[...]) : text
    }

    /// The same over pieces of one text, where a word may stand across several.
    func over(_ pieces: [QuotedText.Piece]) -> [QuotedText.Piece] {
        let all = pieces.flatMap { Array($0.text.unicodeScalars) }
        let covered = self.covered(all)
        guard covered.contains(true) else { return pieces }
        var (result, start) = ([QuotedText.Piece](), 0)
        for piece in pieces {
            let end = start + piece.text.unicodeScalars.count
            result.append(.init(text: Self.joined(all[start..<end], covered[start..<end]), isEqual: piece.isEqual))
            start = end
        }
        return result
    }

    /// Whether a hidden word stands in the text.
    func isIn(_ text: String) -> Bool { covered(Array(text.unicodeScalars)).contains(true) }

    private static func joined(_ scalars: ArraySlice<Unicode.Scalar>, _ covered: ArraySlice<Bool>) -> String {
        var (out, inside) = (String.UnicodeScalarView(), false)
        for (scalar, isCovered) in zip(scalars, covered) {
            if isCovered, !inside { out.append(contentsOf: mark.unicodeScalars) }
            if !isCovered { out.append(scalar) }
            inside = isCovered
        }
        return String(out)
    }

    private func covered(_ scalars: [Unicode.Scalar]) -> [Bool] {
        var covered = Array(repeating: false, count: scalars.count)
        let folded = scalars.map(Self.fold)
        var place = 0
        while place < folded.count {
            guard let first = folded[place], starts.contains(first) else {
                place += 1
                continue
            }
            if let end = end(of: kept, folded, place) {
                place = end
            } else if let end = end(of: hidden, folded, place) {
                for index in place..<end { covered[index] = true }
                place = end
            } else {
                place += 1
            }
        }
        return covered
    }

    /// Where the longest of the words that stands at `place` ends.
    private func end(of words: [[UInt32]], _ text: [UInt32?], _ place: Int) -> Int? {
        for word in words where word[0] == text[place] {
            var (at, matched) = (place, 0)
            while at < text.count, matched < word.count {
                if let scalar = text[at] {
                    guard scalar == word[matched] else { break }
                    matched += 1
                }
                at += 1
            }
            if matched == word.count { return at }
        }
        return nil
    }

    /// Nil for what has no weight: white space, controls and other characters that are not seen.
    private static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
        let properties = scalar.properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return nil }
        if properties.generalCategory == .control || properties.generalCategory == .format { return nil }
        let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
        return (0x61...0x7A).contains(value) ? value - 0x20 : value
    }
}
