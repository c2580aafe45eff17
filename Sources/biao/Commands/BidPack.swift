// BidPack.swift — biao bid pack: a workspace becomes a signed .bid; given a .bid, it adds a signature.
import ArgumentParser
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TenderModel
import Workspace

extension SignatureRole: ExpressibleByArgument {}

struct BidPack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "打包并签名;对 .bid 则补签 / pack and sign; on a .bid, add a signature",
        discussion: """
            Example: biao bid pack mybid/ --identity bidder1/ -o my.bid
            The head's signature: biao bid pack my.bid --identity bidder1/head/ --as head
            Where the tender has two envelopes, my.bid becomes my-1.bid and my-2.bid.
            """)

    @Argument(help: ArgumentHelp("投标文件夹或 .bid / workspace, or a .bid", valueName: "folder"))
    var input: String
    @Option(name: .customLong("as"), help: "签章角色:unit 单位章、head 负责人 / role: unit or head")
    var role: SignatureRole = .unit
    @Option(
        help: ArgumentHelp("最新的招标文件 / the newest tender", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var tender: String?
    @Flag(help: "有错误也打包 / pack in spite of errors that the preflight found")
    var despiteErrors = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("输出文件;补签时默认为原文件 / file to write; by default the .bid itself", valueName: "file.bid"),
        completion: .file(extensions: ["bid"]))
    var output: String?
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
        guard console.exitCode == 0 else {
            console.remark("未补签", "no signature was added")
            return
        }
        try ContainerWriter.addSignature(
            to: input, output: target, at: bid.provenance.created, signer: acting.signer, role: role)
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
        let envelopes = draft.bids(for: file.tender, reference: made, suite: suite)
        console.add(draft.remarks)
        console.add(
            try Preflight.certificates(acting.identity, bidder: draft.bidder, tender: file.tender, trust: acting.trust))
        for envelope in envelopes {
            console.add(BidRules.check(envelope.bid, tender: file.tender, reference: file.reference, at: acting.now))
        }
        console.add(Preflight.sizes(draft))
        guard console.exitCode == 0 || despiteErrors else {
            console.remark(
                "未打包:请先改正以下问题(确需保留时加 --despite-errors)",
                "not packed: mend the following first (or add --despite-errors)")
            return
        }
        var written: [JSON] = []
        for envelope in envelopes {
            let target = envelopes.count == 1 ? output : Self.numbered(output, envelope.bid.envelope)
            var items: [ContainerItem] = []
            for file in envelope.files { items.append(try .document(name: file.name, path: file.path)) }
            let total = envelope.files.reduce(Int64(0)) { $0 + $1.size }
            try ContainerWriter.write(
                envelope.bid, items: items, to: target, at: envelope.bid.provenance.created, signer: acting.signer,
                role: role, progress: console.progress.map { (total, $0) })
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
            let first = envelopes.count == 1 ? output : Self.numbered(output, 1)
            console.remark(
                "招标文件还要求签章:\(names);用 biao bid pack \(first) --as \(missing[0].rawValue) --identity … 补签",
                "the tender also wants the signature of: \(names); add it with biao bid pack \(first) --as \(missing[0].rawValue) --identity …"
            )
        }
    }

    /// `my.bid` → `my-2.bid`.
    private static func numbered(_ path: String, _ number: Int) -> String {
        path.hasSuffix(".bid") ? "\(path.dropLast(4))-\(number).bid" : "\(path)-\(number)"
    }
}
