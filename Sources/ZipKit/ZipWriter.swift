// ZipWriter.swift — writes an archive of our profile through libzip, streamed. The only file that holds a zip_t.
internal import CLibZip
package import Reporting

/// An archive being made. Entries are announced with ``add(_:_:method:modified:observe:)``; ``close()`` does the work.
///
/// The same input gives the same bytes. Memory stays small whatever the size. The archive is written straight to `path`
/// (give the `temporaryPath` of an AtomicFile and commit it after `close`): libzip's own temporary file and rename are
/// not used, and a failed `close` removes `path`, so nothing is left in the folder. Nothing is synced here.
///
/// Not `Sendable`: one task at a time.
package final class ZipWriter {
    /// How the bytes of an entry are kept. The raw value is the format's.
    package enum Method: UInt16, Sendable, Hashable { case store = 0, deflate = 8 }

    /// Where the bytes of an entry come from.
    package enum Source {
        case bytes([UInt8])
        /// Path of a regular file, opened when its turn comes and read while writing.
        case file(String)
        /// Asked only after all entries added before have been read to their ends (and their observers have seen all).
        case deferred(() throws(Problem) -> [UInt8])
        /// Pulled until it gives 0; a size that is given must be met exactly (ZIP-0070). With no size the stream first
        /// goes to a nameless temporary file in the archive's folder, so give one where it is known.
        case stream(size: Int64?, (UnsafeMutableRawBufferPointer) throws(Problem) -> Int)
    }

    private var archive: OpaquePointer?
    /// Why there is no archive, where there is none.
    private var absence = "the archive was closed"
    private let sink: ZipSink
    private let limits = ZipLimits()
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
    /// Kept alive until libzip is done with them.
    private var feeds: [ZipFeed] = []
    private var names: [String] = []

    /// - Parameter path: where the archive goes. Not touched before ``close()``; what is there then is overwritten.
    package init(path: String) {
        sink = ZipSink(path, limits: limits)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        if let source = zip_source_function_create(zipSinkCallback, Unmanaged.passUnretained(sink).toOpaque(), &error) {
            archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error)
            if archive == nil { zip_source_free(source) }
        }
        if archive == nil { absence = "libzip opens no archive: " + String(cString: zip_error_strerror(&error)) }
    }

    deinit {
        if let archive { zip_discard(archive) }
        block.deallocate()
    }

    /// Announces the next entry; entries stand in the archive in this order.
    ///
    /// - Parameters:
    ///   - name: relative path with `/`; must keep the rules of names (ZIP-0031 … ZIP-0037).
    ///   - modified: seconds since 1970, stored as UTC in steps of two seconds, clamped to 1980 … 2107.
    ///   - observe: sees every byte before compression, in order, in blocks.
    /// - Throws: ZIP-0007 beyond the most entries that a reader takes; ZIP-003x for a bad name.
    package func add(
        _ name: String, _ source: Source, method: Method = .store, modified: Int64,
        observe: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(Problem) {
        guard let archive else { throw .bug(absence) }
        guard name.utf8.count <= limits.maxNameBytes else { throw ZipFlaw.nameLength.at(name) }
        if let flaw = ZipNames.flaw(name) { throw flaw.at(name) }
        guard names.count < limits.maxEntries else { throw ZipFlaw.tooManyEntries.at(name) }
        let feed = ZipFeed(
            name, source, method: method, time: DOSTime(epoch: modified), sink: sink, block: block, observe: observe)
        guard let input = zip_source_function(archive, zipFeedCallback, Unmanaged.passUnretained(feed).toOpaque())
        else {
            throw libraryProblem(archive, name)
        }
        let index = zip_file_add(archive, name, input, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            let exists = zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_EXISTS
            let problem = exists ? ZipFlaw.nameTwin.at(name) : libraryProblem(archive, name)
            zip_source_free(input)
            throw problem
        }
        feeds.append(feed)
        names.append(name)
        let place = UInt64(index)
        guard zip_set_file_compression(archive, place, Int32(method.rawValue), method == .deflate ? 6 : 0) == 0,
            zip_file_set_external_attributes(archive, place, 0, UInt8(ZIP_OPSYS_UNIX), ZipFormat.regularFile) == 0
        else { throw libraryProblem(archive, name) }
    }

    /// Writes the archive.
    ///
    /// - Throws: what a source threw; FILE-0003 and its like if the disk says no; ZIP-0070 for a source that is not as
    ///   long as announced; ZIP-0071 without entries; ZIP-0039 and ZIP-0040 for names that cannot stand together;
    ///   ZIP-0073 for a deflated entry that swells more than a reader accepts, ZIP-0075 for one of just under 4 GiB.
    ///   `path` is gone then.
    package func close() throws(Problem) {
        guard let archive else { throw .bug(absence) }
        guard !names.isEmpty else { throw ZipFlaw.noEntries.at(sink.path) }
        if let (flaw, name) = ZipNames.clash(names) { throw flaw.at(name) }
        guard zip_close(archive) == 0 else {
            let problem = sink.problem ?? libraryProblem(archive, sink.path)
            zip_discard(archive)
            self.archive = nil
            sink.discard()
            throw problem
        }
        self.archive = nil
        feeds = []
    }

    private func libraryProblem(_ archive: OpaquePointer, _ place: String) -> Problem {
        var problem = ZipFlaw.library.at(place, String(cString: zip_strerror(archive)))
        problem.kind = .bug
        return problem
    }
}
