// QualifyCommand.swift — biao qualify: the signed list of who passed the first envelope (第一信封评审通过名单).
import ArgumentParser
import Container
import Opening
import Reporting
import Signing
import TenderModel

struct QualifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qualify", abstract: "双信封:第一信封通过名单 / two envelopes: who passed the first",
        discussion: """
            Example: biao qualify opening/record.opening --reject '91430100MA0000000X=资格不符' --identity agency/ -o lot1.passed
            Every bidder whose first envelope was opened passes unless it is rejected with a reason.
            """)

    @Argument(
        help: ArgumentHelp("第一信封开标记录 / record of the first envelopes", valueName: "record.opening"),
        completion: .file(extensions: ["opening"]))
    var record: String
    @Option(help: ArgumentHelp("不通过的投标人与理由 / a bidder that did not pass, and why", valueName: "code=reason"))
    var reject: [String] = []
    @Option(
        help: ArgumentHelp(
            "招标文件;完整版记录中已有 / the tender; a full record holds it already", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var tender: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.passed"),
        completion: .file(extensions: ["passed"]))
    var output: String
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let file = try tender.map { (path) throws(Problem) in
                try TenderFile.loadVerified(path, trust: acting.trust, time: acting.now)
            }
            let list = try Qualification.write(
                record: record, tender: file, rejected: try Self.byCode(reject, option: "--reject"), to: output,
                signer: acting.signer,
                trust: acting.trust)
            console.line(
                "通过 \(list.passed.count) 家,未通过 \(list.rejected.count) 家:\(output)",
                "\(list.passed.count) passed, \(list.rejected.count) did not: \(output)")
            console.set("file", .string(output))
            console.set("passed", .array(list.passed.map { .string($0.code.text) }))
        }
    }

    /// `CODE=words`, with the code checked. CLI-0028 where it is not of that form.
    static func byCode(_ texts: [String], option: String) throws(Problem) -> [String: String] {
        var result: [String: String] = [:]
        for text in texts {
            guard let equals = text.firstIndex(of: "="), let code = try? CreditCode(String(text[..<equals])),
                equals < text.index(before: text.endIndex)
            else {
                throw Problem(
                    code: "CLI-0028", kind: .usage,
                    message: LocalizedText(
                        zh: "\(option) 的写法是 统一社会信用代码=文字",
                        en: "\(option) is written CODE=words, the code a unified social credit code"),
                    remedy: LocalizedText(
                        zh: "例如 \(option) '91430100MA0000000X=理由'",
                        en: "for instance \(option) '91430100MA0000000X=reason'"),
                    place: text)
            }
            result[code.text] = String(text[text.index(after: equals)...])
        }
        return result
    }
}
