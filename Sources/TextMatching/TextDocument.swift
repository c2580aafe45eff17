// TextDocument.swift — what is compared: documents as blocks of text, and places in them.

/// A document of a bid or of the tender, as whoever took the text out of it gives it.
package struct TextDocument: Sendable, Hashable {
    /// Paragraphs, cells of tables or lines of a page, in reading order. What a block was is the caller's business: passages name
    /// it by its index, and run on from one block into the next.
    package var blocks: [String]

    package init(blocks: [String]) {
        self.blocks = blocks
    }
}

/// A place between two characters of a document.
package struct TextPoint: Sendable, Hashable, Comparable {
    /// Index of the block in its document.
    package var block: Int
    /// How many Unicode scalars of the block, as it was given, stand before the place.
    package var offset: Int

    package init(block: Int, offset: Int) {
        self.block = block
        self.offset = offset
    }

    package static func < (one: TextPoint, other: TextPoint) -> Bool {
        (one.block, one.offset) < (other.block, other.offset)
    }
}

/// A stretch of one document of one bid.
package struct TextSpan: Sendable, Hashable {
    /// Index of the document in its bid.
    package var document: Int
    package var start: TextPoint
    /// After the last character: in that character's block.
    package var end: TextPoint

    package init(document: Int, start: TextPoint, end: TextPoint) {
        self.document = document
        self.start = start
        self.end = end
    }
}
