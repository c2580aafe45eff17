// TemporaryFolder.swift — a folder of a test's own, removed with what is in it.
import FileKit
import Glibc
import Reporting

struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        path = "/tmp/biao-workspace-" + AtomicFile.randomName()
        try Files.makeFolder(path)
    }

    deinit {
        Self.removeAll(Array(path.utf8CString))
    }

    /// By bytes: a name need not be UTF-8.
    private static func removeAll(_ path: [CChar]) {
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
                }
                if name == [46] || name == [46, 46] { continue }
                removeAll(path.dropLast() + [47] + name + [0])
            }
            closedir(stream)
        }
        if unlink(path) != 0 { rmdir(path) }
    }

    /// Replaces text in a file, as a person does in an editor. The text must be there.
    func edit(_ file: String, _ edits: [(String, String)]) throws {
        var text = try String(decoding: Files.read(path + "/" + file), as: UTF8.self)
        for (old, new) in edits {
            guard let range = text.firstRange(of: old) else { throw Missing(text: old) }
            text.replaceSubrange(range, with: new)
        }
        try Files.write(text, to: path + "/" + file)
    }

    struct Missing: Error { var text: String }

    /// An empty file whose name is these very bytes.
    func touch(_ folder: String, name: [UInt8]) {
        let bytes = Array((path + "/" + folder + "/").utf8) + name + [0]
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { name in
                guard let start = name.baseAddress else { return }
                close(open(start, O_WRONLY | O_CREAT, 0o644))
            }
        }
    }
}

/// The code of the problem that `body` meets; nil where it meets none.
func code<T>(_ body: () throws(Problem) -> T) -> String? {
    do throws(Problem) { _ = try body() } catch { return error.code }
    return nil
}
