// Finding.swift — "the document is wrong" (检查结果): a value that is collected, never thrown.

/// One thing that a check has to say about a document.
package struct Finding: Sendable, Hashable, Codable {
    /// How much a finding weighs.
    package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
        /// The document must not be accepted as it is.
        case error
        /// It cannot be told whether the document is good; never counted as a pass.
        case indeterminate
        /// A person should look.
        case warning
        /// Worth knowing.
        case note

        package static func < (a: Severity, b: Severity) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    /// `AREA-NNNN`, never reused.
    package var code: String
    package var severity: Severity
    package var message: LocalizedText
    package var remedy: LocalizedText?
    /// File, entry, field or line.
    package var place: String?
    /// What people call the value that stands at the place (字段名称), such as 投标有效期; nil where the place says it all.
    package var label: LocalizedText?
    package var basis: Basis?
    /// Id of the part of the document that it is about (所属部分), such as `priced-bill`; nil for the whole.
    package var part: String?

    package init(
        code: String, severity: Severity = .error, message: LocalizedText, remedy: LocalizedText? = nil,
        place: String? = nil, label: LocalizedText? = nil, basis: Basis? = nil, part: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.remedy = remedy
        self.place = place
        self.label = label
        self.basis = basis
        self.part = part
    }

    /// A problem met while reading a document that is being judged: there it is the document's fault.
    package init(_ problem: Problem, severity: Severity = .error, basis: Basis? = nil) {
        self.init(
            code: problem.code, severity: severity, message: problem.message, remedy: problem.remedy,
            place: problem.place, basis: basis)
    }

    /// The place as it is shown to a reader: `bid.yaml:12: industry.letter.validity (bid validity in days)`.
    package func place(in language: Language) -> String? {
        place.map { place in label.map { "\(place) (\($0[language]))" } ?? place }
    }

    /// The same finding, said to be at `place` unless it names a place already.
    package func at(_ place: String) -> Finding {
        var copy = self
        copy.place = copy.place ?? place
        return copy
    }
}

/// Receives what is found beside the work: a note as it happens, a warning to be shown with the result. May be called from
/// any thread; must be quick.
package typealias FindingReport = @Sendable (Finding) -> Void
