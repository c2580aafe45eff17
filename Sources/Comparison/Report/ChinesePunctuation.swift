// ChinesePunctuation.swift — Chinese as officials print it (GB/T 15834): commas, colons and brackets beside Chinese are full width.

enum ChinesePunctuation {
    /// Our own words, with the marks beside Chinese in full width; figures such as 1,234 or 09:30, codes and foreign words keep theirs.
    static func set(_ text: String) -> String {
        var characters = Array(text)
        setBrackets(&characters)
        var (out, place) = ([Character](), 0)
        while place < characters.count {
            let character = characters[place]
            place += 1
            let next = place < characters.count ? characters[place] : nil
            guard let wide = marks[character] else {
                out.append(character)
                continue
            }
            // what ends an entity of HTML, such as &lt;, has no Chinese before it
            let isOurs = isChinese(out.last) || (character != ";" && isChinese(next))
            out.append(isOurs ? wide : character)
            // a full-width mark brings its own space
            if isOurs, next == " " { place += 1 }
        }
        return String(out)
    }

    /// Both of a pair, or neither.
    private static func setBrackets(_ characters: inout [Character]) {
        func isBesideChinese(_ place: Int) -> Bool {
            isChinese(place > 0 ? characters[place - 1] : nil)
                || isChinese(place + 1 < characters.count ? characters[place + 1] : nil)
        }
        var open: [Int] = []
        for place in characters.indices {
            if characters[place] == "(" { open.append(place) }
            guard characters[place] == ")", let start = open.popLast() else { continue }
            guard isBesideChinese(start) || isBesideChinese(place) else { continue }
            (characters[start], characters[place]) = ("\u{FF08}", "\u{FF09}")
        }
    }

    private static let marks: [Character: Character] = [
        ",": "\u{FF0C}", ":": "\u{FF1A}", ";": "\u{FF1B}", "?": "\u{FF1F}", "!": "\u{FF01}",
    ]

    private static func isChinese(_ character: Character?) -> Bool {
        guard let scalar = character?.unicodeScalars.first?.value else { return false }
        switch scalar {
        // ideographs, 。、《》 and the like, full-width forms, and the quotation marks that Chinese shares with English
        case 0x3000...0x303F, 0x3400...0x9FFF, 0xFF00...0xFFEF, 0x201C, 0x201D: return true
        default: return false
        }
    }
}
