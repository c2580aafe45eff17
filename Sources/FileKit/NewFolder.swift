// NewFolder.swift — a folder that is there whole or not at all.
internal import Glibc
package import Reporting

/// A folder filled under a temporary name beside its target, and renamed by ``commit()``.
///
/// The target must not exist, neither before nor then. Dropped without a commit, or interrupted, it leaves nothing.
package struct NewFolder: ~Copyable {
    /// Where to put things until the commit.
    package let temporaryPath: String
    package let target: String
    private let ticket: Interruption.Ticket
    private var committed = false

    /// FILE-0005 where there is something of that name.
    package init(_ target: String, mode: UInt32 = 0o755) throws(Problem) {
        var target = target
        while target.utf8.count > 1, target.hasSuffix("/") { target.removeLast() }
        guard !Files.exists(target) else { throw .system(target, number: EEXIST) }
        let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(target[...$0]) } ?? "./"
        let path = "\(folder).biao-\(AtomicFile.randomName()).tmp"
        let ticket = Interruption.register { try? Files.removeTree(path) }
        guard mkdir(path, mode_t(mode)) == 0 else {
            let problem = Problem.system(target)
            _ = Interruption.settle(ticket)
            throw problem
        }
        self.target = target
        self.temporaryPath = path
        self.ticket = ticket
    }

    deinit {
        if !committed {
            try? Files.removeTree(temporaryPath)
            _ = Interruption.settle(ticket)
        }
    }

    /// Gives the folder its name, and syncs the folder that it stands in.
    package mutating func commit() throws(Problem) {
        guard !Files.exists(target) else { throw .system(target, number: EEXIST) }
        guard Interruption.settle(ticket, while: { rename(temporaryPath, target) == 0 }) else { throw .system(target) }
        committed = true
        try Files.syncFolder(of: target)
    }
}
