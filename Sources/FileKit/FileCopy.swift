// FileCopy.swift — a file copied block by block: whole, on disk, and never larger in memory than a block.
package import Reporting

extension Files {
    /// Copies a file's bytes. The target appears whole or not at all.
    ///
    /// - Parameters:
    ///   - replacing: whether a file that is there already may be replaced.
    ///   - progress: bytes done, and bytes in all.
    package static func copy(
        _ source: String, to target: String, mode: UInt32 = 0o644, replacing: Bool = true,
        progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
    ) throws(Problem) {
        let reader = try FileReader(source)
        var writer = try AtomicFile(target, mode: mode)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { block.deallocate() }
        var done: Int64 = 0
        while case let count = try reader.read(into: block), count > 0 {
            try writer.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
            done += Int64(count)
            progress?(done, reader.size)
        }
        try writer.commit(replacing: replacing)
    }
}
