// ZipFormat.swift — the numbers of the format (APPNOTE 6.3), as our profile uses them, and DOS time.

/// Signatures, record sizes and the constants of our profile.
enum ZipFormat {
    static let localSignature: UInt32 = 0x0403_4b50
    static let centralSignature: UInt32 = 0x0201_4b50
    static let endSignature: UInt32 = 0x0605_4b50
    static let end64Signature: UInt32 = 0x0606_4b50
    static let locator64Signature: UInt32 = 0x0706_4b50

    static let localSize = 30
    static let centralSize = 46
    static let endSize = 22
    static let end64Size = 56
    static let locator64Size = 20

    /// General purpose bit 11: the name is UTF-8.
    static let utf8Flag: UInt16 = 1 << 11
    /// Extra field id of the 64-bit sizes and offset.
    static let zip64Extra: UInt16 = 0x0001
    /// "Version made by" of every entry: UNIX, 4.5.
    static let madeBy: UInt16 = 3 << 8 | 45
    /// What others write who make the same archives on Unix: Info-ZIP 3.0 and python's zipfile. No two differ in one bit.
    static let admittedMakers: Set<UInt16> = [madeBy, 3 << 8 | 30, 3 << 8 | 20]
    /// External attributes of every entry: a regular file, rw-r--r--.
    static let regularFile: UInt32 = 0o100644 << 16
    /// The value of a field that stands in the zip64 extra field instead.
    static let elsewhere32: UInt32 = .max

    /// "Version needed to extract" of a header.
    static func versionNeeded(_ method: ZipWriter.Method, zip64: Bool) -> UInt16 {
        if zip64 { return 45 }
        return method == .deflate ? 20 : 10
    }
}

/// A DOS date and time, taken as UTC: 1980 to 2107, in steps of two seconds.
struct DOSTime: Hashable {
    /// Hour, minute, half seconds: the low 16 bits; year since 1980, month, day: the high ones.
    let bits: UInt32

    static let earliest: Int64 = 315_532_800  // 1980-01-01T00:00:00Z
    static let latest: Int64 = 4_354_819_198  // 2107-12-31T23:59:58Z

    /// The time at or before `epoch` (seconds since 1970), clamped to what can be said.
    init(epoch: Int64) {
        let seconds = min(max(epoch, Self.earliest), Self.latest)
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        // Days to a civil date: eras of 400 years that begin on 1 March.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = (year - 1980) << 9 | month << 5 | day
        let time = (rest / 3600) << 11 | (rest / 60 % 60) << 5 | (rest % 60) / 2
        bits = UInt32(truncatingIfNeeded: date << 16 | time)
    }

    init(bits: UInt32) { self.bits = bits }

    /// Seconds since 1970; nil where the bits name no moment, such as 31 February.
    var epoch: Int64? {
        let fields = Int64(bits)
        let (year, month, day) = (fields >> 25 + 1980, fields >> 21 & 15, fields >> 16 & 31)
        let (hour, minute, second) = (fields >> 11 & 31, fields >> 5 & 63, (fields & 31) * 2)
        guard (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60 else { return nil }
        let (shiftedYear, marchMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * marchMonth + 2) / 5 + day - 1
        let seconds = (era * 146_097 + dayOfEra - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
        return DOSTime(epoch: seconds).bits == bits ? seconds : nil
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian number at `offset`. The caller has made sure that it lies within.
    func number<T: FixedWidthInteger>(_ offset: Int, as type: T.Type = T.self) -> T {
        T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }
}
