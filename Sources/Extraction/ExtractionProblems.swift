// ExtractionProblems.swift — why nothing can be extracted on this machine: the problems among the codes EXTR-NNNN.
internal import Reporting

extension Problem {
    static func popplerMissing(_ tool: String) -> Problem {
        Problem(
            "EXTR-0001", kind: .system, zh: "没有找到 \(tool),无法读取 PDF", en: "there is no \(tool), which reads PDF",
            remedyZh: "请安装:apt-get install poppler-utils poppler-data",
            remedyEn: "install it: apt-get install poppler-utils poppler-data", place: tool)
    }

    /// Ends the reading of a part whose remainder would not be taken. Never leaves this target.
    static let enough = Problem(
        "EXTR-0002", zh: "文字已达上限", en: "the text has reached its limit", remedyZh: "", remedyEn: "")

    /// Whether it is ``enough``, wherever it was met.
    var isEnough: Bool { code == Self.enough.code }
}
