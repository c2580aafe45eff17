// Link.swift — what lots together say of units (关联线索): never a verdict; each with its counts, innocent causes, and what was not looked at.
package import Comparison
package import Reporting

/// A unit in a link.
package struct LinkedUnit: Sendable, Hashable {
    package var code: String
    /// What it called itself last.
    package var name: String
}

/// One result over several lots.
package struct Link: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Bid together more often than chance allows (经常同场投标).
        case together
        /// Prices that hang together, lot after lot (报价关联).
        case prices
        /// A group in which some accompany and never win (陪标).
        case companions
        /// One mark or person in bids of several units (共用标识).
        case shared
        /// Bids of several lots that share text (跨标段文字雷同).
        case text

        package var title: LocalizedText {
            switch self {
            case .together: LocalizedText(zh: "同场投标多于偶然", en: "bid together more than chance allows")
            case .prices: LocalizedText(zh: "多个标段中报价关联", en: "prices that hang together over lots")
            case .companions: LocalizedText(zh: "一组之中有只陪不中者", en: "a group in which some accompany and never win")
            case .shared: LocalizedText(zh: "跨标段共用标识或人员", en: "a mark or person shared across lots")
            case .text: LocalizedText(zh: "不同标段的投标文件文字雷同", en: "bids of several lots that share text")
            }
        }
    }

    package var kind: Kind
    /// By code, ascending.
    package var units: [LinkedUnit]
    /// After correction for how many were looked at; nil where the kind has none.
    package var chance: Double?
    package var statements: [Statement]
    package var causes: [LocalizedText]
    package var unchecked: [LocalizedText]

    package var json: JSON {
        .members([
            "kind": .string(kind.rawValue),
            "title": .members(["zh": .string(kind.title.zh), "en": .string(kind.title.en)]),
            "units": .array(units.map { .members(["code": .string($0.code), "name": .string($0.name)]) }),
            "chance": JSON(chance.map(Link.scientific)), "statements": .array(statements.map(\.json)),
            "causes": .array(causes.map(Link.text)), "unchecked": .array(unchecked.map(Link.text)),
        ])
    }

    static func text(_ text: LocalizedText) -> JSON { .members(["zh": .string(text.zh), "en": .string(text.en)]) }

    /// Small chances as people read them: `0.0123`, or `3.1e-9`, rounded up, so that none is called smaller than it is.
    package static func scientific(_ chance: Double) -> String {
        guard chance > 0 else { return "0" }
        guard chance < 0.001 else { return Figure.real(min(chance, 1), decimals: 4).text }
        var (mantissa, exponent) = (chance, 0)
        while mantissa < 1, exponent < 320 {
            mantissa *= 10
            exponent += 1
        }
        return Figure.real((mantissa * 10).rounded(.up) / 10, decimals: 1).text + "e-\(exponent)"
    }
}
