// SheetProblems.swift — why a workbook cannot be read: the codes SHEET-NNNN.
internal import Reporting

extension Problem {
    static func noWorkbook(_ file: String) -> Problem {
        Problem(
            code: "SHEET-0001",
            message: LocalizedText(
                zh: "不是 XLSX 工作簿(缺少 xl/workbook.xml 或工作表)",
                en: "this is no XLSX workbook: xl/workbook.xml or its sheets are missing"),
            remedy: LocalizedText(zh: "请另存为 XLSX 后重试", en: "save it as XLSX and try again"), place: file)
    }

    static func tooMuch(_ what: String, _ limit: Int, _ file: String) -> Problem {
        let zh = ["sheets": "工作表", "rows": "行", "columns": "列", "shared strings": "文字"][what] ?? what
        return Problem(
            code: "SHEET-0002",
            message: LocalizedText(zh: "工作簿的\(zh)数超过上限 \(limit)", en: "the workbook has more than \(limit) \(what)"),
            remedy: LocalizedText(zh: "正常文件不会如此,请核对文件来源", en: "no ordinary file does this; check where it came from"),
            place: file)
    }

    /// The same problem, met in one entry of a workbook: `清单.xlsx xl/workbook.xml:12`.
    func inEntry(_ entry: String, _ file: String) -> Problem {
        var copy = self
        if let place, place.hasPrefix("line ") {
            copy.place = "\(file) \(entry):\(place.dropFirst(5))"
        } else if place == nil {
            copy.place = "\(file) \(entry)"
        }
        return copy
    }
}
