// Progress.swift — how far a long step has come; a value with a unit.

/// One report of a long step.
package struct Progress: Sendable, Hashable {
    /// What is being done.
    package enum Step: String, Sendable {
        case pack, seal, readBack, verify, receive, unseal, inspect, keys, extract, compare
    }

    package var step: Step
    /// Bytes (for `keys`, keys) done so far.
    package var completed: Int64
    /// Of how many; 0 where unknown.
    package var total: Int64

    package init(step: Step, completed: Int64, total: Int64) {
        self.step = step
        self.completed = completed
        self.total = total
    }
}

/// Receives progress reports. May be called from any thread; must be quick.
package typealias ProgressReport = @Sendable (Progress) -> Void
