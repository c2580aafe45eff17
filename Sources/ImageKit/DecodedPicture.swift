// DecodedPicture.swift — what a picture looks like (解码结果): small, in three bytes a pixel, and a thumbnail for a page.
package import Reporting

/// A picture, reduced.
package struct DecodedPicture: Sendable, Hashable {
    /// Of the reduced picture, at most ``longestSide`` each.
    package var width: Int
    package var height: Int
    /// Red, green and blue, row by row from the top.
    package var rgb: [UInt8]
    /// A JPEG of at most 160 pixels a side, without anything that the picture said of itself.
    package var thumbnail: [UInt8]

    package static let longestSide = 512
    package static let longestThumbnailSide = 160
}

/// What became of a picture.
package enum Decoding: Sendable, Hashable {
    case picture(DecodedPicture)
    /// Why it was not decoded.
    case refused(LocalizedText)
}
