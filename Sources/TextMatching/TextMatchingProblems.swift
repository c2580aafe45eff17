// TextMatchingProblems.swift — why texts cannot be compared, or a fingerprint library not read: the codes MATCH-NNNN.
internal import Reporting

extension Problem {
    static let tooManyBids = Problem(
        code: "MATCH-0001",
        message: LocalizedText(
            zh: "一个标段最多比对 \(LotTexts.mostBids) 份投标文件",
            en: "at most \(LotTexts.mostBids) bids of one lot can be compared"),
        remedy: LocalizedText(zh: "请分批比对", en: "compare them in batches"))

    static let tooMuchText = Problem(
        code: "MATCH-0002",
        message: LocalizedText(
            zh: "标段内投标文件的文字总量超过 \(LotTexts.mostCharacters) 字",
            en: "the bids of the lot hold more than \(LotTexts.mostCharacters) characters of text"),
        remedy: LocalizedText(zh: "请分批比对", en: "compare them in batches"))

    static func badLibrary(_ zh: String, _ en: String) -> Problem {
        Problem(
            code: "MATCH-0003",
            message: LocalizedText(zh: "不是可用的指纹库:\(zh)", en: "this is no usable fingerprint library: \(en)"),
            remedy: LocalizedText(
                zh: "文件可能已损坏或由其他版本生成,请用原文重新建立",
                en: "it may be damaged or made by another version; build it anew from its texts"))
    }

    static func badTitle(_ what: String) -> Problem {
        Problem(
            code: "MATCH-0004", kind: .usage,
            message: LocalizedText(
                zh: "指纹库的类别“\(what)”不可用:应为 1 至 32 个小写字母、数字或连字符",
                en:
                    "\"\(what)\" cannot be a class of a fingerprint library: 1 to 32 small letters, figures or hyphens are wanted"
            ),
            remedy: LocalizedText(zh: "例如 standard、template、past-tender", en: "such as standard, template, past-tender")
        )
    }

    static let libraryTooLarge = Problem(
        code: "MATCH-0005",
        message: LocalizedText(
            zh: "指纹库超过上限(\(FingerprintLibrary.mostSections) 个文件或 \(FingerprintLibrary.mostFingerprints) 个指纹)",
            en:
                "the fingerprint library would pass its limits: \(FingerprintLibrary.mostSections) texts or \(FingerprintLibrary.mostFingerprints) fingerprints"
        ),
        remedy: LocalizedText(zh: "请分成几个库", en: "split it into several libraries"))
}
