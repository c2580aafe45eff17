// NestedContainer.swift — a container that lies within another one as evidence, lent out as a file of its own.
internal import FileKit
package import Reporting

extension ContainerReader {
    /// Lends the container in an entry of this one; it lies in a private temporary file for as long as `body` runs, so its
    /// path means nothing afterwards. Nil where there is no such entry.
    ///
    /// - Throws: CONT-0022 where the entry is larger than `limit`, and what ``init(_:limits:)`` throws, with the entry's
    ///   name as the place.
    package func withContainer<R>(
        in name: String, limit: Int64 = 64 << 20, _ body: (ContainerReader) throws(Problem) -> R
    ) throws(Problem) -> R? {
        guard let entry = archive.entry(name) else { return nil }
        guard entry.size <= limit else {
            throw Problem(
                code: "CONT-0022",
                message: LocalizedText(
                    zh: "附件有 \(entry.size) 字节,超过上限 \(limit)",
                    en: "the attachment has \(entry.size) bytes, more than \(limit)"),
                remedy: LocalizedText(
                    zh: "文件可能被改动;请向制作人重新索取", en: "the file may have been altered; ask its maker for it again"),
                place: name)
        }
        let scratch = Files.temporaryFolder + "/.biao-" + AtomicFile.randomName()
        defer { try? Files.remove(scratch) }
        try extract(entry, to: scratch, mode: 0o600)
        let reader: ContainerReader
        do throws(Problem) { reader = try ContainerReader(scratch) } catch {
            var problem = error
            problem.place = problem.place.map { $0.hasPrefix(scratch) ? name : "\(name): \($0)" } ?? name
            throw problem
        }
        return try body(reader)
    }
}
