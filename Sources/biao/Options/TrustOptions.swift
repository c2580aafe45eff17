// TrustOptions.swift — whom to believe, and what the time is.
import ArgumentParser
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TenderModel

struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "信任文件夹;否则取 BIAO_TRUST 或身份文件夹的 roots / trust folder; else BIAO_TRUST, or the identity's roots",
            valueName: "folder"),
        completion: .directory)
    var trust: String?

    /// The trust store. Practice chains pass exactly where `practice` says so.
    ///
    /// - Parameter identity: the user's identity folder, whose `roots` is the last resort.
    func store(identity: String? = nil, practice: Bool) throws(Problem) -> TrustStore {
        try TrustStore.load(try folder(identity: identity), allowsPractice: practice)
    }

    /// The trust store where one is named, practice chains passing; nil where none is.
    func known() throws(Problem) -> TrustStore? {
        guard trust != nil || environment("BIAO_TRUST") != nil else { return nil }
        return try store(practice: true)
    }

    /// The trust folder, or CLI-0001.
    func folder(identity: String?) throws(Problem) -> String {
        if let folder = trust ?? environment("BIAO_TRUST") { return trimmingSlashes(folder) }
        if let identity, Files.kind(of: identity + "/roots") == .folder { return identity + "/roots" }
        throw Problem(
            code: "CLI-0001", kind: .usage,
            message: LocalizedText(zh: "没有给出信任的根证书", en: "no trusted roots were given"),
            remedy: LocalizedText(
                zh: "加 --trust 文件夹,或设置 BIAO_TRUST(模拟CA 用其中的 roots/)",
                en: "add --trust FOLDER, or set BIAO_TRUST (of a practice PKI, its roots/)"))
    }
}

struct ClockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "当作此刻的时间,仅限模拟证书 / time to act at, with practice certificates only", valueName: "2026-11-21T09:30:00+08:00"))
    var at: String?

    /// The clock that a practice identity may set. CLI-0003 for any other.
    func clock(for identities: Identity?...) throws(Problem) -> TimeSource {
        try clock(practice: identities.allSatisfy { $0?.isPractice ?? true })
    }

    /// The clock of one who acts among practice identities, or does not. CLI-0003 where it is set in earnest.
    func clock(practice: Bool) throws(Problem) -> TimeSource {
        guard let at else { return .system }
        guard practice else {
            throw Problem(
                code: "CLI-0003", kind: .usage,
                message: LocalizedText(zh: "--at 只能用于模拟证书的身份", en: "--at is for practice identities only"),
                remedy: LocalizedText(
                    zh: "去掉 --at,或改用模拟CA 的身份", en: "leave out --at, or use an identity of a practice PKI"))
        }
        return .fixed(try parse(at))
    }

    /// The clock of a command that is practice by its nature.
    func practiceClock() throws(Problem) -> TimeSource {
        guard let at else { return .system }
        return .fixed(try parse(at))
    }

    private func parse(_ text: String) throws(Problem) -> Instant {
        do throws(Problem) { return try Instant(text) } catch {
            var usage = error
            usage.kind = .usage
            throw usage.at("--at")
        }
    }
}
