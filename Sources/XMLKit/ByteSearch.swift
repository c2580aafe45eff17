// ByteSearch.swift — finding bytes in bytes, at the C library's speed.
internal import Glibc

extension UnsafeBufferPointer<UInt8> {
    /// Offset of the next `byte` at or after `start`.
    func next(_ byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start >= 0, start < count else { return nil }
        guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether `word` stands at `offset`.
    func has(_ word: StaticString, at offset: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard let base = baseAddress, offset >= 0, offset + length <= count else { return false }
        return memcmp(base + offset, word.utf8Start, length) == 0
    }

    /// Offset of the next `word` at or after `start`.
    func find(_ word: StaticString, from start: Int) -> Int? {
        var from = start
        while let candidate = next(word.utf8Start.pointee, from: from) {
            if has(word, at: candidate) { return candidate }
            from = candidate + 1
        }
        return nil
    }

    /// Line of a byte, the first being 1. Counted only when there is something to say.
    func line(at offset: Int) -> Int {
        1 + self[..<Swift.min(offset, count)].count { $0 == 0x0A }
    }
}
