// ExactDecimal.swift — quantities and prices as they are written: a whole number and how many of its digits are decimals.

/// A decimal number, exactly: `mantissa` / 10^`scale`. Never a floating-point number.
///
/// Up to 18 digits altogether and up to 12 decimals. Two ways of writing one number (`1.5`, `1.50`) are equal.
package struct ExactDecimal: Sendable, Codable {
    package let mantissa: Int64
    /// Number of decimals, 0 to 12, as written.
    package let scale: UInt8

    package static let maxDigits = 18
    package static let maxScale = 12
    package static let zero = ExactDecimal(mantissa: 0, scale: 0)

    /// Nothing is normalised: `scale` above 12 is a programming error that ends in nil elsewhere, so it is cut here.
    package init(mantissa: Int64, scale: Int) {
        self.mantissa = mantissa
        self.scale = UInt8(clamping: min(max(scale, 0), Self.maxScale))
    }

    package init(_ money: Money) {
        self.init(mantissa: money.fen, scale: 2)
    }

    /// Reads figures such as `12`, `-3.50` or `.5`; nil for anything else: blanks inside, separators, exponents, `NaN`.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        let value = copy.withUTF8 { ExactDecimal(ascii: $0) }
        guard let value else { return nil }
        self = value
    }

    /// The same from bytes. White space around the figures is passed over.
    package init?(ascii bytes: UnsafeBufferPointer<UInt8>) {
        var from = 0
        var to = bytes.count
        while from < to, Self.isSpace(bytes[from]) { from += 1 }
        while to > from, Self.isSpace(bytes[to - 1]) { to -= 1 }
        var negative = false
        if from < to, bytes[from] == UInt8(ascii: "-") || bytes[from] == UInt8(ascii: "+") {
            negative = bytes[from] == UInt8(ascii: "-")
            from += 1
        }
        var value: Int64 = 0
        var digits = 0
        var scale = 0
        var seen = false
        var point = false
        for index in from..<to {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), !point {
                point = true
                continue
            }
            guard (48...57).contains(byte) else { return nil }
            seen = true
            if point {
                guard scale < Self.maxScale else {
                    // a zero more says nothing; any other figure would be lost
                    guard byte == 48 else { return nil }
                    continue
                }
                scale += 1
            }
            guard digits > 0 || byte != 48 else { continue }
            digits += 1
            guard digits <= Self.maxDigits else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        guard seen else { return nil }
        self.init(mantissa: negative ? -value : value, scale: scale)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    package var isZero: Bool { mantissa == 0 }
    package var isNegative: Bool { mantissa < 0 }

    /// The number of decimals that say something: `1.500` has one.
    package var significantScale: Int {
        var (rest, scale) = (mantissa, Int(scale))
        while scale > 0, rest.isMultiple(of: 10) { (rest, scale) = (rest / 10, scale - 1) }
        return scale
    }

    /// Rounded half up (away from zero) to a number of decimals; nil where that is over 18 digits.
    package func rounded(to decimals: Int) -> ExactDecimal? {
        Self.make(Int128(mantissa), scale: Int(scale), roundedTo: decimals)
    }

    /// The product, rounded once; nil where it has over 18 digits.
    package func times(_ other: ExactDecimal, roundedTo decimals: Int) -> ExactDecimal? {
        Self.make(Int128(mantissa) * Int128(other.mantissa), scale: Int(scale) + Int(other.scale), roundedTo: decimals)
    }

    /// As an amount; nil where it has a third decimal that says something, or is too large.
    package var money: Money? {
        guard significantScale <= 2, let cents = rounded(to: 2) else { return nil }
        return Money(fen: cents.mantissa)
    }

    /// The value in units of 10^-`decimals`, exactly; nil where decimals would be lost.
    package func units(of decimals: Int) -> Int128? {
        if Int(scale) <= decimals { return Int128(mantissa) * Self.power(decimals - Int(scale)) }
        let (whole, rest) = Int128(mantissa).quotientAndRemainder(dividingBy: Self.power(Int(scale) - decimals))
        return rest == 0 ? whole : nil
    }

    /// 10^`exponent`, for exponents up to 36.
    static func power(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<min(max(exponent, 0), 36) { result *= 10 }
        return result
    }

    /// The number value / 10^scale, rounded half up to `decimals`.
    package static func make(_ value: Int128, scale: Int, roundedTo decimals: Int) -> ExactDecimal? {
        guard (0...maxScale).contains(decimals) else { return nil }
        var result = value
        if scale > decimals {
            let divisor = power(scale - decimals)
            let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
            let up = rest * 2 >= divisor.magnitude ? whole + 1 : whole
            result = value < 0 ? -Int128(up) : Int128(up)
        } else if scale < decimals {
            let (product, overflow) = value.multipliedReportingOverflow(by: power(decimals - scale))
            guard !overflow else { return nil }
            result = product
        }
        guard result.magnitude < 1_000_000_000_000_000_000 else { return nil }
        return ExactDecimal(mantissa: Int64(result), scale: decimals)
    }
}

extension ExactDecimal: Hashable, Comparable {
    private var normal: (Int64, Int) {
        var (rest, scale) = (mantissa, Int(scale))
        while scale > 0, rest.isMultiple(of: 10) { (rest, scale) = (rest / 10, scale - 1) }
        return (rest, scale)
    }

    package static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
        a.scale == b.scale ? a.mantissa == b.mantissa : a.normal == b.normal
    }

    package func hash(into hasher: inout Hasher) {
        let (rest, scale) = normal
        hasher.combine(rest)
        hasher.combine(scale)
    }

    package static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        let scale = Int(max(a.scale, b.scale))
        return Int128(a.mantissa) * power(scale - Int(a.scale)) < Int128(b.mantissa) * power(scale - Int(b.scale))
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// As it was written, such as `-12.50`; `text` of what is read back is the same number.
    package var description: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
        return sign + padded.dropLast(Int(scale)) + "." + padded.suffix(Int(scale))
    }
}

/// Adds up numbers exactly; many of them, without overflow.
package struct DecimalSum: Sendable {
    /// In units of 10^-12.
    private var units: Int128 = 0
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ number: ExactDecimal) {
        // at most 18 digits and 12 decimals: 10^30 a number, so Int128 holds a hundred million of them
        units += Int128(number.mantissa) * ExactDecimal.power(ExactDecimal.maxScale - Int(number.scale))
        count += 1
    }

    /// The sum rounded half up; nil where it has over 18 digits.
    package func rounded(to decimals: Int) -> ExactDecimal? {
        ExactDecimal.make(units, scale: ExactDecimal.maxScale, roundedTo: decimals)
    }
}
