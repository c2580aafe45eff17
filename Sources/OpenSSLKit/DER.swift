// DER.swift — the little DER that is read by hand, where OpenSSL keeps a field to itself.

/// One tag-length-value of a message that OpenSSL has already parsed whole.
struct DER {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Tag, length and content.
    let bytes: ArraySlice<UInt8>

    /// What is inside a constructed element; nil where that is malformed.
    var elements: [DER]? { DER.elements(of: content) }

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
