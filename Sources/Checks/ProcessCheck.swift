// ProcessCheck.swift — a check that is a program of its own (进程插件): started in a sandbox, asked line by line, held to its word.
package import Reporting
package import Sandbox
internal import Synchronization
package import TenderModel

/// A process plugin that was started and has said who it is.
///
/// It runs until this value is let go of. When it crashes, hangs or says what it may not, that call throws, and nothing of
/// it is left; the next call starts it anew. Calls take turns.
package final class ProcessCheck: Check {
    package let manifest: PluginManifest
    package let digest: FileDigest?
    package let isolation: Isolation
    package let conditions: [Finding]
    package let handshake: PluginHandshake
    /// Where its own folder lies.
    package let path: String

    package var id: String { handshake.id }
    package var version: String { handshake.version }
    package var title: LocalizedText { handshake.title }
    package var kind: CheckKind { .process }
    package var rules: [RuleCard] { handshake.rules }
    package var lists: [String] { handshake.reads.lists }

    private let host: String
    private let scratch: ScratchFolder
    private let running: Mutex<Running>

    private struct Running {
        var process: OutsideProcess?
        /// Questions so far.
        var asked = 0
        /// Answers of this very process.
        var answered = 0
    }

    /// Starts a plugin.
    ///
    /// - Parameter wish: what the person, or the command, asks for. A plugin that wants no sandbox is refused where one is
    ///   required; else the stricter of this and the plugin's own wish counts.
    ///
    /// Throws PLUG-0005 (another protocol), PLUG-0006 (it contradicts its manifest), PLUG-0007 and SBOX-NNNN (the sandbox),
    /// PLUG-0010 to PLUG-0013 (it crashed, said something wrong, said nothing, said too much).
    package init(_ folder: PluginFolder, sandbox wish: SandboxWish, host: String) throws(Problem) {
        let manifest = folder.manifest
        guard manifest.protocols.contains(where: { PluginProtocol.versions.contains($0) }) else {
            throw .otherProtocol(manifest.id, speaks: manifest.protocols, folder: folder.path)
        }
        if manifest.sandbox == .off, wish == .required {
            throw .wantsNoSandbox(manifest.id, folder: folder.path)
        }
        let effective = manifest.sandbox == .off ? .off : max(manifest.sandbox, wish)
        let scratch = try ScratchFolder()
        for file in folder.files {
            try scratch.add(file.bytes, as: "plugin/\(file.name)", executable: file.isExecutable)
        }
        try scratch.makeFolder("data")
        let isolation: Isolation
        do throws(Problem) { isolation = try Bubblewrap.isolation(for: effective) } catch {
            throw error.of(plugin: manifest.id)
        }
        let (process, handshake) = try Self.start(
            manifest, scratch: scratch, isolation: isolation, host: host, path: folder.path)
        guard handshake.id == manifest.id, handshake.version == manifest.version else {
            process.end()
            throw .otherThanSaid(
                manifest.id,
                zh: "清单为 \(manifest.id) \(manifest.version),启动后自称 \(handshake.id) \(handshake.version)",
                en:
                    "its manifest says \(manifest.id) \(manifest.version), it says \(handshake.id) \(handshake.version)",
                folder: folder.path)
        }
        self.manifest = manifest
        self.digest = folder.digest
        self.isolation = isolation
        self.handshake = handshake
        self.scratch = scratch
        self.host = host
        path = folder.path
        conditions =
            isolation == .full
            ? []
            : [.notIsolated(manifest.id, obstacle: effective == .off ? nil : Bubblewrap.obstacle)]
        running = Mutex(Running(process: process))
    }

    private static func start(
        _ manifest: PluginManifest, scratch: ScratchFolder, isolation: Isolation, host: String, path: String
    ) throws(Problem) -> (OutsideProcess, PluginHandshake) {
        var arguments = manifest.run
        let home = isolation == .full ? "/plugin" : scratch.path + "/plugin"
        if arguments[0].hasPrefix("./") { arguments[0] = home + arguments[0].dropFirst(1) }
        let process = try OutsideProcess(
            arguments, isolation: isolation,
            paths: [
                ReadOnlyPath(scratch.path + "/plugin", at: "/plugin"),
                ReadOnlyPath(scratch.path + "/data", at: "/data"),
            ], folder: home, limits: manifest.limits)
        let answer = try ask(process, PluginHandshake.hello(host: host), manifest, path: path) {
            (json) throws(Problem) in
            try PluginHandshake.answer(json)
        }
        switch answer {
        case .hello(let handshake): return (process, handshake)
        case .unsupported(let versions):
            process.end()
            throw .otherProtocol(manifest.id, speaks: versions, folder: path)
        }
    }

    /// One question and its answer; whatever goes wrong, the process is ended.
    private static func ask<Value>(
        _ process: OutsideProcess, _ question: JSON, _ manifest: PluginManifest, path: String,
        read: (JSON) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        let line: [UInt8]
        do throws(NoAnswer) {
            line = try process.ask(question.line, time: manifest.limits.time, limit: manifest.limits.output)
        } catch { throw .noAnswer(manifest.id, error, folder: path) }
        do throws(Problem) {
            let value = try read(try JSON(reading: line))
            guard !process.hasMore else {
                throw .wrongMember("outcome", zh: "之后还有内容", en: "is followed by more")
            }
            return value
        } catch {
            process.end()
            throw .wrongLine(manifest.id, error.message, errors: process.errors, folder: path)
        }
    }

    package func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        try running.withLock { (running) throws(Problem) in
            let (process, answered) = (running.process, running.answered)
            do throws(Problem) {
                return try ask(subject, &running)
            } catch {
                // The CPU limit counts from a process's start: one that answered many questions gets another start.
                guard process?.ending?.isCPULimit == true, answered > 0 else { throw error }
                return try ask(subject, &running)
            }
        }
    }

    private func ask(_ subject: CheckSubject, _ running: inout Running) throws(Problem) -> CheckOutcome {
        if running.process == nil {
            let (process, again) = try Self.start(
                manifest, scratch: scratch, isolation: isolation, host: host, path: path)
            guard again == handshake else {
                process.end()
                throw .otherThanSaid(
                    id, zh: "再次启动时的说法与第一次不同", en: "started anew it said something else than the first time",
                    folder: path)
            }
            running = Running(process: process, asked: running.asked)
        }
        guard let process = running.process else { throw .bug("a plugin without a process") }
        running.asked += 1
        let folder = "data/\(running.asked)"
        let seen = isolation == .full ? "/" + folder : "\(scratch.path)/\(folder)"
        // what one bid holds is gone before the plugin is asked of the next
        defer { try? scratch.remove(folder) }
        let request = try PluginRequest(
            subject, number: running.asked, reads: handshake.reads, plugin: id, scratch: scratch, folder: folder,
            seen: seen)
        running.process = nil
        let outcome = try Self.ask(process, request.json, manifest, path: path) { (json) throws(Problem) in
            try PluginResponse.outcome(json, number: request.number, check: id, rules: rules)
        }
        // Whatever else it wrote would stand before its answer to this, however late it came.
        try Self.ask(process, .members(["end": .number(Int64(request.number))]), manifest, path: path) {
            (json) throws(Problem) in
            guard json == .members(["end": .number(Int64(request.number))]) else {
                throw .wrongMember("outcome", zh: "之后还有内容", en: "is followed by more")
            }
        }
        running.process = process
        running.answered += 1
        return outcome
    }
}
