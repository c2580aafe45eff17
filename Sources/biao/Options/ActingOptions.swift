// ActingOptions.swift — all that a command needs which signs: identity, trust, timestamps and clock, taken together.
import ArgumentParser
import OpenSSLKit
import Reporting
import Signing
import TenderModel

/// Who acts, when, and whom it believes.
struct Acting {
    var identity: Identity
    /// Practice chains pass exactly where the identity is practice itself.
    var trust: TrustStore
    var clock: TimeSource
    /// Signs with the identity; with a timestamp where an authority is set.
    var signer: Signer

    /// The time, read once from the clock.
    var now: Instant { clock.now() }
}

/// `--identity --passphrase-file --trust --tsa --no-ocsp --at`.
struct ActingOptions: ParsableArguments {
    @OptionGroup var identity: IdentityOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var timestamps: TimestampOptions
    @OptionGroup var responders: ResponderOptions
    @OptionGroup var clock: ClockOptions

    func load(_ console: Console) throws(Problem) -> Acting {
        try SigningParts(
            identity: identity.identity, passphrase: identity.passphrase, trust: trust, timestamps: timestamps,
            responders: responders, clock: clock
        ).load(console)
    }
}

/// The same, taken together by a command that signs only where an identity is named.
struct SigningParts {
    var identity: String
    var passphrase: PassphraseOptions
    var trust: TrustOptions
    var timestamps: TimestampOptions
    var responders: ResponderOptions
    var clock: ClockOptions

    func load(_ console: Console) throws(Problem) -> Acting {
        let folder = trimmingSlashes(identity)
        let passphrase = try passphrase.read(identity: identity, console: console)
        let stamping = try timestamps.loading(identity: folder, passphrase: passphrase, console: console)
        let own = try Identity.load(folder, passphrase: passphrase)
        let source = try clock.clock(for: own, try stamping.authority())
        let store = try trust.store(identity: folder, practice: own.isPractice)
        return Acting(
            identity: own, trust: store, clock: source,
            signer: Signer(
                identity: own, timestamps: try stamping.source(trust: store), clock: source, report: console.report,
                responders: responders.source(trust: store)))
    }
}
