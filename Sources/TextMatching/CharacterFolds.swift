// CharacterFolds.swift — what each character counts as when texts are compared: width, case, look-alikes, what is not seen.

/// The normalisation (归一化) of the comparison. Like NFKC with case folding where tender documents need it; besides, it drops white
/// space and what nobody sees, and takes a letter for the one that it cannot be told from.
///
/// A change here changes the fingerprints of stored libraries: raise ``FingerprintLibrary/normalisation`` with it.
struct CharacterFolds: Sendable {
    static let standard = CharacterFolds()

    /// What becomes of a character.
    enum Fold: Equatable {
        case one(UInt32)
        case several(ArraySlice<UInt32>)
        case nothing
    }

    /// For each character of the basic plane: the one that it becomes, or ``dropped``, or ``expanded`` with the place in
    /// ``sequences``; ``suspicious`` besides where the block deserves a look by ``EvasionScan``.
    private let table: [UInt32]
    /// A length and as many characters, again and again.
    private let sequences: [UInt32]

    static let suspicious: UInt32 = 0x4000_0000
    private static let dropped: UInt32 = 0x8000_0000
    private static let expanded: UInt32 = 0x8100_0000

    /// The raw entry: below 0x110000 it is the character that stands for it, which almost all do.
    func entry(_ scalar: UInt32) -> UInt32 {
        scalar < 0x1_0000 ? table[Int(scalar)] : Self.beyond(scalar)
    }

    /// Reads an entry of ``entry(_:)`` without its mark.
    func fold(_ entry: UInt32) -> Fold {
        let value = entry & ~Self.suspicious
        if value < 0x11_0000 { return .one(value) }
        if value == Self.dropped { return .nothing }
        let place = Int(value & 0xFF_FFFF)
        return .several(sequences[(place + 1)...(place + Int(sequences[place]))])
    }

    /// Characters outside the basic plane: mathematical letters and figures, tags and variation selectors; others stay as they are.
    private static func beyond(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x1D400...0x1D6A3: 0x61 + (scalar - 0x1D400) % 26
        case 0x1D7CE...0x1D7FF: 0x30 + (scalar - 0x1D7CE) % 10
        case 0xE0100...0xE01EF: dropped
        case 0x1BCA0...0xE0FFF where EvasionScan.unseenBeyond.contains { $0.contains(scalar) }: dropped | suspicious
        default: scalar
        }
    }

    init() {
        var table = (0..<0x1_0000).map { UInt32($0) }
        var sequences: [UInt32] = []
        func drop(_ range: ClosedRange<Int>, suspicious: Bool = false) {
            for scalar in range { table[scalar] = Self.dropped | (suspicious ? Self.suspicious : 0) }
        }
        func expand(_ scalar: Int, _ text: String) {
            table[scalar] = Self.expanded | UInt32(sequences.count)
            sequences.append(UInt32(text.unicodeScalars.count))
            sequences += text.unicodeScalars.map(\.value)
        }
        func pairs(_ text: String, mark: UInt32 = 0) {
            let scalars = text.unicodeScalars.map(\.value)
            for at in stride(from: 0, to: scalars.count - 1, by: 2) where scalars[at] < 0x1_0000 {
                table[Int(scalars[at])] = scalars[at + 1] | mark
            }
        }
        func run(_ text: String, from first: Int) {
            for (at, scalar) in text.unicodeScalars.enumerated() where first + at < 0x1_0000 {
                table[first + at] = scalar.value
            }
        }

        for scalar in 0x41...0x5A { table[scalar] = UInt32(scalar + 32) }
        for scalar in 0xFF01...0xFF5E { table[scalar] = table[scalar - 0xFEE0] }
        for scalar in (0xC0...0xDE) where scalar != 0xD7 { table[scalar] = UInt32(scalar + 32) }

        pairs(Self.punctuation)
        pairs(Self.letters)
        for digit in 4...9 { table[0x2070 + digit] = UInt32(0x30 + digit) }
        for digit in 0...9 { table[0x2080 + digit] = UInt32(0x30 + digit) }
        for at in 0..<26 {
            expand(0x249C + at, "(\(Character(Unicode.Scalar(UInt8(0x61 + at)))))")
            table[0x24B6 + at] = UInt32(0x61 + at)
            table[0x24D0 + at] = UInt32(0x61 + at)
        }
        // ① ⑴ ⒈ ❶ ➀ ➊, ㉑ and ㊱
        for number in 1...20 {
            expand(0x2460 + number - 1, "\(number)")
            expand(0x2474 + number - 1, "(\(number))")
            expand(0x2488 + number - 1, "\(number).")
        }
        for number in 1...10 {
            for first in [0x2776, 0x2780, 0x278A] { expand(first + number - 1, "\(number)") }
        }
        for number in 21...35 { expand(0x3251 + number - 21, "\(number)") }
        for number in 36...50 { expand(0x32B1 + number - 36, "\(number)") }
        for (at, numeral) in "一二三四五六七八九十".unicodeScalars.enumerated() {
            expand(0x3220 + at, "(\(Character(numeral)))")
            table[0x3280 + at] = numeral.value
        }
        for word in Self.expansions.split(separator: " ") {
            let scalars = word.unicodeScalars
            if let first = scalars.first, first.value < 0x1_0000 {
                expand(Int(first.value), String(String.UnicodeScalarView(scalars.dropFirst())))
            }
        }
        run(Self.radicals, from: 0x2F00)
        run(Self.compatibilityIdeographs, from: 0xF900)
        pairs(Self.supplementRadicals)
        pairs(Self.lookAlikes, mark: Self.suspicious)

        // white space and controls
        drop(0x00...0x20)
        drop(0x7F...0xA0)
        for scalar in [0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0] { drop(scalar...scalar) }
        drop(0x2000...0x200A)
        // U+FFFE and U+FFFF are no characters
        drop(0xFFFE...0xFFFF)
        // unseen, with honest uses: the soft hyphen of a PDF, the shape of an emoji or of an ideograph
        drop(0x00AD...0x00AD)
        drop(0xFE00...0xFE0F)
        // unseen, and worth a look
        for scalar in EvasionScan.unseen { drop(scalar, suspicious: true) }
        for scalar in EvasionScan.directions { drop(scalar, suspicious: true) }

        self.table = table
        self.sequences = sequences
    }
}
