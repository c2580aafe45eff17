// InstalledChecks.swift — the one place from which every command has its checks: those compiled in, and the process plugins.
import BillOfQuantities
import Checks
import Personnel
import Procurement
import Reporting
import TenderModel

/// The checks of this run. Process plugins run as long as this value is there.
struct InstalledChecks {
    /// Every industry check that is compiled in (one line each; Package.swift lists the same).
    static let compiled: [any Check] = [
        BillOfQuantities(), Personnel(), Procurement(),
    ]

    /// How we name ourselves to plugins.
    static let host = "\(Tool.name) \(Tool.version)"

    let registry: CheckRegistry
    /// What kept process plugins from being started; the others were.
    let problems: [Problem]

    /// Starts process plugins: all of them, or only those that are needed.
    ///
    /// Throws where the folder or its lock cannot be read, or where an id stands twice among all that are installed, started
    /// or not.
    static func load(_ options: PluginOptions, only ids: Set<String>? = nil) throws(Problem) -> InstalledChecks {
        let own = try CheckRegistry(compiled)
        guard let folder = try options.folder() else { return InstalledChecks(registry: own, problems: []) }
        let shelf = try PluginShelf(folder)
        try shelf.lock.check(beside: own)
        let wanted = ids.map { $0.subtracting(own.checks.map(\.id)) }
        let (checks, problems) = shelf.start(only: wanted, sandbox: options.sandbox, host: host)
        return InstalledChecks(registry: try own.adding(checks), problems: problems)
    }
}
