// PackFiles.swift — the files of a template pack, wherever they lie, and the digest that names exactly them.
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// All files of a pack in memory, by their path within it, such as `rules/letter.yaml`.
package struct PackFiles: Sendable, Hashable {
    package let bytes: [String: [UInt8]]

    /// A pack is text that people write: at most 2,000 files of 4 MiB, 32 MiB together.
    private static let maxFiles = 2_000
    private static let maxFile = 4 << 20
    static let maxTotal = 32 << 20

    /// Throws TMPL-0001 (too many or too large), TMPL-0002 (a name that cannot be part of a digest that stock tools make),
    /// TMPL-0006 (two names of which some machines keep one).
    package init(_ files: some Sequence<(key: String, value: [UInt8])>) throws(Problem) {
        let files = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        guard files.count <= Self.maxFiles, files.allSatisfy({ $0.value.count <= Self.maxFile }),
            files.reduce(0, { $0 + $1.value.count }) <= Self.maxTotal
        else {
            throw Problem(
                "TMPL-0001", zh: "示范文本包过大:最多 2000 个文件,单个 4 MiB,合计 32 MiB",
                en: "the pack is too large: at most 2,000 files of 4 MiB, 32 MiB together",
                remedyZh: "移走与规则无关的文件", remedyEn: "take away what has nothing to do with the rules")
        }
        for (name, _) in files where !Self.isName(name) {
            throw Problem(
                "TMPL-0002", zh: "示范文本包内的文件名不可用:“\(name)”",
                en: "a file of the pack has a name that cannot be used: \"\(name)\"",
                remedyZh: "文件名不得含空格、引号、反斜线、控制字符,不得以“.”或“-”开头,也不得是编辑器的临时文件",
                remedyEn:
                    "no white space, quotes, backslashes or control characters, no '.' or '-' first, no editor's leftovers",
                place: name)
        }
        if let (one, other) = TwinNames.first(in: files.map(\.key)) {
            throw Problem(
                "TMPL-0006", zh: "示范文本包内有两个名称仅大小写或 Unicode 写法不同:“\(one)”与“\(other)”",
                en: "two names of the pack differ in case or Unicode form only: \"\(one)\" and \"\(other)\"",
                remedyZh: "在 Windows 上它们是同一个文件:请改名其中一个",
                remedyEn: "on Windows they are one file: rename one of them", place: other)
        }
        bytes = Dictionary(files.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// Reads a folder. Throws TMPL-0003 for a link or a special file, TMPL-0004 where there is no folder.
    package init(folder: String) throws(Problem) {
        guard Files.kind(of: folder) == .folder else {
            throw Problem(
                "TMPL-0004", zh: "没有文件夹“\(folder)”", en: "there is no folder \"\(folder)\"", remedyZh: "请检查路径",
                remedyEn: "check the path", place: folder)
        }
        var files: [(key: String, value: [UInt8])] = []
        var total = 0
        do throws(Problem) {
            try Self.collect(folder, prefix: "", depth: 0, into: &files, &total)
            try self.init(files)
        } catch {
            var problem = error
            problem.place =
                problem.place.map { $0.hasPrefix("/") || $0.hasPrefix(folder) ? $0 : folder + "/" + $0 } ?? folder
            throw problem
        }
    }

    private static func collect(
        _ folder: String, prefix: String, depth: Int, into files: inout [(key: String, value: [UInt8])],
        _ total: inout Int
    ) throws(Problem) {
        for entry in try Files.list(folder) {
            let (path, name) = (folder + "/" + entry.name, prefix + entry.name)
            switch entry.kind {
            case .file:
                // one too many is enough to refuse it
                guard files.count <= maxFiles, total <= maxTotal else { return }
                let bytes = try Files.read(path, limit: maxFile)
                files.append((name, bytes))
                total += bytes.count
            case .folder where depth < 8: try collect(path, prefix: name + "/", depth: depth + 1, into: &files, &total)
            case .folder, .link, .other:
                throw Problem(
                    "TMPL-0003", zh: "示范文本包内有链接、特殊文件或超过 8 层的文件夹:“\(name)”",
                    en: "the pack has a link, a special file, or folders more than 8 deep: \"\(name)\"",
                    remedyZh: "只放普通文件", remedyEn: "put plain files there only", place: path)
            }
        }
    }

    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 200
            && parts.allSatisfy { part in
                !part.isEmpty && !part.hasPrefix(".") && !part.hasPrefix("-") && !part.hasSuffix("~")
                    && !part.unicodeScalars.contains { scalar in
                        scalar.value <= 0x20 || (0x7f...0xa0).contains(scalar.value)
                            || "\"'\\`$*?[]".unicodeScalars.contains(scalar)
                            || scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
                    }
            }
    }

    package subscript(name: String) -> [UInt8]? { bytes[name] }

    /// The names below a folder, such as `rules/`, in byte order.
    package func names(below folder: String) -> [String] {
        bytes.keys.filter { $0.utf8.starts(with: folder.utf8) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The digest of all files but reviews, as stock tools make it:
    /// `find . -type f -not -path './reviews/*' | LC_ALL=C sort | xargs sha256sum | sha256sum`.
    package func digest() throws(Problem) -> FileDigest {
        var lines = ""
        for name in names(below: "") where !name.hasPrefix("reviews/") {
            lines += Hex.encode(try Digest.of(bytes[name] ?? [], .sha256)) + "  ./" + name + "\n"
        }
        return FileDigest(algorithm: "sha256", hex: Hex.encode(try Digest.of(Array(lines.utf8), .sha256)))
    }
}
