// TimestampOptions.swift — who stamps the time: an identity folder, or a service behind a URL; and whether OCSP is asked.
import ArgumentParser
import FileKit
import OpenSSLKit
import Reporting
import Signing

struct TimestampOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "时间戳服务的网址,或时间戳机构的身份文件夹;否则取 BIAO_TSA 或身份文件夹的 tsa / URL of a timestamp service, or identity folder of a timestamp authority; else BIAO_TSA, or the identity's tsa",
            valueName: "url|folder"),
        completion: .directory)
    var tsa: String?

    /// The service's URL or the authority's identity folder; nil where none is set.
    func place(identity: String) -> String? {
        if let given = tsa ?? environment("BIAO_TSA") {
            return HTTPAddress.isAddress(given) ? given : trimmingSlashes(given)
        }
        return Files.kind(of: identity + "/tsa") == .folder ? identity + "/tsa" : nil
    }

    /// The timestamp authority on its way. The passphrase of a folder is BIAO_TSA_PASSPHRASE_FILE's or
    /// BIAO_TSA_PASSPHRASE, else the user's own.
    func loading(identity: String, passphrase: Secret, console: Console) throws(Problem) -> PendingTimestamps {
        guard let place = place(identity: identity) else { return .none }
        return try PendingTimestamps(place, passphrase: passphrase, console: console)
    }
}

struct ResponderOptions: ParsableArguments {
    @Flag(
        help:
            "不查询证书写明的 OCSP 服务器(查询会让签发机构知道何时用了证书) / do not ask the OCSP responders that certificates name (asking tells the issuer when they are used)"
    )
    var noOcsp = false

    /// Nil where nobody is to be asked.
    func source(trust: TrustStore) -> ResponderSource? { noOcsp ? nil : ResponderSource(trust: trust) }
}

/// A timestamp authority that is being opened: a key store takes a while.
enum PendingTimestamps {
    case none
    case folder(Meanwhile<Identity>)
    case service(HTTPAddress)

    /// - Parameter place: a URL, or an identity folder.
    init(_ place: String, passphrase: Secret, console: Console) throws(Problem) {
        if HTTPAddress.isAddress(place) {
            self = .service(try HTTPAddress(place))
            return
        }
        let own = try Passphrase.fromEnvironment("BIAO_TSA_PASSPHRASE", console: console)
        self = .folder(Meanwhile { () throws(Problem) in try Identity.load(place, passphrase: own ?? passphrase) })
    }

    /// The identity at hand that stamps; nil where none does. Its clock has to be ours.
    func authority() throws(Problem) -> Identity? {
        guard case .folder(let pending) = self else { return nil }
        return try pending.value()
    }

    /// - Parameter trust: what a service's timestamps have to pass.
    func source(trust: TrustStore) throws(Problem) -> TimestampSource? {
        switch self {
        case .none: nil
        case .folder(let pending): try TimestampSource(try pending.value())
        case .service(let address): TimestampSource(TimestampService(address, trust: trust))
        }
    }
}
