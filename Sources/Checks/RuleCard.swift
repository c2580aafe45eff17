// RuleCard.swift — a rule's card (规则卡): id, weight, words, article, and the examples that are its tests and its documentation.
package import Reporting

/// What is known of a rule before it meets a document.
package struct RuleCard: Sendable, Hashable, Codable {
    /// `AREA-NNNN`, never reused.
    package var id: String
    package var severity: Finding.Severity
    /// What has to hold, as a sentence.
    package var title: LocalizedText
    /// Where it is written; nil only for rules of our own formats.
    package var basis: Basis?
    /// What the person does about it.
    package var remedy: LocalizedText
    package var passes: [RuleExample]
    package var fails: [RuleExample]

    package init(
        id: String, severity: Finding.Severity = .error, title: LocalizedText, basis: Basis?, remedy: LocalizedText,
        passes: [RuleExample] = [], fails: [RuleExample] = []
    ) {
        self.id = id
        self.severity = severity
        self.title = title
        self.basis = basis
        self.remedy = remedy
        self.passes = passes
        self.fails = fails
    }

    /// A finding by this rule.
    ///
    /// - Parameters:
    ///   - message: What is wrong here, with the values; the rule's title where it says it all.
    ///   - severity: Where this case weighs otherwise than the rule in general.
    ///   - place: File, line or cell.
    ///   - label: What people call the value that stands there.
    ///   - part: Id of the part of the document that it is about, such as `priced-bill`.
    package func finding(
        _ message: LocalizedText? = nil, severity: Finding.Severity? = nil, place: String? = nil,
        label: LocalizedText? = nil, part: String? = nil
    ) -> Finding {
        Finding(
            code: id, severity: severity ?? self.severity, message: message ?? title, remedy: remedy, place: place,
            label: label, basis: basis, part: part)
    }
}

/// One example of a document that keeps a rule, or breaks it.
package struct RuleExample: Sendable, Hashable, Codable {
    /// Why it stands here; empty where the text says it all.
    package var why: LocalizedText
    /// The document, in the form that the check's ``Check/subject(ofExample:)`` reads; for template rules the file's name; for
    /// rules of our own the lines of tender.yaml or bid.yaml, or nothing where those do not show it.
    package var text: String

    package init(why: LocalizedText, text: String) {
        self.why = why
        self.text = text
    }

    /// Lines as a person writes them into tender.yaml or bid.yaml, where all else is as it should be. An item of a list stands
    /// for the one with its id or holder, else for the one at its place, and keeps what is not written of that.
    package static func lines(_ text: String, _ zh: String = "", _ en: String = "") -> RuleExample {
        RuleExample(why: LocalizedText(zh: zh, en: en), text: text)
    }

    /// A case in words, where no lines would show it: certificates, files, other bids.
    package static func told(_ zh: String, _ en: String) -> RuleExample {
        RuleExample(why: LocalizedText(zh: zh, en: en), text: "")
    }
}
