// Words.swift — comparing what people write for certificates, specialties, titles and days: the same thing has many spellings.

enum Words {
    /// Without white space and marks, capitals, half-width digits and brackets.
    static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            let narrow: Unicode.Scalar =
                switch scalar.value {
                case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                default: scalar
                }
            guard !narrow.properties.isWhitespace, !"·•\u{200B}\u{FEFF}".unicodeScalars.contains(narrow) else {
                continue
            }
            plain += narrow.properties.uppercaseMapping
        }
        return plain
    }

    // MARK: - Certificates

    /// Whether a certificate is of one of the kinds asked for, or of a higher level: 一级 answers 二级 as well.
    static func certificate(_ held: String, answers asked: String) -> Bool {
        let (heldLevel, heldKind) = level(held)
        return asked.split { "或/".contains($0) }.contains { one in
            let (askedLevel, askedKind) = level(String(one))
            // 一级注册建造师(公路工程) is a 一级注册建造师; a class such as (C类) counts where it is asked for
            let kind = askedKind.contains("(") ? heldKind : String(heldKind.prefix { $0 != "(" })
            guard kind == askedKind else { return false }
            guard let askedLevel else { return true }
            return heldLevel.map { $0 <= askedLevel } ?? false
        }
    }

    /// 1 for 一级; and what the certificate is, without level and the words that come and go.
    private static func level(_ text: String) -> (Int?, String) {
        var kind = plain(text).replacing("壹级", with: "一级").replacing("贰级", with: "二级").replacing("叁级", with: "三级")
        var level: Int?
        for (number, word) in [(1, "一级"), (2, "二级"), (3, "三级")] where kind.contains(word) {
            level = level ?? number
            kind = kind.replacing(word, with: "")
        }
        for word in ["及其以上", "及以上", "(含)", "以上", "注册", "执业资格", "资格", "合格", "证书", "证"] {
            kind = kind.replacing(word, with: "")
        }
        return (level, kind)
    }

    /// Whether a certificate runs out: titles (职称) do not.
    static func runsOut(_ kind: String?) -> Bool {
        guard let kind = kind.map(plain) else { return true }
        if kind.contains("注册") || kind.contains("考核") { return true }
        return !(kind.contains("职称") || kind.hasSuffix("工程师") || kind.hasSuffix("工程师证") || kind.hasSuffix("工程师证书"))
    }

    // MARK: - Specialties and titles

    /// Whether one of the specialties held is one of those asked for.
    static func specialty(_ held: String, answers asked: String) -> Bool {
        let wanted = specialties(asked)
        return specialties(held).contains { wanted.contains($0) }
    }

    private static func specialties(_ text: String) -> [String] {
        plain(text).replacing("或", with: "、").split { "、,/;".contains($0) }.map { part in
            var word = String(part)
            for end in ["专业", "工程"] where word.hasSuffix(end) && word.count > end.count {
                word = String(word.dropLast(end.count))
            }
            return word
        }
    }

    /// Whether a title is as high as the one asked for; nil where the words do not tell.
    static func title(_ held: String, answers asked: String) -> Bool? {
        if plain(held) == plain(asked) { return true }
        guard let mine = rank(held), let wanted = rank(asked) else { return nil }
        return mine >= wanted
    }

    private static func rank(_ title: String) -> Int? {
        let title = plain(title)
        if title.contains("正高") || title.contains("教授级") || title.contains("研究员级") { return 4 }
        if title.contains("副高") || title.contains("高级") { return 3 }
        if title.contains("助理") || title.contains("初级") { return 1 }
        if title.contains("技术员") { return 0 }
        if title.contains("中级") || title.contains("工程师") { return 2 }
        return nil
    }
}
