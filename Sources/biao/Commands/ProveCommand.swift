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
            No identity is needed. A bid whose sealed file is not given is said to be unchecked, and that is no pass.
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
            let store = try trust.store(practice: practice)
            let now = TimeSource.system.now()
            let report = try ContainerVerifier(trust: store, time: now).verify(reader)
            console.add(report.verdict.findings.map { $0.at(record) })
            let (rows, findings) = try Reproof.check(
                document, in: reader, sealed: sealed, trust: store, time: now, progress: console.progress)
            for row in rows {
                let words = Self.words(row.holds)
                console.line(
                    "\(row.number)  \(row.bidder.name)  \(words.zh)", "\(row.number)  \(row.bidder.name)  \(words.en)")
                if row.holds == nil { console.add(Self.unchecked(row)) }
            }
            console.add(findings)
            if console.exitCode == 0 {
                console.line(
                    "复核通过:开启的每份投标文件都能用记录的密钥重新打开,未开启的须重新递交者有补遗为证",
                    "proven: every bid that was opened opens again with the keys of the record, and an addendum bears out what was outdated"
                )
            }
            console.set(
                "rows",
                .array(
                    rows.map { row in
                        .members([
                            "number": .number(Int64(row.number)), "code": .string(row.bidder.code.text),
                            "holds": row.holds.map(JSON.bool) ?? .null,
                        ])
                    }))
        }
    }

    private static func words(_ holds: Bool?) -> LocalizedText {
        switch holds {
        case true?: LocalizedText(zh: "相符", en: "holds")
        case false?: LocalizedText(zh: "不符", en: "does not hold")
        case nil: LocalizedText(zh: "未给出密封文件,未复核", en: "sealed file not given, not checked")
        }
    }

    private static func unchecked(_ row: Reproof.Row) -> Finding {
        Finding(
            code: "OPEN-0053", severity: .indeterminate,
            message: LocalizedText(zh: "第 \(row.number) 号没有复核", en: "no. \(row.number) was not checked"),
            remedy: LocalizedText(zh: "请给出该投标人的 .sealed", en: "give that bidder's .sealed"))
    }
}
