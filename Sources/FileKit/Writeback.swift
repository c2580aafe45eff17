// Writeback.swift — has the disk begin while we still write, so that the sync at the end finds little left to do.
internal import Glibc

/// How far the kernel was asked to write a file out.
package struct Writeback {
    private static let step: Int64 = 32 << 20
    private var begun: Int64 = 0

    package init() {}

    /// Everything before `end` has been handed to the kernel, in order.
    package mutating func reached(_ end: Int64, of descriptor: Int32) {
        guard end - begun >= Self.step else { return }
        // On Linux this starts writing the range out, and forgets of it only what is on disk already.
        posix_fadvise(descriptor, off_t(begun), off_t(end - begun), Int32(POSIX_FADV_DONTNEED))
        begun = end
    }
}
