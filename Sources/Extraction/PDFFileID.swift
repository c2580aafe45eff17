// PDFFileID.swift — the /ID of a PDF (ISO 32000-1, 14.4): from its trailers, the newest first, as far back as /Prev leads.
internal import OpenSSLKit

/// Finds the two halves of `/ID`: the first is made once, the second at every saving. A file to which later versions were
/// appended has a trailer of each.
package enum PDFFileID {
    private static let maxTrailers = 64

    package static func read(_ bytes: [UInt8]) -> [DocumentID] {
        // offsets count from the header, before which some programs put other things
        let base = bytes.find(Array("%PDF-".utf8), from: 0, to: 1_029) ?? 0
        var ids: [DocumentID] = []
        func add(_ halves: [[UInt8]]) {
            for (kind, half) in zip([DocumentID.Kind.pdfPermanent, .pdfVersion], halves) {
                let id = DocumentID(kind: kind, value: Hex.encode(half))
                if !half.isEmpty, half.count <= 1_024, !ids.contains(id) { ids.append(id) }
            }
        }
        var visited: Set<Int> = []
        var next = bytes.findLast(Array("startxref".utf8), from: bytes.count - (1 << 20)).flatMap { place in
            var syntax = PDFSyntax(bytes, at: place + 9, room: 64)
            return syntax.number()
        }
        while let offset = next, visited.count < maxTrailers, visited.insert(offset).inserted {
            next = nil
            guard let found = trailer(bytes, at: base + offset) else { break }
            add(found.halves)
            next = found.previous
        }
        if ids.isEmpty, let place = bytes.findLast(Array("trailer".utf8), from: bytes.count - (16 << 20)) {
            // the offset leads nowhere: as a reader does that repairs the file
            var syntax = PDFSyntax(bytes, at: place + 7)
            if let entries = syntax.dictionary() { add(halves(bytes, entries)) }
        }
        return ids
    }

    /// Of a table with `trailer`, or of a cross-reference stream.
    private static func trailer(_ bytes: [UInt8], at offset: Int) -> (halves: [[UInt8]], previous: Int?)? {
        var syntax = PDFSyntax(bytes, at: offset)
        if syntax.take("xref") {
            // entries are digits and letters only, so the word cannot be one of them
            guard let place = bytes.find(Array("trailer".utf8), from: syntax.position) else { return nil }
            syntax = PDFSyntax(bytes, at: place + 7)
        } else {
            guard syntax.objectHeader() != nil else { return nil }
        }
        guard let entries = syntax.dictionary() else { return nil }
        let previous = entries["Prev"].flatMap { place in
            var syntax = PDFSyntax(bytes, at: place, room: 64)
            return syntax.number()
        }
        return (halves(bytes, entries), previous)
    }

    private static func halves(_ bytes: [UInt8], _ entries: [String: Int]) -> [[UInt8]] {
        guard let place = entries["ID"] else { return [] }
        var syntax = PDFSyntax(bytes, at: place, room: 16 << 10)
        guard syntax.take("["), let first = syntax.string() else { return [] }
        return [first] + (syntax.string().map { [$0] } ?? [])
    }
}
