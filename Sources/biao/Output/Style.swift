// Style.swift — colour, on a terminal that wants it.
import Glibc

/// Marks up text for one output: plain unless that is a terminal, and NO_COLOR and TERM=dumb are not set.
struct Style: Sendable {
    let isColoured: Bool

    init(terminal descriptor: Int32) {
        isColoured =
            isatty(descriptor) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "1;31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
