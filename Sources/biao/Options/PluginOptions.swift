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
        // only beside the program itself: a folder that one happens to stand in decides nothing
        guard let program = try? Files.resolve("/proc/self/exe") else { return nil }
        var folder = program
        var candidates: [String] = []
        while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            folder = String(folder[..<slash])
            if candidates.isEmpty { candidates.append(folder + "/../share/biao/Plugins") }
            if Files.kind(of: folder + "/Package.swift") == .file { candidates.append(folder + "/Plugins") }
        }
        for candidate in candidates where Files.kind(of: candidate) == .folder { return try Files.resolve(candidate) }
        return nil
    }
}
