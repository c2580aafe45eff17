// DecodingLimits.swift — how much one picture, and one run of the decoder, may ask of us.

package struct DecodingLimits: Sendable, Hashable {
    /// Pixels of one picture: an A1 sheet scanned at 300 dots an inch has 70 million. See ``pixels(isJPEG:)``.
    package var pixels = 80_000_000
    /// Pictures that one run of the decoder is given: it takes as long to start as to decode five of them.
    package var batch = 96
    /// Bytes that one run of the decoder is given, unless one picture alone has more.
    package var batchBytes = 32 << 20
    /// Milliseconds for one run.
    package var time = 120_000
    /// CPU seconds of one run.
    package var cpu = 90
    /// Address space of one run, in bytes: eight bytes a pixel and as much again.
    package var memory: Int64 = 1536 << 20
    /// Runs that may end before their time, whatever of; the pictures after that are not decoded.
    package var failures = 12

    package init() {}

    /// Pixels that one picture may have by its header: JPEG is reduced while it is read, to an eighth at least where it is so large.
    package func pixels(isJPEG: Bool) -> Int { isJPEG ? 8 * pixels : pixels }
}
