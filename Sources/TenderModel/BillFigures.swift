// BillFigures.swift — the six numbers of an item side by side: a bill has tens of thousands of items, and most numbers are blank.

/// Six decimals that may be blank, in 54 bytes; as optionals of their own they would take 96.
struct BillFigures: Sendable {
    private var mantissas = InlineArray<6, Int64>(repeating: 0)
    /// ``blank`` where there is no number.
    private var scales = InlineArray<6, UInt8>(repeating: blank)

    private static var blank: UInt8 { .max }

    subscript(index: Int) -> ExactDecimal? {
        get {
            let scale = scales[index]
            return scale == Self.blank ? nil : ExactDecimal(mantissa: mantissas[index], scale: Int(scale))
        }
        set {
            mantissas[index] = newValue?.mantissa ?? 0
            scales[index] = newValue?.scale ?? Self.blank
        }
    }
}

extension BillFigures: Hashable {
    static func == (a: BillFigures, b: BillFigures) -> Bool { (0..<6).allSatisfy { a[$0] == b[$0] } }

    func hash(into hasher: inout Hasher) {
        for index in 0..<6 { hasher.combine(self[index]) }
    }
}
