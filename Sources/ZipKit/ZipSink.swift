// ZipSink.swift — where libzip writes an archive to: our own file, straight to its place, in large pieces.
//
// libzip's own file source would write to a further temporary file and rename that; it converts times through the local
// time zone, in which an hour of each year does not exist; and it derives "version made by" from the size. So the archive
// goes through this source: bytes land in the file that was named, and the two fields are put right as headers pass by.
internal import CLibZip
internal import FileKit
internal import Glibc
internal import Reporting

/// A file that libzip writes to, with seeks back to headers. Keeps the first problem it meets.
final class ZipSink {
    private struct Entry {
        var name: String
        var offset: Int64
        var size: Int64
        var time: DOSTime
        /// libzip writes the local header once before the contents and once after.
        var headers = 0
    }

    let path: String
    private(set) var problem: Problem?
    /// The entry whose local header comes next or has just been written.
    private var entry: Entry?
    /// Whether an entry's own bytes are passing by, which are never looked at.
    var inContents = false

    private let limits: ZipLimits
    private var times: [DOSTime] = []
    private var centralCount = 0
    private var descriptor: Int32 = -1
    /// Whether there is an unfinished file to remove.
    private var unfinished = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    /// Where the buffered bytes belong in the file, and how many there are.
    private var (base, filled) = (Int64(0), 0)
    private(set) var position: Int64 = 0
    private var writeback = Writeback()

    init(_ path: String, limits: ZipLimits) {
        self.path = path
        self.limits = limits
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    /// Keeps the first problem.
    func fail(_ problem: Problem) {
        self.problem = self.problem ?? problem
    }

    /// libzip is about to write the local header of the next entry.
    func beginEntry(_ name: String, size: Int64, time: DOSTime) {
        entry = Entry(name: name, offset: position, size: size, time: time)
        times.append(time)
    }

    func begin() throws(Problem) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system(path) }
        unfinished = true
    }

    func commit() throws(Problem) {
        try flush()
        guard centralCount == times.count else { throw .bug("libzip wrote its headers in pieces") }
        let opened = descriptor
        descriptor = -1
        guard close(opened) == 0 || errno == EINTR else { throw .system(path) }
        unfinished = false
    }

    /// Removes the unfinished file.
    func discard() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        if unfinished { unlink(path) }
        unfinished = false
    }

    func seek(to offset: Int64) throws(Problem) {
        guard offset >= 0, offset <= base + Int64(filled) else { throw .bug("libzip seeks past the end") }
        position = offset
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
        let start = position
        try put(bytes, at: start)
        position += Int64(bytes.count)
        if !inContents { try mendHeader(bytes, at: start) }
    }

    private func mendHeader(_ bytes: UnsafeRawBufferPointer, at start: Int64) throws(Problem) {
        if var entry, start == entry.offset, bytes.count >= ZipFormat.localSize,
            bytes.number(0) == ZipFormat.localSignature
        {
            try put(entry.time.bits, at: start + 10)
            entry.headers += 1
            self.entry = entry
            let packed = base + Int64(filled) - entry.offset - Int64(ZipFormat.localSize + entry.name.utf8.count)
            if entry.headers == 2, limits.swells(size: entry.size, compressed: packed) {
                throw ZipFlaw.writtenRatio.at(entry.name)
            }
        } else if bytes.count >= ZipFormat.centralSize, bytes.number(0) == ZipFormat.centralSignature {
            guard centralCount < times.count else { throw .bug("libzip wrote more headers than entries") }
            try put(ZipFormat.madeBy, at: start + 4)
            try put(times[centralCount].bits, at: start + 12)
            centralCount += 1
        }
    }

    private func put<T: FixedWidthInteger>(_ number: T, at offset: Int64) throws(Problem) {
        var little = number.littleEndian
        let result: Result<Void, Problem> = withUnsafeBytes(of: &little) { bytes in
            do throws(Problem) { return .success(try put(bytes, at: offset)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Puts bytes at an offset that is at most the end of what is there.
    private func put(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Problem) {
        var (rest, offset) = (bytes[...], offset)
        while !rest.isEmpty {
            var count = rest.count
            if offset < base {
                count = Int(min(Int64(count), base - offset))
                try writeOut(UnsafeRawBufferPointer(rebasing: rest.prefix(count)), at: offset)
            } else {
                if filled == buffer.count, offset == base + Int64(filled) { try flush() }
                let place = Int(offset - base)
                count = min(count, buffer.count - place)
                UnsafeMutableRawBufferPointer(rebasing: buffer[place..<place + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
                filled = max(filled, place + count)
            }
            rest = rest.dropFirst(count)
            offset += Int64(count)
        }
    }

    private func flush() throws(Problem) {
        try writeOut(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), at: base)
        base += Int64(filled)
        filled = 0
        writeback.reached(base, of: descriptor)
    }

    private func writeOut(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Problem) {
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(offset) + written)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path)
            }
            written += count
        }
    }
}

/// Answers libzip's commands to a sink.
let zipSinkCallback: zip_source_callback = { user, data, length, command in
    guard let user else { return -1 }
    let sink = Unmanaged<ZipSink>.fromOpaque(user).takeUnretainedValue()
    do throws(Problem) {
        switch command {
        case ZIP_SOURCE_SUPPORTS: return biao_zip_sink_commands()
        case ZIP_SOURCE_STAT:
            guard let status = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
            zip_stat_init(status)
            status.pointee.valid = UInt64(ZIP_STAT_SIZE)
            return Int64(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR: return zipSourceError(data)
        case ZIP_SOURCE_BEGIN_WRITE: try sink.begin()
        case ZIP_SOURCE_COMMIT_WRITE: try sink.commit()
        case ZIP_SOURCE_ROLLBACK_WRITE: sink.discard()
        case ZIP_SOURCE_WRITE:
            guard sink.problem == nil else { return -1 }
            try sink.write(UnsafeRawBufferPointer(start: data, count: Int(length)))
            return Int64(length)
        case ZIP_SOURCE_TELL_WRITE: return sink.position
        case ZIP_SOURCE_SEEK_WRITE:
            let base = sink.position
            guard let target = data?.assumingMemoryBound(to: zip_source_args_seek_t.self).pointee,
                target.whence == SEEK_SET || target.whence == SEEK_CUR
            else { throw .bug("libzip seeks from the end") }
            try sink.seek(to: target.whence == SEEK_SET ? target.offset : base + target.offset)
        // Opened to see that there is nothing yet; nothing is ever read back.
        case ZIP_SOURCE_OPEN, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE: return 0
        default: return -1
        }
        return 0
    } catch {
        sink.fail(error)
        return -1
    }
}

/// What libzip is told of our failures: the real reason is kept as a Problem.
func zipSourceError(_ data: UnsafeMutableRawPointer?) -> Int64 {
    guard let codes = data?.assumingMemoryBound(to: Int32.self) else { return -1 }
    codes[0] = ZIP_ER_WRITE
    codes[1] = EIO
    return Int64(2 * MemoryLayout<Int32>.size)
}
