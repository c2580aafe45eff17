// TerminalTests.swift — what plugins and files say reaches a terminal as text, never as commands to it.
import FileKit
import Foundation
import Scenario
import Testing

@Suite struct TerminalTests {
    /// Turns the screen red, hides what follows, reads from right to left, and begins a line of its own.
    private static let evil = "\u{1b}[31m\u{1b}[8mX\u{202e}Y\u{9b}2J\u{2066}\u{61c}Z"

    /// A folder with the example plugin, locked, whose every title is like that. (Packs with such titles are not read at all.)
    private func plugins() throws -> [String] {
        let folder = try temporaryFolder("evil")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        _ = try shell(["cp", "-a", root + "/Plugins/ExamplePython", folder])
        let escaped = Self.evil.unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16)
            return scalar.value < 0x7f && scalar.value >= 0x20
                ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
        let program = folder + "/ExamplePython/check.py"
        var text = String(decoding: try Files.read(program), as: UTF8.self)
        text.replace(/"title": \{\s*"zh": "[^"]*",\s*"en": "[^"]*",?\s*\}/) { _ in
            "\"title\": {\"zh\": \"\(escaped)\", \"en\": \"\(escaped)\"}"
        }
        #expect(text.split(separator: escaped).count == 7, "two in each of three titles")
        try Files.write(text, to: program)
        let named = ["--plugins", folder, "--sandbox", "preferred"]
        let locked = try Program.run(["plugin", "lock"] + named)
        try #require(locked.status == 0, "\(locked.errors)")
        return named
    }

    private func isHarmless(_ text: String) -> Bool {
        !text.unicodeScalars.contains { scalar in
            scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
        }
    }

    @Test func nothingOfAPluginSteersTheTerminal() throws {
        let named = try plugins()
        for (language, command) in [("zh", ["list"]), ("en", ["list"]), ("zh", ["show", "example-python"])] {
            let ran = try Program.run(["plugin"] + command + named + ["--lang", language])
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
            ["python3", "-c", script, Program.path, "plugin", "list", "--lang", "en"] + (try plugins()))
        let plain = ran.text.replacing(/\u{1b}\[(?:0|1|2|32|33|1;31)m/, with: "").replacing("\r\n", with: "\n")
        #expect(ran.text.contains("\u{1b}[1mexample-python 1.0.0\u{1b}[0m"), "\(ran.text)")
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
