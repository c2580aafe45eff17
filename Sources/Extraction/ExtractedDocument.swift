// ExtractedDocument.swift — what one document gave (提取结果): its text with places, metadata, images, and what was not read.
package import TenderModel

/// One document, as far as it could be read. Deterministic: the same bytes give the same value.
package struct ExtractedDocument: Sendable {
    /// Called so by the caller: a path, or the name of an entry.
    package var name: String
    /// Told by its content, whatever its name says.
    package var format: DocumentFormat
    /// Of the whole file.
    package var size: Int
    /// SHA-256 of the whole file.
    package var digest: FileDigest
    /// In reading order.
    package var blocks: [TextBlock] = []
    package var metadata = DocumentMetadata()
    package var images: [ExtractedImage] = []
    /// Tracked changes (修订) that still stand in the document.
    package var revisions: [Revision] = []
    package var comments: [DocumentComment] = []
    /// Pages, where the format has them.
    package var pages: Int?
    /// What was not read, and why. Never silently dropped: an empty list means that all was read that this page of the manual
    /// (docs/guide/extract.md) says is read.
    package var unread: [Unread] = []

    package init(name: String, format: DocumentFormat, size: Int, digest: FileDigest) {
        self.name = name
        self.format = format
        self.size = size
        self.digest = digest
    }

    /// Whether nothing at all could be read of it.
    package var isUnread: Bool { unread.contains { $0.extent == .document } }

    /// The whole text as one stream, with ways back to the blocks.
    package var stream: TextStream { TextStream(blocks) }

    /// Unicode scalars of all blocks.
    package var characters: Int { blocks.reduce(0) { $0 + $1.text.unicodeScalars.count } }
}

/// A tracked change: a word processor keeps them until somebody accepts or rejects them.
package struct Revision: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case inserted, deleted
        case movedFrom = "moved-from"
        case movedTo = "moved-to"
        /// Of the look, not of the words.
        case formatting
    }

    package var kind: Kind
    package var author: String?
    package var date: DocumentTime?
    /// What was inserted or deleted; empty for a paragraph mark and for formatting.
    package var text: String
    package var place: TextPlace

    package init(kind: Kind, author: String?, date: DocumentTime?, text: String, place: TextPlace) {
        self.kind = kind
        self.author = author
        self.date = date
        self.text = text
        self.place = place
    }
}

/// A remark in the margin (批注).
package struct DocumentComment: Sendable, Hashable {
    package var author: String?
    package var date: DocumentTime?
    package var text: String
    /// What it is about; nil where the document does not say.
    package var place: TextPlace?

    package init(author: String?, date: DocumentTime?, text: String, place: TextPlace?) {
        self.author = author
        self.date = date
        self.text = text
        self.place = place
    }
}
