// AtomicFile.swift — a result that is there whole or not at all.
internal import Glibc
package import Reporting

/// A file written under a temporary name beside its target, and renamed over it by ``commit()``.
///
/// The bytes and the folder are synced before `commit` returns. Dropped without a commit, it leaves nothing; neither
/// does a program that is interrupted (see ``Interruption``).
/// The target is never opened, so an older file of that name stays readable until the very rename.
package struct AtomicFile: ~Copyable {
    private var descriptor: Int32
    /// Where the bytes go until the commit; C libraries that write by path may replace it.
    package let temporaryPath: String
    package let target: String
    private let ticket: Interruption.Ticket
    private var committed = false
    private var written: Int64 = 0
    private var writeback = Writeback()

    /// - Parameters:
    ///   - target: path of the finished file; its folder must exist.
    ///   - mode: permissions; 0o600 for anything secret.
    package init(_ target: String, mode: UInt32 = 0o644) throws(Problem) {
        var folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(target[..<$0]) } ?? "."
        if folder.isEmpty { folder = "/" }
        let path = "\(folder)/.biao-\(Self.randomName()).tmp"
        let ticket = Interruption.register { unlink(path) }
        let opened = Int32(
            truncatingIfNeeded: retrying { Int(open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))) })
        guard opened >= 0 else {
            let problem = errno == ENOENT ? Problem.noFolder(folder) : .system(target)
            _ = Interruption.settle(ticket)
            throw problem
        }
        self.ticket = ticket
        self.target = target
        self.temporaryPath = path
        self.descriptor = opened
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !committed {
            unlink(temporaryPath)
            _ = Interruption.settle(ticket)
        }
    }

    /// Appends bytes.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
        try Files.writeAll(bytes, to: descriptor, path: target)
        written += Int64(bytes.count)
        writeback.reached(written, of: descriptor)
    }

    /// Appends bytes.
    package mutating func write(_ bytes: [UInt8]) throws(Problem) {
        let result: Result<Void, Problem> = bytes.withUnsafeBytes { buffer in
            do throws(Problem) { return .success(try Files.writeAll(buffer, to: descriptor, path: target)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Syncs, renames over the target (unless `replacing` is false and one exists), and syncs the folder.
    package mutating func commit(replacing: Bool = true) throws(Problem) {
        // A library may have put another file under our temporary name: sync what the name now means.
        close(descriptor)
        descriptor = Int32(truncatingIfNeeded: retrying { Int(open(temporaryPath, O_RDWR | O_CLOEXEC)) })
        guard descriptor >= 0, retrying({ Int(fsync(descriptor)) }) == 0 else { throw .system(target) }
        if replacing {
            guard Interruption.settle(ticket, while: { rename(temporaryPath, target) == 0 }) else {
                throw .system(target)
            }
        } else {
            try claimTarget()
            _ = Interruption.settle(ticket)
        }
        committed = true
        try Files.syncFolder(of: target)
    }

    /// Gives the file its name only where nothing has that name yet.
    private func claimTarget() throws(Problem) {
        if link(temporaryPath, target) == 0 {
            unlink(temporaryPath)
            return
        }
        // FAT, as on USB sticks, has no hard links: an empty file claims the name, and the rename fills it.
        guard errno == EPERM || errno == EOPNOTSUPP else { throw .system(target) }
        let claim = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard claim >= 0 else { throw .system(target) }
        close(claim)
        guard rename(temporaryPath, target) == 0 else {
            let problem = Problem.system(target)
            unlink(target)
            throw problem
        }
    }

    /// Whether a name is one that a file has before it is committed.
    static func isTemporary(_ name: String) -> Bool { name.hasPrefix(".biao-") && name.hasSuffix(".tmp") }

    /// 128 random bits in hexadecimal.
    package static func randomName() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    }
}
