// Style.swift — colour, on a terminal that wants it.
import FileKit
import Glibc

/// Marks up text for one output: plain unless that is a terminal, and NO_COLOR and TERM=dumb are not set.
///
/// What is marked up goes out through ``Console/shown(_:)``, which knows our own colours from those that text of others brings.
struct Style: Sendable {
    let isColoured: Bool

    init(terminal descriptor: Int32) {
        self.init(
            isColoured: isatty(descriptor) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb")
    }

    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "1;31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured ? "\(Self.mark)\(code)m\(text)\(Self.mark)0m" : text
    }

    /// Stands for the beginning of an escape sequence of ours. It is drawn anew in every run, so that no file can hold it.
    static let mark = "\u{1b}" + AtomicFile.randomName()
}
