// Concurrently.swift — one thing a core (并行读取): results in the order of what they are made of, the first problem in that order thrown.
internal import Dispatch
internal import Reporting
internal import Synchronization

/// At most four at once, so that memory stays small.
func concurrently<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) throws(Problem) -> Value
) throws(Problem) -> [Value] {
    let next = Atomic(0)
    let results = Mutex<[Int: Result<Value, Problem>]>([:])
    DispatchQueue.concurrentPerform(iterations: min(items.count, 4)) { _ in
        while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < items.count {
            let result = Result { () throws(Problem) in try body(items[index]) }
            results.withLock { $0[index] = result }
        }
    }
    let all = results.withLock { $0 }
    var values: [Value] = []
    for index in items.indices {
        guard let result = all[index] else { throw Problem.bug("a file was not read") }
        values.append(try result.get())
    }
    return values
}

/// Steps of work that goes on in several threads.
final class StepCounter: Sendable {
    private let done = Mutex<Int64>(0)
    private let kind: Progress.Step
    private let total: Int64
    private let report: ProgressReport?

    init(_ kind: Progress.Step, of total: Int, _ report: ProgressReport?) {
        self.kind = kind
        self.total = Int64(total)
        self.report = report
    }

    func step() {
        let now = done.withLock { done in
            done += 1
            return done
        }
        report?(Progress(step: kind, completed: now, total: total))
    }
}
