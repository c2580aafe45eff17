// DER.swift — the little DER that is read by hand, where OpenSSL keeps a field to itself.

/// One tag-length-value of a message that OpenSSL has already parsed whole.
struct DER {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Tag, length and content.
    let bytes: ArraySlice<UInt8>

    /// What is inside a constructed element; nil where that is malformed.
    var elements: [DER]? { DER.elements(of: content) }

    /// Tag, length and contents, as DER has them.
    static func encode(_ tag: UInt8, _ contents: [UInt8]...) -> [UInt8] {
        let content = contents.flatMap { $0 }
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    /// Elements side by side; nil where a length is malformed or runs over the end. Tags of one byte only.
    static func elements(of bytes: some Collection<UInt8>) -> [DER]? {
        let bytes = Array(bytes)
        var found: [DER] = []
        var position = 0
        while position < bytes.count {
            guard bytes.count - position >= 2, bytes[position] & 0x1f != 0x1f else { return nil }
            var length = Int(bytes[position + 1])
            var start = position + 2
            if length >= 0x80 {
                let count = length & 0x7f
                guard (1...4).contains(count), bytes.count - start >= count else { return nil }
                length = bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
                start += count
            }
            guard bytes.count - start >= length else { return nil }
            let end = start + length
            found.append(DER(tag: bytes[position], content: bytes[start..<end], bytes: bytes[position..<end]))
            position = end
        }
        return found
    }
}
