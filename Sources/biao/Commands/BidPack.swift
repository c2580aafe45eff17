// BidPack.swift — biao bid pack: a workspace becomes a signed .bid; given a .bid, it adds a signature.
import ArgumentParser
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TemplateEngine
import TenderModel
import Workspace

extension SignatureRole: ExpressibleByArgument {}

struct BidPack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "打包并签名;对 .bid 则补签 / pack and sign; on a .bid, add a signature",
        discussion: """
            Example: biao bid pack mybid/ --identity bidder1/ -o my.bid
            The head's signature: biao bid pack my.bid --identity bidder1/head/ --as head
            In two suites at once: biao bid pack mybid/ --identity bidder1/ --beside sm2/bidder1/ -o my.bid
            Where the tender has two envelopes, my.bid becomes my-1.bid and my-2.bid.
            An older file of that name is not overwritten, unless you add --overwrite: the signatures in it would be lost.
            """)

    @Argument(help: ArgumentHelp("投标文件夹或 .bid / workspace, or a .bid", valueName: "folder"))
    var input: String
    @Option(name: .customLong("as"), help: "签章角色:unit 单位章、head 负责人 / role: unit or head")
    var role: SignatureRole = .unit
    @Option(
        help: ArgumentHelp("最新的招标文件 / the newest tender", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var tender: String?
    @Option(
        help: ArgumentHelp(
            "另用一个 SM2 身份同时签名 / an SM2 identity that signs too, beside the other suite", valueName: "folder"),
        completion: .directory)
    var beside: String?
    @Flag(help: "有错误也打包 / pack in spite of errors that the preflight found")
    var despiteErrors = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("输出文件;补签时默认为原文件 / file to write; by default the .bid itself", valueName: "file.bid"),
        completion: .file(extensions: ["bid"]))
    var output: String?
    @OptionGroup var overwriting: OverwriteOptions
    @OptionGroup var options: CheckOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            if Files.kind(of: input) == .file {
                try addSignature(acting, console)
            } else {
                try pack(acting, console)
            }
        }
    }

    private func addSignature(_ acting: Acting, _ console: Console) throws(Problem) {
        let reader = try ContainerReader(input)
        let bid = try reader.document(Bid.self)
        let target = output ?? input
        // without -o the signature goes into the file itself: nothing that it holds is lost
        if target != input { try overwriting.requireFree(target) }
        let report = try ContainerVerifier(trust: acting.trust, time: acting.now).verify(reader)
        console.add(report.signatures.flatMap(\.verdict.findings).map { $0.at(input) })
        if !report.isSigned(by: try acting.identity.organization().code) {
            console.add(
                Finding(
                    code: "PREF-0004",
                    message: LocalizedText(zh: "已有的签名不是本单位的", en: "the signature that is there is not your unit's"),
                    remedy: LocalizedText(
                        zh: "请检查文件与身份是否属于同一单位", en: "check that the file and the identity are of one unit"),
                    place: input))
        }
        let own = try acting.identity.suite().id
        let row: SignaturePlace.Row = own != bid.suite && own == bid.beside ? .beside : .main
        let besideSigner = try besideSigner(acting, console)
        if besideSigner != nil && bid.beside == nil { throw Self.undeclared(input) }
        var adding = [(acting.identity, row)]
        if let besideSigner { adding.append((besideSigner.identity, .beside)) }
        for (identity, row) in adding {
            console.add(
                report.faults(ofAdding: identity.signing.certificate, role: role, beside: row == .beside)
                    .map { $0.at(input) })
        }
        guard console.exitCode == 0 else {
            console.remark("未补签", "no signature was added")
            return
        }
        try ContainerWriter.addSignature(
            to: input, output: target, at: bid.provenance.created, signer: acting.signer,
            row: row, role: role)
        if let besideSigner {
            try ContainerWriter.addSignature(
                to: target, output: target, at: bid.provenance.created, signer: besideSigner, row: .beside, role: role)
        }
        console.line("已补签(\(role.rawValue)):\(target)", "signed as \(role.rawValue): \(target)")
        console.set("files", [.string(target)])
    }

    private func pack(_ acting: Acting, _ console: Console) throws(Problem) {
        guard let output else {
            throw Problem(
                code: "CLI-0021", kind: .usage,
                message: LocalizedText(zh: "缺少 -o", en: "-o is missing"),
                remedy: LocalizedText(zh: "用 -o 文件.bid 给出输出文件", en: "name the file to write with -o FILE.bid"))
        }
        var draft = try BidWorkspace.load(trimmingSlashes(input))
        let file = try TenderFile.loadVerified(tender ?? draft.tenderFile, trust: acting.trust, time: acting.now)
        draft.provenance.machine = try MachineRecord.code(for: file.tender)
        let made = try BidWorkspace.reference(of: draft.tenderFile) ?? file.reference
        let suite = try acting.identity.suite().id
        let besideSigner = try besideSigner(acting, console)
        let envelopes = draft.bids(
            for: file.tender, reference: made, suite: suite, beside: try besideSigner?.identity.suite().id)
        let targets = envelopes.map { envelopes.count == 1 ? output : Self.numbered(output, $0.bid.envelope) }
        for target in targets { try overwriting.requireFree(target) }
        var (pack, result): (TemplatePack?, InspectionResult) = (nil, InspectionResult())
        if file.tender.template != nil {
            (pack, result) = try draft.inspect(envelopes, file, options, trust: acting.trust, now: acting.now)
        }
        result.outcome.findings += draft.remarks
        result.outcome.findings += try Preflight.certificates(
            acting.identity, bidder: draft.bidder, tender: file.tender, trust: acting.trust)
        for envelope in envelopes {
            result.outcome.findings += BidRules.check(
                envelope.bid, tender: file.tender, reference: file.reference, at: acting.now)
        }
        result.outcome.findings += Preflight.sizes(draft)
        console.add(result.outcome.findings)
        for problem in result.problems { console.add(problem) }
        try CheckReport(
            subject: draft.folder,
            document: CheckedDocument(envelopes[0].bid, file.tender, reference: file.reference), pack: pack,
            result: result, at: acting.now
        ).writePage(console, html: options.html)
        guard console.exitCode == 0 || despiteErrors else {
            console.remark(
                "未打包:请先改正以下问题(确需保留时加 --despite-errors)",
                "not packed: mend the following first (or add --despite-errors)")
            return
        }
        var written: [JSON] = []
        for (envelope, target) in zip(envelopes, targets) {
            var items: [ContainerItem] = []
            for file in envelope.files { items.append(try .document(name: file.name, path: file.path)) }
            let total = envelope.files.reduce(Int64(0)) { $0 + $1.size }
            try ContainerWriter.write(
                envelope.bid, items: items, to: target, at: envelope.bid.provenance.created, signer: acting.signer,
                beside: besideSigner, role: role, progress: console.progress.map { (total, $0) })
            console.line(
                "已打包并签名(\(role.rawValue)):\(target)(\(envelope.files.count) 个文件,\(byteText(total)))",
                "packed and signed as \(role.rawValue): \(target) (\(envelope.files.count) files, \(byteText(total)))")
            written.append(.string(target))
        }
        Preflight.provenance(draft.provenance, console)
        console.set("files", .array(written))
        let missing = file.tender.roles.filter { $0 != role }
        if !missing.isEmpty {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            let first = targets[0]
            console.remark(
                "招标文件还要求签章:\(names);用 biao bid pack \(first) --as \(missing[0].rawValue) --identity … 补签",
                "the tender also wants the signature of: \(names); add it with biao bid pack \(first) --as \(missing[0].rawValue) --identity …"
            )
        }
    }

    /// Who signs beside the identity, with the same timestamps and clock. The passphrase is that of the identity, unless
    /// BIAO_BESIDE_PASSPHRASE or BIAO_BESIDE_PASSPHRASE_FILE is set.
    ///
    /// CLI-0045 where it is not an SM2 identity beside one of another suite, CLI-0046 where it is another unit's.
    private func besideSigner(_ acting: Acting, _ console: Console) throws(Problem) -> Signer? {
        guard let beside else { return nil }
        let named = try Passphrase.fromEnvironment("BIAO_BESIDE_PASSPHRASE", console: console)
        let passphrase: Secret
        if let named { passphrase = named } else { passphrase = try self.acting.identity.secret(console) }
        let identity = try Identity.loading(beside, passphrase: passphrase)
        guard try identity.suite().id == .sm2SM3, try acting.identity.suite().id != .sm2SM3 else {
            throw Problem(
                code: "CLI-0045", kind: .usage,
                message: LocalizedText(
                    zh: "--beside 需要 SM2 身份,且 --identity 属于另一套件",
                    en: "--beside takes an SM2 identity, and --identity one of another suite"),
                remedy: LocalizedText(
                    zh: "只用 SM2 签名时,只给出 --identity", en: "to sign with SM2 alone give --identity only"),
                place: beside)
        }
        guard try identity.organization().code == acting.identity.organization().code else {
            throw Problem(
                code: "CLI-0046", kind: .usage,
                message: LocalizedText(
                    zh: "--beside 与 --identity 不属于同一单位", en: "--beside and --identity are of two units"),
                remedy: LocalizedText(zh: "请使用同一单位的两张证书", en: "use two certificates of one unit"), place: beside)
        }
        return Signer(
            identity: identity, timestamps: acting.signer.timestamps,
            clock: try self.acting.clock.clock(for: identity, nil))
    }

    private static func undeclared(_ path: String) -> Problem {
        Problem(
            code: "CONT-0020",
            message: LocalizedText(
                zh: "根文件没有声明另有 SM2 签名", en: "the root document declares no SM2 signature beside the others"),
            remedy: LocalizedText(
                zh: "重新打包,并用 --beside 指定 SM2 身份", en: "pack it anew, naming the SM2 identity with --beside"),
            place: path)
    }

    /// `my.bid` → `my-2.bid`.
    private static func numbered(_ path: String, _ number: Int) -> String {
        path.hasSuffix(".bid") ? "\(path.dropLast(4))-\(number).bid" : "\(path)-\(number)"
    }
}
