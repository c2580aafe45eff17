// PDFLayout.swift — what `pdftotext -bbox-layout` writes: pages, blocks, lines and words with their boxes, one tag a line.
//
// It is XHTML with a DOCTYPE, and letters of the document may be controls that no XML may have. The tool writes `<` of the
// document as `&lt;`, so a tag here is always the tool's own, and each is looked at by itself.

/// Goes through the tool's output once.
struct PDFLayout {
    /// A page, as far as the layout tells.
    struct Page {
        var number: Int
        var hasText = false
    }

    private(set) var pages: [Page] = []
    /// Whether the output came to its end.
    private(set) var isWhole = false

    private var lines: [(text: String, box: PageBox)] = []
    private var words: [UInt8] = []
    private var line: PageBox?

    init(_ output: [UInt8], into text: TextCollector) {
        output.withUnsafeBufferPointer { bytes in read(bytes, into: text) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into text: TextCollector) {
        var position = 0
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
            position = close + 1
            let tag = UnsafeBufferPointer(rebasing: bytes[open..<close])
            if Self.begins(tag, "<word ") {
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                if !words.isEmpty { words.append(0x20) }
                append(UnsafeBufferPointer(rebasing: bytes[position..<end]))
                position = end
            } else if Self.begins(tag, "<line ") {
                line = Self.box(tag)
                words.removeAll(keepingCapacity: true)
            } else if Self.begins(tag, "</line") {
                endLine()
            } else if Self.begins(tag, "</block") {
                endBlock(text)
            } else if Self.begins(tag, "<page ") {
                pages.append(Page(number: pages.count + 1))
            } else if Self.begins(tag, "</doc") {
                isWhole = true
            }
        }
        // what was cut off in the middle
        endLine()
        endBlock(text)
    }

    private mutating func endLine() {
        if let line, !words.isEmpty { lines.append((String(decoding: words, as: UTF8.self), line)) }
        words.removeAll(keepingCapacity: true)
        line = nil
    }

    /// Lines that can be read make one block; lines that are too low for that another.
    private mutating func endBlock(_ text: TextCollector) {
        defer { lines.removeAll(keepingCapacity: true) }
        guard !lines.isEmpty, let page = pages.last?.number else { return }
        for isTiny in [false, true] {
            let some = lines.filter { ($0.box.bottom - $0.box.top <= 1) == isTiny }
            guard let first = some.first else { continue }
            let box = some.dropFirst().reduce(first.box) { $0.joined($1.box) }
            pages[pages.count - 1].hasText = true
            text.add(
                some.map(\.text).joined(separator: "\n"), .page(page, box: box), isTiny ? .tiny : nil)
        }
    }

    /// Text of the tool's, with its five entities resolved.
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.contains(UInt8(ascii: "&")) else {
            words.append(contentsOf: bytes)
            return
        }
        let entities: [(StaticString, UInt8)] = [
            ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
            ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
        ]
        var index = 0
        next: while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&") {
                let rest = UnsafeBufferPointer(rebasing: bytes[index...])
                for (entity, byte) in entities where Self.begins(rest, entity) {
                    words.append(byte)
                    index += entity.utf8CodeUnitCount
                    continue next
                }
            }
            words.append(bytes[index])
            index += 1
        }
    }

    private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where bytes[index] != word.utf8Start[index] { return false }
        return true
    }

    /// The four numbers of a tag, `xMin`, `yMin`, `xMax`, `yMax` in this order.
    private static func box(_ tag: UnsafeBufferPointer<UInt8>) -> PageBox {
        var numbers: [Double] = []
        var index = 0
        while numbers.count < 4, let quote = tag[index...].firstIndex(of: UInt8(ascii: "\"")) {
            index = quote + 1
            var value = 0.0
            var scale = 0.0
            var isNegative = false
            while index < tag.count, tag[index] != UInt8(ascii: "\"") {
                switch tag[index] {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): scale = 1
                case 48...57:
                    value = value * 10 + Double(tag[index] - 48)
                    scale *= 10
                default: break
                }
                index += 1
            }
            index += 1
            if scale > 1 { value /= scale }
            numbers.append(isNegative ? -value : value)
        }
        guard numbers.count == 4 else { return PageBox(left: 0, top: 0, right: 0, bottom: 0) }
        return PageBox(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    }
}
