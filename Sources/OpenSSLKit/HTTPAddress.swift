// HTTPAddress.swift — where an HTTP service is: an http: or https: URL taken apart, and nothing else.
internal import COpenSSL
package import Reporting

/// An http or https URL without user, password and fragment.
package struct HTTPAddress: Sendable, Hashable, CustomStringConvertible {
    /// As it was written.
    package let text: String
    package let isSecure: Bool
    /// Name or address, without brackets.
    package let host: String
    package let port: String
    /// Path and query.
    package let path: String

    /// Longest URL that is taken.
    static let longest = 2_048

    /// Whether it is meant to be one: then a folder of that name is not looked for.
    package static func isAddress(_ text: String) -> Bool {
        text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://")
    }

    /// - Throws: NETW-0001 for anything but an http or https URL in printable ASCII.
    package init(_ text: String) throws(Problem) {
        var secure: Int32 = 0
        var user: UnsafeMutablePointer<CChar>?
        var host: UnsafeMutablePointer<CChar>?
        var port: UnsafeMutablePointer<CChar>?
        var path: UnsafeMutablePointer<CChar>?
        var query: UnsafeMutablePointer<CChar>?
        var fragment: UnsafeMutablePointer<CChar>?
        defer { for part in [user, host, port, path, query, fragment] { biao_free(part) } }
        // Whatever is not printable could end the request line and begin a header of its own.
        guard Self.isAddress(text), text.utf8.count <= Self.longest,
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !Array("\"\\<>{}|^`".utf8).contains($0) }),
            OSSL_HTTP_parse_url(Self.loweringScheme(text), &secure, &user, &host, &port, nil, &path, &query, &fragment)
                == 1,
            let host, let port, let path, host[0] != 0, user.map({ $0[0] == 0 }) ?? true,
            fragment.map({ $0[0] == 0 }) ?? true
        else {
            ERR_clear_error()
            throw Problem(
                code: "NETW-0001", kind: .usage,
                message: LocalizedText(zh: "这不是可用的网址:\(text)", en: "this is not a URL that can be used: \(text)"),
                remedy: LocalizedText(
                    zh: "写成 http://主机:端口/路径 或 https://…,不含用户名、口令和空格",
                    en: "write http://host:port/path or https://…, without user, password or spaces"))
        }
        self.text = text
        isSecure = secure != 0
        let name = String(cString: host)
        self.host = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
        self.port = String(cString: port)
        let question = query.map { String(cString: $0) } ?? ""
        self.path =
            String(cString: path) + (question.isEmpty || String(cString: path).contains("?") ? "" : "?" + question)
    }

    private static func loweringScheme(_ text: String) -> String {
        let end = text.firstIndex(of: ":") ?? text.startIndex
        return text[..<end].lowercased() + text[end...]
    }

    package var description: String { text }

    /// What the Host header says.
    var hostHeader: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? "443" : "80") ? name : "\(name):\(port)"
    }
}
