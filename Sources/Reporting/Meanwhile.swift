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

    /// What came of it; may be asked more than once.
    package func value() throws(Problem) -> Value {
        group.wait()
        guard let result else { throw Problem.bug("work that ended without a result") }
        return try result.get()
    }
}
