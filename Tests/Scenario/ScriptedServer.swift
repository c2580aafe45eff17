// ScriptedServer.swift — a server on loopback that does to its clients what a test tells it to; and a client as raw.
import Foundation
import Synchronization

/// Answers each connection with the next line of its script, and with the last one ever after.
package final class ScriptedServer: Sendable {
    /// What is done with a client: the socket, and the request's body.
    package typealias Act = @Sendable (Int32, [UInt8]) -> Void

    package let port: UInt16
    package var url: String { "http://127.0.0.1:\(port)/" }
    private let listener: Int32
    private let script: [Act]
    private let count = Mutex(0)
    /// How many clients came.
    package var clients: Int { count.withLock { $0 } }

    package convenience init(_ script: Act...) throws { try self.init(script: script) }

    package init(script: [Act]) throws {
        signal(SIGPIPE, SIG_IGN)
        setenv("no_proxy", "127.0.0.1", 1)
        self.script = script
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard bound else { throw CocoaError(.fileReadUnknown) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let number = count.withLock { count in
                    count += 1
                    return count - 1
                }
                let body = Self.body(client)
                script[min(number, script.count - 1)](client, body)
                Foundation.close(client)
            }
        }
    }

    /// No more clients.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func body(_ client: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 8_192)
        while true {
            let mark = Array("\r\n\r\n".utf8)
            if let end = all.indices.first(where: { all[$0...].starts(with: mark) }) {
                let head = String(decoding: all[..<end], as: UTF8.self).lowercased()
                let line = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                let length = line.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
                if all.count >= end + 4 + length { return Array(all[(end + 4)..<(end + 4 + length)]) }
            }
            let got = recv(client, &piece, piece.count, 0)
            guard got > 0 else { return [] }
            all += piece.prefix(got)
        }
    }

    // What servers do.

    package static func say(_ bytes: [UInt8], to client: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(client, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    package static func text(_ text: String) -> Act { { client, _ in _ = say(Array(text.utf8), to: client) } }

    /// A whole, well-formed answer.
    package static func answer(
        _ type: String = "application/timestamp-reply", _ make: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> Act {
        { client, body in
            let reply = make(body)
            _ = say(
                Array("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(reply.count)\r\n\r\n".utf8)
                    + reply,
                to: client)
        }
    }

    package static let close: Act = { _, _ in }

    /// Says nothing, until the client has gone.
    package static let silence: Act = { client, _ in
        var byte: UInt8 = 0
        _ = recv(client, &byte, 1, 0)
    }

    package static let endlessHeaders: Act = { client, _ in
        guard say(Array("HTTP/1.1 200 OK\r\n".utf8), to: client) else { return }
        while say(Array(String(repeating: "X-Y: z\r\n", count: 500).utf8), to: client) {}
    }

    /// A byte every fifth of a second.
    package static func drip(_ text: String) -> Act {
        { client, _ in
            for byte in text.utf8 {
                guard say([byte], to: client) else { return }
                usleep(200_000)
            }
        }
    }
}

/// Sends bytes to a port of this computer and gives what comes back until the other side closes; `half` closes our side.
package func raw(_ bytes: [UInt8], to port: UInt16, half: Bool = true) -> [UInt8] {
    signal(SIGPIPE, SIG_IGN)
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = loopback(port)
    let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
    guard connected else { return [] }
    _ = ScriptedServer.say(bytes, to: client)
    if half { shutdown(client, Int32(SHUT_WR)) }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 8_192)
    while true {
        let count = recv(client, &piece, piece.count, 0)
        guard count > 0 else { return all }
        all += piece.prefix(count)
    }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    return address
}
