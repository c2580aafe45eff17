// LoopbackServer.swift — a small HTTP/1.1 server for practice: on 127.0.0.1 only, one POST a connection, strict about all of it.
internal import Dispatch
internal import Glibc
package import Reporting
internal import Synchronization

/// Answers POSTs of one media type. What is hostile or merely odd gets a 4xx and a closed connection.
package final class LoopbackServer: Sendable {
    package struct Limits: Sendable {
        /// For one request from the first byte to the last, and as long again for the answer.
        package var seconds = 10
        /// Of a request's body.
        package var bytes = 65_536
        /// Of request line and headers.
        package var headBytes = 8_192
        /// Connections at a time; others wait.
        package var connections = 8

        package init() {}
    }

    /// What it takes and gives.
    package struct Service: Sendable {
        /// Media type of a request, such as `application/timestamp-query`.
        package var takes: String
        package var gives: String
        package var answer: @Sendable ([UInt8]) -> [UInt8]

        package init(takes: String, gives: String, answer: @escaping @Sendable ([UInt8]) -> [UInt8]) {
            self.takes = takes
            self.gives = gives
            self.answer = answer
        }
    }

    package let port: UInt16
    package var url: String { "http://127.0.0.1:\(port)/" }
    private let listener: Int32
    private let service: Service
    private let limits: Limits
    private let isStopped = Atomic(false)

    /// Listens at once, so that a client may come as soon as this returns.
    ///
    /// - Parameter port: 0 for any that is free.
    /// - Throws: PKI-0010 where the port cannot be had.
    package init(port: UInt16, service: Service, limits: Limits = Limits()) throws(Problem) {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var one: Int32 = 1
        _ = setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(made, place, size) == 0 && listen(made, 64) == 0 && getsockname(made, place, &size) == 0
            }
        }
        guard made >= 0, bound else {
            let words = String(cString: strerror(errno))
            close(made)
            throw Problem(
                code: "PKI-0010", kind: .system,
                message: LocalizedText(
                    zh: "不能在端口 \(port) 上提供服务:\(words)", en: "cannot serve on port \(port): \(words)"),
                remedy: LocalizedText(zh: "换一个端口,或用 --port 0 任选", en: "choose another port, or --port 0 for any"))
        }
        listener = made
        self.port = UInt16(bigEndian: address.sin_port)
        self.service = service
        self.limits = limits
    }

    deinit { close(listener) }

    /// Serves until ``stop()``.
    package func run() {
        let places = DispatchSemaphore(value: limits.connections)
        let group = DispatchGroup()
        while !isStopped.load(ordering: .relaxed) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else {
                // Out of descriptors, or the client has gone again: a moment later there may be one more.
                if errno != EINTR && errno != ECONNABORTED && !isStopped.load(ordering: .relaxed) { usleep(50_000) }
                continue
            }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            places.wait()
            // a queue of its own: the shared pool may be busy with what waits for this very answer
            DispatchQueue(label: "biao.loopback").async(group: group) { [self] in
                serve(client)
                close(client)
                places.signal()
            }
        }
        group.wait()
    }

    /// Ends ``run()`` once the requests under way are answered.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve(_ client: Int32) {
        var connection = Connection(socket: client, limits: limits)
        do throws(Refusal) {
            let body = try connection.request(of: service.takes)
            connection.send("200 OK", type: service.gives, service.answer(body))
        } catch {
            guard error != .gone else { return }
            connection.send(error.rawValue, type: "text/plain; charset=utf-8", Array((error.rawValue + "\n").utf8))
            connection.drain()
        }
    }
}

/// Status lines for requests that are not answered.
private enum Refusal: String, Error {
    case bad = "400 Bad Request"
    case method = "405 Method Not Allowed"
    case timedOut = "408 Request Timeout"
    case noLength = "411 Length Required"
    case tooLarge = "413 Content Too Large"
    case type = "415 Unsupported Media Type"
    case headTooLarge = "431 Request Header Fields Too Large"
    /// Nobody is there to be told.
    case gone = "499"
}

/// One client.
private struct Connection {
    let socket: Int32
    let limits: LoopbackServer.Limits
    /// Received and not yet used.
    private var buffer: [UInt8] = []
    private var deadline: Int64

    init(socket: Int32, limits: LoopbackServer.Limits) {
        self.socket = socket
        self.limits = limits
        deadline = Self.milliseconds() + Int64(limits.seconds) * 1_000
    }

    /// The body of a well-formed POST.
    mutating func request(of type: String) throws(Refusal) -> [UInt8] {
        let fields = try head()
        var length: Int?
        var given: String?
        var continues = false
        for (name, value) in fields {
            switch name {
            case "content-length":
                guard length == nil, (1...9).contains(value.utf8.count),
                    value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value)
                else { throw .bad }
                length = number
            case "content-type":
                guard given == nil else { throw .bad }
                given = value.lowercased()
            case "transfer-encoding": throw .bad
            case "expect": continues = value.lowercased() == "100-continue"
            default: break
            }
        }
        guard given == type else { throw .type }
        guard let length else { throw .noLength }
        guard length <= limits.bytes else { throw .tooLarge }
        if continues { write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
        while buffer.count < length { try receive() }
        return Array(buffer.prefix(length))
    }

    /// Header names in lower case, with their values.
    private mutating func head() throws(Refusal) -> [(name: String, value: String)] {
        let mark: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a]
        var end: Int?
        var searched = 0
        while end == nil {
            guard buffer.count <= limits.headBytes else { throw .headTooLarge }
            try receive()
            var place = max(0, searched - 3)
            while place + 4 <= buffer.count, end == nil {
                if buffer[place..<place + 4].elementsEqual(mark) { end = place }
                place += 1
            }
            searched = buffer.count
        }
        guard let end, end <= limits.headBytes else { throw .headTooLarge }
        let bytes = Array(buffer[..<end])
        buffer.removeFirst(end + 4)
        guard bytes.allSatisfy({ $0 == 0x0d || $0 == 0x0a || $0 == 0x09 || (0x20...0x7e).contains($0) }) else {
            throw .bad
        }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        guard !lines.contains(where: { $0.utf8.contains(0x0d) || $0.utf8.contains(0x0a) }) else { throw .bad }
        let first = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
        guard first.count == 3, first[1].hasPrefix("/"), ["HTTP/1.0", "HTTP/1.1"].contains(first[2]) else {
            throw .bad
        }
        guard first[0] == "POST" else { throw .method }
        var fields: [(name: String, value: String)] = []
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
                !line[..<colon].contains(where: { $0 == " " || $0 == "\t" })
            else { throw .bad }
            var value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            while value.last == " " || value.last == "\t" { value.removeLast() }
            fields.append((line[..<colon].lowercased(), String(value)))
        }
        return fields
    }

    private mutating func receive() throws(Refusal) {
        guard wait(for: Int16(POLLIN)) else { throw .timedOut }
        var piece = [UInt8](repeating: 0, count: 8_192)
        let count = recv(socket, &piece, piece.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        guard count > 0 else { throw .gone }
        buffer += piece.prefix(count)
    }

    mutating func send(_ status: String, type: String, _ body: [UInt8]) {
        deadline = Self.milliseconds() + Int64(limits.seconds) * 1_000
        let allow = status == Refusal.method.rawValue ? "Allow: POST\r\n" : ""
        write(
            Array(
                "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\(allow)Connection: close\r\n\r\n"
                    .utf8) + body)
        shutdown(socket, Int32(SHUT_WR))
    }

    private func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count, wait(for: Int16(POLLOUT)) {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    socket, $0.baseAddress?.advanced(by: written), bytes.count - written, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }

    /// Takes what the client still sends, for a moment: closing on it would tear down the answer too.
    mutating func drain() {
        deadline = Self.milliseconds() + 500
        var left = 1 << 20
        var piece = [UInt8](repeating: 0, count: 8_192)
        while left > 0, wait(for: Int16(POLLIN)) {
            let count = recv(socket, &piece, piece.count, 0)
            guard count > 0 else { return }
            left -= count
        }
    }

    private func wait(for events: Int16) -> Bool {
        while true {
            let left = deadline - Self.milliseconds()
            guard left > 0 else { return false }
            var wanted = pollfd(fd: socket, events: events, revents: 0)
            let ready = poll(&wanted, 1, Int32(left))
            if ready < 0, errno == EINTR { continue }
            return ready > 0
        }
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
