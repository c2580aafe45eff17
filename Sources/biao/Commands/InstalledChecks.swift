// InstalledChecks.swift — the one place from which every command has its checks: those compiled in, and the process plugins.
import Checks
import FileKit
import Reporting
import Sandbox
import TenderModel

/// All checks of this run.
struct InstalledChecks {
    /// Checks that are Swift modules of this program (编译插件), one line each.
    static let compiled: [any Check] = []

    let registry: CheckRegistry
    /// What kept process plugins from being started; the others were.
    let problems: [Problem]

    /// Starts the process plugins. Throws where the folder or its lock cannot be read, or an id stands twice.
    static func load(_ options: PluginOptions) throws(Problem) -> InstalledChecks {
        let own = try CheckRegistry(compiled)
        guard let folder = try options.folder() else { return InstalledChecks(registry: own, problems: []) }
        let (checks, problems) = try PluginShelf(folder).start(sandbox: options.sandbox, host: host)
        return InstalledChecks(registry: try own.adding(checks), problems: problems)
    }

    /// How we name ourselves to plugins.
    static let host = "\(Tool.name) \(Tool.version)"
}
