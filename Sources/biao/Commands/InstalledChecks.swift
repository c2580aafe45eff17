// InstalledChecks.swift — the checks of this installation: those compiled in, and process plugins that are found.
import Checks
import Procurement
import Reporting

enum InstalledChecks {
    /// Every industry check that is compiled in (one line each; Package.swift lists the same).
    static let compiled: [any Check] = [
        Procurement()
    ]

    static func registry() throws(Problem) -> CheckRegistry { try CheckRegistry(compiled) }
}
