// ScratchFolder.swift — a folder that outside programs may look into, and that is gone when it is let go of.
internal import FileKit
internal import Glibc
package import Reporting

/// A private folder below `/tmp` (or a user's `TMPDIR`), removed with everything in it when the value is dropped or the
/// program is interrupted. Nothing in it is synced.
///
/// It is ours: the programs, which for root run as nobody, may read it by their group and alter nothing. A lock is held on it
/// as long as we live. Where we are killed the lock goes and the folder stays: the next one who makes a scratch folder here
/// removes it, see ``removeAbandoned(in:)``.
package final class ScratchFolder: Sendable {
    package let path: String
    private let ticket: Interruption.Ticket
    /// The folder, locked.
    private let descriptor: Int32

    package init() throws(Problem) {
        _ = Self.tidied
        (path, ticket, descriptor) = try Self.claim()
    }

    deinit {
        try? Files.removeTree(path)
        _ = Interruption.settle(ticket)
        close(descriptor)
    }

    private static let prefix = "biao-"

    // root's programs run as nobody, who has to get there
    private static let parent = Bubblewrap.isRoot ? "/tmp" : Files.temporaryFolder
    /// Done once a run.
    private static let tidied: Void = removeAbandoned(in: parent)

    /// A new folder, locked.
    private static func claim() throws(Problem) -> (String, Interruption.Ticket, Int32) {
        while true {
            let path = "\(parent)/\(prefix)\(AtomicFile.randomName())"
            let ticket = Interruption.register { try? Files.removeTree(path) }
            guard mkdir(path, 0o700) == 0 else {
                let problem = Problem.system(path)
                _ = Interruption.settle(ticket)
                throw problem
            }
            // one who tidies up may be faster than our lock
            guard let descriptor = lock(path) else {
                _ = Interruption.settle(ticket)
                continue
            }
            let isReadable =
                !Bubblewrap.isRoot
                || (fchown(descriptor, uid_t.max, Bubblewrap.nobody) == 0 && fchmod(descriptor, 0o750) == 0)
            guard isReadable else {
                let problem = Problem.system(path)
                rmdir(path)
                close(descriptor)
                _ = Interruption.settle(ticket)
                throw problem
            }
            return (path, ticket, descriptor)
        }
    }

    /// A folder of ours, locked by nobody else; nil where there is none of that name any more.
    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var (held, named) = (stat(), stat())
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0, lstat(path, &named) == 0,
            held.st_ino == named.st_ino, held.st_dev == named.st_dev, held.st_uid == geteuid()
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Removes the scratch folders of ours that a killed process left: those that nobody holds a lock on.
    static func removeAbandoned(in parent: String) {
        guard let stream = opendir(parent) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard isName(bytes), let name = String(validating: bytes, as: UTF8.self) else { continue }
            let path = "\(parent)/\(name)"
            guard let descriptor = lock(path) else { continue }
            try? Files.removeTree(path)
            close(descriptor)
        }
    }

    /// `biao-` and 32 hexadecimal digits.
    private static func isName(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: prefix.utf8) && bytes.count == prefix.utf8.count + 32
            && bytes.dropFirst(prefix.utf8.count).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Makes a folder, and those above it; the path of it.
    @discardableResult
    package func makeFolder(_ name: String) throws(Problem) -> String {
        var folder = path
        for step in name.split(separator: "/") {
            folder += "/\(step)"
            // mkdir counts the umask off, which may leave nothing to those who have to look in
            if mkdir(folder, 0o755) == 0 {
                guard chmod(folder, 0o755) == 0 else { throw .system(folder) }
            } else if errno != EEXIST {
                throw .system(folder)
            }
        }
        return folder
    }

    /// Lays down a file, which only its owner could alter.
    package func add(_ bytes: [UInt8], as name: String, executable: Bool = false) throws(Problem) {
        if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(name[..<slash])) }
        let (file, mode) = ("\(path)/\(name)", executable ? 0o555 : 0o444 as UInt32)
        try Files.writeScratch(bytes, to: file, mode: mode)
        guard chmod(file, mode_t(mode)) == 0 else { throw .system(file) }
    }

    /// Takes away a file or a folder.
    package func remove(_ name: String) throws(Problem) { try Files.removeTree("\(path)/\(name)") }
}
