// ContainerReader.swift — opening a container: the strict zip pass, then which entry is what.
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
internal import XMLKit
package import ZipKit

/// A container that passed the strict zip pass and has the layout of ASiC-E. Nothing is verified yet.
package final class ContainerReader {
    package let path: String
    package let archive: ZipReader
    package let kind: DocumentKind
    /// Everything but `mimetype` and `META-INF/`, the root document among it.
    package let payload: [ZipEntry]
    /// Of each signature and its manifest.
    package let signatures: [SignaturePlace]
    /// The root document, once it was asked for.
    private var root: (any RootDocument)?

    /// Most that a root document or a signature may weigh.
    private static let rootLimit = 256 << 20
    private static let signatureLimit = 16 << 20

    /// Throws the first departure from the layout, with its place.
    package init(_ path: String, limits: ZipLimits = ZipLimits()) throws(Problem) {
        do throws(Problem) {
            let archive = try ZipReader(path, limits: limits)
            self.kind = try Self.layout(of: archive, at: path)
            self.archive = archive
            self.payload = archive.entries.filter {
                $0.name != EntryName.mimetype && !$0.name.hasPrefix(EntryName.metadata)
            }
            self.signatures = try Self.signatures(in: archive)
            self.path = path
        } catch { throw error.at(path) }
    }

    /// The bytes of the root document.
    package func rootBytes() throws(Problem) -> [UInt8] {
        guard let entry = archive.entry(kind.rootName) else { throw Problem.bug("root entry vanished") }
        return try archive.read(entry, limit: Self.rootLimit)
    }

    /// The root document; CONT-0005 where the container is of another kind.
    package func document<Root: RootDocument>(_ type: Root.Type) throws(Problem) -> Root {
        guard kind == Root.kind else {
            throw Problem(
                code: "CONT-0005",
                message: LocalizedText(
                    zh: "需要\(Root.kind.title.zh)(.\(Root.kind.fileExtension)),给出的是\(kind.title.zh)",
                    en:
                        "\(Root.kind.oneInEnglish) (.\(Root.kind.fileExtension)) is needed; this is \(kind.oneInEnglish)"
                ),
                remedy: LocalizedText(zh: "请检查给出的文件", en: "check which file you gave"), place: path)
        }
        if let root = root as? Root { return root }
        do throws(Problem) {
            let root = try Root.decode(try rootBytes())
            self.root = root
            return root
        } catch { throw error.at(path) }
    }

    package func manifestBytes(_ place: SignaturePlace) throws(Problem) -> [UInt8] {
        try metadata(place.manifest, limit: XMLLimits.manifest.maxBytes)
    }

    func manifest(_ place: SignaturePlace, digestURI: String) throws(Problem) -> Manifest {
        try Manifest.decode(try manifestBytes(place), name: place.manifest, digestURI: digestURI)
    }

    package func signature(_ place: SignaturePlace) throws(Problem) -> [UInt8] {
        try metadata(place.signature, limit: Self.signatureLimit)
    }

    private func metadata(_ name: String, limit: Int) throws(Problem) -> [UInt8] {
        guard let entry = archive.entry(name) else { throw Problem.bug("\(name) vanished") }
        return try archive.read(entry, limit: limit)
    }

    /// The payload that a signature is over: all of it; in a clue package, of the log only what stood there when it was signed.
    package func payload(of place: SignaturePlace) -> [ZipEntry] {
        guard kind == .clue else { return payload }
        let later = Set((place.number...999).map(ClueHandover.entryName))
        return payload.filter { !later.contains($0.name) }
    }

    /// Copies one entry to a new file; `target` appears whole or not at all.
    package func extract(_ entry: ZipEntry, to target: String, mode: UInt32 = 0o644) throws(Problem) {
        var file = try AtomicFile(target, mode: mode)
        try archive.stream(entry) { (bytes) throws(Problem) in try file.write(bytes) }
        try file.commit()
    }

    private static func layout(of archive: ZipReader, at path: String) throws(Problem) -> DocumentKind {
        func departs(_ code: String, _ zh: String, _ en: String) -> Problem {
            Problem(
                code: code, message: LocalizedText(zh: zh, en: en),
                remedy: LocalizedText(
                    zh: "请确认这是 biao 的文件且未被改动", en: "check that this is a file of biao's and unaltered"),
                place: path)
        }
        guard let first = archive.entries.first, first.name == EntryName.mimetype, first.method == .store,
            try archive.read(first, limit: 256) == Array(EntryName.mediaType.utf8)
        else {
            throw departs("CONT-0001", "第一个条目不是规定的 mimetype", "the first entry is not the mimetype of ASiC-E")
        }
        let kinds = DocumentKind.allCases.filter { archive.entry($0.rootName) != nil }
        guard kinds.count == 1 else {
            throw kinds.isEmpty
                ? departs("CONT-0002", "没有根文件(如 bid.xml)", "there is no root document (such as bid.xml)")
                : departs("CONT-0003", "有多个根文件", "there is more than one root document")
        }
        return kinds[0]
    }

    private static func signatures(in archive: ZipReader) throws(Problem) -> [SignaturePlace] {
        let names = Set(archive.entries.map(\.name).filter { $0.hasPrefix(EntryName.metadata) })
        guard let places = SignaturePlace.all(in: names) else {
            throw Problem(
                code: "CONT-0004",
                message: LocalizedText(
                    zh: "META-INF/ 中的清单与签名不成对、不连续,或有其他文件",
                    en:
                        "manifests and signatures in META-INF/ do not pair up, are not numbered 1, 2, …, or something else is there"
                ),
                remedy: LocalizedText(
                    zh: "文件可能被改动;请向制作人重新索取", en: "the file may have been altered; ask its maker for it again"))
        }
        return places
    }
}
