// ZipInput.swift — the archive's bytes: a file opened once, so that what was checked is what is read, or memory.
internal import FileKit
internal import Glibc
internal import Reporting

/// A regular file open for reading at any offset, or an archive that is in memory already.
final class ZipInput {
    private enum Storage {
        case file(descriptor: Int32)
        case memory([UInt8])
    }

    private let storage: Storage
    /// What to call it in a problem.
    let path: String
    /// Bytes, when it was opened.
    let size: Int64

    init(_ bytes: [UInt8], path: String) {
        storage = .memory(bytes)
        self.path = path
        size = Int64(bytes.count)
    }

    init(_ path: String) throws(Problem) {
        // Not blocking, or a pipe would hold us before we can see that it is one.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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
        storage = .file(descriptor: opened)
        self.path = path
        self.size = Int64(status.st_size)
    }

    deinit {
        if case .file(let descriptor) = storage { close(descriptor) }
    }

    /// Fills the buffer from `offset`; ZIP-0064 if the file ends before that.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(Problem) {
        switch storage {
        case .file(let descriptor): try read(descriptor, at: offset, into: buffer)
        case .memory(let bytes):
            guard offset >= 0, offset <= size - Int64(buffer.count) else { throw ZipFlaw.shrunk.at(path) }
            buffer.copyBytes(from: bytes[Int(offset)..<Int(offset) + buffer.count])
        }
    }

    private func read(
        _ descriptor: Int32, at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(Problem) {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset) + filled)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path)
            }
            guard count > 0 else { throw ZipFlaw.shrunk.at(path) }
            filled += count
        }
    }
}

/// A piece of the file in memory that moves along with who asks.
struct ZipWindow: ~Copyable {
    private let input: ZipInput
    private let buffer: UnsafeMutableRawBufferPointer
    private var start: Int64 = 0
    private var filled = 0

    /// - Parameter capacity: the most that can be asked for at once, in bytes.
    init(_ input: ZipInput, capacity: Int) {
        self.input = input
        buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The bytes at `offset`, valid until the next call; nil if the file ends before.
    mutating func bytes(at offset: Int64, count: Int) throws(Problem) -> UnsafeRawBufferPointer? {
        guard offset >= 0, count >= 0, count <= buffer.count, offset <= input.size - Int64(count) else { return nil }
        if offset < start || offset + Int64(count) > start + Int64(filled) {
            filled = 0
            let wanted = Int(min(Int64(buffer.count), input.size - offset))
            try input.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
            start = offset
            filled = wanted
        }
        let from = Int(offset - start)
        return UnsafeRawBufferPointer(rebasing: buffer[from..<from + count])
    }
}
