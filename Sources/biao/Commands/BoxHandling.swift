// BoxHandling.swift — biao box note, biao box handling: who handled the lots when, and from where (办理日志).
import ArgumentParser
import FileKit
import Opening
import Reporting
import Signing
import TenderModel

extension BoxCommand {
    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "记录下载或收到解密授权 / note a download, or that a release came in",
            discussion: """
                Example: biao box note download --unit 91999999MA0QCJH014 --from 203.0.113.9 --box box/
                It is kept in the box alone, and shown to nobody before closing.
                """)

        /// What leaves no file in the box; the rest is noted when it is taken in.
        enum Step: String, CaseIterable, ExpressibleByArgument {
            case download, release

            var kind: HandlingEvent.Kind { self == .download ? .download : .release }
        }

        @Argument(help: ArgumentHelp("发生了什么 / what happened", valueName: "step"))
        var step: Step
        @Option(help: ArgumentHelp("哪个单位 / which unit", valueName: "code"))
        var unit: String
        @Option(help: ArgumentHelp("来自哪个网络地址 / address that it came from", valueName: "address"))
        var from: String?
        @Option(help: ArgumentHelp("标段,不给即全部 / lot; all where none is given", valueName: "id"))
        var lot: String?
        @Option(help: ArgumentHelp("投标箱 / box", valueName: "folder"), completion: .directory)
        var box: String
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let address = try networkAddress(from)
                let code: CreditCode
                do throws(Problem) { code = try CreditCode(unit) } catch {
                    var problem = error
                    problem.kind = .usage
                    throw problem.at("--unit")
                }
                let folder = trimmingSlashes(box)
                let time = try clock.clock(practice: try Box.settings(of: folder).practice)
                try Box(folder, time: time.now()).note(step.kind, unit: code, lot: lot, from: address, clock: time)
                console.line("已记录", "noted")
            }
        }
    }

    struct Handling: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "截标后导出办理日志,供比对 / export the access log for the comparison, after closing",
            discussion: """
                Example: biao box handling box/ -o log.csv
                It names who handled what from where: for the supervisor and the comparison, not for publication.
                """)

        @Argument(help: ArgumentHelp("投标箱 / box", valueName: "folder"), completion: .directory)
        var folder: String
        @Option(
            name: .shortAndLong, help: ArgumentHelp("日志 / log to write", valueName: "log.csv"),
            completion: .file(extensions: ["csv"]))
        var output: String
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let folder = trimmingSlashes(folder)
                let time = try clock.clock(practice: try Box.settings(of: folder).practice)
                let box = try Box(folder, time: time.now())
                let log = try box.handlingLog()
                try Files.write(log.csv, to: output, mode: 0o600)
                let without = log.entries.count { $0.event.address == nil }
                console.line("已导出 \(log.entries.count) 条:\(output)", "\(log.entries.count) events: \(output)")
                if without > 0 {
                    console.remark("其中 \(without) 条没有网络地址", "\(without) of them have no network address")
                }
                console.set("file", .string(output))
                console.set("events", .number(Int64(log.entries.count)))
                console.set("withoutAddress", .number(Int64(without)))
            }
        }
    }
}
