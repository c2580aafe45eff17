// DecodedPicture.swift — what a picture looks like (解码结果): small, and in plain pixels.
package import Reporting

/// A picture, reduced where it is large.
package struct DecodedPicture: Sendable, Hashable {
    /// Of the reduced picture, at most ``longestSide`` each.
    package var width: Int
    package var height: Int
    /// Row by row from the top: one byte a pixel where all of it is grey, else red, green and blue.
    package var samples: [UInt8]

    package var isGrey: Bool { samples.count == width * height }

    /// JPEG comes out with its longer side between half of this and all of it, whatever else was larger with half of it.
    package static let longestSide = 1_024
}

/// What became of a picture.
package enum Decoding: Sendable, Hashable {
    case picture(DecodedPicture)
    /// Why it was not decoded.
    case refused(LocalizedText)
}
