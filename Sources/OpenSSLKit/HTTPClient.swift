// HTTPClient.swift — asking an HTTP service one question in ASN.1 and taking one answer, within limits. Redirections are
// never followed; what is retried, and how often, is said as it happens.
internal import COpenSSL
internal import Glibc
package import Reporting

/// Posts ASN.1 to timestamp authorities and OCSP responders.
package struct HTTPClient: Sendable {
    /// How much of it there may be.
    package struct Limits: Sendable, Hashable {
        /// For each attempt, connecting included (resolving the name keeps the system's own time).
        package var seconds: Int
        /// Pauses between attempts, in seconds; one attempt more than there are pauses.
        package var pauses: [Int]
        /// Of the answer's body; 32 KiB more for headers.
        package var bytes: Int

        package init(seconds: Int = 15, pauses: [Int] = [1, 3], bytes: Int = 65_536) {
            self.seconds = seconds
            self.pauses = pauses
            self.bytes = bytes
        }
    }

    package var limits: Limits
    /// Waits so many seconds. A signal ends the program meanwhile, as ever.
    private let pause: @Sendable (Int) -> Void

    /// - Parameter pause: for tests, which do not wait.
    package init(
        limits: Limits = Limits(), pause: @escaping @Sendable (Int) -> Void = { _ = Glibc.sleep(UInt32(max(0, $0))) }
    ) {
        self.limits = limits
        self.pause = pause
    }

    /// The answer to `body`, one ASN.1 value in its length; it is the caller's to judge.
    ///
    /// Tried again where the connection failed, broke off or took too long, and at HTTP status 5xx; never at any other status
    /// and never where the answer was there and was wrong.
    ///
    /// - Parameters:
    ///   - body: DER.
    ///   - type: its media type, such as `application/timestamp-query`.
    ///   - expected: the media type that the answer must bear.
    ///   - report: is told of each retry (a note, NETW-0010).
    /// - Throws: NETW-0002 to NETW-0009, with the URL as the place.
    package func post(
        _ body: [UInt8], type: String, expecting expected: String, to address: HTTPAddress, report: FindingReport?
    ) throws(Problem) -> [UInt8] {
        var attempt = 1
        while true {
            let failure: HTTPFailure
            do throws(HTTPFailure) {
                return try once(body, type: type, expecting: expected, to: address)
            } catch { failure = error }
            guard failure.mayPass, attempt <= limits.pauses.count else {
                throw failure.problem(address, attempt: attempt, limits: limits)
            }
            let wait = limits.pauses[attempt - 1]
            let problem = failure.problem(address, attempt: attempt, limits: limits)
            report?(
                Finding(
                    code: "NETW-0010", severity: .note,
                    message: LocalizedText(
                        zh: "\(problem.message.zh);\(wait) 秒后重试(第 \(attempt + 1) 次,共 \(limits.pauses.count + 1) 次)",
                        en:
                            "\(problem.message.en); trying again in \(wait) s (attempt \(attempt + 1) of \(limits.pauses.count + 1))"
                    ), place: address.text))
            pause(wait)
            attempt += 1
        }
    }

    private func once(
        _ body: [UInt8], type: String, expecting expected: String, to address: HTTPAddress
    ) throws(HTTPFailure) -> [UInt8] {
        ERR_clear_error()
        let result = biao_http_post(
            address.host, address.hostHeader, address.port, address.path, address.isSecure ? 1 : 0,
            Int32(limits.seconds), limits.bytes, type, expected, body, body.count)
        defer { biao_free(result.answer) }
        guard Int(result.stage) == BIAO_STAGE_DONE, let answer = result.answer else {
            throw HTTPFailure(result, errors: takeErrors())
        }
        ERR_clear_error()
        return Array(UnsafeBufferPointer(start: answer, count: result.count))
    }
}
