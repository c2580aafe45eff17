// ReportFolder.swift — where a comparison's report goes (报告文件夹): pages and JSON in both views, whole or not at all.
internal import FileKit
package import Reporting

package struct ReportFolder: Sendable {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Writes `report.html`, `report.en.html` and `report.json` for the supervisor, `officer.html`, `officer.en.html` and
    /// `officer.json` for the opening officer.
    ///
    /// - Throws: COMP-0020 where the folder holds other things than an older report, and what FileKit says of a disk that is full.
    package func write(_ comparison: Comparison, version: String) throws(Problem) {
        var files: [(name: String, text: String)] = []
        for view in ReportView.allCases {
            let name = view == .supervisor ? "report" : "officer"
            files.append((name + ".html", ComparisonPage.html(comparison, view: view, language: .zh, version: version)))
            files.append(
                (name + ".en.html", ComparisonPage.html(comparison, view: view, language: .en, version: version)))
            files.append((name + ".json", ComparisonJSON.of(comparison, view: view, version: version).text + "\n"))
        }
        let own = Set(files.map(\.name))
        if Files.exists(path) {
            for entry in try Files.list(path) where !own.contains(entry.name) && !entry.name.hasSuffix(".clue") {
                throw Problem(
                    "COMP-0020", zh: "文件夹里有不属于报告的“\(entry.name)”",
                    en: "the folder holds \"\(entry.name)\", which is no part of a report", remedyZh: "换一个新的文件夹",
                    remedyEn: "name a new folder", place: path)
            }
        } else {
            try Files.makeFolder(path)
        }
        for file in files { try Files.write(file.text, to: path + "/" + file.name) }
    }
}
