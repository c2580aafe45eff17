// FileReader.swift — reading a file in pieces, from the front or at an offset.
internal import Glibc
package import Reporting

/// An open regular file. Symbolic links are followed; pipes and devices are refused.
package struct FileReader: ~Copyable, Sendable {
    private let descriptor: Int32
    private let opened: stat
    package let path: String
    /// Size in bytes when it was opened.
    package let size: Int64

    package init(_ path: String) throws(Problem) {
        // Non-blocking: opening a pipe that nobody writes to would wait for ever.
        let opened = Int32(truncatingIfNeeded: retrying { Int(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)) })
        guard opened >= 0 else { throw .system(path) }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let problem = Problem.system(path)
            close(opened)
            throw problem
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw status.st_mode & S_IFMT == S_IFDIR ? .system(path, number: EISDIR) : .notAFile(path)
        }
        posix_fadvise(opened, 0, 0, Int32(POSIX_FADV_SEQUENTIAL))
        self.path = path
        self.size = Int64(status.st_size)
        self.opened = status
        self.descriptor = opened
    }

    deinit { close(descriptor) }

    /// Whether anyone wrote to the file since it was opened, as far as its size and times tell.
    package var hasChanged: Bool {
        var now = stat()
        guard fstat(descriptor, &now) == 0 else { return true }
        return now.st_size != opened.st_size || now.st_mtim.tv_sec != opened.st_mtim.tv_sec
            || now.st_mtim.tv_nsec != opened.st_mtim.tv_nsec
    }

    /// Fills `buffer` as far as the file goes; the number of bytes read, 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = retrying {
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            guard count >= 0 else { throw .system(path) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Up to `count` bytes from `offset`; fewer at the end of the file.
    package func read(at offset: Int64, count: Int) throws(Problem) -> [UInt8] {
        guard offset >= 0, count >= 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(min(Int64(count), max(0, size - offset))))
        let filled = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(Problem) in
            try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Fills `buffer` from `offset` on as far as the file goes; the number of bytes read. Threads may do so at once.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        guard offset >= 0 else { return 0 }
        var filled = 0
        while filled < buffer.count {
            let count = retrying {
                pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset) + filled)
            }
            guard count >= 0 else { throw .system(path) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
