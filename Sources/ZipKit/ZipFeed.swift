// ZipFeed.swift — the bytes of one entry on their way into libzip, counted and shown to an observer.
internal import CLibZip
internal import FileKit
internal import Glibc
internal import Reporting

/// One entry's source, as libzip asks for it: STAT, OPEN, READ …, CLOSE.
final class ZipFeed {
    private let name: String
    private let method: ZipWriter.Method
    private let time: DOSTime
    private var source: ZipWriter.Source
    private let observe: ((UnsafeRawBufferPointer) -> Void)?
    private let sink: ZipSink
    /// A block that all feeds of an archive share: only one is open at a time.
    private let block: UnsafeMutableRawBufferPointer
    private var file: FileReader?
    private var size: Int64?
    private var delivered: Int64 = 0
    /// What of the block has not been handed over.
    private var (next, filled) = (0, 0)

    init(
        _ name: String, _ source: ZipWriter.Source, method: ZipWriter.Method, time: DOSTime, sink: ZipSink,
        block: UnsafeMutableRawBufferPointer, observe: ((UnsafeRawBufferPointer) -> Void)?
    ) {
        self.name = name
        self.source = source
        self.method = method
        self.time = time
        self.sink = sink
        self.block = block
        self.observe = observe
    }

    /// Contents that might outgrow 32 bits when they are deflated: libzip then writes zip64 fields that may turn out not
    /// to be needed, which our profile does not have.
    private static let undeflatable: ClosedRange<Int64> = 4_293_656_000...edge
    /// Where libzip 1.7.3 leaves a zip64 field empty: a size or an offset of exactly this.
    private static let edge = Int64(ZipFormat.elsewhere32)

    /// The size, for which a deferred source is now asked, a file opened, and a stream of unknown length read to its end.
    ///
    /// libzip first asks right before it writes the entry's local header.
    func announce() throws(Problem) -> Int64 {
        if let size { return size }
        let known: Int64
        switch source {
        case .bytes(let bytes): known = Int64(bytes.count)
        case .deferred(let make):
            let bytes = try make()
            source = .bytes(bytes)
            known = Int64(bytes.count)
        case .file(let path):
            let reader = try FileReader(path)
            known = reader.size
            file = consume reader
        case .stream(let announced?, _): known = announced
        case .stream(nil, let pull):
            // libzip would reserve zip64 fields for what it does not know, and our profile has none that are not needed.
            let spool = try ZipSpool(beside: sink.path)
            known = try spool.fill(from: pull, through: block)
            source = .stream(size: known) { (buffer) throws(Problem) in try spool.read(into: buffer) }
        }
        guard known >= 0 else { throw .bug("negative size of \(name)") }
        if known == Self.edge || sink.position == Self.edge || method == .deflate && Self.undeflatable.contains(known) {
            throw ZipFlaw.sizeEdge.at(name)
        }
        size = known
        sink.beginEntry(name, size: known, time: time)
        return known
    }

    func open() throws(Problem) {
        _ = try announce()
        sink.inContents = true
        (delivered, next, filled) = (0, 0, 0)
    }

    /// Lets go of everything.
    func close() {
        sink.inContents = false
        source = .bytes([])
        file = nil
    }

    /// Copies bytes into libzip's buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        if next == filled { try refill() }
        let count = min(buffer.count, filled - next)
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: block[next..<next + count]))
        next += count
        return count
    }

    private func refill() throws(Problem) {
        (next, filled) = (0, 0)
        switch source {
        case .bytes(let bytes):
            let part = bytes[Int(delivered)...].prefix(block.count)
            block.copyBytes(from: part)
            filled = part.count
        case .file:
            filled = try file?.read(into: block) ?? 0
        case .stream(_, let pull):
            filled = try pull(block)
            guard (0...block.count).contains(filled) else { throw .bug("source of \(name) gave \(filled) bytes") }
        case .deferred: throw .bug("\(name) was not announced")
        }
        delivered += Int64(filled)
        guard let size, filled > 0 ? delivered <= size : delivered == size else { throw ZipFlaw.sourceSize.at(name) }
        if filled > 0 { observe?(UnsafeRawBufferPointer(rebasing: block[..<filled])) }
    }

    func fail(_ problem: Problem) { sink.fail(problem) }
}

/// A nameless temporary file beside the archive, for a stream whose length is not known before.
final class ZipSpool {
    private let descriptor: Int32
    private let path: String

    init(beside target: String) throws(Problem) {
        let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(target[...$0]) } ?? ""
        path = target
        let hidden = folder + ".biao-" + AtomicFile.randomName() + ".tmp"
        descriptor = Glibc.open(hidden, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(target) }
        unlink(hidden)
    }

    deinit { Glibc.close(descriptor) }

    /// Reads the stream to its end; the number of bytes. Goes back to the beginning.
    func fill(
        from pull: (UnsafeMutableRawBufferPointer) throws(Problem) -> Int, through block: UnsafeMutableRawBufferPointer
    ) throws(Problem) -> Int64 {
        var total: Int64 = 0
        while case let count = try pull(block), count > 0 {
            guard count <= block.count else { throw .bug("a source gave \(count) bytes") }
            var written = 0
            while written < count {
                let step = Glibc.write(descriptor, block.baseAddress?.advanced(by: written), count - written)
                if step < 0 {
                    if errno == EINTR { continue }
                    throw .system(path)
                }
                written += step
            }
            total += Int64(count)
        }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .system(path) }
        return total
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .system(path) }
        }
    }
}

/// Answers libzip's commands to a feed.
let zipFeedCallback: zip_source_callback = { user, data, length, command in
    guard let user else { return -1 }
    let feed = Unmanaged<ZipFeed>.fromOpaque(user).takeUnretainedValue()
    do throws(Problem) {
        switch command {
        case ZIP_SOURCE_SUPPORTS: return biao_zip_feed_commands()
        case ZIP_SOURCE_STAT:
            guard let status = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
            let size = try feed.announce()
            zip_stat_init(status)
            status.pointee.size = UInt64(size)
            // A time of our own keeps libzip from asking the clock; the sink writes the real one.
            status.pointee.mtime = time_t(DOSTime.earliest + 86_400)
            status.pointee.valid = UInt64(ZIP_STAT_SIZE | ZIP_STAT_MTIME)
            return Int64(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_OPEN: try feed.open()
        case ZIP_SOURCE_READ:
            return Int64(try feed.read(into: UnsafeMutableRawBufferPointer(start: data, count: Int(length))))
        case ZIP_SOURCE_CLOSE: feed.close()
        case ZIP_SOURCE_ERROR: return zipSourceError(data)
        case ZIP_SOURCE_FREE: return 0
        default: return -1
        }
        return 0
    } catch {
        feed.fail(error)
        return -1
    }
}
