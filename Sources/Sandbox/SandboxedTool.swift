// SandboxedTool.swift — one outside program, run once: bytes in, bytes out, within limits.
package import Reporting

/// What a one-shot program left.
package struct ToolResult: Sendable, Hashable {
    package var ending: Ending
    /// Its standard output, as far as the limit.
    package var output: [UInt8]
    package var errors: ErrorText
    package var isolation: Isolation
}

/// An outside program such as `pdftotext`, which reads what strangers made and so is kept away from us.
package struct SandboxedTool: Sendable {
    /// The program, by path or as a name in `/usr/bin`, and what it is given.
    package var arguments: [String]
    /// What it reads from standard input.
    package var input: [UInt8]
    package var paths: [ReadOnlyPath]
    package var limits: SandboxLimits

    package init(
        _ arguments: [String], input: [UInt8] = [], paths: [ReadOnlyPath] = [], limits: SandboxLimits = SandboxLimits()
    ) {
        self.arguments = arguments
        self.input = input
        self.paths = paths
        self.limits = limits
    }

    /// Runs it to its end, or to a limit. Throws SBOX-NNNN where it cannot be started as wished; whatever the program does is
    /// in the result.
    package func run(_ wish: SandboxWish = .required) throws(Problem) -> ToolResult {
        try run(isolation: Bubblewrap.isolation(for: wish))
    }

    /// The same, and each piece of its standard output is lent to `take` as it comes; the result has none then.
    package func run(
        _ wish: SandboxWish, _ take: (UnsafeRawBufferPointer) -> Void
    ) throws(Problem) -> ToolResult {
        let isolation = try Bubblewrap.isolation(for: wish)
        return try run(isolation) { (process: OutsideProcess) in
            (process.communicate(input, time: limits.time, limit: limits.output, take), [])
        }
    }

    func run(isolation: Isolation) throws(Problem) -> ToolResult {
        try run(isolation) { (process: OutsideProcess) in
            process.communicate(input, time: limits.time, limit: limits.output)
        }
    }

    private func run(
        _ isolation: Isolation, _ talk: (OutsideProcess) -> (ending: Ending, output: [UInt8])
    ) throws(Problem) -> ToolResult {
        // where nothing shuts it in, the folder to write to is one of ours, which goes with this value
        let workspace = limits.workspace > 0 && isolation == .limitsOnly ? try ScratchFolder() : nil
        let process = try OutsideProcess(
            arguments, isolation: isolation, paths: paths, folder: workspace?.path ?? "/", limits: limits)
        let (ending, output) = talk(process)
        process.end()
        _ = workspace
        return ToolResult(ending: ending, output: output, errors: process.errors, isolation: isolation)
    }
}
