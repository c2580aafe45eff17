// CheckProblems.swift — why checks cannot be registered, or cannot do their work: the codes CHCK-NNNN.
package import Reporting

extension Problem {
    static func badCheckID(_ id: String) -> Problem {
        Problem(
            "CHCK-0001", zh: "“\(id)”不能用作插件编号", en: "\"\(id)\" cannot be the id of a check",
            remedyZh: "用 1 至 64 个小写字母、数字和“-”,以字母开头",
            remedyEn: "use 1 to 64 lower-case letters, digits and '-', a letter first")
    }

    static func badRuleID(_ id: String, of check: String) -> Problem {
        Problem(
            "CHCK-0001", zh: "“\(id)”不能用作规则编号", en: "\"\(id)\" cannot be the id of a rule",
            remedyZh: "写成 AREA-NNNN,如 ROAD-0502", remedyEn: "write it as AREA-NNNN, such as ROAD-0502", place: check)
    }

    static func checkTwice(_ id: String) -> Problem {
        Problem(
            "CHCK-0002", zh: "有两个检查都叫“\(id)”", en: "two checks have the id \"\(id)\"",
            remedyZh: "移走其中一个;biao plugin list 列出全部", remedyEn: "take one away; biao plugin list shows them all",
            place: id)
    }

    static func ruleTwice(_ rule: String, _ a: String, _ b: String) -> Problem {
        let (zh, en) =
            a == b
            ? ("检查“\(a)”两次登记规则 \(rule)", "the check \"\(a)\" registers the rule \(rule) twice")
            : (
                "检查“\(a)”与“\(b)”都登记了规则 \(rule)",
                "the checks \"\(a)\" and \"\(b)\" both register the rule \(rule)"
            )
        return Problem(
            "CHCK-0003", zh: zh, en: en, remedyZh: "规则编号不得重复:移走其中一个,或给它新的编号",
            remedyEn: "a rule's id stands for one rule: take one away, or give it another id", place: rule)
    }

    static func foreignRule(_ rule: String, reportedBy check: String, owner: String?) -> Problem {
        Problem(
            "CHCK-0004", kind: .tool,
            zh: "检查“\(check)”报告了不属于它的规则 \(rule)" + (owner.map { "(属于“\($0)”)" } ?? "(未登记)"),
            en: "the check \"\(check)\" reported under the rule \(rule), which "
                + (owner.map { "is \"\($0)\"'s" } ?? "nobody registered"),
            remedyZh: "它的结论不予采用;请联系插件作者", remedyEn: "nothing that it says is used; tell its author", place: check)
    }

    /// A file that a check asks for and that is not there.
    package static func noSuchFile(_ name: String) -> Problem {
        Problem(
            "CHCK-0005", zh: "没有文件“\(name)”", en: "there is no file \"\(name)\"", remedyZh: "请检查文件名",
            remedyEn: "check the name", place: name)
    }

    /// A file that is larger than a check is willing to read.
    package static func fileTooLarge(_ name: String, size: Int64, limit: Int) -> Problem {
        Problem(
            "CHCK-0006", zh: "文件“\(name)”有 \(size) 字节,超过检查可读的 \(limit) 字节",
            en: "\"\(name)\" has \(size) bytes, more than the \(limit) that the check reads",
            remedyZh: "请缩小该文件或拆分", remedyEn: "make it smaller, or split it", place: name)
    }
}
