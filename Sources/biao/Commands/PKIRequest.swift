// PKIRequest.swift — biao pki request: fresh keys, and the requests for their certificates.
import ArgumentParser
import OpenSSLKit
import PracticePKI
import Reporting
import Signing
import TenderModel

/// Which certificates are asked for.
enum RequestedUsage: String, CaseIterable, ExpressibleByArgument {
    case signing
    case encryption
    case both

    var purposes: [CertificatePurpose] {
        switch self {
        case .signing: [.signing]
        case .encryption: [.encryption]
        case .both: [.signing, .encryption]
        }
    }
}

struct PKIRequest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "生成密钥与证书请求(PKCS#10)/ make keys and requests for their certificates (PKCS#10)",
        discussion: """
            文件夹中有加密的私钥 sign.pem、enc.pem 与请求 sign.csr、enc.csr。把请求交给签发机构;证书签发后命名为 sign.crt、enc.crt,连同 chain.crt 放进该文件夹,即为身份文件夹。
            The folder has the encrypted private keys sign.pem and enc.pem, and the requests sign.csr and enc.csr for the
            certification authority. What it issues goes into the same folder as sign.crt and enc.crt, with chain.crt: that
            is an identity folder then.
            Example: biao pki request -o bidder7 --suite sm2-sm3 --name 滨江建工有限公司 --code 91999999MA0BJJG06
            Example: biao pki request -o head7 --usage signing --subject /C=CN/O=滨江建工有限公司/organizationIdentifier=NTRCN-91999999MA0BJJG06T/CN=王五
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("新文件夹 / folder to make", valueName: "folder"), completion: .directory)
    var output: String
    @Option(help: "签名套件 / signature suite")
    var suite: SuiteID = .p256SHA256
    @Option(help: "证书用途 / what the certificates are for")
    var usage: RequestedUsage = .both
    @Option(
        name: .customLong("subject"),
        help: ArgumentHelp(
            "主体,写法同 openssl req -subj,代替 --name、--code、--person / subject as openssl req -subj takes it, in place of --name, --code and --person",
            valueName: "/C=CN/O=…/CN=…"))
    var slashed: String?
    @OptionGroup var subject: SubjectOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let named = subject.name != nil && subject.code != nil
        let any = subject.name != nil || subject.code != nil || subject.person != nil
        guard slashed == nil ? named : !any else {
            throw ValidationError(
                "请给出 --subject,或 --name 与 --code / give either --subject, or --name and --code")
        }
    }

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let name: SubjectName
            if let slashed {
                name = try SubjectName(slashed: slashed)
            } else {
                name = SubjectName(try subject.organization(), person: subject.person)
            }
            let folder = trimmingSlashes(output)
            let secret = try passphrase.read(
                for: LocalizedText(zh: "新密钥", en: "the new keys"), console: console, confirming: true)
            let made = try IdentityRequest.make(
                at: folder, suite: SignatureSuites.suite(suite), subject: name, purposes: usage.purposes,
                passphrase: secret)
            let files = made.map { "\(folder)/\($0)" }
            console.line(
                "已生成密钥与证书请求:\(files.joined(separator: " "))", "made keys and requests: \(files.joined(separator: " "))")
            let options = zip(usage.purposes, files).map {
                $0 == .encryption ? "--enc-request \($1)" : "--request \($1)"
            }
            console.remark(
                "下一步:把请求交给签发机构,如 biao pki issue 模拟CA --as 名称 \(options.joined(separator: " "))",
                "next: give the requests to a certification authority, as in biao pki issue PKI --as NAME \(options.joined(separator: " "))"
            )
            console.set("folder", .string(folder))
            console.set("suite", .string(suite.rawValue))
            console.set("requests", .array(files.map(JSON.string)))
        }
    }
}
