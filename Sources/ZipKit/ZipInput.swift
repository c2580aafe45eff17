// ZipInput.swift — the archive's bytes: a file opened once, so that what was checked is what is read, or memory.
internal import FileKit
package import Reporting

/// A regular file open for reading at any offset, or an archive that is in memory already. Threads may share it.
package final class ZipInput: Sendable {
    private enum Storage: ~Copyable, Sendable {
        case file(FileReader)
        case memory([UInt8])
    }

    private let storage: Storage
    /// What to call it in a problem.
    package let path: String
    /// Bytes, when it was opened.
    package let size: Int64

    init(_ bytes: [UInt8], path: String) {
        storage = .memory(bytes)
        self.path = path
        size = Int64(bytes.count)
    }

    package init(_ path: String) throws(Problem) {
        let reader = try FileReader(path)
        size = reader.size
        storage = .file(reader)
        self.path = path
    }

    /// Whether anyone wrote to the file since it was opened, as far as its size and times tell.
    package var hasChanged: Bool {
        switch storage {
        case .file(let reader): reader.hasChanged
        case .memory: false
        }
    }

    /// Fills the buffer from `offset`; ZIP-0064 if the file ends before that.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(Problem) {
        guard offset >= 0, offset <= size - Int64(buffer.count) else { throw ZipFlaw.shrunk.at(path) }
        switch storage {
        case .file(let reader):
            guard try reader.read(at: offset, into: buffer) == buffer.count else { throw ZipFlaw.shrunk.at(path) }
        case .memory(let bytes):
            buffer.copyBytes(from: bytes[Int(offset)..<Int(offset) + buffer.count])
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
