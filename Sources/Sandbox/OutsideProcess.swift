// OutsideProcess.swift — one running program that is not ours: asked line by line, with deadlines, and ended with all it started.
//
// The only file that calls posix_spawn. See Spawner for why it is not swift-subprocess.
internal import CSpawn
internal import Glibc
package import Reporting

/// A program at the other end of three pipes. One caller at a time; when it is let go of, it and its children are gone.
package final class OutsideProcess: @unchecked Sendable {
    private let pid: pid_t
    private let isolation: Isolation
    private var input: Int32
    private var output: Int32
    private var errorOutput: Int32
    private var status: Int32
    /// A descriptor of the sandbox's first process; -1 as long as bwrap did not say which it is.
    private var first: Int32 = -1
    private var statusText: [UInt8] = []
    /// What came after the last line that was handed out.
    private var pending: [UInt8] = []
    /// Nil while it runs, as far as we have looked.
    package private(set) var ending: Ending?
    /// What it wrote to standard error so far.
    package private(set) var errors = ErrorText()

    /// Starts a program. Throws SBOX-0001 or SBOX-0003.
    ///
    /// - Parameters:
    ///   - arguments: the program, by path or as a name in `/usr/bin`, and what it is given.
    ///   - paths: what it may read beside the system's programs and libraries; where it is not isolated they stay where they are.
    ///     Where we are root they must be readable by nobody: see ``ScratchFolder``.
    ///   - folder: where it starts, as it sees it.
    package init(
        _ arguments: [String], isolation: Isolation, paths: [ReadOnlyPath] = [], folder: String = "/",
        limits: SandboxLimits
    ) throws(Problem) {
        let command = try Bubblewrap.command(
            arguments, isolation: isolation, paths: paths, folder: folder, limits: limits, status: Self.statusNumber)
        let start = isolation == .full ? "/" : folder
        let started = Spawner.run { Self.spawn(command, folder: start, keepsStatus: isolation == .full) }
        switch started {
        case nil: throw .cannotStart(command[0], number: EAGAIN)
        case .failure(let failure): throw .cannotStart(command[0], number: failure.number)
        case .success(let ends):
            self.isolation = isolation
            pid = ends.pid
            input = ends.input
            output = ends.output
            errorOutput = ends.errors
            status = ends.status
        }
    }

    deinit { end() }

    /// Writes one line, and awaits one.
    ///
    /// - Parameters:
    ///   - line: without its newline; nil to write nothing.
    ///   - time: milliseconds until the whole answer is there.
    ///   - limit: bytes of the answer.
    /// - Returns: the answer without its newline.
    package func ask(_ line: String?, time: Int, limit: Int) throws(NoAnswer) -> [UInt8] {
        let request: [UInt8] = line.map { Array(($0 + "\n").utf8) } ?? []
        switch pump(request[...], closes: false, time: time, limit: limit, untilLine: true, { pending += $0 }) {
        case .line(let line): return line
        case .closed: throw NoAnswer(ending: awaitEnding(), errors: errors)
        case .timedOut: throw stopped(.timedOut(time))
        case .tooMuch: throw stopped(.tooMuchOutput(limit))
        }
    }

    /// Whether it wrote something that nobody asked for.
    package var hasMore: Bool { !pending.isEmpty }

    /// Writes all of `bytes`, closes its standard input, and takes what comes until it ends.
    func communicate(_ bytes: [UInt8], time: Int, limit: Int) -> (ending: Ending, output: [UInt8]) {
        let ending = communicate(bytes, time: time, limit: limit) { pending += $0 }
        return (ending, pending.count > limit ? Array(pending.prefix(limit)) : pending)
    }

    /// The same, and each piece of its standard output is lent to `take` as it comes.
    func communicate(
        _ bytes: [UInt8], time: Int, limit: Int, _ take: (UnsafeRawBufferPointer) -> Void
    ) -> Ending {
        switch pump(bytes[...], closes: true, time: time, limit: limit, untilLine: false, take) {
        case .line, .closed: awaitEnding()
        case .timedOut: stopped(.timedOut(time)).ending
        case .tooMuch: stopped(.tooMuchOutput(limit)).ending
        }
    }

    /// Ends it, and with it everything that it started (without isolation: everything that stayed in its process group).
    package func end() {
        _ = reap(killing: true)
        for descriptor in [input, output, errorOutput, status, first] where descriptor >= 0 { close(descriptor) }
        (input, output, errorOutput, status, first) = (-1, -1, -1, -1, -1)
    }

    // MARK: - reading and writing

    private enum Pumped {
        case line([UInt8])
        /// It closed its standard output.
        case closed
        case timedOut
        case tooMuch
    }

    private func pump(
        _ request: ArraySlice<UInt8>, closes: Bool, time: Int, limit: Int, untilLine: Bool,
        _ take: (UnsafeRawBufferPointer) -> Void
    ) -> Pumped {
        let deadline = ContinuousClock.now + .milliseconds(time)
        var left = request
        var searched = 0
        var taken = pending.count
        while true {
            if untilLine {
                if let newline = pending[searched...].firstIndex(of: 0x0a) {
                    let line = Array(pending[..<newline])
                    pending.removeSubrange(...newline)
                    return line.count <= limit ? .line(line) : .tooMuch
                }
                searched = pending.count
            }
            guard taken <= limit else { return .tooMuch }
            if left.isEmpty, closes, input >= 0 {
                close(input)
                input = -1
            }
            guard output >= 0 || (!untilLine && errorOutput >= 0) else { return .closed }
            var waits = [pollfd](repeating: pollfd(), count: 4)
            waits[0] = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            waits[1] = pollfd(fd: errorOutput, events: Int16(POLLIN), revents: 0)
            waits[2] = pollfd(fd: left.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0)
            waits[3] = pollfd(fd: status, events: Int16(POLLIN), revents: 0)
            let remaining = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard remaining > 0 else { return .timedOut }
            guard poll(&waits, 4, Int32(min(remaining.rounded(.up), 1_000_000))) >= 0 || errno == EINTR else {
                return .closed
            }
            if waits[3].revents != 0 { meetFirst() }
            if waits[2].revents != 0 { write(&left) }
            if waits[1].revents != 0 { errorOutput = read(errorOutput) { errors.append($0) } }
            if waits[0].revents != 0 {
                output = read(output) {
                    take($0)
                    taken += $0.count
                }
            }
        }
    }

    /// Writes what fits. A program that closed its input may still answer: that is no failure here.
    private func write(_ left: inout ArraySlice<UInt8>) {
        let count = left.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
        if count > 0 {
            left = left.dropFirst(count)
        } else if count < 0, errno != EAGAIN, errno != EINTR {
            left = []
        }
    }

    /// Reads once; the descriptor, or -1 when it has come to its end.
    private func read(_ descriptor: Int32, _ take: (UnsafeRawBufferPointer) -> Void) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                close(descriptor)
                return -1
            }
            return descriptor
        }
    }

    // MARK: - its end

    /// It has said all that it will: gives it a moment to end by itself, and takes its last words.
    private func awaitEnding() -> Ending {
        if input >= 0 {
            close(input)
            input = -1
        }
        let deadline = ContinuousClock.now + .seconds(2)
        while reap(killing: false) == nil, ContinuousClock.now < deadline {
            var wait = pollfd(fd: errorOutput, events: Int16(POLLIN), revents: 0)
            poll(&wait, 1, 2)
            if wait.revents != 0 { errorOutput = read(errorOutput) { errors.append($0) } }
        }
        let ending = reap(killing: true)
        drainErrors()
        return ending ?? .signalled(SIGKILL)
    }

    private func stopped(_ why: Ending) -> NoAnswer {
        _ = reap(killing: true)
        drainErrors()
        ending = why
        return NoAnswer(ending: why, errors: errors)
    }

    /// What is in the pipe by now; nobody is left who could write more.
    private func drainErrors() {
        var rounds = 0
        while errorOutput >= 0, rounds < 64 {
            let before = errors.count
            errorOutput = read(errorOutput) { errors.append($0) }
            if errors.count == before { break }
            rounds += 1
        }
    }

    /// How it ended; nil while it runs. With `killing` it does not run any longer, and neither does what it started.
    private func reap(killing: Bool) -> Ending? {
        if let ending { return ending }
        var waitStatus: Int32 = 0
        func isGone() -> Bool {
            let found = waitpid(pid, &waitStatus, WNOHANG)
            return found == pid || (found < 0 && errno == ECHILD)
        }
        if !isGone() {
            guard killing else { return nil }
            meetFirst()
            if first >= 0 {
                _ = biao_pidfd_send_signal(first, SIGKILL)
                for _ in 0..<2_000 where !isGone() { usleep(1_000) }
            }
            if !isGone() {
                kill(-pid, SIGKILL)
                kill(pid, SIGKILL)
                while waitpid(pid, &waitStatus, 0) < 0, errno == EINTR {}
            }
        }
        switch isolation {
        case .full:
            // bwrap ends as soon as the program has; the kernel lets the first process go when all others are gone.
            meetFirst()
            if first >= 0 {
                _ = biao_pidfd_send_signal(first, SIGKILL)
                var wait = pollfd(fd: first, events: Int16(POLLIN), revents: 0)
                poll(&wait, 1, 5_000)
            }
        case .limitsOnly:
            // what it left behind in its group
            kill(-pid, SIGKILL)
        }
        let now = Ending(waitStatus: waitStatus)
        ending = now
        return now
    }

    /// Takes a hold of the sandbox's first process, once bwrap has said which it is: `{"child-pid": 123, …}`.
    private func meetFirst() {
        guard status >= 0 else { return }
        status = read(status) { statusText += $0 }
        // it is written in pieces
        guard first < 0, let value = try? JSON(reading: statusText), var fields = try? JSONFields(value),
            let number = try? fields.number("child-pid", in: 2...Int64(pid_t.max))
        else { return }
        first = biao_pidfd_open(pid_t(number))
    }
}

// MARK: - starting

extension OutsideProcess {
    /// The descriptor of bwrap's on which it says which process is the sandbox's first.
    private static let statusNumber: Int32 = 3

    private struct Ends: Sendable {
        var pid: pid_t
        var input: Int32
        var output: Int32
        var errors: Int32
        var status: Int32
    }

    private struct SystemFailure: Error {
        var number: Int32
    }

    /// Both ends of a pipe, above the numbers that the program's own ends are given.
    private static func pipePair() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        for index in ends.indices where ends[index] <= statusNumber {
            let raised = fcntl(ends[index], F_DUPFD_CLOEXEC, statusNumber + 1)
            close(ends[index])
            ends[index] = raised
        }
        guard ends[0] >= 0, ends[1] >= 0 else {
            for end in ends where end >= 0 { close(end) }
            return nil
        }
        return (ends[0], ends[1])
    }

    private static func spawn(_ command: [String], folder: String, keepsStatus: Bool) -> Result<Ends, SystemFailure> {
        var pipes: [(read: Int32, write: Int32)] = []
        func closeAll() {
            for pipe in pipes {
                close(pipe.read)
                close(pipe.write)
            }
        }
        for _ in 0..<4 {
            guard let pipe = pipePair() else {
                let number = errno
                closeAll()
                return .failure(SystemFailure(number: number))
            }
            pipes.append(pipe)
        }
        let (input, output, errors, status) = (pipes[0], pipes[1], pipes[2], pipes[3])
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addchdir_np(&actions, folder)
        posix_spawn_file_actions_adddup2(&actions, input.read, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
        if keepsStatus { posix_spawn_file_actions_adddup2(&actions, status.write, statusNumber) }
        // nothing of ours that was opened without O_CLOEXEC goes along
        posix_spawn_file_actions_addclosefrom_np(&actions, keepsStatus ? statusNumber + 1 : statusNumber)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // a group of its own, and the signals as a new program expects them: we block and ignore some
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var arguments = command.map { strdup($0) } + [nil]
        var environment = Bubblewrap.environment.map { strdup($0) } + [nil]
        defer {
            for text in arguments + environment { free(text) }
        }
        var pid = pid_t()
        let failure = posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &environment)
        guard failure == 0 else {
            closeAll()
            return .failure(SystemFailure(number: failure))
        }
        for end in [input.read, output.write, errors.write, status.write] { close(end) }
        for end in [input.write, output.read, errors.read, status.read] {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
        return .success(
            Ends(pid: pid, input: input.write, output: output.read, errors: errors.read, status: status.read))
    }
}
