// FolderLock.swift — one process at a time in a folder.
internal import Glibc
package import Reporting

/// An exclusive lock on `.lock` in a folder; the kernel lets go of it when the process ends, however it ends.
package struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock at once or throws FILE-0010.
    package init(_ folder: String) throws(Problem) {
        let path = folder + "/.lock"
        let opened = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .system(path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let busy = errno == EWOULDBLOCK
            let problem = Problem.system(path)
            close(opened)
            guard busy else { throw problem }
            throw Problem(
                code: "FILE-0010", kind: .system,
                message: LocalizedText(zh: "另一个进程正在使用此文件夹", en: "another process is using this folder"),
                remedy: LocalizedText(zh: "请等它结束后重试", en: "wait until it has ended, then run the command again"),
                place: folder)
        }
        self.descriptor = opened
    }

    deinit { close(descriptor) }

    /// Does nothing: called at the end of a scope, it keeps the lock until there.
    package borrowing func keep() {}
}
