// PDFPicturePages.swift — which pages of a PDF cannot have pictures (必无图片的页): those need not be painted to list their pictures.
//
// `pdfimages -list` paints every page, and a sheet of drawings takes it as long as all the text of a volume. Here nothing is painted: a
// page is free of pictures where it names no picture, form, pattern, mask or remark that could hold one, and its operators
// have no picture of their own (`BI`). Whatever is unusual counts as a page that may have pictures, and the file as a whole where two
// readers might disagree on what its objects are. Nothing that is said of pictures comes from here.
internal import ZipKit

package struct PDFPicturePages {
    private struct Page {
        var mayHavePictures: Bool
        /// Bytes of its operators, inflated.
        var weight = 0
    }

    private var pages: [Page] = []

    /// Bytes of the operators of one page, and of all pages, that are looked through.
    private static let mostOfPage = 16 << 20
    private static let most = 256 << 20
    /// Operators that it takes about as long to paint as it takes to start the tool once more.
    private static let worthSkipping = 128 << 10
    private static let mostStretches = 64

    /// Stretches of pages that may have pictures, with pages between them that are not worth to be left out. Ascending.
    package var stretches: [ClosedRange<Int>] {
        var worth = Self.worthSkipping
        while true {
            let found = stretches(leavingOut: worth)
            if found.count <= Self.mostStretches { return found }
            worth *= 2
        }
    }

    private func stretches(leavingOut worth: Int) -> [ClosedRange<Int>] {
        var found: [ClosedRange<Int>] = []
        var between = 0
        for (index, page) in pages.enumerated() {
            guard page.mayHavePictures else {
                between += page.weight
                continue
            }
            if let last = found.last, between < worth {
                found[found.count - 1] = last.lowerBound...index + 1
            } else {
                found.append(index + 1...index + 1)
            }
            between = 0
        }
        return found
    }

    /// Nil where the file is written in a way that is not followed here: with compressed objects, encrypted, in damaged order.
    ///
    /// - Parameter count: pages that poppler counts.
    package init?(_ bytes: [UInt8], objects: PDFObjects, pages count: Int) {
        guard let file = PlainFile(bytes, objects), let root = file.root, root["AcroForm"] == nil,
            let tree = root["Pages"].flatMap(file.reference)
        else { return nil }
        var masks: [Int: Bool] = [:]
        var left = Self.most
        var visited: Set<Int> = []
        var waiting: [(number: Int, resources: Int?)] = [(tree, nil)]
        while let (number, inherited) = waiting.popLast() {
            guard visited.insert(number).inserted, visited.count <= 200_000, let node = file.dictionary(number),
                let type = node["Type"].flatMap(file.name)
            else { return nil }
            let resources = node["Resources"] ?? inherited
            if let kids = node["Kids"] {
                guard type == "Pages", let numbers = file.references(at: kids) else { return nil }
                for kid in numbers.reversed() { waiting.append((kid, resources)) }
                continue
            }
            guard type == "Page", pages.count < count else { return nil }
            var page = Page(mayHavePictures: true)
            let isBare = node["Annots"] == nil && (resources.map { file.namesNothing($0, &masks) } ?? true)
            if isBare, let operators = file.operators(of: node, limit: min(left, Self.mostOfPage)) {
                left -= operators.count
                page.weight = operators.count
                page.mayHavePictures = Self.hasInlinePicture(operators)
            }
            pages.append(page)
        }
        guard pages.count == count else { return nil }
    }

    /// Whether `BI` stands there as a word, also where it is one of a text.
    private static func hasInlinePicture(_ operators: [UInt8]) -> Bool {
        func isApart(_ place: Int) -> Bool {
            guard operators.indices.contains(place) else { return true }
            return PDFSyntax.isSpace(operators[place]) || PDFSyntax.isDelimiter(operators[place])
        }
        var from = 0
        while let place = operators.find([0x42, 0x49], from: from) {
            if isApart(place - 1), isApart(place + 2) { return true }
            from = place + 1
        }
        return false
    }
}

/// Objects that every reader finds at the same place: named by a cross-reference table, and once in the file.
private struct PlainFile {
    private let bytes: [UInt8]
    private let objects: PDFObjects
    private var table: [Int: Int] = [:]
    /// The catalogue.
    private(set) var root: [String: Int]?

    private static let mostSections = 64
    private static let mostObjects = 2_000_000

    init?(_ bytes: [UInt8], _ objects: PDFObjects) {
        self.bytes = bytes
        self.objects = objects
        guard bytes.has(Array("%PDF-".utf8)),
            let place = bytes.findLast(Array("startxref".utf8), from: bytes.count - (1 << 20))
        else { return nil }
        var start = PDFSyntax(bytes, at: place + 9, room: 64)
        var next = start.number()
        var sections: Set<Int> = []
        var catalogue: Int?
        while let offset = next {
            guard sections.insert(offset).inserted, sections.count <= Self.mostSections,
                let trailer = section(at: offset), trailer["XRefStm"] == nil, trailer["Encrypt"] == nil
            else { return nil }
            catalogue = catalogue ?? trailer["Root"]
            next = nil
            if let previous = trailer["Prev"] {
                var syntax = PDFSyntax(bytes, at: previous, room: 64)
                guard let number = syntax.number() else { return nil }
                next = number
            }
        }
        root = catalogue.flatMap(reference).flatMap { dictionary($0) }
    }

    /// Takes the entries of one table that newer ones do not have; gives its trailer.
    private mutating func section(at offset: Int) -> [String: Int]? {
        var syntax = PDFSyntax(bytes, at: offset, room: 64 << 20)
        guard syntax.take("xref") else { return nil }
        while let first = syntax.number(), let count = syntax.number() {
            guard count <= Self.mostObjects, table.count + count <= Self.mostObjects else { return nil }
            for number in first..<first + count {
                guard let place = syntax.number(), syntax.number() != nil else { return nil }
                if syntax.take("n") {
                    if table[number] == nil { table[number] = place }
                } else if syntax.take("f") {
                    // a free one hides what older tables have
                    if table[number] == nil { table[number] = -1 }
                } else {
                    return nil
                }
            }
        }
        guard syntax.take("trailer") else { return nil }
        return syntax.dictionary(plainly: true)
    }

    /// Where the value of an object begins.
    private func value(_ number: Int, generation: Int = 0) -> Int? {
        guard let offset = table[number], objects.onlyOffset(of: number) == offset else { return nil }
        var syntax = PDFSyntax(bytes, at: offset, room: 64)
        guard let header = syntax.objectHeader(), header.number == number, header.generation == generation else {
            return nil
        }
        return syntax.position
    }

    /// The number in `12 0 R`.
    func reference(_ place: Int) -> Int? {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        guard let number = syntax.number(), syntax.number() == 0, syntax.take("R") else { return nil }
        return number
    }

    func name(_ place: Int) -> String? {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        return syntax.name()
    }

    /// The dictionary that is an object.
    func dictionary(_ number: Int) -> [String: Int]? {
        guard let place = value(number) else { return nil }
        var syntax = PDFSyntax(bytes, at: place)
        return syntax.dictionary(plainly: true)
    }

    /// The dictionary that stands at a place, or that is referred to there.
    private func dictionary(at place: Int) -> [String: Int]? {
        if let number = reference(place) { return dictionary(number) }
        var syntax = PDFSyntax(bytes, at: place)
        return syntax.dictionary(plainly: true)
    }

    /// `[1 0 R 2 0 R]`, there or in the object that is referred to there.
    func references(at place: Int) -> [Int]? {
        guard let place = reference(place).map({ value($0) }) ?? place else { return nil }
        var syntax = PDFSyntax(bytes, at: place, room: 16 << 20)
        guard syntax.take("[") else { return nil }
        var numbers: [Int] = []
        while !syntax.take("]") {
            guard let number = syntax.number(), syntax.number() == 0, syntax.take("R") else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// Whether resources name nothing that could be or hold a picture. What was found of states of painting is kept in `masks`.
    func namesNothing(_ place: Int, _ masks: inout [Int: Bool]) -> Bool {
        guard let resources = dictionary(at: place) else { return false }
        for kind in ["XObject", "Pattern"] {
            if let place = resources[kind] {
                guard let named = dictionary(at: place), named.isEmpty else { return false }
            }
        }
        guard let states = resources["ExtGState"] else { return true }
        guard let named = dictionary(at: states) else { return false }
        return named.values.allSatisfy { place in
            // a mask is a form
            func hasNoMask() -> Bool {
                guard let state = dictionary(at: place) else { return false }
                return state["SMask"].map { name($0) == "None" } ?? true
            }
            guard let number = reference(place) else { return hasNoMask() }
            if let known = masks[number] { return known }
            let result = hasNoMask()
            masks[number] = result
            return result
        }
    }

    /// What a page's streams say, one behind the other; nil where they are coded in another way than usual, or come to more than the limit.
    func operators(of page: [String: Int], limit: Int) -> [UInt8]? {
        guard let place = page["Contents"] else { return [] }
        var streams: [Int] = []
        if let number = reference(place), let value = value(number), bytes.has([0x3C, 0x3C], at: skipped(value)) {
            streams = [number]
        } else if let numbers = references(at: place) {
            streams = numbers
        } else {
            return nil
        }
        var operators: [UInt8] = []
        for number in streams {
            guard let entries = dictionary(number), let data = objects.stream(of: number),
                !["DecodeParms", "DP", "F", "FFilter", "FDecodeParms"].contains(where: { entries[$0] != nil })
            else { return nil }
            var part = data
            if let filter = entries["Filter"] {
                guard isFlate(filter), let inflated = FramedDeflate.inflated(data, limit: limit - operators.count)
                else {
                    return nil
                }
                part = inflated
            }
            guard operators.count + part.count <= limit else { return nil }
            if operators.isEmpty { operators = part } else { operators += part }
        }
        return operators
    }

    private func skipped(_ place: Int) -> Int {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        syntax.skipSpace()
        return syntax.position
    }

    private func isFlate(_ place: Int) -> Bool {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        let isList = syntax.take("[")
        syntax.skipSpace()
        guard syntax.name() == "FlateDecode" else { return false }
        return !isList || syntax.take("]")
    }
}
