// ZipEntry.swift — one file in an archive as the strict pass found it, and how much the pass puts up with.

/// One file in an archive.
package struct ZipEntry: Sendable, Hashable {
    /// Relative path with `/`, as its bytes stand in the archive.
    package let name: String
    /// Place in the archive, from 0.
    package let index: Int
    /// Bytes of the contents.
    package let size: Int64
    /// Bytes that they take in the archive.
    package let compressedSize: Int64
    package let method: ZipWriter.Method
    package let crc: UInt32
    /// Seconds since 1970, even; the archive's DOS time read as UTC.
    package let modified: Int64
    /// Where the bytes begin in the file.
    package let dataOffset: Int64
}

/// How much is put up with. Sizes in bytes.
package struct ZipLimits: Sendable {
    /// Most entries.
    package var maxEntries = 100_000
    /// Longest name, 65,535 at most.
    package var maxNameBytes = 1024
    /// Longest contents of one entry.
    package var maxEntrySize: Int64 = 64 << 30
    /// Longest contents of all entries together.
    package var maxTotalSize: Int64 = 256 << 30
    /// Contents to compressed bytes, for deflated entries longer than ``ratioFloor``.
    package var maxRatio: Int64 = 200
    /// Contents up to this length may have any ratio.
    package var ratioFloor: Int64 = 1 << 20
    /// Longest central directory: what the pass may take of memory, a few times over.
    package var maxDirectorySize: Int64 = 64 << 20

    package init() {}

    /// Whether a deflated entry swells more than is put up with.
    func swells(size: Int64, compressed: Int64) -> Bool {
        guard size > ratioFloor else { return false }
        let (bound, overflow) = compressed.multipliedReportingOverflow(by: maxRatio)
        return !overflow && size > bound
    }
}
