// PracticeServices.swift — what the practice authorities answer on the network of this one computer.
package import Reporting
internal import Signing
package import TenderModel

extension PracticePKI {
    /// The practice timestamp authority (RFC 3161 over HTTP), ready to ``LoopbackServer/run()``.
    ///
    /// - Parameter clock: what it stamps.
    /// - Throws: PKI-0010, and what opening `tsa/` throws.
    package func timestampServer(
        port: UInt16, clock: TimeSource, limits: LoopbackServer.Limits = .init()
    ) throws(Problem) -> LoopbackServer {
        let stamping = PracticeStamping(authority: try Identity.load(folder + "/tsa", passphrase: passphrase))
        return try LoopbackServer(
            port: port,
            service: LoopbackServer.Service(
                takes: "application/timestamp-query", gives: "application/timestamp-reply",
                answer: { stamping.answer($0, at: clock.now()) }), limits: limits)
    }
}
