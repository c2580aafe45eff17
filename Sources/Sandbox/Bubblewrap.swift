// Bubblewrap.swift — the command line that shuts a program in (隔离): prlimit, then setpriv for root, then bwrap.
internal import FileKit
internal import Glibc
package import Reporting

/// A path of ours that a program may read, and where it finds it.
package struct ReadOnlyPath: Sendable, Hashable {
    /// A file or folder of ours.
    package var path: String
    /// Where it lies for the program, such as `/data`.
    package var at: String

    package init(_ path: String, at: String) {
        self.path = path
        self.at = at
    }
}

/// Whether and how programs are shut in on this machine.
package enum Bubblewrap {
    /// What root's programs run as: root could not be held to a number of processes.
    static let nobody: UInt32 = 65_534
    /// Whether we are root, and can become nobody: root of a namespace with a single user cannot.
    static let isRoot: Bool = {
        guard geteuid() == 0 else { return false }
        // a line is: first id within, first id without, how many
        let descriptor = open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").contains { line in
            let numbers = line.split(separator: " ").compactMap { UInt64($0) }
            return numbers.count == 3 && numbers[0] <= UInt64(nobody) && UInt64(nobody) - numbers[0] < numbers[2]
        }
    }()

    /// Why no program can be shut in here; nil where one can. Tried once, by shutting in a program that does nothing.
    package static let obstacle: Problem? = {
        for (name, package) in [("prlimit", "util-linux"), ("setpriv", "util-linux"), ("bwrap", "bubblewrap")]
        where find(name) == nil {
            return .toolMissing(name, package: package)
        }
        do throws(Problem) {
            let ran = try SandboxedTool(["/usr/bin/true"], limits: SandboxLimits(time: 20_000)).run(isolation: .full)
            guard ran.ending == .exited(0) else {
                return .mayNotIsolate(ran.errors.shown.isEmpty ? ran.ending.text.en : ran.errors.shown)
            }
            return nil
        } catch { return error }
    }()

    /// How a program of this wish runs here. Throws SBOX-0001 or SBOX-0002 where it must be shut in and cannot be.
    package static func isolation(for wish: SandboxWish) throws(Problem) -> Isolation {
        switch wish {
        case .off: return .limitsOnly
        case .preferred: return obstacle == nil ? .full : .limitsOnly
        case .required:
            if let obstacle { throw obstacle }
            return .full
        }
    }

    /// A system program; only where packages put them, whatever the caller's PATH says.
    static func find(_ name: String) -> String? {
        for folder in ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] where access("\(folder)/\(name)", X_OK) == 0 {
            return "\(folder)/\(name)"
        }
        return nil
    }

    /// Where a program finds the folder that it may write to; it starts in it.
    private static let workspace = "/work"

    /// The environment of every outside program.
    static let environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"]

    /// The whole command line.
    ///
    /// - Parameters:
    ///   - folder: where the program starts: as it sees it.
    ///   - status: our file descriptor on which bwrap says which process is the sandbox's first.
    static func command(
        _ arguments: [String], isolation: Isolation, paths: [ReadOnlyPath], folder: String, limits: SandboxLimits,
        status: Int32
    ) throws(Problem) -> [String] {
        guard let prlimit = find("prlimit") else { throw .toolMissing("prlimit", package: "util-linux") }
        guard let setpriv = find("setpriv") else { throw .toolMissing("setpriv", package: "util-linux") }
        var command = [
            prlimit, "--as=\(limits.memory)", "--cpu=\(limits.cpu):\(limits.cpu + 2)", "--fsize=\(limits.fileSize)",
            "--core=0",
            "--nofile=\(limits.openFiles)",
        ]
        let dropping = isRoot ? ["--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups"] : []
        switch isolation {
        case .limitsOnly:
            // The number of processes is counted for all of a user's together here, and is left alone.
            command += ["--", setpriv] + dropping + ["--no-new-privs", "--pdeathsig", "KILL", "--"]
        case .full:
            guard let bwrap = find("bwrap") else { throw .toolMissing("bwrap", package: "bubblewrap") }
            command += isRoot ? ["--", setpriv] + dropping + ["--"] : ["--"]
            command += [
                bwrap, "--unshare-all", "--unshare-user", "--disable-userns", "--uid", "\(nobody)", "--gid",
                "\(nobody)",
                "--hostname", "sandbox", "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--info-fd",
                "\(status)",
            ]
            command += systemFolders + ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
            for path in paths { command += ["--ro-bind", path.path, path.at] }
            // in memory only, and as large as its limit
            if limits.workspace > 0 { command += ["--size", "\(limits.workspace)", "--tmpfs", workspace] }
            command += ["--chdir", limits.workspace > 0 ? workspace : folder, "--remount-ro", "/", "--clearenv"]
            for entry in environment {
                let halves = entry.split(separator: "=", maxSplits: 1).map(String.init)
                command += ["--setenv", halves[0], halves[1]]
            }
            // Set inside: only in the sandbox's own user namespace are its processes the only ones counted.
            command += ["--", prlimit, "--nproc=\(limits.processes)", "--"]
        }
        return command + arguments
    }

    /// Programs and libraries of the system, and nothing of the machine's or anybody's data.
    private static let systemFolders: [String] = {
        var flags = ["--ro-bind", "/usr", "/usr"]
        for name in ["bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let length = readlink("/\(name)", &buffer, buffer.count)
            if length > 0 {
                let target = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
                flags += ["--symlink", target, "/\(name)"]
            } else if Files.kind(of: "/\(name)") == .folder {
                flags += ["--ro-bind", "/\(name)", "/\(name)"]
            }
        }
        for path in ["/etc/alternatives", "/etc/ld.so.cache"] { flags += ["--ro-bind-try", path, path] }
        return flags
    }()
}
