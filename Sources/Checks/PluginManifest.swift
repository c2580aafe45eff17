// PluginManifest.swift — plugin.json (插件清单): what is known of a process plugin before it is started.
internal import FileKit
package import Reporting
package import Sandbox

/// The protocol's versions that this program speaks.
package enum PluginProtocol {
    package static let versions: [Int] = [1]
}

/// What a plugin's `plugin.json` says. Unknown members are refused.
package struct PluginManifest: Sendable, Hashable {
    package static let fileName = "plugin.json"

    package var id: String
    /// `major.minor.patch`.
    package var version: String
    /// The program and what it is given: `./name` for one of the folder's files, else the name of one in `/usr/bin`.
    package var run: [String]
    /// Versions of the protocol that it speaks.
    package var protocols: [Int]
    package var sandbox: SandboxWish
    package var limits: SandboxLimits

    /// Throws JSON-0003, PLUG-0004 and CHCK-0001.
    package init(_ json: JSON) throws(Problem) {
        var fields = try JSONFields(json)
        _ = try fields.number("manifest", in: 1...1)
        id = try fields.string("id", limit: 64)
        guard CheckRegistry.isID(id) else { throw .badCheckID(id) }
        version = try fields.string("version", limit: 32)
        guard Self.isVersion(version) else {
            throw .wrongMember("version", zh: "应当是 主.次.修订,如 1.0.0", en: "is not major.minor.patch, such as 1.0.0")
        }
        run = try fields.strings("run", limit: 64)
        guard let program = run.first, !program.isEmpty, run.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .wrongMember("run", zh: "应当给出程序及其参数", en: "has to name a program and its arguments")
        }
        protocols = []
        for (name, value) in try fields.list("protocols", limit: 16) {
            guard case .number(let number) = value, (1...999).contains(number) else {
                throw .wrongMember(name, zh: "应当是 1–999 的整数", en: "is not a whole number of 1–999")
            }
            protocols.append(Int(number))
        }
        guard !protocols.isEmpty else { throw .wrongMember("protocols", zh: "缺少", en: "is missing") }
        sandbox = try fields.optionalWord("sandbox") ?? .required
        limits = SandboxLimits()
        if var asked = try fields.optionalFields("limits") {
            limits.time = try asked.optionalNumber("seconds", in: 1...300).map { Int($0) * 1_000 } ?? limits.time
            limits.cpu = try asked.optionalNumber("cpuSeconds", in: 1...3_600).map { Int($0) } ?? limits.cpu
            limits.memory = try asked.optionalNumber("memoryMiB", in: 16...8_192).map { $0 << 20 } ?? limits.memory
            limits.output = try asked.optionalNumber("outputKiB", in: 1...65_536).map { Int($0) << 10 } ?? limits.output
            limits.processes = try asked.optionalNumber("processes", in: 1...64).map { Int($0) } ?? limits.processes
            try asked.end()
        }
        try fields.end()
    }

    /// The manifest of a plugin's folder, by itself.
    init(folder: String) throws(Problem) {
        let path = folder + "/" + Self.fileName
        do throws(Problem) { self = try PluginManifest(JSON(reading: try Files.read(path, limit: 1 << 20))) } catch {
            throw error.at(path)
        }
    }

    /// Throws PLUG-0004 where the program that it names is not among its files, or may not be run.
    func check(files: [PluginFolder.File]) throws(Problem) {
        guard let program = run.first, program.utf8.contains(UInt8(ascii: "/")) else { return }
        guard program.hasPrefix("./"), let file = files.first(where: { $0.name == String(program.dropFirst(2)) }) else {
            throw .noProgram(
                program, zh: "不是插件目录中的文件(写成 ./名称),也不是系统程序的名称",
                en: "is neither a file of the plugin's folder, written ./name, nor the name of a program of the system")
        }
        guard file.isExecutable else {
            throw .noProgram(program, zh: "没有执行权限(chmod +x)", en: "may not be run (chmod +x)")
        }
    }

    static func isVersion(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { part in
                (1...6).contains(part.count) && part.allSatisfy { (48...57).contains($0) }
                    && (part.count == 1 || part.first != 48)
            }
    }
}
