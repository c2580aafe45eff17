// Failures.swift — how OpenSSL's refusals become problems; the only file that touches its error queue.
internal import COpenSSL
internal import Reporting

/// Whatever OpenSSL has to say about the last failure, oldest first; empties this thread's error queue.
func drainErrors() -> String {
    var lines: [String] = []
    while true {
        let error = ERR_get_error()
        guard error != 0 else { break }
        var buffer = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(error, &buffer, buffer.count)
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        lines.append(String(decoding: bytes, as: UTF8.self))
    }
    return lines.joined(separator: "; ")
}

/// One entry of OpenSSL's error queue.
struct LibraryError {
    /// `ERR_LIB_…`.
    var library: Int32
    /// `…_R_…`, a number of the library's own.
    var reason: Int32
    /// What OpenSSL added, such as `code=503, reason=Busy`.
    var data: String
    /// OpenSSL's words.
    var text: String
}

/// The last failure's entries, oldest first; empties this thread's error queue.
func takeErrors() -> [LibraryError] {
    var entries: [LibraryError] = []
    while true {
        var data: UnsafePointer<CChar>?
        let error = ERR_get_error_all(nil, nil, nil, &data, nil)
        guard error != 0 else { break }
        entries.append(
            LibraryError(
                library: ERR_GET_LIB(error), reason: ERR_GET_REASON(error),
                data: data.map { String(cString: $0) } ?? "",
                text: ERR_reason_error_string(error).map { String(cString: $0) } ?? ""))
    }
    return entries
}

extension Problem {
    /// A problem of cryptography, with OpenSSL's own words at the end of the message.
    static func crypto(
        _ code: String, kind: Kind = .input, zh: String, en: String, remedyZh: String, remedyEn: String
    ) -> Problem {
        let detail = drainErrors()
        return Problem(
            code: code, kind: kind,
            message: LocalizedText(
                zh: detail.isEmpty ? zh : "\(zh)(OpenSSL:\(detail))",
                en: detail.isEmpty ? en : "\(en) (OpenSSL: \(detail))"),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn))
    }

    /// CRYP-0001: the library refused a step that does not depend on the input.
    static func refused(_ step: String) -> Problem {
        crypto(
            "CRYP-0001", kind: .bug, zh: "密码库拒绝执行 \(step)", en: "the cryptographic library refused \(step)",
            remedyZh: "请确认 OpenSSL 为 3.0.22 或更高版本且内存充足,再次发生请报告给我们",
            remedyEn:
                "make sure that OpenSSL is 3.0.22 or later and memory is not exhausted; report this if it persists")
    }
}

/// Throws CRYP-0001 unless `done`.
func require(_ done: Bool, _ step: @autoclosure () -> String) throws(Problem) {
    guard done else { throw .refused(step()) }
}

/// The value, or CRYP-0001.
func required<T>(_ value: T?, _ step: @autoclosure () -> String) throws(Problem) -> T {
    guard let value else { throw .refused(step()) }
    return value
}

/// What an `i2d_…` function writes, nil where it fails.
func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) -> [UInt8]? {
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = write(&bytes)
    guard count >= 0, let bytes else { return nil }
    defer { biao_free(bytes) }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
}

/// What was written into a memory BIO.
func contents(of bio: OpaquePointer) -> [UInt8] {
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = biao_bio_data(bio, &bytes)
    guard count > 0, let bytes else { return [] }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: count))
}

/// A dotted object identifier.
func dotted(_ object: OpaquePointer?) -> String {
    guard let object else { return "" }
    var buffer = [CChar](repeating: 0, count: 128)
    let count = OBJ_obj2txt(&buffer, Int32(buffer.count), object, 1)
    guard count > 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The bytes of an ASN.1 string of any kind.
func bytes(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
    guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
    return [UInt8](UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(string))))
}
