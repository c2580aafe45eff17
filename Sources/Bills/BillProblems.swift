// BillProblems.swift — why a bill cannot be read or written: the codes BILL-NNNN.
package import Reporting

extension Problem {
    private init(bill code: String, zh: String, en: String, remedyZh: String, remedyEn: String, place: String?) {
        self.init(
            code: code, message: LocalizedText(zh: zh, en: en), remedy: LocalizedText(zh: remedyZh, en: remedyEn),
            place: place)
    }

    static func unknownRoot(_ name: String, file: String) -> Problem {
        Problem(
            bill: "BILL-0001", zh: "根元素“\(name)”不属于任何已知的清单格式",
            en: "the root element \"\(name)\" is that of no bill format we know", remedyZh: "请导出标准的数据交换文件,或为该格式编写映射",
            remedyEn: "export a standard exchange file, or write a mapping for this format", place: file)
    }

    /// The root is known, the standard that it names is not.
    static func unknownStandard(_ declared: [(String, String)], root: String, known: [String], file: String) -> Problem
    {
        let names = declared.map { "\($0.0)=“\($0.1)”" }.joined(separator: " ")
        let plain = declared.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: " ")
        return Problem(
            bill: Problem.unknownStandardCode,
            zh: "清单声明的数据交换标准不认识:\(names.isEmpty ? "(未声明)" : names)(根元素 \(root));已知的有:\(known.joined(separator: "、"))",
            en: "the bill declares an exchange standard that is not known: \(plain.isEmpty ? "(none)" : plain) "
                + "(root \(root)); known are: \(known.joined(separator: ", "))",
            remedyZh: "按已知的标准重新导出,或在示范文本的 mappings/ 中为该标准写一份映射",
            remedyEn: "export it by a known standard, or put a mapping for this one into the template's mappings/",
            place: file)
    }

    package static let unknownStandardCode = "BILL-0002"

    static func noTable(file: String) -> Problem {
        Problem(
            bill: "BILL-0003", zh: "表格中找不到清单的表头(项目编码、项目名称、工程量、综合单价、合价等)",
            en: "no sheet has the header of a bill (项目编码, 项目名称, 工程量, 综合单价, 合价 …)", remedyZh: "请使用规范规定的表格格式,表头不要改动",
            remedyEn: "use the tables of the standard, and leave their headers as they are", place: file)
    }

    static func unknownFile(_ file: String) -> Problem {
        Problem(
            bill: "BILL-0004", zh: "既不是 XML 也不是 XLSX 文件", en: "this is neither XML nor XLSX",
            remedyZh: "请导出为 XML 或 XLSX;旧的 XLS 文件请另存为 XLSX", remedyEn: "export XML or XLSX; save an old XLS as XLSX",
            place: file)
    }

    static func noItems(_ file: String) -> Problem {
        Problem(
            bill: "BILL-0005", zh: "文件中没有任何清单项目", en: "the file has no items at all", remedyZh: "请检查是否选错了文件,或导出不完整",
            remedyEn: "check that it is the right file and was exported whole", place: file)
    }

    static func tooMany(_ what: LocalizedText, limit: Int, file: String) -> Problem {
        Problem(
            bill: "BILL-0006", zh: "\(what.zh)超过 \(limit)", en: "there are more than \(limit) \(what.en)",
            remedyZh: "正常的清单不会如此,请核对文件来源", remedyEn: "no ordinary bill has as many; check where it came from",
            place: file)
    }

    static func mapping(_ place: String, zh: String, en: String) -> Problem {
        Problem(
            bill: "BILL-0010", zh: "清单格式映射不可用:\(zh)", en: "the bill mapping cannot be used: \(en)",
            remedyZh: "对照 docs/formats/bills.md 修改", remedyEn: "mend it by docs/formats/bills.md",
            place: place)
    }

    static func mappingTwice(_ id: String) -> Problem {
        Problem(
            bill: "BILL-0011", zh: "有两份映射都叫“\(id)”", en: "two mappings have the id \"\(id)\"", remedyZh: "给其中一份改名",
            remedyEn: "give one of them another id", place: id)
    }

    package static func unknownTarget(_ path: String) -> Problem {
        Problem(
            code: "BILL-0012", kind: .usage,
            message: LocalizedText(zh: "不知道要写成什么格式:“\(path)”", en: "it is not clear what format to write: \"\(path)\""),
            remedy: LocalizedText(
                zh: "输出文件名以 .xml、.csv 或 .xlsx 结尾", en: "give an output name that ends in .xml, .csv or .xlsx"),
            place: path)
    }
}
