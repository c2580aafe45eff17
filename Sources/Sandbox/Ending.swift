// Ending.swift — how an outside program ended, in words.
internal import Glibc
package import Reporting

/// How an outside program ended, or was ended.
package enum Ending: Sendable, Hashable {
    case exited(Int32)
    /// By a signal, or with the exit code that stands for one (128 and its number).
    case signalled(Int32)
    /// We ended it after this many milliseconds.
    case timedOut(Int)
    /// We ended it when it had written more than this many bytes.
    case tooMuchOutput(Int)

    /// What `waitpid` says; behind bwrap a signal is seen as an exit code only.
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        let code = status >> 8 & 0xff
        if signal != 0 {
            self = .signalled(signal)
        } else if code > 128, code <= 128 + 64 {
            self = .signalled(code - 128)
        } else {
            self = .exited(code)
        }
    }

    /// Whether the kernel ended it for the CPU time that it took.
    package var isCPULimit: Bool { self == .signalled(SIGXCPU) }

    package var text: LocalizedText {
        switch self {
        case .exited(let code): LocalizedText(zh: "以退出码 \(code) 结束", en: "ended with exit code \(code)")
        case .signalled(SIGXCPU): LocalizedText(zh: "用完了 CPU 时间上限", en: "used up its CPU time")
        case .signalled(SIGXFSZ):
            LocalizedText(zh: "要写出超过上限的文件,被系统终止", en: "was ended for writing a file beyond its limit")
        case .signalled(let number):
            LocalizedText(
                zh: "被信号 \(number)(\(Self.name(number)))终止", en: "was ended by signal \(number) (\(Self.name(number)))")
        case .timedOut(let time):
            LocalizedText(zh: "\(time) 毫秒内没有回答,已终止", en: "did not answer within \(time) ms and was ended")
        case .tooMuchOutput(let limit):
            LocalizedText(zh: "输出超过 \(limit) 字节,已终止", en: "wrote more than \(limit) bytes and was ended")
        }
    }

    private static func name(_ number: Int32) -> String {
        switch number {
        case SIGABRT: "SIGABRT"
        case SIGBUS: "SIGBUS"
        case SIGFPE: "SIGFPE"
        case SIGILL: "SIGILL"
        case SIGKILL: "SIGKILL"
        case SIGSEGV: "SIGSEGV"
        case SIGTERM: "SIGTERM"
        default: String(cString: strsignal(number))
        }
    }
}

/// Why there is no answer: how the program ended, and what it had written to standard error.
package struct NoAnswer: Error, Sendable, Hashable {
    package var ending: Ending
    package var errors: ErrorText

    package init(ending: Ending, errors: ErrorText) {
        self.ending = ending
        self.errors = errors
    }
}
