// Shorthand.swift — a problem or a finding with its words in both languages, in one call.

extension Problem {
    package init(
        _ code: String, kind: Kind = .input, zh: String, en: String, remedyZh: String, remedyEn: String,
        place: String? = nil
    ) {
        self.init(
            code: code, kind: kind, message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: place)
    }
}

extension Finding {
    package init(
        _ code: String, _ severity: Severity = .error, zh: String, en: String, remedyZh: String, remedyEn: String,
        place: String? = nil, basis: Basis? = nil, part: String? = nil
    ) {
        self.init(
            code: code, severity: severity, message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: place, basis: basis, part: part)
    }
}
