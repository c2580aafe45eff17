// Compressibility.swift — does deflating this file pay? PDFs, photographs and office files are compressed already.
internal import FileKit
internal import Glibc
internal import Reporting

/// Judges by the name, or by the byte entropy of samples, so that the answer is quick and the same each time.
enum Compressibility {
    /// Samples of 1 KiB each.
    private static let sample = 1 << 10
    /// Bits a byte above which deflate was seen to save nothing worth its time.
    private static let threshold = 7.2

    static func pays(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 128 && entropy(of: bytes.prefix(16 * sample)) < threshold
    }

    /// Endings of formats that compress by themselves.
    private static let compressed: Set<String> = [
        "jpg", "jpeg", "png", "gif", "webp", "heic", "mp4", "mov", "avi", "mkv", "mp3", "m4a", "wmv",
        "zip", "rar", "7z", "gz", "xz", "bz2", "docx", "xlsx", "pptx", "ofd",
    ]

    private static func isCompressed(_ path: String) -> Bool {
        let bytes = path.utf8.suffix(5)
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return compressed.contains(path[path.utf8.index(after: dot)...].lowercased())
    }

    /// Not where the name says so. Else samples the beginning, each quarter and the end of the file; a short one is taken whole.
    static func pays(file path: String) throws(Problem) -> Bool {
        if isCompressed(path) { return false }
        let reader = try FileReader(path)
        guard reader.size >= 128 else { return false }
        guard reader.size > 5 * Int64(sample) else {
            return entropy(of: try reader.read(at: 0, count: 5 * sample)[...]) < threshold
        }
        var seen: [UInt8] = []
        for quarter in 0...4 {
            seen += try reader.read(at: (reader.size - Int64(sample)) / 4 * Int64(quarter), count: sample)
        }
        return entropy(of: seen[...]) < threshold
    }

    /// Shannon entropy in bits a byte.
    private static func entropy(of bytes: ArraySlice<UInt8>) -> Double {
        let total = Double(bytes.count)
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { counts in
            counts.initialize(repeating: 0)
            bytes.withUnsafeBufferPointer { for byte in $0 { counts[Int(byte)] += 1 } }
            return counts.reduce(0) { sum, count in
                guard count > 0 else { return sum }
                let share = Double(count) / total
                return sum - share * log2(share)
            }
        }
    }
}
