// ZipReader.swift — an archive that has passed the strict pass, and its contents, counted and summed.
internal import CLibZip
package import Reporting

/// An archive open for reading. It is opened once, so that the bytes that were checked are the bytes that are read.
///
/// Not `Sendable`: one task at a time.
package final class ZipReader {
    /// All entries in file order.
    package let entries: [ZipEntry]
    /// Bytes of the archive.
    package let size: Int64
    /// The archive's own bytes.
    package let input: ZipInput
    private let indexes: [String: Int]
    /// A block that one reading after another takes and puts back.
    private var spare: UnsafeMutableRawBufferPointer?

    /// Opens the archive and runs the strict pass.
    ///
    /// - Throws: FILE-… if it cannot be read; the first flaw as ZIP-0001 … ZIP-0052, its place the entry's name, or
    ///   else `path`.
    package convenience init(_ path: String, limits: ZipLimits = .init()) throws(Problem) {
        try self.init(ZipInput(path), limits: limits)
    }

    /// The same for an archive that is in memory already, called `place` in problems.
    package convenience init(bytes: [UInt8], place: String, limits: ZipLimits = .init()) throws(Problem) {
        try self.init(ZipInput(bytes, path: place), limits: limits)
    }

    private init(_ input: ZipInput, limits: ZipLimits) throws(Problem) {
        do throws(Problem) {
            var pass = StrictPass(input, limits: limits)
            entries = try pass.run()
        } catch {
            throw error.at(input.path)
        }
        self.input = input
        size = input.size
        indexes = Dictionary(entries.map { ($0.name, $0.index) }) { first, _ in first }
    }

    deinit { spare?.deallocate() }

    /// The entry whose name has exactly these bytes; a differently composed twin (NFC, NFD) is not it.
    package func entry(_ name: String) -> ZipEntry? {
        guard let index = indexes[name], entries[index].name.utf8.elementsEqual(name.utf8) else { return nil }
        return entries[index]
    }

    /// The whole contents.
    ///
    /// - Parameter limit: most bytes; ZIP-0053 is thrown before anything is read if the entry is longer.
    package func read(_ entry: ZipEntry, limit: Int) throws(Problem) -> [UInt8] {
        guard entry.size <= Int64(limit) else { throw ZipFlaw.readLimit.at(entry.name, "\(entry.size) > \(limit)") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(entry.size))
        try stream(entry) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Lends the contents block by block, each byte once and in order; never more of them than declared.
    ///
    /// The checksum is known only at the end: trust nothing of it before this returns.
    ///
    /// - Parameters:
    ///   - blockSize: most bytes at a time.
    ///   - body: its Problem ends the reading and is thrown on.
    /// - Throws: ZIP-0060 … ZIP-0065 if the contents are not what the headers say.
    package func stream(
        _ entry: ZipEntry, blockSize: Int = 1 << 18, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
    ) throws(Problem) {
        let buffer = takeBlock(max(1, min(blockSize, 1 << 30)))
        defer { putBack(buffer) }
        var sum = Checksum()
        var seen: Int64 = 0
        switch entry.method {
        case .store:
            while seen < entry.size {
                let block = UnsafeMutableRawBufferPointer(
                    rebasing: buffer[..<Int(min(Int64(buffer.count), entry.size - seen))])
                try input.read(at: entry.dataOffset + seen, into: block)
                sum.update(UnsafeRawBufferPointer(block))
                seen += Int64(block.count)
                try body(UnsafeRawBufferPointer(block))
            }
        case .deflate:
            var inflater = try Inflater(blockSize: 1 << 16)
            try inflater.run(entry, from: input, output: buffer) { (block) throws(Problem) in
                guard Int64(block.count) <= entry.size - seen else { throw ZipFlaw.declaredSize.at(entry.name) }
                seen += Int64(block.count)
                sum.update(block)
                if !block.isEmpty { try body(block) }
            }
        }
        guard seen == entry.size else { throw ZipFlaw.declaredSize.at(entry.name) }
        guard sum.value == entry.crc else { throw ZipFlaw.checksum.at(entry.name) }
    }

    private func takeBlock(_ size: Int) -> UnsafeMutableRawBufferPointer {
        if let spare, spare.count == size {
            self.spare = nil
            return spare
        }
        return .allocate(byteCount: size, alignment: 4096)
    }

    private func putBack(_ block: UnsafeMutableRawBufferPointer) {
        spare?.deallocate()
        spare = block
    }

    /// Fills `buffer` from `offset` within a *stored* entry, as far as the entry goes; the number of bytes, 0 at its end.
    ///
    /// For one who pulls, and has another means of knowing that the bytes are right: no checksum is compared here.
    package func pull(
        _ entry: ZipEntry, at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(Problem) -> Int {
        guard entry.method == .store, offset >= 0 else { throw .bug("pull from \(entry.name) at \(offset)") }
        let count = Int(max(0, min(Int64(buffer.count), entry.size - min(offset, entry.size))))
        try input.read(
            at: entry.dataOffset + min(offset, entry.size),
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// The entry of that name, or ZIP-0074.
    package func required(_ name: String) throws(Problem) -> ZipEntry {
        guard let entry = entry(name) else { throw ZipFlaw.noSuchEntry.at(name) }
        return entry
    }
}
