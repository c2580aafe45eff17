// PKIServe.swift — biao pki tsa and biao pki ocsp: the practice authorities as services, on this computer only.
import ArgumentParser
import Glibc
import PracticePKI
import Reporting
import TenderModel

struct PKITimestamps: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tsa",
        abstract: "在本机提供模拟时间戳服务(RFC 3161),按 Ctrl-C 结束 / serve practice timestamps on this computer, until Ctrl-C",
        discussion: """
            只监听 127.0.0.1,仅供培训与测试。另一个终端里把显示的网址交给 --tsa。
            Listens on 127.0.0.1 only, for training and tests. Give the URL that it prints to --tsa in another terminal.
            Example: biao pki tsa practice/ --port 3161
            """)

    @OptionGroup var serving: ServingOptions

    func run() throws {
        try serving.serve(LocalizedText(zh: "模拟时间戳服务", en: "practice timestamps")) {
            (pki, port, clock) throws(Problem) in try pki.timestampServer(port: port, clock: clock)
        }
    }
}

struct PKIResponder: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocsp",
        abstract: "在本机提供模拟 OCSP 查询,按 Ctrl-C 结束 / serve practice OCSP on this computer, until Ctrl-C",
        discussion: """
            只监听 127.0.0.1,仅供培训与测试。用 biao pki issue --ocsp 把网址写进证书。
            Listens on 127.0.0.1 only, for training and tests. biao pki issue --ocsp puts the URL into certificates.
            Example: biao pki ocsp practice/ --port 6960
            """)

    @OptionGroup var serving: ServingOptions

    func run() throws {
        try serving.serve(LocalizedText(zh: "模拟 OCSP 查询", en: "practice OCSP")) {
            (pki, port, clock) throws(Problem) in try pki.ocspServer(port: port, clock: clock)
        }
    }
}

/// What the serving commands share.
struct ServingOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("模拟CA 文件夹 / folder of the practice PKI", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(help: ArgumentHelp("端口,0 为任选 / port, 0 for any", valueName: "number"))
    var port: UInt16 = 0
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    /// Serves until it is interrupted.
    func serve(
        _ what: LocalizedText, _ make: (PracticePKI, UInt16, TimeSource) throws(Problem) -> LoopbackServer
    ) throws {
        try biao.run(global) { (console) throws(Problem) in
            let pki = try PracticePKI(
                folder,
                passphrase: try passphrase.read(
                    for: LocalizedText(zh: "模拟CA", en: "the practice PKI"), console: console))
            let server = try make(pki, port, try clock.practiceClock())
            Self.announce(server, console, what)
            server.run()
        }
    }

    /// Says where it is before anybody is served: whoever started it waits for this line.
    private static func announce(_ server: LoopbackServer, _ console: Console, _ what: LocalizedText) {
        switch console.format {
        case .text:
            console.line("\(what.zh):\(server.url)", "\(what.en): \(server.url)")
            console.remark("按 Ctrl-C 结束", "Ctrl-C ends it")
        // one line, for a reader that waits for it; nothing in it needs escaping
        case .json: write("{\"url\": \"\(server.url)\"}\n", to: STDOUT_FILENO)
        }
    }
}
