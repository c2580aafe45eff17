// ExtractionLimits.swift — how much one document may ask of us. What lies beyond is named as not read.

/// Bounds for one document.
package struct ExtractionLimits: Sendable, Hashable {
    /// Bytes of the file.
    package var maxFileSize = 1 << 30
    /// Unicode scalars of text.
    package var maxCharacters = 20_000_000
    /// Blocks of text.
    package var maxBlocks = 4_000_000
    package var maxImages = 20_000
    /// Tracked changes and comments, each.
    package var maxRevisions = 100_000
    /// Pixels of a picture of a PDF that poppler is to turn into a PNG.
    package var maxPixels = 80_000_000
    /// Pixels of all pictures that poppler turns into PNGs in one run.
    package var maxPixelsPerRun = 100_000_000
    /// Stretches of pages without text and pictures that are looked at for whether they are blank.
    package var maxBlankStretches = 500
    /// Milliseconds for one run of an outside tool.
    package var toolTime = 120_000
    /// CPU seconds of one run of an outside tool.
    package var toolCPU = 110
    /// Address space of an outside tool, in bytes.
    package var toolMemory: Int64 = 2 << 30
    /// Bytes that an outside tool may say.
    package var toolOutput = 384 << 20

    package init() {}
}
