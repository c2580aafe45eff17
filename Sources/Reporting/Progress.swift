// Progress.swift — how far a long step has come; a value with a unit.

/// One report of a long step.
package struct Progress: Sendable, Hashable {
    /// What is being done.
    package enum Step: String, Sendable {
        case pack, seal, readBack, verify, receive, unseal, inspect, keys, extract, compare

        /// Whether it goes by bytes; the others by things: keys, bids that are read, signals that are looked for.
        package var isInBytes: Bool {
            switch self {
            case .pack, .seal, .readBack, .verify, .receive, .unseal, .inspect: true
            case .keys, .extract, .compare: false
            }
        }
    }

    package var step: Step
    /// Bytes, or things, done so far: ``Step/isInBytes``.
    package var completed: Int64
    /// Of how many; 0 where unknown.
    package var total: Int64

    package init(step: Step, completed: Int64, total: Int64) {
        self.step = step
        self.completed = completed
        self.total = total
    }

    /// How much is done of how much, as people read it: `3/10 MiB` or `2/5`; without the total where that is unknown.
    package var amount: String {
        func shown(_ count: Int64) -> String { String(step.isInBytes ? count >> 20 : count) }
        return shown(completed) + (total > 0 ? "/" + shown(total) : "") + (step.isInBytes ? " MiB" : "")
    }
}

/// Receives progress reports. May be called from any thread; must be quick.
package typealias ProgressReport = @Sendable (Progress) -> Void
