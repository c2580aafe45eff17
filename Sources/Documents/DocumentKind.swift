// DocumentKind.swift — the eleven kinds of document that cross from one party to another.
package import Reporting

/// A kind of container, by its root document.
package enum DocumentKind: String, CaseIterable, Sendable, Codable {
    case tender
    case bid
    case seal
    case receipt
    case withdrawal
    case closing
    case release
    case passed
    case opening
    case review
    case clue

    /// Name of the root document's entry, such as `seal.xml`.
    package var rootName: String { "\(rawValue).xml" }

    /// Extension of the container's file name, without the dot.
    package var fileExtension: String { self == .seal ? "sealed" : rawValue }

    /// What people call it.
    package var title: LocalizedText {
        switch self {
        case .tender: LocalizedText(zh: "招标文件", en: "tender documents")
        case .bid: LocalizedText(zh: "投标文件", en: "bid")
        case .seal: LocalizedText(zh: "密封投标文件", en: "sealed bid")
        case .receipt: LocalizedText(zh: "回执", en: "receipt")
        case .withdrawal: LocalizedText(zh: "撤回", en: "withdrawal")
        case .closing: LocalizedText(zh: "截标清单", en: "closing list")
        case .release: LocalizedText(zh: "解密授权", en: "release")
        case .passed: LocalizedText(zh: "第一信封通过名单", en: "list of first envelopes passed")
        case .opening: LocalizedText(zh: "开标记录", en: "opening record")
        case .review: LocalizedText(zh: "示范文本审查意见", en: "review of a template")
        case .clue: LocalizedText(zh: "线索移交包", en: "clue package")
        }
    }

    /// One of them in an English sentence, with its article: "a bid", "an opening record".
    package var oneInEnglish: String {
        switch self {
        case .tender: "a tender"
        case .opening: "an opening record"
        default: "a " + title.en
        }
    }
}
