// GlobalOptions.swift — what every command takes: output format, language, quiet.
import ArgumentParser
import Glibc
import Reporting

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}

extension Language: ExpressibleByArgument {
    /// `BIAO_LANG`, else the locale: Chinese where it begins with `zh`.
    static var ofEnvironment: Language {
        for name in ["BIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment(name) else { continue }
            return value.hasPrefix("zh") ? .zh : .en
        }
        return .en
    }
}

struct GlobalOptions: ParsableArguments {
    @Option(help: "结果的格式 / format of results")
    var format: OutputFormat = .text

    @Option(help: "语言,默认随系统 / language, by default the locale's")
    var lang: Language?

    @Flag(name: .shortAndLong, help: "不显示进度和说明 / no progress, no remarks")
    var quiet = false

    var language: Language { lang ?? .ofEnvironment }
}

/// A variable of the environment; nil where it is empty or not there.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}
