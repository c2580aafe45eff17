// BlockReader.swift — a place in the blocks of a document that only moves on: a passage of many pieces is gone through once.
internal import Extraction
internal import TextMatching

struct BlockReader {
    private let blocks: [TextBlock]
    private(set) var point: TextPoint
    private var scalars: String.UnicodeScalarView
    private var index: String.UnicodeScalarView.Index

    init(_ blocks: [TextBlock], at point: TextPoint) {
        self.blocks = blocks
        self.point = point
        scalars = blocks[point.block].text.unicodeScalars
        index =
            scalars.index(scalars.startIndex, offsetBy: point.offset, limitedBy: scalars.endIndex) ?? scalars.endIndex
    }

    /// What stands here; nil at the end of a block.
    var scalar: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

    mutating func skip() {
        guard index < scalars.endIndex else { return }
        scalars.formIndex(after: &index)
        point.offset += 1
    }

    /// The text from here to a place, which is read from next; blocks are parted by line feeds.
    mutating func read(until end: TextPoint) -> String {
        var text = String.UnicodeScalarView()
        while point < end {
            if point.block == end.block {
                let begin = index
                while point.offset < end.offset, index < scalars.endIndex { skip() }
                text.append(contentsOf: scalars[begin..<index])
                point.offset = max(point.offset, end.offset)
            } else {
                text.append(contentsOf: scalars[index...])
                text.append("\n")
                self = BlockReader(blocks, at: TextPoint(block: point.block + 1, offset: 0))
            }
        }
        return String(text)
    }
}
