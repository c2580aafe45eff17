// Run.swift — the shape of every command: parse (done), call, render, exit.
import ArgumentParser
import Reporting

/// Runs a command's body, writes what it had to say, and ends with the exit code.
func run(_ options: GlobalOptions, _ body: (Console) throws(Problem) -> Void) throws {
    let console = Console(options)
    do throws(Problem) {
        try body(console)
    } catch {
        console.add(error)
    }
    console.finish()
    if console.exitCode != 0 { throw ExitCode(console.exitCode) }
}

extension Problem.Kind {
    /// As `sysexits.h` has them.
    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .input: 65
        case .bug: 70
        case .system: 74
        case .timeout, .tool: 75
        case .tooEarly: 77
        }
    }
}
