// Together.swift — bids side by side on the cores there are, at most four, so that memory stays small.
internal import Dispatch
internal import Reporting
internal import Synchronization

/// Runs `body` for every candidate, several at a time. All are tried; then the first problem in their order is thrown.
func together(
    _ candidates: inout [Candidate], _ body: (inout Candidate, Int) throws(Problem) -> Void
) throws(Problem) {
    let count = candidates.count
    let next = Atomic(0)
    let problems = Mutex<[Int: Problem]>([:])
    candidates.withUnsafeMutableBufferPointer { buffer in
        // each index is taken once, so no two threads touch the same candidate
        nonisolated(unsafe) let buffer = buffer
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: min(count, 4)) { _ in
            while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < count {
                do throws(Problem) { try body(&buffer[index], index) } catch {
                    problems.withLock { $0[index] = error }
                }
            }
        }
    }
    let first = problems.withLock { problems in problems.min { $0.key < $1.key }?.value }
    if let first { throw first }
}

/// The progress of several bids as one.
final class JointProgress: Sendable {
    private let total: Int64
    private let done: Mutex<[Int64]>
    private let report: ProgressReport?

    init(_ sizes: [Int64], _ report: ProgressReport?) {
        total = sizes.reduce(0, +)
        done = Mutex(sizes.map { _ in 0 })
        self.report = report
    }

    func report(of index: Int) -> ProgressReport? {
        guard let report else { return nil }
        return { progress in
            let sum = self.done.withLock { done in
                done[index] = progress.completed
                return done.reduce(0, +)
            }
            report(Progress(step: progress.step, completed: sum, total: self.total))
        }
    }
}
