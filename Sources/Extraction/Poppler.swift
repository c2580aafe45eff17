// Poppler.swift — poppler's programs on one PDF, each in a sandbox of its own: a parser of PDF never runs in our process.
internal import FileKit
internal import Reporting
internal import Sandbox

/// One PDF, lying where the tools can read it, for as long as this is held.
final class Poppler: Sendable {
    /// What a tool said, and what kept it from saying all.
    struct Answer: Sendable {
        var output: [UInt8]
        /// Why it did not say all: one of a few reasons, and in which words.
        var failure: (reason: UnreadReason, words: LocalizedText)?
        /// What it had to say of the file although it ended well.
        var complaint: String?
        var needsPassword = false

        func unread(_ extent: Unread.Extent = .part, place: String? = nil) -> Unread? {
            failure.map { failure in
                // a flaw of the file, or of the tool
                let reason = failure.reason == .damaged && extent == .part ? .damagedPart : failure.reason
                return Unread(reason, extent, zh: failure.words.zh, en: failure.words.en, place: place)
            }
        }
    }

    private let scratch: ScratchFolder
    private let path: String
    private let wish: SandboxWish
    private let limits: ExtractionLimits

    /// Throws where files cannot be written, or poppler is not there.
    init(_ bytes: [UInt8], wish: SandboxWish, limits: ExtractionLimits) throws(Problem) {
        for tool in ["pdftotext", "pdfinfo", "pdfimages", "pdfdetach", "pdftoppm"]
        where !Files.isExecutable("/usr/bin/\(tool)") {
            throw .popplerMissing(tool)
        }
        // the tools see the very bytes whose digest is taken
        scratch = try ScratchFolder()
        try scratch.add(bytes, as: "document.pdf")
        path = scratch.path + "/document.pdf"
        self.wish = wish
        self.limits = limits
    }

    /// Runs a tool on the PDF. Throws only where no tool can be run at all.
    func run(_ tool: String, _ options: [String] = [], then last: [String] = []) throws(Problem) -> Answer {
        try run(["/usr/bin/\(tool)"] + options + [path] + last, called: tool)
    }

    /// Runs a script of the shell that calls such tools and may write files, and puts all on standard output. The PDF's path is
    /// its first argument.
    ///
    /// - Parameter workspace: bytes that its files may take together.
    func run(
        script: String, _ arguments: [String], called tool: String, workspace: Int64
    ) throws(Problem) -> Answer {
        try run(["/usr/bin/sh", "-c", script, "sh", path] + arguments, called: tool, workspace: workspace)
    }

    private func run(
        _ arguments: [String], called tool: String, workspace: Int64 = 0
    ) throws(Problem) -> Answer {
        // seen under the same name from inside, so that it is found as well where no sandbox can be had
        let ran = try SandboxedTool(
            arguments, paths: [ReadOnlyPath(path, at: path)],
            limits: SandboxLimits(
                time: limits.toolTime, cpu: limits.toolCPU, memory: limits.toolMemory, output: limits.toolOutput,
                fileSize: workspace, workspace: workspace)
        ).run(wish)
        var answer = Answer(output: ran.output)
        let words = ran.errors.shown
        let ending = LocalizedText(
            zh: "\(tool) \(ran.ending.text.zh) \(words)", en: "\(tool) \(ran.ending.text.en) \(words)")
        switch ran.ending {
        case .exited(0): break
        case .exited(let code):
            answer.needsPassword = words.contains("Incorrect password")
            // 1: the file cannot be opened; 3: its permissions; anything else is the tool's own trouble
            let isOfFile = (code == 1 || code == 3) && !words.contains("Out of memory")
            answer.failure = (isOfFile ? .damaged : .toolFailed, ending)
        case .timedOut,
            .signalled where ran.ending.isCPULimit:
            answer.failure = (.toolTimedOut, ending)
        case .tooMuchOutput: answer.failure = (.toolFlooded, ending)
        case .signalled: answer.failure = (.toolFailed, ending)
        }
        if words.contains("Error") { answer.complaint = words }
        return answer
    }
}
