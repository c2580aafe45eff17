// LocalizedText.swift — a sentence in both of our languages. Whatever a person reads is one of these.

/// A language that biao speaks.
package enum Language: String, Sendable, CaseIterable, Codable {
    case zh
    case en
}

/// The same words in Chinese and in English, both written with care.
package struct LocalizedText: Sendable, Hashable, Codable {
    package var zh: String
    package var en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
