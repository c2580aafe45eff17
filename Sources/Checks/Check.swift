// Check.swift — the one protocol behind every industry check (行业检查): compiled in, a process of its own, or a template's rules.
package import Reporting
package import TenderModel

/// What a check is made of, and so how far it has to be trusted.
package enum CheckKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A Swift module of this program (编译插件).
    case compiled
    /// An executable in a sandbox, one JSON object a line (进程插件).
    case process
    /// Rules of a template pack: data only (示范文本规则).
    case template

    /// What people call it.
    package var title: LocalizedText {
        switch self {
        case .compiled: LocalizedText(zh: "编译插件", en: "compiled in")
        case .process: LocalizedText(zh: "进程插件", en: "process")
        case .template: LocalizedText(zh: "示范文本规则", en: "template rules")
        }
    }
}

/// Looks at tender documents or at a bid, and says what is wrong with them.
///
/// What is wrong is in the outcome. Thrown is only that the check could not do its work; then nothing is known of the document.
package protocol Check: Sendable {
    /// Unique among all checks: lower-case letters, digits and `-`, such as `bill-of-quantities`.
    var id: String { get }
    /// `major.minor.patch`.
    var version: String { get }
    var title: LocalizedText { get }
    var kind: CheckKind { get }
    /// SHA-256 of the executable or of the pack; nil for what is part of this program.
    var digest: FileDigest? { get }
    /// Every rule that it may report. A finding under another id is refused (CHCK-0004).
    var rules: [RuleCard] { get }
    /// Names of the lists that it uses where a person gives them along (``CheckSubject/lists``), such as `engaged`.
    var lists: [String] { get }

    func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome

    /// What has to be said beside every outcome of this check, such as that it was not shut in. Not under its own rules.
    var conditions: [Finding] { get }

    /// A subject of which an example's text says all that matters; only compiled checks have examples in this form.
    func subject(ofExample text: String) throws(Problem) -> CheckSubject
}

extension Check {
    package var lists: [String] { [] }

    package var conditions: [Finding] { [] }

    package func subject(ofExample text: String) throws(Problem) -> CheckSubject {
        throw .bug("the check \(id) has no examples in text")
    }
}
