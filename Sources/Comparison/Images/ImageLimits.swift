// ImageLimits.swift — how much the pictures of one bid may ask of us. What lies beyond is compared by its bytes alone, and named.
package import ImageKit

/// Bounds for the pictures of one bid, or of the tender.
///
/// A scan of three million pixels costs some 80 milliseconds of processor time, most of it to decode, and any picture 70 KB on disk. So
/// the largest bid takes some twenty minutes of one core; beside that, each run of the decoder has its own bounds.
package struct ImageLimits: Sendable, Hashable {
    /// Different pictures that are decoded, in the order of the files: a scanned bid has one a page.
    package var pictures = 10_000
    /// Pixels of them together, by their headers; 4,000 pages of A4 scanned at 300 dots an inch have so many.
    package var pixels = 36_000_000_000
    /// Bounds of one picture, and of one run of the decoder.
    package var decoding = DecodingLimits()

    package init() {}
}
