// MachineSource.swift — where the identifiers of a machine come from: one file a operating system.
package import TenderModel

/// Reads the identifiers of the machine that it runs on. Never fails: what cannot be read is said to be so.
///
/// Another operating system is another file beside ``LinuxMachine``, and a line in ``MachineSources``.
package protocol MachineSource: Sendable {
    func read() -> MachineReading
}

/// The machine that this program runs on.
package enum MachineSources {
    package static var current: any MachineSource { LinuxMachine() }
}

/// Identifiers as the machine gives them. They stay in memory: only hashes of them are ever written.
package struct MachineReading: Sendable, Hashable {
    /// What stood at one place.
    package enum Content: Sendable, Hashable {
        case text(String)
        case notReadable
        case notPresent
    }

    package private(set) var values: [MachineComponent.Kind: [String]] = [:]
    /// Kinds of which something is there that this account may not read.
    package private(set) var unreadable: Set<MachineComponent.Kind> = []
    package var virtual: MachineCode.Virtual?

    package init(virtual: MachineCode.Virtual? = nil) { self.virtual = virtual }

    package mutating func add(_ kind: MachineComponent.Kind, _ content: Content) {
        switch content {
        case .text(let text): values[kind, default: []].append(text)
        case .notReadable: unreadable.insert(kind)
        case .notPresent: break
        }
    }
}
