// Support.swift — looking for programs that should be gone.
import Foundation
import Sandbox
import Testing

/// Whether programs can be shut in here; where not, the tests of isolation say that they were skipped, and all others run.
let canIsolate = Bubblewrap.obstacle == nil

/// The ways in which a program can run here.
let isolations: [SandboxWish] = canIsolate ? [.required, .off] : [.off]

/// How many processes of this machine have `marker` on their command line.
func processes(with marker: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").count { name in
        guard Int(name) != nil, let line = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
        else { return false }
        return line.contains(marker)
    }
}

/// A number that only one test has on its command lines.
func marker() -> String { String(Int.random(in: 100_000_000...999_999_999)) }

/// A shell script as a tool.
func shell(_ script: String, input: [UInt8] = [], limits: SandboxLimits = SandboxLimits()) -> SandboxedTool {
    SandboxedTool(["sh", "-c", script], input: input, limits: limits)
}

/// A Python program as a tool.
func python(_ script: String, paths: [ReadOnlyPath] = [], limits: SandboxLimits = SandboxLimits()) -> SandboxedTool {
    SandboxedTool(["python3", "-I", "-S", "-c", script], paths: paths, limits: limits)
}

extension ToolResult {
    var text: String { String(decoding: output, as: UTF8.self) }
}

/// A port of this computer on which somebody listens.
final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let made = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        try #require(made && port != 0)
    }

    deinit { close(descriptor) }
}
