// UsageError.swift — what the argument parser has to say, as JSON for those who asked for JSON.
import ArgumentParser
import Glibc
import Reporting

enum UsageError {
    /// Writes a usage error (exit 64) as a problem, and ends the program, where `--format json` stands anywhere in the
    /// arguments. Returns where the argument parser may speak for itself: help, other exits, and text.
    static func show(_ error: any Error, arguments: ArraySlice<String>) {
        // a command that ran has said what it had to say, and throws its bare exit code
        guard !(error is ExitCode), Biao.exitCode(for: error) == .validationFailure, wantsJSON(arguments) else {
            return
        }
        let language = value(of: "--lang", in: arguments).flatMap(Language.init(rawValue:)) ?? .ofEnvironment
        guard let options = try? GlobalOptions.parse(["--format", "json", "--lang", language.rawValue]) else { return }
        let words = Biao.message(for: error)
        let console = Console(options)
        console.add(
            Problem(
                code: "CLI-0031", kind: .usage,
                message: LocalizedText(zh: "命令行有误:\(words)", en: "the command line is wrong: \(words)"),
                remedy: LocalizedText(zh: "用 --help 查看用法", en: "see the usage with --help")))
        console.finish()
        exit(console.exitCode)
    }

    private static func wantsJSON(_ arguments: ArraySlice<String>) -> Bool {
        value(of: "--format", in: arguments) == OutputFormat.json.rawValue
    }

    /// The last value of an option, in either way of writing it; arguments that did not parse can be asked no better.
    private static func value(of option: String, in arguments: ArraySlice<String>) -> String? {
        let own = arguments.prefix { $0 != "--" }
        var found: String?
        for (index, argument) in zip(own.indices, own) {
            if argument == option, index + 1 < own.endIndex { found = own[index + 1] }
            if argument.hasPrefix(option + "=") { found = String(argument.dropFirst(option.utf8.count + 1)) }
        }
        return found
    }
}
