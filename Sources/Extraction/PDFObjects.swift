// PDFObjects.swift — the streams of a PDF's objects as they lie in the file: for digests of pictures, nothing is decoded.

/// Where objects begin, found by going through the file once. Of an object that was replaced the last counts.
package struct PDFObjects {
    private let bytes: [UInt8]
    private var offsets: [Int: Int] = [:]
    private var replaced: Set<Int> = []
    private static let maxObjects = 8_388_607

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let word = Array("obj".utf8)
        var from = 0
        while let place = bytes.find(word, from: from) {
            from = place + 3
            guard let (number, start) = Self.header(bytes, before: place), number <= Self.maxObjects else { continue }
            if offsets.updateValue(start, forKey: number) != nil { replaced.insert(number) }
        }
    }

    /// Where an object begins that stands in the file once; nil for others.
    func onlyOffset(of number: Int) -> Int? { replaced.contains(number) ? nil : offsets[number] }

    /// Number and beginning of `12 0 obj` whose last word begins at `place`; nil for `endobj` and chance.
    private static func header(_ bytes: [UInt8], before place: Int) -> (number: Int, start: Int)? {
        var index = place
        func back(while test: (UInt8) -> Bool, most: Int) -> Range<Int>? {
            let end = index
            while index > 0, end - index < most, test(bytes[index - 1]) { index -= 1 }
            return index < end ? index..<end : nil
        }
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        guard back(while: PDFSyntax.isSpace, most: 8) != nil, back(while: isDigit, most: 5) != nil,
            back(while: PDFSyntax.isSpace, most: 8) != nil, let digits = back(while: isDigit, most: 10),
            index == 0 || !isDigit(bytes[index - 1])
        else { return nil }
        return (bytes[digits].reduce(0) { $0 * 10 + Int($1 - 48) }, digits.lowerBound)
    }

    /// The bytes of an object's stream, as they lie there; nil where there is none, or its end cannot be found.
    package func stream(of number: Int) -> [UInt8]? {
        guard let offset = offsets[number] else { return nil }
        var syntax = PDFSyntax(bytes, at: offset)
        guard syntax.objectHeader()?.number == number, let entries = syntax.dictionary(), syntax.take("stream") else {
            return nil
        }
        var start = syntax.position
        if start < bytes.count, bytes[start] == 13 { start += 1 }
        if start < bytes.count, bytes[start] == 10 { start += 1 }
        let end = Array("endstream".utf8)
        if let length = entries["Length"].flatMap(length), start + length <= bytes.count {
            var after = PDFSyntax(bytes, at: start + length, room: 64)
            if after.take("endstream") { return Array(bytes[start..<start + length]) }
        }
        guard var stop = bytes.find(end, from: start) else { return nil }
        if stop > start, bytes[stop - 1] == 10 { stop -= 1 }
        if stop > start, bytes[stop - 1] == 13 { stop -= 1 }
        return Array(bytes[start..<stop])
    }

    /// A number, or that of the object that it refers to.
    private func length(at place: Int) -> Int? {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        guard let number = syntax.number() else { return nil }
        guard syntax.number() != nil, syntax.take("R") else { return number }
        guard let offset = offsets[number] else { return nil }
        var other = PDFSyntax(bytes, at: offset, room: 256)
        guard other.objectHeader()?.number == number else { return nil }
        return other.number()
    }
}
