// SubjectOptions.swift — whom a certificate is for: a unit, its credit code, and a person in it.
import ArgumentParser
import Reporting
import TenderModel

struct SubjectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("单位名称 / name of the unit", valueName: "text"))
    var name: String?
    @Option(
        help: ArgumentHelp(
            "统一社会信用代码,17 位时自动补校验码 / unified social credit code; of 17 characters the check digit is added",
            valueName: "code"))
    var code: String?
    @Option(help: ArgumentHelp("个人姓名(法定代表人、开标人) / name of the person (head, officer)", valueName: "text"))
    var person: String?

    /// The credit code, with its check digit.
    func credit() throws(Problem) -> CreditCode {
        guard let code else { throw .bug("no --code") }
        return try code.unicodeScalars.count == 17 ? CreditCode.completing(code) : CreditCode(code)
    }

    /// The unit, where name and code both are given.
    func organization() throws(Problem) -> Organization {
        guard let name else { throw .bug("no --name") }
        return Organization(name: name, code: try credit())
    }
}
