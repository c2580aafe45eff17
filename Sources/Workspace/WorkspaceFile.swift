// WorkspaceFile.swift — the files of a workspace folder under the names they get in the container.
internal import FileKit
internal import Reporting

/// A file that goes into a container.
package struct WorkspaceFile: Sendable, Hashable {
    /// Entry name in the container, such as `documents/第一章 招标公告.pdf`.
    package var name: String
    /// Where it lies on disk.
    package var path: String
    /// Size in bytes when it was listed.
    package var size: Int64

    package init(name: String, path: String, size: Int64) {
        self.name = name
        self.path = path
        self.size = size
    }
}

/// The files below one folder, and what was left out.
struct Collection {
    var files: [WorkspaceFile] = []
    /// WORK-0101 notes: hidden files and leftovers of editors.
    var skipped: [Finding] = []

    /// All files below `folder`, in the byte order of their entry names `prefix/…`; nothing where there is no folder.
    ///
    /// Throws WORK-0010 (a link, pipe or device), WORK-0011 (a name that containers refuse), WORK-0012 (two names that
    /// differ in case or Unicode form only), FILE-0009 (a name that is not UTF-8).
    static func below(_ folder: String, prefix: String) throws(Problem) -> Collection {
        var collection = Collection()
        guard Files.kind(of: folder) != nil else { return collection }
        try collection.add(folder, prefix: prefix, depth: 0)
        collection.files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        try collection.refuseTwins()
        return collection
    }

    private mutating func add(_ folder: String, prefix: String, depth: Int) throws(Problem) {
        for entry in try Files.list(folder) {
            let path = folder + "/" + entry.name
            if Self.isLeftover(entry.name) {
                skipped.append(
                    Finding(
                        code: "WORK-0101", severity: .note,
                        message: LocalizedText(
                            zh: "未装入隐藏文件或编辑器留下的文件“\(entry.name)”",
                            en: "left out \"\(entry.name)\", a hidden file or an editor's leftover"),
                        remedy: LocalizedText(zh: "若需要它,请改名", en: "rename it if it is needed"), place: path))
                continue
            }
            try Self.check(entry.name, depth: depth, at: path)
            switch entry.kind {
            case .file:
                files.append(WorkspaceFile(name: prefix + "/" + entry.name, path: path, size: entry.size))
            case .folder:
                try add(path, prefix: prefix + "/" + entry.name, depth: depth + 1)
            case .link, .other:
                throw Problem(
                    "WORK-0010", zh: "“\(entry.name)”是链接或特殊文件", en: "\"\(entry.name)\" is a link or a special file",
                    remedyZh: "请放入文件本身", remedyEn: "put the file itself there", place: path)
            }
        }
    }

    /// Hidden files, and what editors and systems leave beside a file.
    static func isLeftover(_ name: String) -> Bool {
        // bytes: Swift's own prefixes are those of characters, and there may be a hundred thousand names
        let bytes = name.utf8
        let (first, last) = (bytes.first, bytes.last)
        return first == UInt8(ascii: ".") || bytes.starts(with: "~$".utf8) || last == UInt8(ascii: "~")
            || (first == UInt8(ascii: "#") && last == UInt8(ascii: "#"))
            || ((bytes.count == 9 || bytes.count == 11) && ["thumbs.db", "desktop.ini"].contains(name.lowercased()))
    }

    private static func check(_ name: String, depth: Int, at path: String) throws(Problem) {
        let reason: (zh: String, en: String)
        if name.utf8.contains(UInt8(ascii: "\\")) {
            reason = ("含有反斜线", "it has a backslash")
        } else if name.unicodeScalars.contains(where: { $0.value < 0x20 || 0x7f..<0xa0 ~= $0.value }) {
            reason = ("含有控制字符", "it has control characters")
        } else if name.utf8.count > 255 {
            reason = ("超过 255 字节", "it is longer than 255 bytes")
        } else if depth >= 32 {
            reason = ("文件夹超过 32 层", "it is more than 32 folders deep")
        } else {
            return
        }
        throw Problem(
            "WORK-0011", zh: "文件名不可用:\(reason.zh)", en: "the file name cannot be used: \(reason.en)", remedyZh: "请改名",
            remedyEn: "rename it", place: path)
    }

    /// Names that are one and the same on machines that ignore case or normalise Unicode.
    private func refuseTwins() throws(Problem) {
        // Swift compares strings by canonical equivalence, so composed and decomposed forms meet here.
        var seen: [String: WorkspaceFile] = [:]
        for file in files {
            if let twin = seen.updateValue(file, forKey: file.name.uppercased().lowercased()) {
                throw Problem(
                    "WORK-0012", zh: "两个文件名仅大小写或 Unicode 写法不同:“\(twin.name)”与“\(file.name)”",
                    en: "two file names differ in case or Unicode form only: \"\(twin.name)\" and \"\(file.name)\"",
                    remedyZh: "请改名其中一个", remedyEn: "rename one of them", place: file.path)
            }
        }
    }
}

/// Making workspaces.
enum Layout {
    /// An empty folder, made where there is none. Throws WORK-0009 where something lies in it.
    static func emptyFolder(_ folder: String) throws(Problem) {
        if Files.kind(of: folder) == .folder, !(try Files.list(folder)).isEmpty {
            throw Problem(
                "WORK-0009", zh: "文件夹不是空的", en: "the folder is not empty", remedyZh: "请换一个新文件夹",
                remedyEn: "name a new folder",
                place: folder)
        }
        try Files.makeFolder(folder)
    }

    /// Files under their paths below `folder`; their folders are made.
    static func write(_ files: [String: [UInt8]], below folder: String) throws(Problem) {
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            let parent = name.split(separator: "/").dropLast().joined(separator: "/")
            if !parent.isEmpty { try Files.makeFolder(folder + "/" + parent) }
            try Files.write(bytes, to: folder + "/" + name)
        }
    }
}

/// WORK-0016 where a folder is a workspace of the other kind: its file is not there, and that of the other kind is.
func requireKind(
    _ folder: String, _ own: String, instead other: String, zh: String, en: String, remedyZh: String, remedyEn: String
) throws(Problem) {
    guard Files.kind(of: folder + "/" + own) == nil, Files.kind(of: folder + "/" + other) == .file else { return }
    throw Problem("WORK-0016", zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn, place: folder)
}
