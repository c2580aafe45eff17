// Interruption.swift — what Ctrl-C leaves behind: nothing. Undoes what is unfinished, then lets the signal end the process.
internal import Glibc
internal import Synchronization

/// A list of what has to be undone if the process is interrupted (SIGINT, SIGTERM, SIGHUP).
///
/// The signals are blocked in every thread and awaited in one of their own, so that undoing runs as ordinary code. While
/// it runs, nobody gets a step further: ``register(_:)`` and ``settle(_:while:)`` wait, and the process ends meanwhile.
package enum Interruption {
    /// One thing to undo.
    package struct Ticket: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    private struct Registry: Sendable {
        var next: UInt64 = 0
        var undo: [UInt64: @Sendable () -> Void] = [:]
    }

    private static let registry = Mutex(Registry())

    /// Begins to listen. Call it first thing in the program, before there is another thread.
    package static func listen() {
        signal(SIGPIPE, SIG_IGN)
        var signals = Self.signals
        guard pthread_sigmask(SIG_BLOCK, &signals, nil) == 0 else { return }
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { _ in
                Interruption.await()
                return nil
            }, nil)
        guard started == 0 else {
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            return
        }
        pthread_detach(thread)
    }

    /// Has `undo` run if a signal ends the process before the ticket is settled.
    package static func register(_ undo: @escaping @Sendable () -> Void) -> Ticket {
        registry.withLock { registry in
            registry.next += 1
            registry.undo[registry.next] = undo
            return Ticket(number: registry.next)
        }
    }

    /// Runs the step after which there is nothing to undo, such as a rename; where it says true, the ticket is settled.
    package static func settle(_ ticket: Ticket, while body: () -> Bool = { true }) -> Bool {
        registry.withLock { registry in
            guard body() else { return false }
            registry.undo[ticket.number] = nil
            return true
        }
    }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
        return set
    }

    private static func await() {
        var signals = Self.signals
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        registry.withLock { registry in
            for undo in registry.undo.values { undo() }
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            kill(getpid(), number)
            // Not reached once the signal is delivered; the lock is kept until the process is gone.
            while true { pause() }
        }
    }
}
