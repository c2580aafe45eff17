// Evidence.swift — what a reader looks at to see for himself (证据): values with their places, passages side by side, tables, images.
package import Reporting

/// Where something stands in one bid.
package struct EvidencePlace: Sendable, Hashable {
    /// Place in ``ComparedLot/bids``.
    package var bid: Int
    /// The file within the bid, such as `parts/technical/施工组织设计.docx`; empty for the bid as a whole.
    package var file: String
    /// Where in the file: a page, a paragraph, a cell, a field.
    package var place: LocalizedText

    package init(bid: Int, file: String, place: LocalizedText = LocalizedText(zh: "", en: "")) {
        self.bid = bid
        self.file = file
        self.place = place
    }
}

/// Text of one side of a passage, in pieces that are equal on both sides or not.
package struct QuotedText: Sendable, Hashable {
    package struct Piece: Sendable, Hashable {
        package var text: String
        /// Whether the other side has the same.
        package var isEqual: Bool

        package init(text: String, isEqual: Bool) {
            self.text = text
            self.isEqual = isEqual
        }
    }

    package var from: EvidencePlace
    /// Where the quotation ends, if that is another place.
    package var until: LocalizedText?
    /// Offsets of the quotation in the text of its document, in characters from its start.
    package var offsets: Range<Int>
    package var pieces: [Piece]

    package init(from: EvidencePlace, until: LocalizedText? = nil, offsets: Range<Int>, pieces: [Piece]) {
        self.from = from
        self.until = until
        self.offsets = offsets
        self.pieces = pieces
    }
}

/// A point of a plot: what one bid has and what the other has.
package struct PlotPoint: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package var isMatching: Bool

    package init(x: Double, y: Double, isMatching: Bool) {
        self.x = x
        self.y = y
        self.isMatching = isMatching
    }
}

/// An image in one bid.
package struct ShownImage: Sendable, Hashable {
    package var at: EvidencePlace
    package var mediaType: String
    /// A small picture of it as PNG or JPEG for the page; empty where it could not be had.
    package var thumbnail: [UInt8]
    package var width: Int?
    package var height: Int?

    package init(at: EvidencePlace, mediaType: String, thumbnail: [UInt8], width: Int?, height: Int?) {
        self.at = at
        self.mediaType = mediaType
        self.thumbnail = thumbnail
        self.width = width
        self.height = height
    }
}

/// One piece of evidence.
package enum Evidence: Sendable, Hashable {
    /// A value that several bids have.
    case value(title: LocalizedText, value: String, places: [EvidencePlace])
    /// Two passages side by side.
    case passage(first: QuotedText, second: QuotedText, summary: Statement)
    /// Rows of cells under titles. `total` says how many rows there are where not all are shown.
    case table(title: LocalizedText, columns: [LocalizedText], rows: [[String]], total: Int)
    /// A plot of pairs of values, both axes logarithmic where they span more than a hundredfold.
    case plot(title: LocalizedText, x: LocalizedText, y: LocalizedText, points: [PlotPoint])
    case images([ShownImage], summary: Statement)

    var statements: [Statement] {
        switch self {
        case .passage(_, _, let summary), .images(_, let summary): [summary]
        default: []
        }
    }

    /// The bids that it shows something of.
    package var bids: Set<Int> {
        switch self {
        case .value(_, _, let places): Set(places.map(\.bid))
        case .passage(let first, let second, _): [first.from.bid, second.from.bid]
        case .images(let images, _): Set(images.map(\.at.bid))
        case .table, .plot: []
        }
    }
}
