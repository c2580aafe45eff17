// TerminalTests.swift — what packs and files say reaches a terminal as text, never as commands to it.
import FileKit
import Foundation
import Scenario
import Testing

@Suite struct TerminalTests {
    /// Turns the screen red, hides what follows, reads from right to left, and begins a line of its own.
    private static let evil = "\u{1b}[31m\u{1b}[8mX\u{202e}Y\u{9b}2J\u{2066}\u{61c}Z"

    /// A pack whose every title is like that.
    private func pack() throws -> String {
        let folder = try temporaryFolder("evil")
        let made = try Program.run(["template", "new", "water-works", "--area", "WATR", "-o", folder + "/pack"])
        try #require(made.status == 0, "\(made.errors)")
        let escaped = Self.evil.unicodeScalars.map { scalar in
            scalar.value < 0x7f && scalar.value >= 0x20
                ? String(scalar)
                : "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
        }.joined()
        for entry in try FileManager.default.subpathsOfDirectory(atPath: folder + "/pack")
        where entry.hasSuffix(".yaml") {
            var text = String(decoding: try Files.read("\(folder)/pack/\(entry)"), as: UTF8.self)
            text.replace(/(?m)^(\s*(?:- )?(?:title|label|message)): \{zh: .*$/) { match in
                "\(match.1): {zh: \"\(escaped)\", en: \"\(escaped)\"}"
            }
            text.replace(/(?m)^(\s*(?:- )?issuer): .*$/) { "\($0.1): \"\(escaped)\"" }
            try Files.write(text, to: "\(folder)/pack/\(entry)")
        }
        return folder + "/pack"
    }

    private func isHarmless(_ text: String) -> Bool {
        !text.unicodeScalars.contains { scalar in
            scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
        }
    }

    @Test func nothingOfAPackSteersTheTerminal() throws {
        let pack = try pack()
        for language in ["zh", "en"] {
            let ran = try Program.run(["template", "show", pack, "--lang", language])
            #expect(ran.status == 0, "\(ran.errors)")
            #expect(isHarmless(ran.text) && isHarmless(ran.errors))
            #expect(ran.text.contains("\\u{1b}[31m") && ran.text.contains("\\u{202e}"), "\(ran.text)")
        }
    }

    /// On a terminal our own colours are there, and nobody else's.
    @Test func onATerminalTheColoursAreOurs() throws {
        let script = """
            import os, pty, sys
            os.environ["TERM"] = "xterm"
            os.environ.pop("NO_COLOR", None)
            pty.spawn(sys.argv[1:])
            """
        let ran = try shell(
            ["python3", "-c", script, Program.path, "template", "show", try pack(), "--lang", "en"])
        let plain = ran.text.replacing(/\u{1b}\[(?:0|1|2|32|33|1;31)m/, with: "").replacing("\r\n", with: "\n")
        #expect(ran.text.contains("\u{1b}[1mevaluation methods\u{1b}[0m"), "\(ran.text)")
        #expect(isHarmless(plain) && plain.contains("\\u{1b}[31m"))
    }

    /// A file's name cannot begin a line that looks like ours.
    @Test func aLineBreakInANameStaysWhereItIs() throws {
        let folder = try temporaryFolder("names")
        let name = folder + "/a\n✔ passed.bid"
        try Files.write("x", to: name)
        let ran = try Program.run(["inspect", name])
        #expect(ran.status == 65 && !(ran.text + ran.errors).contains("\n✔"), "\(ran.errors)")
        #expect(ran.errors.contains("\\u{a}✔"))
    }
}
