// LooseFolder.swift — the files below a bidder's folder (散件文件夹), and what lies there and is not read: that is named as well.
internal import FileKit
internal import Reporting

struct LooseFolder {
    /// By their path below the folder, in byte order; links are not followed.
    private(set) var files: [(name: String, path: String)] = []
    private(set) var notRead: [NotRead] = []

    private static let deepest = 32
    private static let mostFiles = 100_000
    /// Entries of one kind that are each named; where there are more, the first stands for all.
    private static let mostNamed = 20

    /// Why an entry is passed over.
    private enum Reason: CaseIterable {
        case hidden, lock, link, special, tooDeep, misnamed

        var text: LocalizedText {
            switch self {
            case .hidden:
                LocalizedText(zh: "隐藏文件(名称以“.”开头),未读取", en: "a hidden file (its name begins with a dot): not read")
            case .lock:
                LocalizedText(
                    zh: "办公软件打开文档时的临时文件(~$),未读取",
                    en: "what an office program leaves while a document is open (~$): not read")
            case .link:
                LocalizedText(zh: "符号链接,未读取;请放入文件本身", en: "a symbolic link: not followed; put the file itself there")
            case .special: LocalizedText(zh: "不是普通文件,未读取", en: "no ordinary file: not read")
            case .tooDeep:
                LocalizedText(
                    zh: "文件夹超过 \(LooseFolder.deepest) 层,未读取",
                    en: "a folder more than \(LooseFolder.deepest) levels deep: not read")
            case .misnamed:
                LocalizedText(
                    zh: "文件名不是 UTF-8 编码(可能是 GBK),未读取;请重新命名,或用 convmv -f gbk -t utf8 --notest 转换",
                    en:
                        "its name is not UTF-8 (perhaps GBK): not read; rename it, or convert it with convmv -f gbk -t utf8 --notest"
                )
            }
        }
    }

    /// - Throws: COMP-0006 where there are too many files, FILE-NNNN where a folder cannot be looked into.
    init(_ path: String) throws(Problem) {
        guard Files.kind(of: path) == .folder else {
            files = [(path.split(separator: "/").last.map(String.init) ?? path, path)]
            return
        }
        var passed: [Reason: [String]] = [:]
        try collect(path.hasSuffix("/") ? String(path.dropLast()) : path, "", 0, path, &passed)
        files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for reason in Reason.allCases {
            let names = (passed[reason] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let named = names.count > Self.mostNamed ? Array(names.prefix(1)) : names
            for name in named {
                var text = reason.text
                if named.count < names.count {
                    text.zh += "(这样的共 \(names.count) 个)"
                    text.en += " (\(names.count) of them)"
                }
                notRead.append(NotRead(file: name, code: "COMP-0040", reason: text, isWhole: true))
            }
        }
        if files.isEmpty, notRead.isEmpty { notRead.append(.noFiles(path)) }
    }

    private mutating func collect(
        _ folder: String, _ prefix: String, _ depth: Int, _ root: String, _ passed: inout [Reason: [String]]
    ) throws(Problem) {
        let (entries, misnamed) = try Files.listAll(folder)
        if !misnamed.isEmpty { passed[.misnamed, default: []] += misnamed.map { prefix + $0 } }
        for entry in entries {
            let name = prefix + entry.name
            let reason: Reason? =
                switch entry.kind {
                case .link: .link
                case .other: .special
                case .file where entry.name.hasPrefix("~$"): .lock
                case .folder where depth >= Self.deepest: .tooDeep
                case .file, .folder: entry.name.hasPrefix(".") ? .hidden : nil
                }
            if let reason {
                passed[reason, default: []].append(name)
            } else if entry.kind == .folder {
                try collect(folder + "/" + entry.name, name + "/", depth + 1, root, &passed)
            } else {
                files.append((name, folder + "/" + entry.name))
            }
            guard files.count + passed.values.reduce(0, { $0 + $1.count }) <= Self.mostFiles else {
                throw Problem(
                    "COMP-0006", zh: "文件夹里超过 100,000 个文件", en: "there are more than 100,000 files in the folder",
                    remedyZh: "只给出投标文件", remedyEn: "give the bid's files only", place: root)
            }
        }
    }
}
