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
        let zh =
            [
                "sheets": "工作表", "rows": "行", "columns": "列", "shared strings": "文字", "elements": "元素", "text": "文字字节",
            ][what] ?? what
        return Problem(
            code: "SHEET-0002",
            message: LocalizedText(
                zh: "工作簿的\(zh)数超过上限 \(limit)",
                en: "the workbook has more than \(limit) \(what == "text" ? "bytes of text" : what)"),
            remedy: LocalizedText(zh: "正常文件不会如此,请核对文件来源", en: "no ordinary file does this; check where it came from"),
            place: file)
    }

    static func sheetTwice(_ name: String, _ part: String, _ file: String) -> Problem {
        Problem(
            code: "SHEET-0003",
            message: LocalizedText(
                zh: "工作表“\(name)”与另一张工作表是同一个部件(\(part))",
                en: "the sheet \"\(name)\" lies in the same part as another one (\(part))"),
            remedy: LocalizedText(
                zh: "正常文件不会如此,请另存为新的 XLSX 后重试", en: "no ordinary file does this; save it as a new XLSX and try again"),
            place: file)
    }

    /// What a workbook cannot hold, or what its readers would not take.
    static func tooMuchToWrite(_ zh: String, _ en: String) -> Problem {
        Problem(
            code: "SHEET-0004", message: LocalizedText(zh: "不能写成一个工作簿:\(zh)", en: "this is no single workbook: \(en)"),
            remedy: LocalizedText(zh: "请改为输出 XML 或 CSV", en: "write XML or CSV instead"))
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
