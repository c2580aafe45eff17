// TemporaryFolder.swift — folders for tests, all within one that goes away when the process ends.
import FileKit
import Glibc
import Reporting

/// A fresh folder that nobody else uses. It is gone with the process.
package func temporaryFolder(_ name: String) throws(Problem) -> String {
    let path = try TemporaryRoot.made.get() + "/\(name)-\(AtomicFile.randomName())"
    try Files.makeFolder(path, mode: 0o700)
    return path
}

private enum TemporaryRoot {
    static let path = "/tmp/biao-tests-\(getpid())-\(AtomicFile.randomName())"

    static let made = Result { () throws(Problem) in
        try Files.makeFolder(path, mode: 0o700)
        atexit { try? Files.removeTree(TemporaryRoot.path) }
        return path
    }
}
