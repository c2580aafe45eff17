// Bytes.swift — finding bytes in bytes, and small numbers in them; every offset is checked.
internal import Glibc

extension [UInt8] {
    /// Whether `word` stands at `offset`.
    func has(_ word: [UInt8], at offset: Int = 0) -> Bool {
        guard offset >= 0, offset <= count - word.count else { return false }
        for (index, byte) in word.enumerated() where self[offset + index] != byte { return false }
        return true
    }

    /// Offset of the next `word` at or after `start` that ends at or before `end`.
    func find(_ word: [UInt8], from start: Int, to end: Int = .max) -> Int? {
        let end = Swift.min(end, count)
        guard start >= 0, !word.isEmpty, start <= end - word.count else { return nil }
        return withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var from = start
            while from <= end - word.count,
                let found = memchr(base + from, Int32(word[0]), end - word.count + 1 - from)
            {
                let offset = UnsafeRawPointer(found) - base
                if memcmp(base + offset, word, word.count) == 0 { return offset }
                from = offset + 1
            }
            return nil
        }
    }

    /// Offset of the last `word` that begins at or after `start`.
    func findLast(_ word: [UInt8], from start: Int) -> Int? {
        var offset = count - word.count
        let start = Swift.max(0, start)
        while offset >= start {
            if has(word, at: offset) { return offset }
            offset -= 1
        }
        return nil
    }

    /// An unsigned number of `width` bytes at `offset`; nil where the bytes end before.
    func number(at offset: Int, width: Int, bigEndian: Bool) -> Int? {
        guard offset >= 0, (1...4).contains(width), offset <= count - width else { return nil }
        var value = 0
        for index in 0..<width {
            value = value << 8 | Int(self[bigEndian ? offset + index : offset + width - 1 - index])
        }
        return value
    }
}
