// ReportFolder.swift — where a comparison's report goes (报告文件夹): pages and JSON in both views, and never over what a person may still need.
internal import FileKit
package import Reporting

package struct ReportFolder: Sendable {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    private static func name(_ view: ReportView) -> String { view == .supervisor ? "report" : "officer" }

    private static let endings = [".html", ".en.html", ".json"]

    private static var names: Set<String> {
        Set(ReportView.allCases.flatMap { view in endings.map { name(view) + $0 } })
    }

    /// Whether a report may go there at all; asked before anything is read.
    ///
    /// - Throws: COMP-0020 where the folder holds other things than an older report, COMP-0021 where it is no folder, CLUE-0030 where
    ///   it holds a clue package, FILE-0002 and its like where nothing can be written there.
    package func requireUsable() throws(Problem) {
        if Files.exists(path) {
            guard Files.kind(of: path) == .folder else {
                throw Problem(
                    "COMP-0021", kind: .usage, zh: "“\(path)”不是文件夹,报告须写入文件夹",
                    en: "\"\(path)\" is no folder, and a report goes into one", remedyZh: "用 -o 给出一个新的文件夹",
                    remedyEn: "name a new folder with -o", place: path)
            }
            try CluePackage.requireNone(in: path)
            for entry in try Files.list(path) where !Self.names.contains(entry.name) {
                throw Problem(
                    "COMP-0020", zh: "文件夹里有不属于报告的“\(entry.name)”",
                    en: "the folder holds \"\(entry.name)\", which is no part of a report", remedyZh: "换一个新的文件夹",
                    remedyEn: "name a new folder", place: path)
            }
        }
        try Files.requireWritable(folder: path)
    }

    /// Whether an older report there is one of the same inputs, so that it may be written anew.
    ///
    /// - Throws: COMP-0022 where it is about other inputs, or does not say about which.
    package func requireSame(_ lot: ComparedLot) throws(Problem) {
        guard Files.exists(path), try Files.list(path).contains(where: { Self.names.contains($0.name) }) else { return }
        let old = path + "/" + Self.name(.officer) + ".json"
        let json = Files.exists(old) ? try? JSON(reading: try Files.read(old, limit: 256 << 20), limits: .ours) : nil
        let inputs = json.flatMap(ComparisonInputs.init)
        guard inputs != ComparisonInputs(lot) else { return }
        let what = inputs.map { inputs in
            LocalizedText(
                zh: "(比对时间 \(inputs.at),\(inputs.bids) 份投标文件,线索 \(inputs.clues) 条)",
                en: " (compared at \(inputs.at): \(inputs.bids) bids, \(inputs.clues) clues)")
        }
        throw Problem(
            "COMP-0022", kind: .usage, zh: "文件夹里已有一份报告\(what?.zh ?? ""),它比对的文件与这次不同,不会覆盖",
            en:
                "the folder holds a report\(what?.en ?? "") that is about other files than this one, and is not written over",
            remedyZh: "用 -o 给出另一个文件夹;旧报告确实没有用了,加 --replace",
            remedyEn: "name another folder with -o; if nobody needs the old report, add --replace", place: path)
    }

    /// Writes `report.html`, `report.en.html` and `report.json` for the supervisor, for the owner's eyes alone, and `officer.html`,
    /// `officer.en.html` and `officer.json` for the opening officer.
    ///
    /// - Throws: what ``requireUsable()`` does, and what FileKit says of a disk that is full.
    package func write(_ comparison: Comparison, version: String) throws(Problem) {
        try requireUsable()
        var files: [(name: String, text: String, mode: UInt32)] = []
        for view in ReportView.allCases {
            let texts = [
                ComparisonPage.html(comparison, view: view, language: .zh, version: version),
                ComparisonPage.html(comparison, view: view, language: .en, version: version),
                ComparisonJSON.of(comparison, view: view, version: version).text + "\n",
            ]
            for (ending, text) in zip(Self.endings, texts) {
                files.append((Self.name(view) + ending, text, view == .supervisor ? 0o600 : 0o644))
            }
        }
        try Files.makeFolder(path)
        for file in files { try Files.write(file.text, to: path + "/" + file.name, mode: file.mode) }
    }

    /// The page that a view's reader opens.
    package func page(_ view: ReportView) -> LocalizedText {
        let name = path + "/" + Self.name(view)
        return LocalizedText(zh: name + ".html", en: name + ".en.html")
    }
}

extension JSON.Limits {
    /// For a report that this program wrote: of 200 bids, each with thousands of files that were not read.
    fileprivate static let ours = JSON.Limits(values: 20_000_000)
}
