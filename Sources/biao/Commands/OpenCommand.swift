// OpenCommand.swift — biao open: the opening of one lot (开标).
import ArgumentParser
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Signing
import TenderModel

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "开标:解密、核验、出具开标记录 / open the bids of a lot and make the record",
        discussion: """
            Example: biao open box/ --releases releases/ --identity officer1/ -o opening/
            Nothing is decrypted before every release is there or the window has closed: run it again until it concludes.
            An interrupted run continues where it stopped. While it runs: biao open box/ --status -o opening/
            Rulings: --ruling 'CODE=撤销:逾期未解密' for a bid, --continue-below-three 'reason' for the session.
            """)

    @Argument(help: ArgumentHelp("投标箱 / box", valueName: "folder"), completion: .directory)
    var box: String
    @Option(help: ArgumentHelp("解密授权文件夹 / folder with releases", valueName: "folder"), completion: .directory)
    var releases: String?
    @Option(
        help: ArgumentHelp("开标员身份,可给多个 / identity of an opening officer; may be repeated", valueName: "folder"),
        completion: .directory)
    var identity: [String] = []
    @Option(
        name: .shortAndLong, help: ArgumentHelp("结果文件夹 / folder for results", valueName: "folder"),
        completion: .directory)
    var output: String
    @Option(help: "标段 / lot")
    var lot: String?
    @Option(help: "信封 / envelope")
    var envelope = 1
    @Option(
        help: ArgumentHelp("第一信封通过名单 / list of who passed the first envelope", valueName: "file.passed"),
        completion: .file(extensions: ["passed"]))
    var passed: String?
    @Option(help: ArgumentHelp("对未解密投标的裁定 / ruling on a bid that was not decrypted", valueName: "code=words"))
    var ruling: [String] = []
    @Option(help: ArgumentHelp("不足三家时继续开标的理由 / why the session goes on with fewer than three", valueName: "reason"))
    var continueBelowThree: String?
    @Flag(help: "只看进行到哪里 / only show where it stands")
    var status = false
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var timestamps: TimestampOptions
    @OptionGroup var responders: ResponderOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let output = trimmingSlashes(output)
            if status {
                OpeningView.show(try OpeningStatus.read(from: output), console)
                return
            }
            let session = try session(output, console)
            switch try session.run(progress: console.progress) {
            case .waiting(let status):
                OpeningView.show(status, console)
                console.line(
                    "等待解密授权:全部到齐或 \(status.windowEnd.text) 后再次运行即可开标",
                    "waiting for releases: run it again when all are there, or after \(status.windowEnd.text)")
            case .refused(let findings):
                console.remark("未开标", "nothing was opened")
                console.add(findings)
            case .concluded(let record, let status):
                OpeningView.show(record, console)
                console.add(status.otherFindings)
                console.line(
                    "开标记录:\(output)/\(OpeningSession.recordName)",
                    "opening record: \(output)/\(OpeningSession.recordName)")
                let page = console.language == .zh ? "record.html" : "record.en.html"
                console.line("网页:\(output)/\(page)", "page: \(output)/\(page)")
                console.set("record", .string("\(output)/\(OpeningSession.recordName)"))
                console.set("publicRecord", .string("\(output)/\(OpeningSession.publicRecordName)"))
                console.set("page", .string("\(output)/\(page)"))
            }
        }
    }

    private func session(_ output: String, _ console: Console) throws(Problem) -> OpeningSession {
        guard let releases, let main = identity.first else {
            throw Problem(
                code: "CLI-0027", kind: .usage,
                message: LocalizedText(zh: "缺少 --releases 或 --identity", en: "--releases or --identity is missing"),
                remedy: LocalizedText(
                    zh: "给出解密授权文件夹和开标员身份", en: "name the folder with releases and an officer's identity"))
        }
        guard Files.kind(of: releases) == .folder else {
            throw Problem(
                code: "CLI-0029",
                message: LocalizedText(zh: "没有这个解密授权文件夹", en: "there is no such folder with releases"),
                remedy: LocalizedText(
                    zh: "请检查 --releases;还没有授权时给一个空文件夹",
                    en: "check --releases; where none came yet, name an empty folder"),
                place: releases)
        }
        var officers: [Identity] = []
        var secret: Secret?
        for folder in identity {
            let own = try passphrase.read(identity: folder, console: console)
            secret = secret ?? own
            officers.append(try Identity.loading(folder, passphrase: own))
        }
        let folder = trimmingSlashes(main)
        guard let secret else { throw Problem.bug("no officer") }
        let stamping = try timestamps.loading(identity: folder, passphrase: secret, console: console)
        let source = try clock.clock(for: officers[0], try stamping.authority())
        let store = try trust.store(identity: folder, practice: officers[0].isPractice)
        let signer = Signer(
            identity: officers[0], timestamps: try stamping.source(trust: store), clock: source,
            report: console.report, responders: responders.source(trust: store))
        return OpeningSession(
            box: trimmingSlashes(box), releases: trimmingSlashes(releases), output: output, officers: officers,
            signer: signer, trust: store, lot: lot, envelope: envelope, passed: passed, rulings: try rulings())
    }

    private func rulings() throws(Problem) -> OpeningSession.Rulings {
        OpeningSession.Rulings(
            continueBelowThree: continueBelowThree, bids: try QualifyCommand.byCode(ruling, option: "--ruling"))
    }
}

/// What a person sees of an opening on the terminal.
enum OpeningView {
    static func show(_ status: OpeningStatus, _ console: Console) {
        console.line(
            "标段 \(status.lot) · 第 \(status.envelope) 信封 · 解密时限至 \(status.windowEnd.text)",
            "lot \(status.lot) · envelope \(status.envelope) · releases until \(status.windowEnd.text)")
        for (index, bid) in status.bids.enumerated() {
            let words = words(bid)
            console.line(
                "  \(index + 1)  \(bid.bidder.name)  \(words.zh)", "  \(index + 1)  \(bid.bidder.name)  \(words.en)")
        }
        console.add(status.otherFindings)
        console.set("phase", .string(status.phase.rawValue))
        console.set("windowEnd", .string(status.windowEnd.text))
        console.set(
            "bids",
            .array(
                status.bids.map { bid in
                    .members([
                        "code": .string(bid.bidder.code.text), "name": .string(bid.bidder.name),
                        "state": .string(bid.state.rawValue), "outcome": JSON(bid.outcome?.rawValue),
                    ])
                }))
    }

    private static func words(_ bid: OpeningStatus.BidStatus) -> LocalizedText {
        switch bid.state {
        case .awaited: LocalizedText(zh: "等待解密授权", en: "release awaited")
        case .wrongKey:
            LocalizedText(
                zh: "收到的密钥与承诺不符,可重新授权", en: "the key that came is not the one committed to; it may be sent again")
        case .released: LocalizedText(zh: "已授权", en: "released")
        case .opened: LocalizedText(zh: "已解密", en: "decrypted")
        case .failed, .outdated: bid.outcome.map(RecordWords.outcome) ?? LocalizedText(zh: "未解密", en: "not decrypted")
        }
    }

    static func show(_ record: OpeningRecord, _ console: Console) {
        console.line(
            "开标记录 · \(record.title) · \(record.lotTitle)", "Opening record · \(record.title) · \(record.lotTitle)")
        switch record.status {
        case .notOpened:
            console.line("投标人少于三个(\(record.bidders) 家),不开标", "fewer than three bidders (\(record.bidders)): not opened")
            console.add(
                Finding(
                    code: "OPEN-0040",
                    message: LocalizedText(zh: "投标人少于三个,不得开标", en: "with fewer than three bidders there is no opening"),
                    remedy: LocalizedText(zh: "退还投标文件,重新招标", en: "return the bids and tender anew"),
                    basis: .regulation("44")))
        case .suspended:
            console.line(
                "解密成功的不足三家,会议在唱标前暂停", "fewer than three were decrypted: the session stopped before the read-out")
            console.add(
                Finding(
                    code: "OPEN-0041",
                    message: LocalizedText(
                        zh: "解密后不足三家,待裁定", en: "fewer than three are left after decryption; a ruling is needed"),
                    remedy: LocalizedText(
                        zh: "按招标文件的条款裁定:--continue-below-three '理由'",
                        en: "rule by the tender's clause: --continue-below-three 'reason'"),
                    basis: .regulation("44")))
        case .opened: break
        }
        for row in record.rows { show(row, record, console) }
        // one that is about several bids stands in the row of each
        let handed = Set(
            record.rows.flatMap(\.remarks).filter(isForSupervisor).map { "\($0.code) \($0.text.zh)" }
        ).count
        if handed > 0 {
            console.line(
                "另有 \(handed) 条备注只记入完整开标记录,按规定移交监督部门,此处不显示",
                "\(handed) more \(handed == 1 ? "remark stands" : "remarks stand") in the full record only, to be handed to the supervisor: not shown here"
            )
        }
        console.set("remarksForSupervisor", .number(Int64(handed)))
        console.set("status", .string(record.status.rawValue))
        console.set(
            "rows",
            .array(
                record.rows.map { row in
                    .members([
                        "number": .number(Int64(row.number)), "code": .string(row.bidder.code.text),
                        "name": .string(row.bidder.name), "outcome": .string(row.outcome.rawValue),
                        "attribution": JSON(row.attribution?.rawValue), "releasedBy": JSON(row.releasedBy?.rawValue),
                        "received": .string(row.received.text), "released": JSON(row.released?.text),
                        "ruling": JSON(row.ruling),
                        "deposit": row.deposit.map { deposit in
                            .members([
                                "form": .string(deposit.form.rawValue), "amount": .string(deposit.amount.yuan),
                                "payer": .string(deposit.payer), "validUntil": JSON(deposit.validUntil),
                            ])
                        } ?? .null,
                        "sheet": .object(row.sheet.map { JSON.Member(name: $0.field, value: .string($0.value)) }),
                        "remarks": .array(row.remarks.filter { !isForSupervisor($0) }.map { .string($0.code) }),
                    ])
                }))
    }

    /// Clues to collusion are the supervisor's: who runs the opening sees how many there are, and no more.
    private static func isForSupervisor(_ remark: OpeningRemark) -> Bool {
        BidRules.notPublished.contains(remark.code)
    }

    private static func show(_ row: OpeningRow, _ record: OpeningRecord, _ console: Console) {
        console.line(
            "\(row.number)  \(row.bidder.name)(\(row.bidder.code.text))",
            "\(row.number)  \(row.bidder.name) (\(row.bidder.code.text))")
        let state: LocalizedText
        if row.outcome == .opened {
            state = LocalizedText(zh: "密封完好,已解密", en: "seal intact, decrypted")
        } else {
            let outcome = RecordWords.outcome(row.outcome)
            let attribution = row.attribution.map(RecordWords.attribution)
            state = LocalizedText(
                zh: "未解密:\(outcome.zh)\(attribution.map { ";" + $0.zh } ?? "")",
                en: "not decrypted: \(outcome.en)\(attribution.map { "; " + $0.en } ?? "")")
        }
        var rows: [(label: LocalizedText, value: String?)] = [
            (LocalizedText(zh: "密封与解密", en: "seal"), state[console.language]),
            (LocalizedText(zh: "投标保证金", en: "bid security"), row.deposit.map { $0.amount.formatted }),
        ]
        for value in row.sheet {
            let field = record.fields.first { $0.id == value.field }
            let shown = field?.kind == .money ? (try? Money(yuan: value.value))?.formatted ?? value.value : value.value
            rows.append((field?.label ?? LocalizedText(zh: value.field, en: value.field), shown))
        }
        for remark in row.remarks where !isForSupervisor(remark) {
            rows.append((LocalizedText(zh: "备注", en: "remark"), "\(remark.text[console.language]) [\(remark.code)]"))
        }
        if let ruling = row.ruling { rows.append((LocalizedText(zh: "裁定", en: "ruling"), ruling)) }
        console.table(rows, indent: 5)
    }
}
