// TextCache.swift — one text for what says the same: names, features and units of a bill come again and again.

/// Makes texts of bytes, and hands out the one it made before where it still has it. Its size is fixed, whatever the bill holds.
struct TextCache {
    private var texts: [String] = Array(repeating: "", count: 1 << 11)

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // up to fifteen bytes a text is no larger than what leads to it
        guard bytes.count > 15 else { return String(decoding: bytes, as: UTF8.self) }
        let raw = UnsafeRawBufferPointer(bytes)
        let slot = Self.hash(raw) & (texts.count - 1)
        let isKnown = texts[slot].utf8.withContiguousStorageIfAvailable { known in
            Self.isEqual(UnsafeRawBufferPointer(known), raw)
        }
        if isKnown == true { return texts[slot] }
        let text = String(decoding: bytes, as: UTF8.self)
        texts[slot] = text
        return text
    }

    /// Of eight bytes or more, eight at a time; the last eight may lie over those before them. A text that was chosen to meet another
    /// here costs what it would cost without a cache.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset < bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: min(offset, bytes.count - 8), as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            offset += 8
        }
        return Int(truncatingIfNeeded: hash & 0xFFFF_FFFF)
    }

    private static func isEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        var offset = 0
        while offset < a.count {
            let place = min(offset, a.count - 8)
            guard
                a.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    == b.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            else { return false }
            offset += 8
        }
        return true
    }
}
