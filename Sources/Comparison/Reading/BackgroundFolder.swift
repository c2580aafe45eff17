// BackgroundFolder.swift — the background library on disk (背景库文件夹): one file of fingerprints, none of the texts.
internal import Container
package import Extraction
internal import FileKit
internal import OpenSSLKit
package import Reporting
internal import TenderModel
package import TextMatching

/// What was taken out of every bid, so that the report can name it.
package struct ComparedBackground: Sendable, Hashable {
    package struct Text: Sendable, Hashable {
        package var kind: String
        package var title: String
        package var characters: Int
    }

    package var file: ComparedFile
    package var texts: [Text]

    package init(file: ComparedFile, libraries: [FingerprintLibrary]) {
        self.file = file
        texts = libraries.flatMap(\.sections).map { Text(kind: $0.kind, title: $0.title, characters: $0.characters) }
    }
}

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

    /// The same with what a report says of it: the digest is that of the file, as `sha256sum` gives it.
    package func compared() throws(Problem) -> (libraries: [FingerprintLibrary], described: ComparedBackground) {
        let libraries = try libraries()
        let file = ComparedFile(name: Self.name, digest: try FileDigest(of: file, .sha256))
        return (libraries, ComparedBackground(file: file, libraries: libraries))
    }

    /// Adds documents as texts of one class; a document that is there already is left as it is.
    ///
    /// - Returns: How many were added; what was not read of them, or, `isWhole`, why one was not added at all; and which were there
    ///   already.
    package func add(
        _ documents: [String], kind: String, extractor: Extractor
    ) throws(Problem) -> (added: Int, notRead: [NotRead], known: [String]) {
        var library = Files.exists(file) ? try libraries()[0] : FingerprintLibrary()
        var known = Set(library.sections.map(\.source))
        var (added, notRead, there): (Int, [NotRead], [String]) = (0, [], [])
        for document in documents {
            let read = try extractor.read(document)
            var unread = read.unread.map { NotRead($0, file: document) }
            guard !read.isUnread, !read.blocks.isEmpty, let source = Hex.decode(read.digest.hex) else {
                if unread.isEmpty {
                    unread.append(
                        NotRead(
                            file: document, code: "COMP-0032",
                            reason: LocalizedText(zh: "文档里没有可读的文字", en: "the document has no text that can be read"),
                            isWhole: true))
                }
                // pages that are pictures are all that there is of a scan
                for index in unread.indices { unread[index].isWhole = true }
                notRead += unread
                continue
            }
            notRead += unread
            guard known.insert(source).inserted else {
                there.append(document)
                continue
            }
            try library.add(
                [TextSignal.text(read)], kind: kind, title: String(Files.name(of: document).prefix(300)), source: source
            )
            added += 1
        }
        if !Files.exists(path) { try Files.makeFolder(path) }
        try Files.write(library.encoded(), to: file)
        return (added, notRead, there)
    }

    /// Takes a text out that was added by mistake.
    ///
    /// - Returns: The titles of what was taken out.
    /// - Throws: COMP-0034 where no text has the title.
    package func remove(title: String) throws(Problem) -> [String] {
        var library = try libraries()[0]
        let found = library.sections.filter { $0.title == title }
        guard !found.isEmpty else {
            throw Problem(
                "COMP-0034", kind: .usage, zh: "背景库里没有标题为“\(title)”的文档",
                en: "no document of the library has the title \"\(title)\"", remedyZh: "用 biao background list 查看标题",
                remedyEn: "see the titles with biao background list", place: path)
        }
        for section in found { library.remove(source: section.source) }
        try Files.write(library.encoded(), to: file)
        return found.map(\.title)
    }
}
