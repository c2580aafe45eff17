// JSON+Reading.swift — reads JSON that strangers wrote (RFC 8259), strictly and within bounds.

extension JSON {
    /// How much of a text is taken in.
    package struct Limits: Sendable, Hashable {
        /// Of arrays and objects inside each other.
        package var depth: Int
        /// Values and member names in all. A value takes more memory than the two bytes that can write it.
        package var values: Int

        package init(depth: Int = 32, values: Int = 250_000) {
            self.depth = depth
            self.values = values
        }
    }

    /// Reads one value and nothing after it.
    ///
    /// Stricter than the standard: a member name twice, a number that is not whole or beyond 64 bits, a NUL and half a
    /// surrogate pair are refused, since two readers could take each of them for two different things.
    ///
    /// Throws JSON-0001 with line and column, JSON-0002 where a limit is reached.
    package init(reading bytes: [UInt8], limits: Limits = Limits()) throws(Problem) {
        var reader = JSONReader(bytes: bytes, limits: limits)
        self = try reader.whole()
    }
}

/// Walks over the bytes once.
private struct JSONReader {
    let bytes: [UInt8]
    let limits: JSON.Limits
    private var index = 0
    private var values = 0

    init(bytes: [UInt8], limits: JSON.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func whole() throws(Problem) -> JSON {
        let value = try value(depth: 0)
        skipBlanks()
        guard index == bytes.count else { throw wrong(zh: "值的后面还有内容", en: "something stands after the value") }
        return value
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(Problem) -> JSON {
        skipBlanks()
        values += 1
        guard values <= limits.values else { throw beyond(zh: "值的数目", en: "values", limits.values) }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number()
        case nil: throw wrong(zh: "内容不完整", en: "the text ends too early")
        default: throw wrong(zh: "这里应当是一个值", en: "a value should stand here")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Problem) -> JSON {
        let end = index + word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { end <= bytes.count && bytes[index..<end].elementsEqual($0) }
        guard matches else { throw wrong(zh: "这里应当是一个值", en: "a value should stand here") }
        index = end
        return value
    }

    private mutating func object(depth: Int) throws(Problem) -> JSON {
        guard depth <= limits.depth else { throw beyond(zh: "嵌套层数", en: "levels", limits.depth) }
        index += 1
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw wrong(zh: "这里应当是成员名", en: "a member name should stand here") }
            values += 1
            let name = try string()
            guard names.insert(name).inserted else {
                throw wrong(zh: "成员“\(Self.shown(name))”出现两次", en: "the member \"\(Self.shown(name))\" stands twice")
            }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw wrong(zh: "这里应当是“:”", en: "a ':' should stand here") }
            members.append(JSON.Member(name: name, value: try value(depth: depth)))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw wrong(zh: "这里应当是“,”或“}”", en: "a ',' or '}' should stand here") }
        }
    }

    private mutating func array(depth: Int) throws(Problem) -> JSON {
        guard depth <= limits.depth else { throw beyond(zh: "嵌套层数", en: "levels", limits.depth) }
        index += 1
        var values: [JSON] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            values.append(try value(depth: depth))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw wrong(zh: "这里应当是“,”或“]”", en: "a ',' or ']' should stand here") }
        }
    }

    private mutating func number() throws(Problem) -> JSON {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let digits = index
        while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
        let isPlain = index > digits && (index == digits + 1 || bytes[digits] != UInt8(ascii: "0"))
        if let byte = next, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            throw wrong(zh: "数字必须是整数;金额等请写成字符串", en: "numbers are whole here: write amounts and the like as strings")
        }
        guard isPlain, let value = Int64(String(decoding: bytes[start..<index], as: UTF8.self)) else {
            throw wrong(zh: "这不是 64 位整数", en: "this is no whole number of 64 bits")
        }
        return .number(value)
    }

    private mutating func string() throws(Problem) -> String {
        index += 1
        let start = index
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        // most strings have nothing to be replaced in them
        if next == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try text(Array(bytes[start..<index]))
        }
        var result = Array(bytes[start..<index])
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(result)
            case UInt8(ascii: "\\"): result += Array(String(try escaped()).utf8)
            case 0..<0x20: throw wrong(zh: "字符串中有控制字符", en: "a control character stands in a string")
            default: result.append(byte)
            }
        }
        throw wrong(zh: "内容不完整", en: "the text ends too early")
    }

    private func text(_ bytes: [UInt8]) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw wrong(zh: "字符串不是 UTF-8 编码", en: "a string is not UTF-8")
        }
        return text
    }

    private mutating func escaped() throws(Problem) -> Unicode.Scalar {
        guard let byte = next else { throw wrong(zh: "内容不完整", en: "the text ends too early") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var value = try unit()
            if (0xd800...0xdbff).contains(value) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw half() }
                let low = try unit()
                guard (0xdc00...0xdfff).contains(low) else { throw half() }
                value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
            }
            guard value != 0 else { throw wrong(zh: "字符串中有 NUL", en: "a NUL stands in a string") }
            guard let scalar = Unicode.Scalar(value) else { throw half() }
            return scalar
        default: throw wrong(zh: "“\\”后面的字符无意义", en: "what stands after '\\' means nothing")
        }
    }

    private mutating func unit() throws(Problem) -> UInt32 {
        guard index + 4 <= bytes.count else { throw wrong(zh: "内容不完整", en: "the text ends too early") }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: throw wrong(zh: "“\\u”后面应当是四位十六进制数", en: "four hexadecimal digits should stand after \\u")
            }
        }
        index += 4
        return value
    }

    private func half() -> Problem { wrong(zh: "代理对不完整", en: "half a surrogate pair") }

    private static func shown(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

    private func wrong(zh: String, en: String) -> Problem {
        let before = bytes[..<min(index, bytes.count)]
        let line = before.count { $0 == 0x0a } + 1
        let column = before.count - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
        return Problem(
            code: "JSON-0001",
            message: LocalizedText(
                zh: "不是 JSON:第 \(line) 行第 \(column) 字节处,\(zh)",
                en: "this is no JSON: line \(line), byte \(column): \(en)"),
            remedy: LocalizedText(zh: "请改正该处", en: "correct it there"))
    }

    private func beyond(zh: String, en: String, _ limit: Int) -> Problem {
        Problem(
            code: "JSON-0002",
            message: LocalizedText(zh: "JSON 的\(zh)超过上限 \(limit)", en: "the JSON has more than \(limit) \(en)"),
            remedy: LocalizedText(zh: "请缩小内容", en: "make it smaller"))
    }
}
