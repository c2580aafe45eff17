// Files.swift — whole files, folders and their names. Names are read as bytes: one that is not UTF-8 is refused, not mangled.
internal import Glibc
package import Reporting

/// One name in a folder.
package struct FolderEntry: Sendable, Hashable {
    /// What kind of thing the name is; links are not followed.
    package enum Kind: Sendable { case file, folder, link, other }
    package var name: String
    package var kind: Kind
    /// Size in bytes of a file, else 0.
    package var size: Int64
}

/// Whole files and folders.
package enum Files {
    /// Where files may lie for a moment: `TMPDIR`, else `/tmp`.
    package static var temporaryFolder: String {
        getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }

    /// The whole file; refuses one of more than `limit` bytes.
    package static func read(_ path: String, limit: Int = 64 << 20) throws(Problem) -> [UInt8] {
        let reader = try FileReader(path)
        guard reader.size <= Int64(limit) else {
            throw Problem(
                code: "FILE-0008",
                message: LocalizedText(
                    zh: "文件有 \(reader.size) 字节,超过上限 \(limit) 字节",
                    en: "the file has \(reader.size) bytes, more than the limit of \(limit)"),
                remedy: LocalizedText(zh: "请确认给出的是正确的文件", en: "check that this is the file you mean"), place: path)
        }
        return try reader.read(at: 0, count: Int(reader.size))
    }

    /// Writes a whole file atomically, see ``AtomicFile``.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, replacing: Bool = true
    ) throws(Problem) {
        var file = try AtomicFile(path, mode: mode)
        try file.write(bytes)
        try file.commit(replacing: replacing)
    }

    /// Writes a whole text file atomically.
    package static func write(_ text: String, to path: String, mode: UInt32 = 0o644) throws(Problem) {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    /// Writes a new file that nobody will miss after this run: neither atomic nor synced. Its name must not be taken.
    package static func writeScratch(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(Problem) {
        let opened = Int32(
            truncatingIfNeeded: retrying {
                Int(open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode)))
            })
        guard opened >= 0 else { throw .system(path) }
        defer { close(opened) }
        let result: Result<Void, Problem> = bytes.withUnsafeBytes { buffer in
            do throws(Problem) { return .success(try writeAll(buffer, to: opened, path: path)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// The names in a folder, in byte order, without `.` and `..`. A name that is not UTF-8 is a problem.
    package static func list(_ folder: String) throws(Problem) -> [FolderEntry] {
        let (entries, misnamed) = try listAll(folder)
        guard let shown = misnamed.first else { return entries }
        throw Problem(
            code: "FILE-0009",
            message: LocalizedText(
                zh: "文件名不是 UTF-8 编码(可能是 GBK):\(shown)", en: "a file name is not UTF-8 (perhaps GBK): \(shown)"),
            remedy: LocalizedText(
                zh: "请重新命名该文件,或用 convmv -f gbk -t utf8 --notest 转换",
                en: "rename the file, or convert it with convmv -f gbk -t utf8 --notest"),
            place: folder)
    }

    /// The same, where names that are not UTF-8 are no problem: they come as they can be shown (`\xC1`), in byte order.
    package static func listAll(_ folder: String) throws(Problem) -> (entries: [FolderEntry], misnamed: [String]) {
        guard let stream = opendir(folder) else { throw .system(folder) }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        var misnamed: [String] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                misnamed.append(
                    bytes.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16) }.joined())
                continue
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0 else { throw .system(folder + "/" + name) }
            let kind: FolderEntry.Kind =
                switch status.st_mode & S_IFMT {
                case S_IFREG: .file
                case S_IFDIR: .folder
                case S_IFLNK: .link
                default: .other
                }
            entries.append(FolderEntry(name: name, kind: kind, size: kind == .file ? Int64(status.st_size) : 0))
        }
        return (entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }, misnamed.sorted())
    }

    /// What `path` is, following links; nil where there is nothing.
    package static func kind(of path: String) -> FolderEntry.Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Makes a folder, and those above it.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(Problem) {
        if kind(of: path) == .folder { return }
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex {
            try makeFolder(String(path[..<slash]), mode: mode)
        }
        guard mkdir(path, mode_t(mode)) == 0 || (errno == EEXIST && kind(of: path) == .folder) else {
            throw .system(path)
        }
    }

    /// That new files can be written into a folder, or where it is not there yet, that it can be made; nothing is made.
    package static func requireWritable(folder path: String) throws(Problem) {
        var existing = path
        while !exists(existing), let slash = existing.utf8.lastIndex(of: UInt8(ascii: "/")) {
            existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
        }
        if !exists(existing) { existing = "." }
        guard access(existing, W_OK | X_OK) == 0 else { throw .system(existing) }
    }

    /// Removes a file; one that is not there is no problem.
    package static func remove(_ path: String) throws(Problem) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(path) }
    }

    /// Removes a folder and everything in it; links are removed, not followed. One that is not there is no problem.
    package static func removeTree(_ path: String) throws(Problem) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .system(path) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try remove(path) }
        for entry in try list(path) { try removeTree(path + "/" + entry.name) }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .system(path) }
    }

    /// Removes what a killed process left of its ``AtomicFile``s in a folder. Nobody else may be writing there.
    package static func removeTemporaries(in folder: String) throws(Problem) {
        for entry in try list(folder) where entry.kind == .file && AtomicFile.isTemporary(entry.name) {
            try remove(folder + "/" + entry.name)
        }
    }

    /// Keeps a folder to its owner.
    package static func makePrivate(_ folder: String) throws(Problem) {
        guard chmod(folder, 0o700) == 0 else { throw .system(folder) }
    }

    /// Whether there is anything of that name, a dangling link too.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether group or others may read a file.
    package static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o044 != 0
    }

    /// The permissions of a file; nil where there is none.
    package static func mode(of path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt32(status.st_mode) & 0o777 : nil
    }

    /// Whether its owner may run a file.
    package static func isExecutable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o100 != 0
    }

    /// Renames within one file system and syncs the folder.
    package static func rename(_ path: String, to target: String) throws(Problem) {
        guard Glibc.rename(path, target) == 0 else { throw .system(target) }
        try syncFolder(of: target)
    }

    /// A symbolic link at `path` that leads to `target`.
    package static func link(_ path: String, to target: String) throws(Problem) {
        guard symlink(target, path) == 0 else { throw .system(path) }
    }

    /// Makes the names in the folder that holds `path` durable.
    package static func syncFolder(of path: String) throws(Problem) {
        var folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
        if folder.isEmpty { folder = "/" }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .system(folder) }
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The absolute path with links resolved; a problem where there is nothing.
    package static func resolve(_ path: String) throws(Problem) -> String {
        guard let resolved = realpath(path, nil) else { throw .system(path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(Problem) {
        var written = 0
        while written < bytes.count {
            let count = retrying {
                Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count >= 0 else { throw .system(path) }
            written += count
        }
    }
}
