// PluginShelf.swift — a folder of process plugins (插件目录): which are there, which are locked, and how they are started.
internal import FileKit
package import Reporting
package import Sandbox

/// The plugins of one folder: every folder in it that holds a `plugin.json`.
package struct PluginShelf: Sendable {
    package let path: String
    /// Paths of the plugins' own folders, in byte order of their names.
    package let plugins: [String]
    package let lock: PluginLock

    /// Throws where the folder or its lock cannot be read.
    package init(_ path: String) throws(Problem) {
        self.path = path
        plugins = try Files.list(path).filter { entry in
            entry.kind == .folder && Files.kind(of: "\(path)/\(entry.name)/\(PluginManifest.fileName)") == .file
        }.map { "\(path)/\($0.name)" }
        lock = try PluginLock(folder: path)
    }

    /// Starts every plugin that is locked and unchanged. What keeps one from being started does not keep the others.
    ///
    /// - Parameter ids: those that are wanted; nil for all.
    package func start(
        only ids: Set<String>? = nil, sandbox: SandboxWish, host: String
    ) -> (checks: [ProcessCheck], problems: [Problem]) {
        var checks: [ProcessCheck] = []
        var problems: [Problem] = []
        for path in plugins {
            do throws(Problem) {
                if let ids, try !ids.contains(PluginManifest(folder: path).id) { continue }
                checks.append(try start(path, sandbox: sandbox, host: host))
            } catch { problems.append(error) }
        }
        return (checks, problems)
    }

    private func start(_ path: String, sandbox: SandboxWish, host: String) throws(Problem) -> ProcessCheck {
        let folder = try PluginFolder(path)
        let id = folder.manifest.id
        guard let locked = lock[id] else { throw .notLocked(id, folder: path) }
        guard locked.digest == folder.digest else {
            throw .changed(
                id, locked: locked.digest.description, found: folder.digest.description, folder: path)
        }
        let check = try ProcessCheck(folder, sandbox: sandbox, host: host)
        let rules = check.rules.map(\.id).sorted()
        guard locked.version == check.version, locked.rules == rules else {
            throw .otherThanSaid(
                id,
                zh: "登记了版本 \(locked.version)、规则 \(locked.rules.joined(separator: ", ")),而它自称 \(check.version)、"
                    + rules.joined(separator: ", "),
                en:
                    "locked were version \(locked.version) and the rules \(locked.rules.joined(separator: ", ")), it says "
                    + "\(check.version) and \(rules.joined(separator: ", "))", folder: path)
        }
        return check
    }

    /// A new lock of all plugins of the folder: each is started once, and `registry` has to take all of them.
    package func newLock(
        sandbox: SandboxWish, host: String, beside registry: CheckRegistry
    ) throws(Problem) -> PluginLock {
        var entries: [PluginLock.Entry] = []
        var checks: [ProcessCheck] = []
        for path in plugins {
            let folder = try PluginFolder(path)
            let check = try ProcessCheck(folder, sandbox: sandbox, host: host)
            checks.append(check)
            entries.append(
                PluginLock.Entry(
                    id: check.id, version: check.version, digest: folder.digest, rules: check.rules.map(\.id).sorted()))
        }
        _ = try registry.adding(checks)
        return PluginLock(entries)
    }
}
