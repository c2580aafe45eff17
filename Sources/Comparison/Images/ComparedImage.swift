// ComparedImage.swift — a picture of a bid, ready to be laid beside others (比对图片): where it stands, what it is and how it looks.
package import ImageMatching
package import Reporting
package import TenderModel

/// What a picture looks like, as far as it could be decoded.
package struct Appearance: Sendable, Hashable {
    /// SHA-256 of the decoded picture, reduced to at most 512 pixels a side, with its size before.
    package var digest: FileDigest
    package var pdq: PDQ
    package var detail: DetailPlane
    /// A JPEG of at most 160 pixels a side.
    package var thumbnail: [UInt8]

    package init(digest: FileDigest, pdq: PDQ, detail: DetailPlane, thumbnail: [UInt8]) {
        self.digest = digest
        self.pdq = pdq
        self.detail = detail
        self.thumbnail = thumbnail
    }
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
    package var isFlat: Bool { appearance.map { $0.detail.contrast < 3 } ?? false }

    /// So small that many have it: a logo, a stamp.
    package var isSmall: Bool {
        guard let width, let height else { return true }
        return max(width, height) < 200
    }
}
