// SandboxLimits.swift — how much of the machine an outside program may take (资源上限), and how far it is shut in.
package import Reporting

/// What an outside program may take. Each limit is for one process, but for the time and the output, which are for the whole.
package struct SandboxLimits: Sendable, Hashable {
    /// Until an answer, or for a one-shot program until its end, in milliseconds.
    package var time: Int
    /// CPU seconds of one process, from its start to its end.
    package var cpu: Int
    /// Address space of one process, in bytes.
    package var memory: Int64
    /// Bytes of one answer, or of all that a one-shot program writes to standard output.
    package var output: Int
    /// Processes and threads at once.
    package var processes: Int
    /// The largest file that it may write, in bytes, also one that is in memory only; pipes are no files.
    package var fileSize: Int64
    /// Open files at once.
    package var openFiles: Int
    /// Bytes of a folder of its own in which it starts and may write, gone when it ends; 0 where it has none. What one file of it
    /// may take is ``fileSize``.
    package var workspace: Int64

    package init(
        time: Int = 30_000, cpu: Int = 60, memory: Int64 = 512 << 20, output: Int = 4 << 20, processes: Int = 8,
        fileSize: Int64 = 0, openFiles: Int = 64, workspace: Int64 = 0
    ) {
        self.time = time
        self.cpu = cpu
        self.memory = memory
        self.output = output
        self.processes = processes
        self.fileSize = fileSize
        self.openFiles = openFiles
        self.workspace = workspace
    }
}

/// How much it matters that a program is shut in.
package enum SandboxWish: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Not at all: resource limits only.
    case off
    /// Shut in where this machine can; else resource limits only, and everything that it says is marked.
    case preferred
    /// Shut in, or not started.
    case required

    package static func < (a: SandboxWish, b: SandboxWish) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// How a program runs.
package enum Isolation: String, Sendable, Hashable, Codable {
    /// bubblewrap: namespaces of its own, no network, nothing to write to, and resource limits.
    case full
    /// Resource limits only: it can do whatever the user can.
    case limitsOnly = "limits-only"

    package var title: LocalizedText {
        switch self {
        case .full: LocalizedText(zh: "已隔离(bwrap)", en: "isolated (bwrap)")
        case .limitsOnly: LocalizedText(zh: "未隔离,仅有资源上限", en: "not isolated, resource limits only")
        }
    }
}
