// ForeignArchive.swift — archives that other programs made (XLSX, DOCX, OFD): read through libzip, with what comes out counted.
//
// Our own containers go through StrictPass and nothing else. A workbook from an office program breaks that profile in a dozen
// harmless ways, so here libzip reads; nothing of it is ever extracted to disk, and no number in its headers is believed.
internal import CLibZip
package import Reporting

/// How much a foreign archive may ask of us. Sizes in bytes.
package struct ForeignArchiveLimits: Sendable, Hashable {
    package var maxEntries = 10_000
    /// Contents of one entry.
    package var maxEntrySize = 256 << 20
    /// Contents of all entries that are read.
    package var maxTotalSize = 512 << 20
    /// Contents to compressed bytes, beyond the first MiB. Sheets of numbers reach 40; a bomb has over 1,000.
    package var maxRatio = 200

    package init() {}
}

/// An archive in memory. Not `Sendable`: one task at a time.
package final class ForeignArchive {
    private let archive: OpaquePointer
    /// libzip reads from these for as long as the archive is open.
    private let buffer: UnsafeMutableRawBufferPointer
    private let limits: ForeignArchiveLimits
    private var total = 0
    /// Called so in problems.
    package let place: String
    /// Names of the entries in the order of the archive.
    package let names: [String]
    /// Where each stands: an archive may have tens of thousands of them.
    private let indexes: [String: Int]

    /// Throws ZIP-0080 (no archive, or damaged), ZIP-0007 (too many entries), ZIP-0081 (a name twice).
    package init(_ bytes: [UInt8], place: String, limits: ForeignArchiveLimits = .init()) throws(Problem) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        buffer.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(bytes.count), 0, &error),
            let archive = zip_open_from_source(source, ZIP_RDONLY, &error)
        else {
            // libzip has freed the source where it could not open it, or never made one
            buffer.deallocate()
            throw ZipFlaw.foreign.at(place, String(cString: zip_error_strerror(&error)))
        }
        let count = Int(zip_get_num_entries(archive, 0))
        var names: [String] = []
        for index in 0..<min(count, limits.maxEntries) {
            let name = zip_get_name(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_GUESS)).map {
                String(cString: $0)
            }
            names.append(name ?? "")
        }
        let indexes = Dictionary(zip(names, names.indices)) { first, _ in first }
        let twice = indexes.count != names.count
        guard count <= limits.maxEntries, !twice else {
            zip_discard(archive)
            buffer.deallocate()
            throw twice ? ZipFlaw.foreignTwice.at(place) : ZipFlaw.tooManyEntries.at(place, "\(count)")
        }
        self.archive = archive
        self.buffer = buffer
        self.limits = limits
        self.place = place
        self.names = names
        self.indexes = indexes
    }

    deinit {
        zip_discard(archive)
        buffer.deallocate()
    }

    package func has(_ name: String) -> Bool { indexes[name] != nil }

    /// The contents of an entry, nil where there is none of that name.
    ///
    /// Throws ZIP-0050 (larger than allowed), ZIP-0052 (swells like a bomb), ZIP-0080 (damaged, encrypted).
    package func read(_ name: String) throws(Problem) -> [UInt8]? {
        guard let index = indexes[name] else { return nil }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else { throw failure(name) }
        guard status.encryption_method == 0 else { throw ZipFlaw.foreign.at("\(place) \(name)", "encrypted") }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw failure(name) }
        defer { zip_fclose(file) }
        let compressed = max(1, Int(clamping: status.comp_size))
        var bytes: [UInt8] = []
        // what the header claims is a hint for the room to make, and no more than that
        bytes.reserveCapacity(min(Int(clamping: status.size), limits.maxEntrySize, compressed * 40))
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = zip_fread(file, block.baseAddress, zip_uint64_t(block.count))
            guard count >= 0 else { throw failure(name) }
            guard count > 0 else { break }
            total += Int(count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[..<Int(count)]))
            guard bytes.count <= limits.maxEntrySize, total <= limits.maxTotalSize else {
                throw ZipFlaw.entryTooLarge.at("\(place) \(name)", "> \(limits.maxEntrySize)")
            }
            guard bytes.count <= 1 << 20 || bytes.count / compressed <= limits.maxRatio else {
                throw ZipFlaw.ratio.at("\(place) \(name)", "> \(limits.maxRatio) : 1")
            }
        }
        return bytes
    }

    private func failure(_ name: String) -> Problem {
        ZipFlaw.foreign.at("\(place) \(name)", String(cString: zip_strerror(archive)))
    }
}
