// Biao.swift — the program: the tree of commands, and how it starts.
import ArgumentParser
import FileKit
import OpenSSLKit
import TenderModel

@main
struct Biao: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Tool.name,
        abstract: "电子招标投标文件工具 / tools for electronic tender documents",
        discussion: """
            从一个文件夹的资料到开标记录:打包、签名、密封、递交、解密授权、开标、验证。
            From a folder of documents to the opening record: pack, sign, seal, hand in, release, open, verify.

            Exit codes: 0 clean, 1 the document has errors or cannot be judged, 64 usage, 65 unreadable input,
            70 our bug, 74 the file system or the network said no, 75 an outside tool or service timed out or failed, 77 not before the opening time.
            """,
        version: Tool.version,
        subcommands: [
            PKICommand.self, IdentityCommand.self, TemplateCommand.self, PluginCommand.self, RulesCommand.self,
            TenderCommand.self, CheckCommand.self, BOQCommand.self, ScoreCommand.self, OfficerCommand.self,
            BidCommand.self, BoxCommand.self, TrusteeCommand.self, RecoverCommand.self, OpenCommand.self,
            QualifyCommand.self, CompareCommand.self, ClueCommand.self, BackgroundCommand.self, HistoryCommand.self,
            InspectCommand.self, VerifyCommand.self, ProveCommand.self, ExtractCommand.self,
        ])

    static func main() {
        // Asked by scripts and completions again and again: no tree of commands is built for it.
        if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
            print(Tool.version)
            return
        }
        Interruption.listen()
        CryptoLibrary.start()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            UsageError.show(error, arguments: CommandLine.arguments.dropFirst())
            exit(withError: error)
        }
    }
}
