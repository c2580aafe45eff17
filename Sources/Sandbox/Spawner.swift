// Spawner.swift — the thread that starts all outside programs, and lives as long as we do.
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Runs pieces of work on one thread that never ends.
///
/// `bwrap --die-with-parent` and `setpriv --pdeathsig` ask the kernel to kill the program when the *thread* that started it
/// ends (prctl(2), PR_SET_PDEATHSIG). Threads of a pool end when they idle, and would take a plugin in mid-answer along.
/// This is also why swift-subprocess is not used: it starts programs on threads of its own choosing, and lends a program for
/// the length of one asynchronous closure, where ours are asked by synchronous calls for as long as the run lasts.
enum Spawner {
    private static let queue = Mutex<[@Sendable () -> Void]>([])
    private static let waiting = DispatchSemaphore(value: 0)
    /// Whether the thread could be started.
    private static let isRunning: Bool = {
        // A program that ends while we write to it must not end us; as for the whole of `biao`, see Interruption.
        signal(SIGPIPE, SIG_IGN)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { _ in
                while true {
                    Spawner.waiting.wait()
                    let work = Spawner.queue.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                    work?()
                }
            }, nil)
        if started == 0 { pthread_detach(thread) }
        return started == 0
    }()

    /// The value of `body`, run on that thread; nil where there is no thread to be had.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value? {
        guard isRunning else { return nil }
        let done = DispatchSemaphore(value: 0)
        let result = Slot<Value>()
        queue.withLock {
            $0.append {
                result.value.withLock { $0 = body() }
                done.signal()
            }
        }
        waiting.signal()
        done.wait()
        return result.value.withLock { $0 }
    }

    private final class Slot<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
