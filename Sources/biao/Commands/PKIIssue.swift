// PKIIssue.swift — biao pki issue: one more identity, with keys made here, or certificates for keys that their holder keeps.
import ArgumentParser
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Signing
import TenderModel

struct PKIIssue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "再签发一个身份,或按证书请求签发 / issue one more identity, or certificates on requests",
        discussion: """
            没有证书请求时,密钥在此生成;有时只签发证书,私钥留在申请人处。从请求中只取公钥与主体,密钥用途由签发机构决定;--name、--code、--person 优先于请求的主体。
            Without requests the keys are made here; with them only certificates are issued, and the private keys stay with
            their holder. Of a request only the public key and the subject are taken, the key usage is the authority's own;
            --name, --code and --person take the place of what the request says.
            Example: biao pki issue practice/ --as bidder6 --kind bidder --name 滨江建工有限公司 --code 91999999MA0BJJG06
            Example: biao pki issue practice/ --as bidder7 --request sign.csr --enc-request enc.csr
            """)

    @Argument(
        help: ArgumentHelp("模拟CA 文件夹 / folder of the practice PKI", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(
        name: .customLong("as"), help: ArgumentHelp("新身份文件夹名 / name of the new identity folder", valueName: "name"))
    var identity: String
    @Option(help: "身份种类 / kind of identity")
    var kind: IdentityKind = .bidder
    @Option(
        help: ArgumentHelp(
            "签名(或时间戳)证书的请求 / request for the signing (or timestamping) certificate", valueName: "file.csr"),
        completion: .file(extensions: ["csr", "pem"]))
    var request: String?
    @Option(
        help: ArgumentHelp("加密证书的请求 / request for the encryption certificate", valueName: "file.csr"),
        completion: .file(extensions: ["csr", "pem"]))
    var encRequest: String?
    @OptionGroup var subject: SubjectOptions
    @Option(help: ArgumentHelp("有效天数 / days of validity", valueName: "days"))
    var validDays = 1_095
    @Option(help: ArgumentHelp("生效时间 / begin of validity", valueName: "time"))
    var notBefore: String?
    @Option(
        help: ArgumentHelp(
            "写进证书的 OCSP 网址,如 biao pki ocsp 显示的 / URL of the OCSP responder to name in the certificates, such as biao pki ocsp prints",
            valueName: "url"))
    var ocsp: String?
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    private var hasRequests: Bool { request != nil || encRequest != nil }

    func validate() throws {
        guard hasRequests || (subject.name != nil && subject.code != nil) else {
            throw ValidationError(
                "请给出 --name 与 --code,或证书请求 --request / give --name and --code, or a request with --request")
        }
    }

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let now = try clock.practiceClock().now()
            let begin: Instant
            if let notBefore { begin = try Instant(notBefore) } else { begin = now }
            let requests = hasRequests ? try read(console) : nil
            let pki = try PracticePKI(
                folder,
                passphrase: try passphrase.read(
                    for: LocalizedText(zh: "模拟CA", en: "the practice PKI"), console: console))
            let place = trimmingSlashes(identity)
            let order: IssueRequest
            let unit: Organization
            if let requests {
                unit = requests.organization
                order = IssueRequest(
                    kind: kind, folder: place, requests: requests, notBefore: begin, days: validDays, ocsp: ocsp)
            } else {
                unit = try subject.organization()
                order = IssueRequest(
                    kind: kind, folder: place, organization: unit, person: subject.person, notBefore: begin,
                    days: validDays, ocsp: ocsp)
            }
            let made = try pki.issue(order, at: now)
            console.line(
                "已签发:\(made)(\(unit.name),\(unit.code))",
                "issued: \(made) (\(unit.name), \(unit.code))")
            if let requests { tell(requests, made, console) }
            console.set("folder", .string(made))
            console.set("code", .string(unit.code.text))
        }
    }

    /// The requests, signatures checked.
    private func read(_ console: Console) throws(Problem) -> HolderRequests {
        var requests: [HolderRequests.Asked] = []
        let first: CertificatePurpose = kind == .tsa ? .timestamping : .signing
        for (purpose, file) in [(first, request), (.encryption, encRequest)] {
            guard let file else { continue }
            do throws(Problem) {
                let read = try CertificationRequest(
                    reading: try Files.read(file, limit: CertificationRequest.longestFile))
                requests.append(HolderRequests.Asked(purpose, read, place: file))
                // granted in its own words only, so the other ones are told
                let refused = read.requestedExtensions.filter { $0 != "keyUsage" }
                if !refused.isEmpty {
                    let names = refused.joined(separator: ", ")
                    console.remark(
                        "\(file):请求中的扩展项不予采用:\(names)", "\(file): what the request asks for is not granted: \(names)")
                }
            } catch { throw error.at(file) }
        }
        return try HolderRequests(
            requests, name: subject.name, code: subject.code == nil ? nil : try subject.credit(), person: subject.person
        )
    }

    private func tell(_ requests: HolderRequests, _ made: String, _ console: Console) {
        let files = requests.requests.map { $0.purpose.fileName + ".crt" } + (kind == .tsa ? [] : ["chain.crt"])
        console.set("certificates", .array(files.map { .string("\(made)/\($0)") }))
        console.remark(
            "请把 \(files.joined(separator: "、")) 交给申请人,与其 sign.pem、enc.pem 放在同一文件夹,即为身份",
            "give \(files.joined(separator: ", ")) to the holder: beside its sign.pem and enc.pem they make an identity folder"
        )
    }
}
