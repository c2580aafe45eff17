// Prescan.swift — one pass over the raw bytes that refuses what libxml2 must never see.
//
// libxml2 guards itself less than we want: it expands entities, follows a declared encoding, takes a NUL for the end,
// and compares every attribute of a tag with every other. None of that is reachable once this pass is through. It does
// not check that the document is well-formed; where it cannot make sense of a tag it leaves the word to libxml2.
internal import Reporting

struct Prescan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: XMLLimits
    private var position = 0
    private var depth = 0
    private var nodes = 0
    private var textRun = 0

    /// Throws what is wrong with `bytes`, with its line; returns where the document begins, after a byte order mark.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits) throws(Problem) -> Int {
        guard bytes.count <= limits.maxBytes else { throw .tooManyBytes(bytes.count, limit: limits.maxBytes) }
        guard !bytes.isEmpty else { throw .malformed("the document is empty", line: 1) }
        if bytes.count >= 2, [[0xFE, 0xFF], [0xFF, 0xFE], [0x3C, 0], [0, 0x3C]].contains([bytes[0], bytes[1]]) {
            throw .encoding("UTF-16")
        }
        if let wrong = firstInvalid(bytes) {
            // a file that says GB18030 and is, is told so, rather than where its first character is
            let head = String(decoding: bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
            if head.hasPrefix("<?xml"), let declared = value(of: "encoding", in: head), declared.uppercased() != "UTF-8"
            {
                throw .encoding(declared)
            }
            throw .notUTF8(line: bytes.line(at: wrong), "字节 \(wrong) 处编码无效", "invalid at byte \(wrong)")
        }
        if let zero = bytes.next(0, from: 0) {
            throw .notUTF8(line: bytes.line(at: zero), "含有空字符", "it holds a NUL")
        }
        var scan = Prescan(bytes: bytes, limits: limits)
        let start = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
        scan.position = start
        try scan.declaration()
        try scan.content()
        return start
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`, where it stands.
    private mutating func declaration() throws(Problem) {
        guard bytes.has("<?xml", at: position), position + 5 < bytes.count, Self.isSpace(bytes[position + 5]) else {
            return
        }
        guard let end = bytes.find("?>", from: position), end - position < 200 else {
            throw .malformed("the XML declaration does not end", line: 1)
        }
        let words = String(decoding: bytes[position..<end], as: UTF8.self)
        if let version = Self.value(of: "version", in: words), version != "1.0" {
            throw .malformed("version \(version) of XML is not read, only 1.0", line: 1)
        }
        if let encoding = Self.value(of: "encoding", in: words), encoding.uppercased() != "UTF-8" {
            throw .encoding(encoding)
        }
        position = end + 2
    }

    private mutating func content() throws(Problem) {
        while let open = bytes.next(UInt8(ascii: "<"), from: position) {
            textRun += open - position
            guard textRun <= limits.maxTextBytes else { throw .tooLong(limit: limits.maxTextBytes, line: line) }
            position = open
            guard open + 1 < bytes.count else { return }
            switch bytes[open + 1] {
            case UInt8(ascii: "?"): throw .processingInstruction(line: line)
            case UInt8(ascii: "!"): try declarationOrComment()
            case UInt8(ascii: "/"):
                depth -= 1
                textRun = 0
                guard let close = bytes.next(UInt8(ascii: ">"), from: position) else { return }
                try skip(to: close + 1)
            default: try startTag()
            }
        }
        guard bytes.count - position <= limits.maxTextBytes else {
            throw .tooLong(limit: limits.maxTextBytes, line: line)
        }
    }

    private mutating func declarationOrComment() throws(Problem) {
        let terminator: StaticString
        let start = position
        var isText = false
        if bytes.has("<!--", at: position) {
            terminator = "-->"
            position += 4
        } else if bytes.has("<![CDATA[", at: position) {
            terminator = "]]>"
            position += 9
            isText = true
        } else {
            throw .documentType(line: line)
        }
        let end = bytes.find(terminator, from: position).map { $0 + 3 } ?? bytes.count
        position = start
        if isText { textRun += end - start }
        guard textRun <= limits.maxTextBytes else { throw .tooLong(limit: limits.maxTextBytes, line: line) }
        try skip(to: end)
    }

    private mutating func startTag() throws(Problem) {
        var quote: UInt8 = 0
        var attributes = 0
        var index = position + 1
        var last: UInt8 = 0
        scan: while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: "="): attributes += 1
                case UInt8(ascii: ">"): break scan
                default: break
                }
            }
            last = byte
            index += 1
        }
        guard attributes <= limits.maxAttributes else {
            throw .tooManyAttributes(limit: limits.maxAttributes, line: line)
        }
        nodes += 1 + attributes
        guard nodes <= limits.maxNodes else { throw .tooManyNodes(limit: limits.maxNodes, line: line) }
        guard depth < limits.maxDepth else { throw .tooDeep(limit: limits.maxDepth, line: line) }
        if last != UInt8(ascii: "/") { depth += 1 }
        textRun = 0
        try skip(to: min(index + 1, bytes.count))
    }

    private mutating func skip(to end: Int) throws(Problem) {
        guard end - position <= limits.maxTextBytes else { throw .tooLong(limit: limits.maxTextBytes, line: line) }
        position = end
    }
}

// MARK: - Finding one's way

extension Prescan {
    private var line: Int { bytes.line(at: position) }

    /// Offset of the first byte that is not UTF-8.
    private static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// The quoted value after `name` in the text of an XML declaration.
    private static func value(of name: String, in words: String) -> String? {
        for quote: Character in ["\"", "'"] {
            let parts = words.split(separator: quote, omittingEmptySubsequences: false)
            for index in parts.indices.dropFirst() where index % 2 == 1 {
                let before = parts[index - 1].filter { !$0.isWhitespace }
                if before.hasSuffix(name + "=") { return String(parts[index]) }
            }
        }
        return nil
    }
}
