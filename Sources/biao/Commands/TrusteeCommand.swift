// TrusteeCommand.swift — biao trustee release and biao recover: when a bidder's release does not come (补救).
import ArgumentParser
import Reporting
import Sealing
import Signing
import TenderModel

struct TrusteeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trustee", abstract: "托管人 / trustees", subcommands: [Release.self])

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "交出本人的份额 / hand over your share",
            discussion:
                "Example: biao trustee release my.sealed --closing lot1.closing --identity trustee1/ -o share1.release")

        @Argument(
            help: ArgumentHelp("密封投标文件 / sealed bid", valueName: "file.sealed"),
            completion: .file(extensions: ["sealed"]))
        var sealed: String
        @OptionGroup var ground: ReleaseGround
        @Option(
            name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.release"),
            completion: .file(extensions: ["release"]))
        var output: String?
        @OptionGroup var acting: ActingOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let acting = try acting.load(console)
                let (closing, output) = try ground.required(output)
                console.add(try ground.releaser(acting).releaseShare(sealed, closing: closing, to: output))
                ground.report(output, console)
            }
        }
    }
}

struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "用托管份额补救解密授权 / put a release together from trustees' shares",
        discussion: """
            Example: biao recover my.sealed --share share1.release --share share2.release --closing lot1.closing \
            --identity officer1/ -o releases/my.release
            """)

    @Argument(
        help: ArgumentHelp("密封投标文件 / sealed bid", valueName: "file.sealed"), completion: .file(extensions: ["sealed"]))
    var sealed: String
    @Option(
        help: ArgumentHelp("托管份额 / a trustee's share", valueName: "file.release"),
        completion: .file(extensions: ["release"]))
    var share: [String]
    @OptionGroup var ground: ReleaseGround
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.release"),
        completion: .file(extensions: ["release"]))
    var output: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let (closing, output) = try ground.required(output)
            console.add(try ground.releaser(acting).recover(sealed, shares: share, closing: closing, to: output))
            ground.report(output, console)
        }
    }
}
