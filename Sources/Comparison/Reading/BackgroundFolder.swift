// BackgroundFolder.swift — the background library on disk (背景库文件夹): one file of fingerprints, none of the texts.
package import Extraction
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import TextMatching

package struct BackgroundFolder: Sendable {
    private let path: String

    private static let name = "background.fingerprints"
    /// A library of 100 million fingerprints has 600 MB.
    private static let mostBytes = 1 << 30

    package init(_ path: String) {
        self.path = path
    }

    private var file: String { path + "/" + Self.name }

    /// What it holds. Throws COMP-0030 where there is none, and what a damaged library says of itself.
    package func libraries() throws(Problem) -> [FingerprintLibrary] {
        guard Files.exists(file) else {
            throw Problem(
                "COMP-0030", zh: "文件夹里没有背景库", en: "there is no background library in the folder",
                remedyZh: "先用 biao background add 建立", remedyEn: "make one with biao background add", place: path)
        }
        do throws(Problem) {
            return [try FingerprintLibrary(decoding: try Files.read(file, limit: Self.mostBytes))]
        } catch { throw error.at(file) }
    }

    /// Adds documents as texts of one class; a document that is there already is left as it is.
    ///
    /// - Returns: How many were added, and what was not read of them.
    package func add(
        _ documents: [String], kind: String, extractor: Extractor
    ) throws(Problem) -> (added: Int, notRead: [NotRead]) {
        var library = Files.exists(file) ? try libraries()[0] : FingerprintLibrary()
        var known = Set(library.sections.map(\.source))
        var (added, notRead): (Int, [NotRead]) = (0, [])
        for document in documents {
            let read = try extractor.read(document)
            notRead += read.unread.map { NotRead($0, file: document) }
            guard !read.isUnread, !read.blocks.isEmpty, let source = Hex.decode(read.digest.hex),
                known.insert(source).inserted
            else { continue }
            try library.add(
                [TextSignal.text(read)], kind: kind, title: String(Files.name(of: document).prefix(300)), source: source
            )
            added += 1
        }
        if !Files.exists(path) { try Files.makeFolder(path) }
        try Files.write(library.encoded(), to: file)
        return (added, notRead)
    }
}
