// Meanwhile.swift — work on another core while this one goes on.
internal import Dispatch

/// Begins at once; ``value()`` waits for it.
package final class Meanwhile<Value: Sendable>: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Written by the work, read after the group is done.
    private var result: Result<Value, Problem>?

    package init(_ work: @escaping @Sendable () throws(Problem) -> Value) {
        // a queue of its own, since one piece of work may wait for another: the shared pool could run out of threads
        DispatchQueue(label: "biao.meanwhile").async(group: group) { [self] in
            do throws(Problem) { result = .success(try work()) } catch { result = .failure(error) }
        }
    }

    /// What came of it; nil where it goes on for longer than `limit`. It then goes on still: nothing can end it from outside,
    /// and what it holds stays in memory until it ends, or the process does.
    package func value(within limit: Duration) throws(Problem) -> Value? {
        let milliseconds = Int(limit / .milliseconds(1))
        guard group.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
        return try value()
    }

    /// What came of it; may be asked more than once.
    package func value() throws(Problem) -> Value {
        group.wait()
        guard let result else { throw Problem.bug("work that ended without a result") }
        return try result.get()
    }
}
