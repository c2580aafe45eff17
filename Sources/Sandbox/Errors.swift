// Errors.swift — what an outside program wrote to standard error, and the words of the system, fit to be shown.
internal import Glibc

enum Errors {
    static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// The end of what a program wrote to standard error: whatever it floods us with, only so much is kept.
package struct ErrorText: Sendable, Hashable {
    private static let kept = 8_192
    private var bytes: [UInt8] = []
    /// All bytes that came.
    package private(set) var count = 0

    package init() {}

    mutating func append(_ more: some Collection<UInt8>) {
        count += more.count
        bytes += more.suffix(Self.kept)
        if bytes.count > Self.kept { bytes.removeFirst(bytes.count - Self.kept) }
    }

    /// The lines that were kept, without control characters, the oldest first.
    package var lines: [String] {
        String(decoding: bytes, as: UTF8.self).split { $0.isNewline }.map { line in
            String(
                String.UnicodeScalarView(
                    line.unicodeScalars.prefix(400).map { $0.properties.generalCategory == .control ? "�" : $0 }))
        }
    }

    /// The last lines, on one line, without control characters; at most some 1,000 characters. Empty where there is nothing.
    package var shown: String {
        let lines = String(decoding: bytes, as: UTF8.self).split { $0.isNewline }
        let clean = lines.suffix(8).map { line in
            let scalars = line.unicodeScalars.map { $0.properties.generalCategory == .control ? "�" : $0 }
            let text = { (part: ArraySlice<Unicode.Scalar>) in String(String.UnicodeScalarView(part)) }
            return scalars.count <= 240
                ? text(scalars[...]) : text(scalars.prefix(120)) + "…" + text(scalars.suffix(120))
        }
        let text = clean.joined(separator: " / ")
        return text.count > 1_000 ? "…" + text.suffix(1_000) : text
    }
}
