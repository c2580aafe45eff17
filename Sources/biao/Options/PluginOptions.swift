// PluginOptions.swift — where process plugins lie, and how far they must be shut in.
import ArgumentParser
import FileKit
import Reporting
import Sandbox

extension SandboxWish: ExpressibleByArgument {}

struct PluginOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "插件目录;否则取 BIAO_PLUGINS、程序旁的 share/biao/Plugins、工作副本的 Plugins / folder of plugins; else BIAO_PLUGINS, share/biao/Plugins beside the program, the working copy's Plugins",
            valueName: "folder"),
        completion: .directory)
    var plugins: String?
    @Option(
        help: ArgumentHelp(
            "插件须否隔离:required(默认)、preferred、off / whether plugins must be shut in: required (the default), preferred, off",
            valueName: "wish"))
    var sandbox: SandboxWish = .required

    /// The folder of plugins; nil where there is none. One that was named and is not there is FILE-0001.
    func folder() throws(Problem) -> String? {
        if let named = plugins ?? environment("BIAO_PLUGINS") { return try Files.resolve(trimmingSlashes(named)) }
        return InstalledFolder.find("Plugins")
    }
}
