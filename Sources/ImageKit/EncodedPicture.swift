// EncodedPicture.swift — a picture as a file (图片文件), of which nothing but the first bytes was looked at.

/// Formats that are decoded. The decoder is told which it is and never left to guess: some formats that it could guess at are
/// programs.
package enum PictureFormat: String, Sendable, Hashable, CaseIterable {
    case jpeg, png, gif, bmp, tiff, webp
    /// Plain pixels (PNM), which nobody's document holds: those of a PDF come in it.
    case pnm

    /// Of a media type such as `image/jpeg`; nil where it is not decoded.
    package init?(mediaType: String) {
        guard mediaType.hasPrefix("image/") else { return nil }
        self.init(rawValue: String(mediaType.dropFirst(6)))
    }

    /// Whether it may hold several pictures, of which the first counts.
    var isSequence: Bool { self == .gif || self == .tiff }
}

/// One picture to be decoded.
package struct EncodedPicture: Sendable {
    package var format: PictureFormat
    package var bytes: [UInt8]
    /// Pixels by its header, where somebody looked. What it says is believed for speed only: a JPEG is decoded at no more than it takes.
    package var size: (width: Int, height: Int)?

    package init(format: PictureFormat, bytes: [UInt8], size: (width: Int, height: Int)? = nil) {
        self.format = format
        self.bytes = bytes
        self.size = size
    }
}
