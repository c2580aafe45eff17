// AppendLog.swift — a file that only grows, each line on disk before the call returns.
internal import Glibc
package import Reporting

/// A line log. A last line without its newline is what a crash left, and is cut off when the log is opened.
package struct AppendLog: ~Copyable {
    private let descriptor: Int32
    package let path: String
    /// The whole lines that were there when it was opened, without their newlines.
    package let lines: [String]

    package init(_ path: String, mode: UInt32 = 0o600) throws(Problem) {
        let existing = Files.kind(of: path) == .file ? try Files.read(path, limit: 1 << 30) : []
        let whole = existing.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let opened = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode_t(mode))
        guard opened >= 0 else { throw .system(path) }
        guard ftruncate(opened, off_t(whole)) == 0, lseek(opened, 0, SEEK_END) >= 0 else {
            let problem = Problem.system(path)
            close(opened)
            throw problem
        }
        self.path = path
        self.lines = existing[..<whole].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        self.descriptor = opened
    }

    deinit { close(descriptor) }

    /// Appends one line and syncs it. `line` must not hold a newline.
    package func append(_ line: String) throws(Problem) {
        let bytes = Array((line + "\n").utf8)
        let before = lseek(descriptor, 0, SEEK_END)
        let result: Result<Void, Problem> = bytes.withUnsafeBytes { buffer in
            do throws(Problem) { return .success(try Files.writeAll(buffer, to: descriptor, path: path)) } catch {
                return .failure(error)
            }
        }
        guard case .success = result, fsync(descriptor) == 0 else {
            let problem = Problem.system(path)
            ftruncate(descriptor, before)
            if case .failure(let written) = result { throw written }
            throw problem
        }
        try Files.syncFolder(of: path)
    }
}
