// ScratchFolder.swift — a folder that outside programs may look into, and that is gone when it is let go of.
internal import FileKit
internal import Glibc
package import Reporting

/// A private folder below `/tmp` (or a user's `TMPDIR`), removed with everything in it when the value is dropped or the
/// program is interrupted. Nothing in it is synced.
package final class ScratchFolder: Sendable {
    package let path: String
    private let ticket: Interruption.Ticket

    package init() throws(Problem) {
        // root's programs run as nobody, who has to get there
        let parent = Bubblewrap.isRoot ? "/tmp" : getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let path = "\(parent)/biao-\(AtomicFile.randomName())"
        ticket = Interruption.register { try? Files.removeTree(path) }
        self.path = path
        guard mkdir(path, 0o700) == 0 else { throw .system(path) }
        if Bubblewrap.isRoot, chown(path, Bubblewrap.nobody, Bubblewrap.nobody) != 0 { throw .system(path) }
    }

    deinit {
        try? Files.removeTree(path)
        _ = Interruption.settle(ticket)
    }

    /// Makes a folder, and those above it; the path of it.
    @discardableResult
    package func makeFolder(_ name: String) throws(Problem) -> String {
        let folder = "\(path)/\(name)"
        try Files.makeFolder(folder)
        return folder
    }

    /// Lays down a file, which only its owner could alter.
    package func add(_ bytes: [UInt8], as name: String, executable: Bool = false) throws(Problem) {
        if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(name[..<slash])) }
        try Files.writeScratch(bytes, to: "\(path)/\(name)", mode: executable ? 0o555 : 0o444)
    }

    /// Takes away a file or a folder.
    package func remove(_ name: String) throws(Problem) { try Files.removeTree("\(path)/\(name)") }
}
