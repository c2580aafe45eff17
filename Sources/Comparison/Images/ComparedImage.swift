// ComparedImage.swift — a picture of a bid, ready to be laid beside others (比对图片): where it stands, what it is and how it looks.
package import FileKit
package import ImageMatching
package import Reporting
package import TenderModel

/// What a picture looks like, as far as it could be decoded. What is large of it is put aside in a file: of thousands of pictures, few
/// are looked at again.
package struct Appearance: Sendable {
    /// SHA-256 of the decoded picture, reduced to at most 1,024 pixels a side, with its size before.
    package var digest: FileDigest
    package var pdq: PDQ
    /// How far shades are spread (standard deviation, 0 to 128).
    package var contrast: Double
    private let aside: SpillFile
    private let place: Int64
    private let isGrey: Bool

    /// - Parameter aside: takes the detail and the colours. Throws FILE-NNNN where it cannot.
    package init(
        digest: FileDigest, detail: DetailPlane, colours: ColourPlane, aside: SpillFile
    ) throws(Problem) {
        self.digest = digest
        self.aside = aside
        pdq = PDQ(detail)
        contrast = detail.contrast
        place = try aside.append(detail.shades + colours.shades)
        isGrey = colours.shades.isEmpty
    }

    /// To lay it over another. Throws FILE-NNNN where it cannot be read back.
    package func detail() throws(Problem) -> DetailPlane {
        guard let detail = DetailPlane(shades: try aside.read(at: place, count: DetailPlane.count)) else {
            throw Problem.bug("a plane has another size than it had")
        }
        return detail
    }

    /// What it is shown as. Throws FILE-NNNN where it cannot be read back.
    ///
    /// - Parameters:
    ///   - width: pixels of the picture, for its shape.
    ///   - height: the same.
    package func preview(width: Int?, height: Int?) throws(Problem) -> Preview {
        let count = isGrey ? 0 : ColourPlane.count
        guard let colours = ColourPlane(shades: try aside.read(at: place + Int64(DetailPlane.count), count: count))
        else {
            throw Problem.bug("a plane has another size than it had")
        }
        return Preview(try detail(), colours, width: width, height: height)
    }
}

extension Appearance: Hashable {
    // all else follows from the pixels
    package static func == (one: Appearance, other: Appearance) -> Bool {
        one.digest == other.digest && one.pdq == other.pdq
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// One picture, once however often its document shows it.
package struct ComparedImage: Sendable, Hashable {
    package var file: String
    package var place: LocalizedText
    package var mediaType: String
    /// Bytes of the stream.
    package var size: Int
    /// Of the stream as it lies in the document; nil where it could not be had.
    package var streamDigest: FileDigest?
    /// Pixels, where the header tells.
    package var width: Int?
    package var height: Int?
    /// When and with what it was taken, where it says so itself.
    package var camera: CameraMark?
    /// Nil where it was not decoded.
    package var appearance: Appearance?

    package init(
        file: String, place: LocalizedText, mediaType: String, size: Int, streamDigest: FileDigest?,
        width: Int? = nil, height: Int? = nil, camera: CameraMark? = nil, appearance: Appearance? = nil
    ) {
        self.file = file
        self.place = place
        self.mediaType = mediaType
        self.size = size
        self.streamDigest = streamDigest
        self.width = width
        self.height = height
        self.camera = camera
        self.appearance = appearance
    }

    /// Icons, bullets, rules and the like: under 32 pixels one way, or twenty times as long as wide.
    package var isTiny: Bool {
        guard let width, let height, width > 0, height > 0 else { return false }
        return min(width, height) < 32 || max(width, height) > 20 * min(width, height)
    }

    /// One colour all over, or nearly: an empty page, a coloured band.
    package var isFlat: Bool { appearance.map { $0.contrast < 3 } ?? false }

    /// So small that many have it: a logo, a stamp.
    package var isSmall: Bool {
        guard let width, let height else { return true }
        return max(width, height) < 200
    }
}
