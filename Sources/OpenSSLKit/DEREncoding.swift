// DEREncoding.swift — the little DER that is written by hand, where OpenSSL has no words for a form.

/// Tag-length-value encodings (X.690).
package enum DEREncoding {
    package static let integerTag: UInt8 = 0x02
    package static let octetStringTag: UInt8 = 0x04
    package static let sequenceTag: UInt8 = 0x30
    package static let setTag: UInt8 = 0x31

    /// `[number]`, constructed.
    package static func contextTag(_ number: UInt8) -> UInt8 { 0xa0 | number }

    /// Tag and length of what follows.
    package static func header(_ tag: UInt8, _ length: Int) -> [UInt8] {
        if length < 128 { return [tag, UInt8(length)] }
        var magnitude: [UInt8] = []
        var rest = length
        while rest > 0 {
            magnitude.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(magnitude.count)] + magnitude
    }

    /// The contents one after another under one tag.
    package static func value(_ tag: UInt8, _ contents: [UInt8]...) -> [UInt8] {
        let content = contents.flatMap { $0 }
        return header(tag, content.count) + content
    }

    package static func sequence(_ elements: [UInt8]...) -> [UInt8] {
        let content = elements.flatMap { $0 }
        return header(sequenceTag, content.count) + content
    }

    /// SET OF, under another tag where it is implicit: the elements in the order of their encodings.
    package static func set(_ elements: [[UInt8]], tag: UInt8 = setTag) -> [UInt8] {
        value(tag, elements.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
    }

    package static func octets(_ bytes: [UInt8]) -> [UInt8] { value(octetStringTag, bytes) }

    /// A small INTEGER, below 128.
    package static func integer(_ value: UInt8) -> [UInt8] { [integerTag, 1, value] }

    /// - Parameter dotted: at least two arcs of digits, as in "1.2.156.10197.1.401".
    package static func objectIdentifier(_ dotted: String) -> [UInt8] {
        let arcs = dotted.split(separator: ".").compactMap { UInt64($0) }
        guard arcs.count >= 2 else { return value(0x06) }
        var content: [UInt8] = []
        for arc in [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2) {
            var digits = [UInt8(arc & 0x7f)]
            var rest = arc >> 7
            while rest > 0 {
                digits.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
                rest >>= 7
            }
            content += digits
        }
        return value(0x06, content)
    }

    /// AlgorithmIdentifier, without parameters where none are given.
    package static func algorithm(_ dotted: String, parameters: [UInt8] = []) -> [UInt8] {
        sequence(objectIdentifier(dotted), parameters)
    }
}
