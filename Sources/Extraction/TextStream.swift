// TextStream.swift — all blocks of a document as one text, and the way back from an offset to block and character.

/// The text of a document in one piece: its blocks in order, each followed by a newline. Offsets are in Unicode scalars.
package struct TextStream: Sendable {
    package let text: String
    /// Where each block begins.
    package let starts: [Int]
    /// Unicode scalars in all.
    package let count: Int

    package init(_ blocks: [TextBlock]) {
        var text = ""
        var starts: [Int] = []
        var count = 0
        starts.reserveCapacity(blocks.count)
        for block in blocks {
            starts.append(count)
            text += block.text
            text += "\n"
            count += block.text.unicodeScalars.count + 1
        }
        self.text = text
        self.starts = starts
        self.count = count
    }

    /// The block that an offset falls into, and the scalar within it; nil outside of the stream. The newline after a block is
    /// its last scalar and one.
    package func locate(_ offset: Int) -> (block: Int, offset: Int)? {
        guard offset >= 0, offset < count else { return nil }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low, offset - starts[low])
    }

    /// The offset of a scalar of a block; nil where there is no such block.
    package func offset(block: Int, scalar: Int) -> Int? {
        guard starts.indices.contains(block) else { return nil }
        return starts[block] + scalar
    }
}
