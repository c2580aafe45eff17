// Quantity.swift — quantities (数量), exactly, and their product with a price.
internal import TenderModel

/// A quantity in ten-thousandths; 0 to 999,999,999.9999.
struct Quantity: Hashable, Comparable {
    let parts: Int64

    /// Reads `12` or `12.5`, at most four decimals; nil for anything else.
    init?(_ text: String) {
        let halves = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = halves.first, halves.count <= 2, (1...9).contains(whole.count),
            halves.count == 1 || (1...4).contains(halves[1].count),
            halves.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let fraction = halves.count == 2 ? Array(halves[1]) : []
        let digits = Array(whole) + fraction + [UInt8](repeating: 48, count: 4 - fraction.count)
        parts = digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    static func < (a: Quantity, b: Quantity) -> Bool { a.parts < b.parts }

    /// Quantity × unit price, rounded half up to the fen; nil beyond ``Money/largest``.
    func times(_ price: Money) -> Money? {
        let (fen, rest) = (Int128(parts) * Int128(price.fen)).quotientAndRemainder(dividingBy: 10_000)
        let rounded = fen + (rest * 2 >= 10_000 ? 1 : 0)
        return rounded <= Int128(Money.largest.fen) ? Money(fen: Int64(rounded)) : nil
    }
}

extension [Money] {
    /// The sum; nil beyond ``Money/largest``.
    var sum: Money? {
        var sum = Money.zero
        for amount in self {
            guard let next = try? sum.adding(amount) else { return nil }
            sum = next
        }
        return sum
    }
}
