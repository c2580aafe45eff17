// Compressibility.swift — does deflating this file pay? PDFs, photographs and office files are compressed already.
internal import FileKit
internal import Glibc
internal import Reporting

/// Judges by the byte entropy of samples, so that the answer is quick and the same each time.
enum Compressibility {
    /// Samples of 16 KiB each.
    private static let sample = 16 << 10
    /// Bits a byte above which deflate was seen to save nothing worth its time.
    private static let threshold = 7.2

    static func pays(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 128 && entropy(of: bytes.prefix(4 * sample)) < threshold
    }

    /// Samples the beginning, the middle and three quarters of the file.
    static func pays(file path: String) throws(Problem) -> Bool {
        let reader = try FileReader(path)
        guard reader.size >= 128 else { return false }
        var seen: [UInt8] = []
        for offset in [0, reader.size / 2, reader.size / 4 * 3] {
            seen += try reader.read(at: offset, count: sample)
        }
        return entropy(of: seen[...]) < threshold
    }

    /// Shannon entropy in bits a byte.
    private static func entropy(of bytes: ArraySlice<UInt8>) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }
}
