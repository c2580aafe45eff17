// VerifyCommand.swift — biao verify: is a file what it claims to be? Who signed it, when, on which chain, what is wrong.
import ArgumentParser
import Container
import Documents
import OpenSSLKit
import Reporting
import Sealing
import Signing
import TenderModel

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "验证文件:谁签的、何时、对不对 / verify files: signed by whom, when, what is wrong",
        discussion: """
            结论:通过、不通过、无法判断(后两者退出码为 1)。Passed, failed or indeterminate; the latter two exit with 1.
            Example: biao verify my.receipt --of my.sealed --closing lot1.closing --trust roots/
            """)

    @Argument(help: ArgumentHelp("biao 的文件 / files of biao's", valueName: "file"), completion: .file())
    var files: [String]
    @OptionGroup var trust: TrustOptions
    @Flag(help: "接受模拟证书,仅供培训 / accept practice certificates, for training")
    var practice = false
    @Option(help: ArgumentHelp("按此时间判断,须与 --practice 同用 / time to judge at, with --practice only", valueName: "time"))
    var at: String?
    @Option(
        name: .customLong("of"),
        help: ArgumentHelp("回执或解密授权所属的密封文件 / the sealed file that a receipt or release is for", valueName: "file"),
        completion: .file())
    var sealed: String?
    @Option(help: ArgumentHelp("截标清单,查是否列入 / closing list: am I in?", valueName: "file"), completion: .file())
    var closing: String?
    @Option(
        help: ArgumentHelp(
            "招标文件或补遗,可给多个:核对清单所称要求重新递交的补遗,以及谁可以签开标记录、补救授权、通过名单 / tender or addenda, may be repeated: does the list name the addendum that asks for new bids, and who may sign records, recoveries, lists of who passed?",
            valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var tender: [String] = []
    @Option(
        help: ArgumentHelp(
            "线索移交包的早先副本:办理记录有没有被截去 / earlier copy of a clue package: was its log cut off?", valueName: "file.clue"),
        completion: .file(extensions: ["clue"]))
    var earlier: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            var judge = Judge(
                trust: try trust.store(practice: practice), time: try time(),
                sealed: try sealed.map { (path) throws(Problem) in try SealedFile(path) },
                closing: closing, isTimeSet: at != nil, console: console)
            judge.earlier = earlier
            for path in tender {
                let file = try TenderFile.loadVerified(path, trust: judge.trust, time: judge.time)
                try judge.requirePractice(file.report, path)
                judge.tenders.append(file)
            }
            var results: [JSON] = []
            for file in files {
                do throws(Problem) { results.append(try judge.verify(file)) } catch {
                    guard error.kind == .input || error.kind == .system else { throw error }
                    console.add(error.at(file))
                    results.append(.members(["file": .string(file), "status": "unreadable"]))
                }
            }
            console.set("files", .array(results))
        }
    }

    private func time() throws(Problem) -> Instant {
        guard let at else { return TimeSource.system.now() }
        guard practice else {
            throw Problem(
                code: "CLI-0007", kind: .usage,
                message: LocalizedText(zh: "--at 须与 --practice 同用", en: "--at goes with --practice only"),
                remedy: LocalizedText(zh: "去掉 --at:时间取自时间戳或此刻", en: "leave it out: the time is the timestamp's, or now")
            )
        }
        return try Instant(at)
    }
}
