// Statement.swift — a sentence of a finding, whose every figure is a number that the finding carries (有据之言).
package import Reporting
package import TenderModel

/// A number, or a quoted value, that a sentence states.
package enum Figure: Sendable, Hashable {
    case count(Int)
    case decimal(ExactDecimal)
    /// So many of so many, shown in percent with one decimal.
    case share(Int, of: Int)
    /// With so many decimals.
    case real(Double, decimals: Int)
    /// Somebody's words: a name, an identifier, a file.
    case quoted(String)

    /// As people write it: thousands are parted by commas.
    package var text: String {
        switch self {
        case .count(let count): Self.grouped(count)
        case .decimal(let decimal): decimal.description
        case .share(let part, let whole):
            whole > 0 ? Self.fixed(Double(part) * 100 / Double(whole), 1) + "%" : "–"
        case .real(let number, let decimals): Self.fixed(number, decimals)
        case .quoted(let text): text
        }
    }

    /// As a program reads it.
    package var json: JSON {
        switch self {
        case .count(let count): .number(Int64(count))
        case .share(let part, let whole): .members(["part": .number(Int64(part)), "whole": .number(Int64(whole))])
        case .decimal, .real, .quoted: .string(text)
        }
    }

    private static func grouped(_ count: Int) -> String {
        var digits = Array(String(count.magnitude))
        for position in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: position) }
        return (count < 0 ? "-" : "") + String(digits)
    }

    /// Rounded half away from zero.
    private static func fixed(_ number: Double, _ decimals: Int) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "–" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let units = Int64((number.magnitude * scale).rounded(.toNearestOrAwayFromZero))
        let whole = units / Int64(scale)
        guard decimals > 0 else { return (number < 0 && units > 0 ? "-" : "") + String(whole) }
        let fraction = String(units % Int64(scale))
        return (number < 0 && units > 0 ? "-" : "") + "\(whole)."
            + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}

/// A sentence with its figures.
///
/// The words hold a placeholder such as `{matching}` wherever something is stated, and no digits of their own, so that
/// nothing can be said that the finding does not carry: a test goes through every sentence of every report.
package struct Statement: Sendable, Hashable {
    package var words: LocalizedText
    package var figures: [String: Figure]

    package init(zh: String, en: String, _ figures: [String: Figure] = [:]) {
        words = LocalizedText(zh: zh, en: en)
        self.figures = figures
    }

    package init(_ words: LocalizedText) {
        self.words = words
        figures = [:]
    }

    /// With the figures in their places.
    package var text: LocalizedText { LocalizedText(zh: fill(.zh), en: fill(.en)) }

    /// A stretch of a sentence: our words, or a figure among them.
    package enum Piece: Sendable, Hashable {
        case words(String)
        case figure(Figure)
    }

    /// The sentence in pieces, so that a page can set figures apart from words. A placeholder that nothing stands for stays as it is.
    package func pieces(_ language: Language) -> [Piece] {
        var pieces: [Piece] = []
        var rest = words[language][...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            pieces.append(figures[name].map(Piece.figure) ?? .words("{\(name)}"))
            rest = rest[rest.index(after: close)...]
        }
        return rest.isEmpty ? pieces : pieces + [.words(String(rest))]
    }

    private func fill(_ language: Language) -> String {
        pieces(language).map { piece in
            switch piece {
            case .words(let words): words
            case .figure(let figure): figure.text
            }
        }.joined()
    }

    /// Placeholders of the words that no figure stands for, and figures that no word needs, in either language.
    package var flaws: [String] {
        var flaws: [String] = []
        for words in [words.zh, words.en] {
            var named: Set<String> = []
            var rest = words[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                named.insert(String(rest[rest.index(after: open)..<close]))
                rest = rest[rest.index(after: close)...]
            }
            flaws += named.subtracting(figures.keys).sorted().map { "{\($0)} stands for nothing" }
            flaws += Set(figures.keys).subtracting(named).sorted().map { "\($0) is not stated" }
        }
        return flaws
    }

    package var json: JSON {
        .members([
            "zh": .string(text.zh), "en": .string(text.en),
            "figures": .object(
                figures.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: $0.value.json) }),
        ])
    }
}
