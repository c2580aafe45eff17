// PDFBlankPages.swift — which pages of a PDF are blank (空白页): painted small by `pdftoppm`, shut in, and looked at point by point.
internal import Reporting

/// Tells blank pages from those on which text may be drawn as curves: neither has text or pictures.
struct PDFBlankPages {
    private let poppler: Poppler
    private let limits: ExtractionLimits

    init(_ poppler: Poppler, limits: ExtractionLimits) {
        self.poppler = poppler
        self.limits = limits
    }

    /// Points of the longer side. Lines are painted at least a point wide, however fine they are.
    private static let side = 160

    /// The PDF, then the first and the last page of each stretch. Pages come one behind the other on standard output.
    private static let script = """
        file=$1
        shift
        while [ $# -gt 1 ]; do
            /usr/bin/pdftoppm -gray -scale-to \(side) -f "$1" -l "$2" "$file" || exit 1
            shift 2
        done
        """

    /// Those of the pages that are white all over. Pages that could not be looked at are not among them.
    ///
    /// - Parameter pages: ascending.
    func blank(among pages: [Int]) throws(Problem) -> Set<Int> {
        var stretches: [ClosedRange<Int>] = []
        for page in pages {
            if let last = stretches.last, last.upperBound + 1 == page {
                stretches[stretches.count - 1] = last.lowerBound...page
            } else if stretches.count < limits.maxBlankStretches {
                stretches.append(page...page)
            } else {
                break
            }
        }
        let answer = try poppler.run(
            script: Self.script, stretches.flatMap { ["\($0.lowerBound)", "\($0.upperBound)"] }, called: "pdftoppm",
            workspace: 0)
        var blank: Set<Int> = []
        var painted = PaintedPages(answer.output)
        for page in stretches.joined() {
            guard let isWhite = painted.next() else { break }
            if isWhite { blank.insert(page) }
        }
        return blank
    }
}

/// Grey pictures one behind the other (PGM, binary): of each, whether it is white.
private struct PaintedPages {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nil where no further picture is whole.
    mutating func next() -> Bool? {
        guard bytes.has([0x50, 0x35], at: position) else { return nil }
        position += 2
        guard let width = number(), let height = number(), number() == 255 else { return nil }
        // one byte of space behind the header
        position += 1
        let (size, flows) = width.multipliedReportingOverflow(by: height)
        guard !flows, size > 0, position <= bytes.count, size <= bytes.count - position else { return nil }
        defer { position += size }
        return bytes[position..<position + size].allSatisfy { $0 == 255 }
    }

    private mutating func number() -> Int? {
        while position < bytes.count, PDFSyntax.isSpace(bytes[position]) { position += 1 }
        var value: Int?
        while position < bytes.count, (48...57).contains(bytes[position]), (value ?? 0) < 1_000_000 {
            value = (value ?? 0) * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return value
    }
}
