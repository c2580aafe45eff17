// HTTPFailure.swift — how an HTTP exchange failed: told apart, said in words, and whether another try may help.
internal import COpenSSL
internal import Glibc
internal import Reporting

/// One failed attempt.
enum HTTPFailure: Error {
    case unresolved(String)
    case unreachable(String)
    case timedOut
    /// A status that is not 200, with its words; redirections among them.
    case status(Int, String)
    case redirected
    case contentType(String)
    case tooLong
    case insecure(String)
    case proxy(String)
    /// Closed early, or not HTTP, or not ASN.1.
    case brokenOff(String)

    init(_ result: biao_exchange, errors: [LibraryError]) {
        let words = errors.map { $0.data.isEmpty ? $0.text : "\($0.text): \($0.data)" }
        let said = words.first ?? ""
        func has(_ library: Int32, _ reason: Int32) -> LibraryError? {
            errors.first { $0.library == library && $0.reason == reason }
        }
        switch Int(result.stage) {
        case BIAO_STAGE_RESOLVE: self = .unresolved(String(cString: gai_strerror(result.detail)))
        case BIAO_STAGE_CONNECT:
            self = result.detail == ETIMEDOUT ? .timedOut : .unreachable(String(cString: strerror(result.detail)))
        case BIAO_STAGE_PROXY: self = .proxy(said)
        default:
            if result.overflow != 0 || has(ERR_LIB_HTTP, HTTP_R_MAX_RESP_LEN_EXCEEDED) != nil {
                self = .tooLong
            } else if has(ERR_LIB_BIO, BIO_R_TRANSFER_TIMEOUT) != nil {
                self = .timedOut
            } else if has(ERR_LIB_HTTP, HTTP_R_REDIRECTION_NOT_ENABLED) != nil {
                self = .redirected
            } else if let status = has(ERR_LIB_HTTP, HTTP_R_RECEIVED_ERROR)
                ?? has(ERR_LIB_HTTP, HTTP_R_STATUS_CODE_UNSUPPORTED)
            {
                self = .status(Self.code(status.data), status.data)
            } else if let type = has(ERR_LIB_HTTP, HTTP_R_UNEXPECTED_CONTENT_TYPE)
                ?? has(ERR_LIB_HTTP, HTTP_R_MISSING_CONTENT_TYPE)
            {
                self = .contentType(type.data)
            } else if errors.contains(where: { $0.library == ERR_LIB_SSL }) {
                self = .insecure(said)
            } else {
                self = .brokenOff(said)
            }
        }
    }

    /// Of "code=503, reason=Busy"; 0 where there is none.
    private static func code(_ data: String) -> Int {
        Int(data.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
    }

    /// Whether the same question may get an answer in a moment.
    var mayPass: Bool {
        switch self {
        case .unresolved, .unreachable, .timedOut, .brokenOff: true
        case .status(let code, _): (500...599).contains(code)
        case .redirected, .contentType, .tooLong, .insecure, .proxy: false
        }
    }

    func problem(_ address: HTTPAddress, attempt: Int, limits: HTTPClient.Limits) -> Problem {
        func problem(
            _ code: String, kind: Problem.Kind = .system, _ zh: String, _ en: String, _ remedyZh: String,
            _ remedyEn: String
        ) -> Problem {
            Problem(
                code: code, kind: kind,
                message: LocalizedText(zh: "\(zh)(第 \(attempt) 次)", en: "\(en) (attempt \(attempt))"),
                remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: address.text)
        }
        let host = Self.plain(address.host)
        switch self {
        case .unresolved(let words):
            return problem(
                "NETW-0002", "找不到主机 \(host):\(words)", "the host \(host) cannot be resolved: \(words)",
                "请检查网址是否写错、网络和 DNS 是否可用", "check the URL, the network and the name service")
        case .unreachable(let words):
            return problem(
                "NETW-0003", "连不上 \(host):\(address.port):\(words)",
                "no connection to \(host):\(address.port): \(words)",
                "请检查端口、网络与代理(http_proxy),或稍后再试", "check port, network and proxy (http_proxy), or try again later")
        case .timedOut:
            return problem(
                "NETW-0004", kind: .timeout, "\(limits.seconds) 秒内没有等到完整的回答",
                "no whole answer within \(limits.seconds) s", "请稍后再试,或换一个服务", "try again later, or use another service")
        case .status(let code, let words):
            return problem(
                "NETW-0005", "服务器以 HTTP 状态 \(code) 拒绝(\(Self.plain(words)))",
                "the server refused with HTTP status \(code) (\(Self.plain(words)))", "请检查网址;4xx 多为网址或权限有误,5xx 为对方故障",
                "check the URL: 4xx mostly means a wrong URL or no right to use it, 5xx a fault on their side")
        case .redirected:
            return problem(
                "NETW-0005", "服务器要求转到别处,不予跟随", "the server wants to send us elsewhere, which is not followed",
                "请直接给出最终的网址", "give the final URL itself")
        case .contentType(let words):
            return problem(
                "NETW-0006", "回答的类型不对(\(Self.plain(words)))", "the answer is of the wrong type (\(Self.plain(words)))",
                "请检查网址:那里可能不是这种服务,或有登录页拦截",
                "check the URL: there may be another service, or a login page in between")
        case .tooLong:
            return problem(
                "NETW-0007", "回答超过 \(limits.bytes) 字节的上限,已放弃",
                "the answer runs over the limit of \(limits.bytes) bytes; given up",
                "请检查网址,或换一个服务", "check the URL, or use another service")
        case .insecure(let words):
            return problem(
                "NETW-0008", "安全连接(TLS)没有建立:\(words)", "no secure connection (TLS): \(words)",
                "请检查网址与系统时钟;服务器证书须由系统信任的根签发且与主机名一致(私有根用 SSL_CERT_FILE 指定)",
                "check the URL and the clock; the server's certificate must lead to a root of the system and name the host (SSL_CERT_FILE names a private root)"
            )
        case .proxy(let words):
            return problem(
                "NETW-0011", "代理服务器没有接通 \(host)(\(Self.plain(words)))",
                "the proxy did not connect to \(host) (\(Self.plain(words)))", "请检查 http_proxy、https_proxy 与 no_proxy",
                "check http_proxy, https_proxy and no_proxy")
        case .brokenOff(let words):
            return problem(
                "NETW-0009", "连接中断,或回答残缺(\(Self.plain(words)))",
                "the connection broke off, or the answer is not whole (\(Self.plain(words)))",
                "请检查网址,稍后再试", "check the URL, and try again later")
        }
    }

    /// What a stranger said, fit to be shown: printable ASCII, and not too much of it.
    static func plain(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(160).map { (0x20...0x7e).contains($0.value) ? String($0) : "?" }.joined()
        return shown.isEmpty ? "-" : shown
    }
}
