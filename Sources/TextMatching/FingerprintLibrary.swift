// FingerprintLibrary.swift — texts that anybody may quote (背景库): standards, templates, past tenders, as fingerprints without the texts.
package import Reporting

/// Fingerprints of texts whose words in a bid prove nothing, kept by class. The texts cannot be read back from it, though whoever has a
/// text can tell whether it is in there.
package struct FingerprintLibrary: Sendable, Hashable {
    /// Of the folding of characters: fingerprints made by another one do not fit.
    package static let normalisation: UInt16 = 2
    /// Texts in one library at most.
    package static let mostSections = 10_000
    /// Fingerprints in one library at most.
    package static let mostFingerprints = 100_000_000
    /// UTF-8 bytes of a title at most.
    package static let longestTitle = 1000

    /// One text.
    package struct Section: Sendable, Hashable {
        /// What kind of text, such as `standard`, `template`, `past-tender`: small letters, figures and hyphens.
        package var kind: String
        /// What people call it, such as GB 50204-2015.
        package var title: String
        /// A digest of the text it was made from, 32 bytes, by whoever made it; tells the same text again.
        package var source: [UInt8]
        /// Characters of the text after folding.
        package var characters: Int
        /// Keys of the kept k-grams, 48 bits each, ascending, each once.
        package internal(set) var keys: [UInt64]
    }

    package private(set) var sections: [Section] = []

    package init() {}

    /// Adds a text. `source` is the digest of the file or text that it came from, 32 bytes.
    package mutating func add(_ documents: [TextDocument], kind: String, title: String, source: [UInt8]) throws(Problem)
    {
        let folded = FoldedTexts(documents)
        var keys: [UInt64] = []
        var hashes: [UInt64] = []
        for range in folded.documents {
            KGrams.hash(folded.units.span, range, into: &hashes)
            let span = hashes.span
            KGrams.winnow(span) { keys.append(KGrams.key(span[$0])) }
        }
        try append(
            Section(
                kind: kind, title: title, source: source, characters: folded.units.count, keys: KGramSet(keys).keys))
    }

    /// Removes the texts that a digest stands for, and says how many there were.
    @discardableResult
    package mutating func remove(source: [UInt8]) -> Int {
        let before = sections.count
        sections.removeAll { $0.source == source }
        return before - sections.count
    }

    mutating func append(_ section: Section) throws(Problem) {
        let letters = section.kind.utf8
        guard (1...32).contains(letters.count), letters.allSatisfy(Self.isKindLetter) else {
            throw .badTitle(section.kind)
        }
        guard section.title.utf8.count <= Self.longestTitle else {
            throw .badLibrary("标题过长", "a title is too long")
        }
        guard section.source.count == 32 else {
            throw .bug("a digest of \(section.source.count) bytes for a fingerprint library")
        }
        let fingerprints = sections.reduce(section.keys.count) { $0 + $1.keys.count }
        guard sections.count < Self.mostSections, fingerprints <= Self.mostFingerprints else { throw .libraryTooLarge }
        sections.append(section)
    }

    private static func isKindLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }
}

/// Folded characters alone, for texts whose places nobody will ask for.
struct FoldedTexts {
    private(set) var units: [UInt32] = []
    private(set) var documents: [Range<Int>] = []
    private(set) var blocks: [Range<Int>] = []

    init(_ documents: [TextDocument]) {
        let folds = CharacterFolds.standard
        for document in documents {
            let first = units.count
            for block in document.blocks {
                let start = units.count
                defer { blocks.append(start..<units.count) }
                for scalar in block.unicodeScalars {
                    let entry = folds.entry(scalar.value)
                    if entry < 0x11_0000 {
                        units.append(entry)
                        continue
                    }
                    switch folds.fold(entry) {
                    case .one(let unit): units.append(unit)
                    case .several(let sequence): units += sequence
                    case .nothing: break
                    }
                }
            }
            self.documents.append(first..<units.count)
        }
    }

    /// The blocks of one of the documents.
    func blocks(in document: Range<Int>) -> ArraySlice<Range<Int>> {
        let first = partition(0..<blocks.count) { blocks[$0].lowerBound >= document.lowerBound }
        let end = partition(0..<blocks.count) { blocks[$0].lowerBound >= document.upperBound }
        return blocks[first..<max(first, end)]
    }
}
