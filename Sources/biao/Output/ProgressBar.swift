// ProgressBar.swift — how far a long step has come, drawn on standard error where that is a terminal.
import Glibc
import Reporting
import Synchronization

/// Appears after a second and is redrawn ten times a second at most.
final class ProgressBar: Sendable {
    private struct State: Sendable {
        var step: Progress.Step?
        var began: Int64 = 0
        var drawn: Int64 = 0
        var isShown = false
    }

    private let state = Mutex(State())
    private let language: Language

    /// Nil where standard error is no terminal.
    init?(language: Language) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        self.language = language
    }

    func update(_ progress: Progress) {
        let now = Self.milliseconds()
        state.withLock { state in
            if state.step != progress.step {
                state.step = progress.step
                state.began = now
            }
            guard now - state.began >= 1_000, now - state.drawn >= 100 || progress.completed == progress.total else {
                return
            }
            state.drawn = now
            state.isShown = true
            biao.write("\r\u{1b}[2K" + text(progress), to: STDERR_FILENO)
        }
    }

    func clear() {
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            biao.write("\r\u{1b}[2K", to: STDERR_FILENO)
        }
    }

    private func text(_ progress: Progress) -> String {
        let title = Self.title(progress.step)[language]
        guard progress.total > 0 else { return "\(title) \(progress.amount)" }
        let share = min(1, max(0, Double(progress.completed) / Double(progress.total)))
        let filled = Int(share * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        return "\(title) \(bar) \(Int(share * 100))%  \(progress.amount)"
    }

    private static func title(_ step: Progress.Step) -> LocalizedText {
        switch step {
        case .pack: LocalizedText(zh: "打包", en: "packing")
        case .seal: LocalizedText(zh: "密封", en: "sealing")
        case .readBack: LocalizedText(zh: "回读核对", en: "reading back")
        case .verify: LocalizedText(zh: "验证", en: "verifying")
        case .receive: LocalizedText(zh: "接收", en: "receiving")
        case .unseal: LocalizedText(zh: "解密", en: "opening")
        case .inspect: LocalizedText(zh: "查看", en: "inspecting")
        case .keys: LocalizedText(zh: "生成密钥", en: "making keys")
        case .extract: LocalizedText(zh: "读取文档", en: "reading documents")
        case .compare: LocalizedText(zh: "比对", en: "comparing")
        }
    }

    private static func milliseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }
}
