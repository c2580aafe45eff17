// PluginProblems.swift — why a process plugin was not started, or could not be used: the codes PLUG-NNNN.
internal import Reporting
internal import Sandbox

extension Problem {
    static func cannotPin(
        _ path: String, zh: String, en: String, remedyZh: String = "插件目录只放普通文件",
        remedyEn: String = "keep ordinary files only in it"
    ) -> Problem {
        Problem(
            "PLUG-0001", zh: "插件目录不能用摘要固定:\(zh)", en: "the plugin's folder cannot be pinned by its digest: \(en)",
            remedyZh: remedyZh, remedyEn: remedyEn, place: path)
    }

    static func noManifest(_ folder: String) -> Problem {
        Problem(
            "PLUG-0001", zh: "文件夹中没有 plugin.json", en: "there is no plugin.json in the folder",
            remedyZh: "请给出插件自己的文件夹", remedyEn: "name the plugin's own folder", place: folder)
    }

    static func notLocked(_ id: String, folder: String) -> Problem {
        Problem(
            "PLUG-0002", zh: "插件“\(id)”没有登记在 \(PluginLock.fileName) 中,未启动",
            en: "the plugin \"\(id)\" is not in \(PluginLock.fileName) and was not started",
            remedyZh: "审阅其代码后运行 biao plugin lock", remedyEn: "read its code, then run biao plugin lock", place: folder)
    }

    static func changed(_ id: String, locked: String, found: String, folder: String) -> Problem {
        Problem(
            "PLUG-0003", zh: "插件“\(id)”的文件与登记的不同,未启动:登记 \(locked),实际 \(found)",
            en:
                "the files of the plugin \"\(id)\" are not those that were locked, and it was not started: locked \(locked), "
                + "found \(found)",
            remedyZh: "查明谁改了它;确认无误后运行 biao plugin lock",
            remedyEn: "find out who changed it; if that was right, run biao plugin lock", place: folder)
    }

    static func noProgram(_ program: String, zh: String, en: String) -> Problem {
        Problem(
            "PLUG-0004", zh: "run 中的“\(program)”\(zh)", en: "\"\(program)\" in run \(en)",
            remedyZh: "请改正 plugin.json", remedyEn: "correct plugin.json")
    }

    static func otherProtocol(_ id: String, speaks: [Int], folder: String) -> Problem {
        let theirs = speaks.map(String.init).joined(separator: ", ")
        let ours = PluginProtocol.versions.map(String.init).joined(separator: ", ")
        let isLater = (speaks.min() ?? 0) > (PluginProtocol.versions.max() ?? 0)
        return Problem(
            "PLUG-0005", kind: .input, zh: "插件“\(id)”使用协议版本 \(theirs),本程序支持 \(ours)",
            en: "the plugin \"\(id)\" speaks version \(theirs) of the protocol, this biao \(ours)",
            remedyZh: isLater ? "请升级 biao,或使用该插件较早的版本" : "请向插件作者索取新版本",
            remedyEn: isLater
                ? "update biao, or use an earlier version of the plugin" : "ask its author for a newer version",
            place: folder)
    }

    static func otherThanSaid(_ id: String, zh: String, en: String, folder: String) -> Problem {
        Problem(
            "PLUG-0006", kind: .tool, zh: "插件“\(id)”启动后的说法前后不一:\(zh)",
            en: "the plugin \"\(id)\" contradicts what is known of it: \(en)",
            remedyZh: "请联系插件作者;确有新版本时运行 biao plugin lock",
            remedyEn: "tell its author; for a new version run biao plugin lock", place: folder)
    }

    static func wantsNoSandbox(_ id: String, folder: String) -> Problem {
        Problem(
            "PLUG-0007", zh: "插件“\(id)”要求不隔离运行(sandbox: off),而此处必须隔离",
            en: "the plugin \"\(id)\" wants to run without a sandbox (sandbox: off), and here it must be in one",
            remedyZh: "不使用该插件;或在信任其作者时用 --sandbox preferred(开标时不可)",
            remedyEn: "do without it; or, if you trust its author, use --sandbox preferred (never at an opening)",
            place: folder)
    }

    static func cannotLay(
        _ name: String, of id: String, zh: String, en: String, remedyZh: String, remedyEn: String
    ) -> Problem {
        Problem(
            "PLUG-0008", zh: "不能把文件“\(name)”交给插件“\(id)”:\(zh)",
            en: "the file \"\(name)\" cannot be given to the plugin \"\(id)\": \(en)",
            remedyZh: remedyZh, remedyEn: remedyEn, place: name)
    }

    static func incompleteCase(_ name: String, missing: [String]) -> Problem {
        Problem(
            "PLUG-0018", zh: "用例“\(name)”缺少:\(missing.joined(separator: "、"))",
            en: "the case \"\(name)\" lacks: \(missing.joined(separator: ", "))",
            remedyZh: "在 case.json 中补上;不报告任何规则的用例写 \"findings\": []",
            remedyEn: "add them to case.json; a case in which nothing is to be reported says \"findings\": []")
    }

    static func noAnswer(_ id: String, _ failure: NoAnswer, folder: String) -> Problem {
        let words = failure.errors.shown
        let code: String
        var kind = Kind.tool
        switch failure.ending {
        case .exited, .signalled: code = "PLUG-0010"
        case .timedOut: (code, kind) = ("PLUG-0012", .timeout)
        case .tooMuchOutput: code = "PLUG-0013"
        }
        return Problem(
            code, kind: kind,
            zh: "插件“\(id)”没有给出回答:\(failure.ending.text.zh)" + (words.isEmpty ? "" : ";它在标准错误写道:\(words)"),
            en: "the plugin \"\(id)\" gave no answer: it \(failure.ending.text.en)"
                + (words.isEmpty ? "" : "; on standard error it wrote: \(words)"),
            remedyZh: "结果不明,不算通过;请联系插件作者", remedyEn: "nothing is known, which is no pass; tell its author",
            place: folder)
    }

    static func wrongLine(_ id: String, _ problem: LocalizedText, errors: ErrorText, folder: String) -> Problem {
        let words = errors.shown
        return Problem(
            "PLUG-0011", kind: .tool,
            zh: "插件“\(id)”的回答不合协议,已停用:\(problem.zh)" + (words.isEmpty ? "" : ";它在标准错误写道:\(words)"),
            en: "the plugin \"\(id)\" does not keep to the protocol and was stopped: \(problem.en)"
                + (words.isEmpty ? "" : "; on standard error it wrote: \(words)"),
            remedyZh: "结果不明,不算通过;请插件作者对照 docs/plugins/protocol.md",
            remedyEn: "nothing is known, which is no pass; its author should compare docs/plugins/protocol.md",
            place: folder)
    }

    /// The same problem, said of the plugin that was to be used.
    func of(plugin id: String) -> Problem {
        var copy = self
        copy.message = LocalizedText(
            zh: "插件“\(id)”未启动:\(message.zh)", en: "the plugin \"\(id)\" was not started: \(message.en)")
        return copy
    }
}

extension Finding {
    /// Said beside every outcome of a plugin that was not shut in.
    static func notIsolated(_ id: String, obstacle: Problem?) -> Finding {
        Finding(
            "PLUG-0101", .warning,
            zh: "插件“\(id)”未经隔离运行:它能读写您的文件、使用网络" + (obstacle.map { "(\($0.message.zh))" } ?? ""),
            en: "the plugin \"\(id)\" ran without isolation: it can reach your files and the network"
                + (obstacle.map { " (\($0.message.en))" } ?? ""),
            remedyZh: "只运行您信任的插件;开标时必须隔离", remedyEn: "run only what you trust; an opening needs isolation")
    }
}
