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

    /// What is larger is reduced to it.
    package static let longestSide = 2_048

    /// JPEG gives a few eighths of its pixels at once, and comes out with its longer side between this and twice as much.
    package static let longestOfJPEG = 768

    /// - Parameter samples: one byte a pixel, or three; where these are the same in all pixels, the picture is grey.
    package init(width: Int, height: Int, samples: [UInt8]) {
        self.width = width
        self.height = height
        self.samples = samples.count == 3 * width * height ? Self.shades(samples) ?? samples : samples
    }

    /// One byte a pixel where red, green and blue are the same in all; else nil.
    private static func shades(_ colours: [UInt8]) -> [UInt8]? {
        colours.withUnsafeBufferPointer { colours in
            var place = 0
            while place + 2 < colours.count {
                guard colours[place] == colours[place + 1], colours[place] == colours[place + 2] else { return nil }
                place += 3
            }
            return [UInt8](unsafeUninitializedCapacity: colours.count / 3) { shades, count in
                count = colours.count / 3
                var pixel = 0
                while pixel < count {
                    shades[pixel] = colours[3 * pixel]
                    pixel += 1
                }
            }
        }
    }
}

/// What became of a picture.
package enum Decoding: Sendable, Hashable {
    case picture(DecodedPicture)
    /// Why it was not decoded.
    case refused(LocalizedText)
}
