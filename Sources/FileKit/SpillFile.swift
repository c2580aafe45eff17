// SpillFile.swift — what does not fit into memory, in a file without a name (溢出文件): gone with us, however we end.
internal import Glibc
package import Reporting
internal import Synchronization

/// A file that grows at its end and is read at any place, by several threads. It lies in the folder for temporary files under no
/// name, is readable by nobody else, and takes no room once it is let go of.
package final class SpillFile: Sendable {
    private let descriptor: Int32
    private let folder: String
    private let end = Mutex<Int64>(0)

    /// Throws FILE-NNNN where no file can be made.
    package init(in folder: String = Files.temporaryFolder) throws(Problem) {
        self.folder = folder
        let path = "\(folder)/biao-\(AtomicFile.randomName())"
        let opened = Int32(
            truncatingIfNeeded: retrying {
                Int(open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600)))
            })
        guard opened >= 0 else { throw .system(folder) }
        unlink(path)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Bytes so far.
    package var size: Int64 { end.withLock { $0 } }

    /// Puts bytes at the end; where they begin. Throws FILE-0003 where the disk is full.
    package func append(_ bytes: [UInt8]) throws(Problem) -> Int64 {
        let begin = end.withLock { end in
            defer { end += Int64(bytes.count) }
            return end
        }
        let failure = bytes.withUnsafeBytes { buffer -> Problem? in
            var done = 0
            while done < buffer.count {
                let count = retrying {
                    pwrite(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(begin) + done)
                }
                guard count > 0 else { return .system(folder, number: count < 0 ? errno : ENOSPC) }
                done += count
            }
            return nil
        }
        if let failure { throw failure }
        return begin
    }

    /// Bytes that were put there. Throws FILE-0007 where there are not so many.
    package func read(at offset: Int64, count: Int) throws(Problem) -> [UInt8] {
        guard count >= 0, offset >= 0, offset <= size - Int64(count) else { throw .system(folder, number: EINVAL) }
        var failure: Problem?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let read = retrying {
                    pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset) + filled)
                }
                guard read > 0 else {
                    failure = .system(folder, number: read < 0 ? errno : EIO)
                    return
                }
                filled += read
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
