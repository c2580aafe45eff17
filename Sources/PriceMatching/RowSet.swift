// RowSet.swift — which rows of the comparison stand in a relation: a bit each, since a lot may have thousands of pairs.

package struct RowSet: Sendable, Hashable, Codable {
    private var words: [UInt64]

    init(_ rows: some Sequence<Int32>, of count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
        for row in rows { words[Int(row) / 64] |= 1 << UInt64(row % 64) }
    }

    package func contains(_ row: Int) -> Bool {
        row >= 0 && row / 64 < words.count && words[row / 64] >> UInt64(row % 64) & 1 == 1
    }

    /// In ascending order.
    package var rows: [Int] {
        var rows: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                rows.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return rows
    }

    func meets(_ other: RowSet) -> Bool { zip(words, other.words).contains { $0 & $1 != 0 } }

    func union(_ other: RowSet) -> RowSet {
        var copy = self
        for index in copy.words.indices where index < other.words.count { copy.words[index] |= other.words[index] }
        return copy
    }
}
