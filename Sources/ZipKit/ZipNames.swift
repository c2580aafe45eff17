// ZipNames.swift — which names an entry may have: such as mean the same file on every system, inside the folder.

/// The rules of names, for writing and for reading alike.
enum ZipNames {
    /// The longest part of a path in bytes: what file systems take.
    static let maxComponentBytes = 255

    /// What is wrong with a name by itself; nil if nothing.
    static func flaw(_ bytes: UnsafeRawBufferPointer, limit: Int) -> ZipFlaw? {
        guard !bytes.isEmpty, bytes.count <= limit else { return .nameLength }
        guard let name = String(validating: bytes, as: UTF8.self) else { return .nameEncoding }
        return flaw(name)
    }

    /// What is wrong with a name but its length; nil if nothing.
    static func flaw(_ name: String) -> ZipFlaw? {
        for scalar in name.unicodeScalars where isControl(scalar) { return .nameControl }
        let bytes = name.utf8
        guard let first = bytes.first else { return .nameLength }
        if bytes.contains(UInt8(ascii: "\\")) { return .nameBackslash }
        if first == UInt8(ascii: "/") { return .nameAbsolute }
        let second = bytes.dropFirst().first
        if second == UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20 { return .nameAbsolute }
        if bytes.last == UInt8(ascii: "/") { return .nameFolder }
        for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return .nameDots }
            if part.count > maxComponentBytes { return .nameComponent }
        }
        return nil
    }

    /// C0, DEL, C1, line and paragraph separators, and the characters that turn the direction of text, with which
    /// a program can be made to look like a PDF.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }

    /// Equal for two names that some system takes for the same file: case is folded here, and String's `==` is blind to
    /// composition (NFC, NFD). The slash becomes U+0001, which no name holds and which sorts before every character.
    static func key(_ name: String) -> String {
        var bytes = Array(name.utf8)
        var ascii = true
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "/"): bytes[index] = 1
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes[index] |= 0x20
            case 0x80...: ascii = false
            default: break
            }
        }
        let lowered = String(decoding: bytes, as: UTF8.self)
        // Lower, upper, lower comes to full case folding: ẞ, ß and ss are one, so are ς and σ.
        return ascii ? lowered : lowered.lowercased().uppercased().lowercased()
    }

    /// The first two names that cannot stand beside each other; nil if there are none.
    ///
    /// In the order of keys a file is followed at once by what claims to lie inside of it, so that neighbours tell all.
    static func clash(_ names: [String]) -> (flaw: ZipFlaw, name: String)? {
        let keyed = names.map { (key: key($0), name: $0) }.sorted { $0.key < $1.key }
        for (former, latter) in zip(keyed, keyed.dropFirst()) {
            if former.key == latter.key { return (.nameTwin, latter.name) }
            if latter.key.hasPrefix(former.key + "\u{1}") { return (.nameClash, latter.name) }
        }
        return nil
    }
}
