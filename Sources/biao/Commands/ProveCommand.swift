// ProveCommand.swift — biao prove: an opening proven again by anyone, from the record and the sealed files (复核).
import ArgumentParser
import Container
import Documents
import Opening
import Reporting
import Signing
import TenderModel

struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "复核开标:用记录公布的密钥重新打开密封文件 / prove an opening again with the keys that its record publishes",
        discussion: """
            Example: biao prove opening/record.opening *.sealed --trust roots/
            No identity is needed. Who signed the record, the releases and the trustees' shares that it carries are checked too. A bid whose sealed file is not given is said to be unchecked, and that is no pass.
            """)

    @Argument(
        help: ArgumentHelp("完整版开标记录 / full opening record", valueName: "record.opening"),
        completion: .file(extensions: ["opening"]))
    var record: String
    @Argument(
        help: ArgumentHelp("密封投标文件 / sealed bids", valueName: "file.sealed"), completion: .file(extensions: ["sealed"]))
    var sealed: [String]
    @OptionGroup var trust: TrustOptions
    @Flag(help: "接受模拟证书,仅供培训 / accept practice certificates, for training")
    var practice = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let reader = try ContainerReader(record)
            let document = try reader.document(OpeningRecord.self)
            let now = TimeSource.system.now()
            let verifier = ContainerVerifier(trust: try trust.store(practice: practice), time: now)
            let report = try verifier.verify(reader)
            console.add((report.verdict.findings + report.stampedAfter(now)).map { $0.at(record) })
            let (rows, findings) = try Reproof.check(
                document, in: reader, report: report, sealed: sealed, verifier: verifier, progress: console.progress)
            for row in rows {
                let words = Self.words(row)
                console.line(
                    "\(row.number)  \(row.bidder.name)  \(words.zh)", "\(row.number)  \(row.bidder.name)  \(words.en)")
                if row.state == .notGiven || row.state == .altered { console.add(Self.unchecked(row)) }
            }
            console.add(findings)
            if console.exitCode == 0 {
                console.line(
                    "复核通过:记录由开标员签名,已解密的投标文件都能用记录的密钥重新打开,须重新递交而未递交者有补遗为证,其余的与证据不矛盾",
                    "proven: an opening officer signed the record, every bid that it says was decrypted opens again with its keys, an addendum bears out what was outdated, and no evidence speaks against the rest"
                )
            }
            console.set(
                "rows",
                .array(
                    rows.map { row in
                        .members([
                            "number": .number(Int64(row.number)), "code": .string(row.bidder.code.text),
                            "outcome": .string(row.outcome.rawValue), "state": .string(row.state.rawValue),
                            "holds": row.state == .holds ? .bool(true) : row.state == .fails ? .bool(false) : .null,
                        ])
                    }))
        }
    }

    private static func words(_ row: Reproof.Row) -> LocalizedText {
        switch row.state {
        case .holds where row.outcome != .opened:
            LocalizedText(
                zh: "未解密,原因属实:\(RecordWords.outcome(row.outcome).zh)",
                en: "not decrypted, and for the reason given: \(RecordWords.outcome(row.outcome).en)")
        case .holds: LocalizedText(zh: "相符", en: "holds")
        case .fails: LocalizedText(zh: "不符", en: "does not hold")
        case .notGiven: LocalizedText(zh: "未给出密封文件,未复核", en: "sealed file not given, not checked")
        case .altered:
            LocalizedText(zh: "给出的文件与截标清单不同,未复核", en: "the file given is not the one of the closing list, not checked")
        case .notDecrypted:
            LocalizedText(
                zh: "未解密(\(RecordWords.outcome(row.outcome).zh));证据与此不矛盾",
                en: "not decrypted (\(RecordWords.outcome(row.outcome).en)); no evidence speaks against it")
        }
    }

    private static func unchecked(_ row: Reproof.Row) -> Finding {
        Finding(
            code: "OPEN-0053", severity: .indeterminate,
            message: LocalizedText(zh: "第 \(row.number) 号没有复核", en: "no. \(row.number) was not checked"),
            remedy: LocalizedText(zh: "请给出该投标人的 .sealed", en: "give that bidder's .sealed"))
    }
}
