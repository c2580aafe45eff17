// Console.swift — what a command says: results on standard output, remarks and progress on standard error.
import Glibc
import Reporting
import Synchronization

/// One command's output. Findings, result members and lines are given to it; it knows format and language.
final class Console {
    let format: OutputFormat
    let language: Language
    let quiet: Bool
    let style: Style
    private let errorStyle: Style
    private(set) var findings: [Finding] = []
    private(set) var problems: [Problem] = []
    /// How many of ``findings`` are shown already.
    private var shown = 0
    private var members: [JSON.Member] = []
    private var bar: ProgressBar?
    /// What ``report`` was told and did not show.
    private let aside = Aside()

    init(_ options: GlobalOptions) {
        format = options.format
        language = options.language
        quiet = options.quiet
        style = Style(terminal: STDOUT_FILENO)
        errorStyle = Style(terminal: STDERR_FILENO)
    }

    /// A line of the result; shown in text only.
    func line(_ zh: String = "", _ en: String? = nil) {
        line(LocalizedText(zh: zh, en: en ?? zh))
    }

    /// A line of the result; shown in text only. Whatever stands in it, it stays one line: see ``shown(_:)``.
    func line(_ text: LocalizedText) {
        guard format == .text else { return }
        write([text[language]], to: STDOUT_FILENO)
    }

    /// Several lines of the result, as a page that we made; shown in text only.
    func page(_ text: String) {
        for text in text.split(separator: "\n", omittingEmptySubsequences: false) { line(String(text)) }
    }

    /// Rows of label and value with the values aligned; shown in text only. Rows without a value are left out.
    func table(_ rows: [(label: LocalizedText, value: String?)], indent: Int = 2) {
        let shown = rows.compactMap { row in row.value.map { (Self.printable(row.label[language]), $0) } }
        let width = shown.map { Self.width($0.0) }.max() ?? 0
        for (label, value) in shown {
            let gap = String(repeating: " ", count: width - Self.width(label) + 2)
            line(String(repeating: " ", count: indent) + style.dim(label) + gap + value)
        }
    }

    /// A member of the JSON result.
    func set(_ name: String, _ value: JSON) {
        members.removeAll { $0.name == name }
        members.append(JSON.Member(name: name, value: value))
    }

    func add(_ finding: Finding) { findings.append(finding) }
    func add(_ more: [Finding]) { findings += more }

    /// Shows the findings so far at once, under the line they belong to, rather than at the end; text only.
    func showFindings() {
        guard format == .text else { return }
        for finding in findings[shown...] { write(Render.lines(finding, language, style), to: STDOUT_FILENO) }
        shown = findings.count
    }

    /// A problem that keeps one of several inputs from being read, but not the command from going on.
    func add(_ problem: Problem) {
        problems.append(problem)
        bar?.clear()
        write(Render.lines(problem, language, errorStyle), to: STDERR_FILENO)
    }

    /// Something worth knowing while it runs; on standard error, unless quiet.
    func remark(_ zh: String, _ en: String) {
        guard !quiet, format == .text else { return }
        bar?.clear()
        write([LocalizedText(zh: zh, en: en)[language]], to: STDERR_FILENO)
    }

    private func write(_ lines: [String], to descriptor: Int32) {
        biao.write(lines.map { Self.shown($0) + "\n" }.joined(), to: descriptor)
    }

    /// Receives what is found beside the work: notes are shown as they happen, warnings at the end.
    var report: FindingReport {
        let shown: Language? = quiet || format != .text ? nil : language
        return { [aside, bar] finding in
            if finding.severity == .note, let language = shown {
                bar?.clear()
                biao.write(Self.shown(finding.message[language]) + "\n", to: STDERR_FILENO)
            } else {
                aside.add(finding)
            }
        }
    }

    /// Receives progress and, on a terminal, draws a bar once a second has passed.
    var progress: ProgressReport? {
        guard !quiet, let bar = bar ?? ProgressBar(language: language) else { return nil }
        self.bar = bar
        return { bar.update($0) }
    }

    /// That of the first problem; else 1 where a finding says that the document is wrong, or that nobody can tell.
    var exitCode: Int32 {
        problems.first?.kind.exitCode ?? (findings.contains { $0.severity <= .indeterminate } ? 1 : 0)
    }

    /// Writes findings and JSON; the last thing that a command does.
    func finish() {
        bar?.clear()
        findings += aside.take()
        switch format {
        case .text:
            showFindings()
            if exitCode == 1, !findings.contains(where: { $0.severity == .error }) {
                line("结论:无法判断(不等于通过)", "conclusion: indeterminate, which is not a pass")
            }
        case .json:
            let all = [
                JSON.Member(name: "ok", value: .bool(exitCode == 0)),
                JSON.Member(name: "problems", value: .array(problems.map(Render.json))),
                JSON.Member(name: "findings", value: .array(findings.map(Render.json))),
                JSON.Member(name: "result", value: .object(members)),
            ]
            biao.write(JSON.object(all).text + "\n", to: STDOUT_FILENO)
        }
    }

    /// Columns on a terminal: East Asian characters take two.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x300...0x36f, 0x200b...0x200f: sum
            case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe4f, 0xff00...0xff60,
                0xffe0...0xffe6, 0x20000...0x3fffd:
                sum + 2
            default: sum + 1
            }
        }
    }

    /// A line as a terminal may have it: ``printable(_:)``, but with the colours that ``Style`` gave it. Everything that is
    /// written for people goes through here, wherever its words come from.
    static func shown(_ text: String) -> String {
        var pieces = text.split(separator: Style.mark, omittingEmptySubsequences: false)
        let first = printable(String(pieces.removeFirst()))
        return pieces.reduce(into: first) { line, piece in
            let code = piece.unicodeScalars.prefix { $0 != "m" }
            line += "\u{1b}[\(String(code))m" + printable(String(piece.unicodeScalars.dropFirst(code.count + 1)))
        }
    }

    /// Text from a file, made harmless for a terminal: control and direction characters, line breaks and what cannot be seen
    /// are shown as their numbers.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.map { isUnsafe($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7f).contains(scalar.value) { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

/// Findings from whatever thread.
private final class Aside: Sendable {
    private let findings = Mutex<[Finding]>([])

    func add(_ finding: Finding) { findings.withLock { $0.append(finding) } }

    func take() -> [Finding] {
        findings.withLock { all in
            defer { all = [] }
            return all
        }
    }
}

/// Writes all of a text; a reader who has gone away is no matter.
func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes {
            Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        written += count
    }
}
