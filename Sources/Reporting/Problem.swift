// Problem.swift — "we failed" (故障): the one error type that biao throws.

/// Why a command could not do its work. Thrown; never used to say that a document is wrong (that is a ``Finding``), nor that
/// what was given can be read and does not suffice, such as too few trustees' shares (a finding as well, exit 1).
package struct Problem: Error, Sendable, Hashable, Codable {
    /// What a caller can do about it; decides the exit code.
    package enum Kind: String, Sendable, Codable {
        /// The call itself is wrong (exit 64).
        case usage
        /// An input cannot be read or must not be used (exit 65).
        case input
        /// A bug of ours (exit 70).
        case bug
        /// The file system said no: disk full, read-only, in use (exit 74).
        case system
        /// An outside tool or service did not answer in time (exit 75).
        case timeout
        /// An outside tool crashed, or answered what cannot be used (exit 75).
        case tool
        /// Not before the opening time (exit 77).
        case tooEarly
    }

    /// `AREA-NNNN`, never reused.
    package var code: String
    package var kind: Kind
    package var message: LocalizedText
    /// What the person can do next.
    package var remedy: LocalizedText
    /// File, entry, line or field; nil where the message says it all.
    package var place: String?
    /// Every place, the first one too, where the same is wrong at several; empty where ``place`` says it all.
    package var places: [String]

    package init(
        code: String, kind: Kind = .input, message: LocalizedText, remedy: LocalizedText, place: String? = nil,
        places: [String] = []
    ) {
        self.code = code
        self.kind = kind
        self.message = message
        self.remedy = remedy
        self.place = place ?? places.first
        self.places = places
    }

    /// ``places``, or the one place that there is.
    package var allPlaces: [String] { places.isEmpty ? [place].compactMap(\.self) : places }

    /// The same problem, said to be at `place` unless it names a place already.
    package func at(_ place: String) -> Problem {
        var copy = self
        copy.place = copy.place ?? place
        return copy
    }

    /// A state that the program itself must never reach.
    package static func bug(_ what: String, file: String = #fileID, line: Int = #line) -> Problem {
        Problem(
            code: "BUG-0001", kind: .bug,
            message: LocalizedText(zh: "程序内部错误:\(what)", en: "internal error: \(what)"),
            remedy: LocalizedText(zh: "请把此信息连同所用命令报告给我们", en: "please report this line with the command you ran"),
            place: "\(file):\(line)")
    }
}
