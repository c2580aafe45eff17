// NetworkAddress.swift — a network address (网络地址) in one spelling: IPv4 in four numbers, IPv6 as RFC 5952 writes it.
package import Reporting

/// An IP address, without port, mask or zone.
package struct NetworkAddress: Sendable, Hashable {
    /// Such as `203.0.113.9` or `2001:db8::1`. An IPv4 address inside IPv6 (`::ffff:203.0.113.9`) is the IPv4 address.
    package let text: String

    /// HAND-0001 where `text` is no address.
    package init(_ text: String) throws(Problem) {
        guard let canonical = Self.version4(text) ?? Self.version6(text) else {
            throw Problem(
                code: "HAND-0001",
                message: LocalizedText(
                    zh: "“\(Self.excerpt(text))”不是网络地址", en: "\"\(Self.excerpt(text))\" is no network address"),
                remedy: LocalizedText(
                    zh: "写成 203.0.113.9 或 2001:db8::1,不带端口和网段",
                    en: "write 203.0.113.9 or 2001:db8::1, without port or mask"))
        }
        self.text = canonical
    }

    /// What of a stranger's text may stand in a message: forty characters of one line.
    static func excerpt(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(40) {
            let isUnseen =
                scalar.properties.isDefaultIgnorableCodePoint
                || [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            plain.append(isUnseen ? "\u{FFFD}" : scalar)
        }
        return String(plain) + (text.unicodeScalars.count > 40 ? "…" : "")
    }

    private static func version4(_ text: String) -> String? {
        numbers4(text[...]).map { $0.map(String.init).joined(separator: ".") }
    }

    /// Four decimal numbers; a zero in front could be read as octal, and is refused.
    private static func numbers4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var numbers: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                part == "0" || part.utf8.first != 48, let number = UInt8(part)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func version6(_ text: String) -> String? {
        guard text.utf8.count <= 45, text.contains(":") else { return nil }
        let halves = Self.halves(text)
        guard halves.count <= 2 else { return nil }
        var groups: [[UInt16]] = []
        for (place, half) in halves.enumerated() {
            guard let numbers = groups6(half, isLast: place == halves.count - 1) else { return nil }
            groups.append(numbers)
        }
        var all = groups[0]
        if groups.count == 2 {
            let missing = 8 - groups[0].count - groups[1].count
            guard missing >= 1 else { return nil }
            all += [UInt16](repeating: 0, count: missing) + groups[1]
        }
        guard all.count == 8 else { return nil }
        if all[0..<5].allSatisfy({ $0 == 0 }), all[5] == 0xFFFF {
            return [all[6] >> 8, all[6] & 0xFF, all[7] >> 8, all[7] & 0xFF].map { String($0) }.joined(separator: ".")
        }
        return written(all)
    }

    /// Both sides of `::`, or all of it where there is none; more than two where it stands twice.
    private static func halves(_ text: String) -> [Substring] {
        var halves: [Substring] = []
        var rest = text[...]
        while let range = rest.firstRange(of: "::") {
            halves.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return halves + [rest]
    }

    private static func groups6(_ text: Substring, isLast: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (place, part) in parts.enumerated() {
            if isLast, place == parts.count - 1, part.contains(".") {
                guard let numbers = numbers4(part) else { return nil }
                groups += [UInt16(numbers[0]) << 8 | UInt16(numbers[1]), UInt16(numbers[2]) << 8 | UInt16(numbers[3])]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(Self.isHexadecimal),
                    let number = UInt16(part, radix: 16)
                else { return nil }
                groups.append(number)
            }
        }
        return groups
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...70, 97...102: true
        default: false
        }
    }

    /// RFC 5952: small letters, no zeros in front, the longest run of two zero groups or more as `::`, the first of equals.
    private static func written(_ groups: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        while start < 8 {
            guard groups[start] == 0 else {
                start += 1
                continue
            }
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > best.count, end - start > 1 { best = start..<end }
            start = end
        }
        func text(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return text(0..<8) }
        return text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
    }
}
