// Grid.swift — a picture brought down to a grid of any shape (网格均值): the mean of what each cell covers, edges by their share.
//
// Runs over every pixel of every picture of a lot: rows are added to each other as a whole, and only then are cells made of them.

enum Grid {
    /// Row by row from the top. Cells may be smaller than a pixel.
    ///
    /// - Parameter add: adds a row of the picture, times a share, to as many numbers.
    static func means(
        width: Int, height: Int, columns: Int, rows: Int,
        add: (_ row: Int, _ share: Float, _ sums: UnsafeMutablePointer<Float>) -> Void
    ) -> [Float] {
        let across = Shares(width, columns)
        let down = Shares(height, rows)
        var means = [Float](repeating: 0, count: rows * columns)
        var low = [Float](repeating: 0, count: width)
        means.withUnsafeMutableBufferPointer { means in
            low.withUnsafeMutableBufferPointer { low in
                guard let sums = low.baseAddress else { return }
                across.withPointers { starts, firsts, shares in
                    for y in 0..<rows {
                        low.update(repeating: 0)
                        for (place, share) in down.shares(of: y) { add(place, share, sums) }
                        var x = 0
                        while x < columns {
                            var sum: Float = 0
                            var (place, pixel) = (starts[x], firsts[x])
                            while place < starts[x + 1] {
                                sum += shares[place] * sums[pixel]
                                place += 1
                                pixel += 1
                            }
                            means[y * columns + x] = sum
                            x += 1
                        }
                    }
                }
            }
        }
        return means
    }

    /// The same of one byte a pixel.
    static func means(_ shades: UnsafeBufferPointer<UInt8>, width: Int, height: Int, columns: Int, rows: Int) -> [Float]
    {
        means(width: width, height: height, columns: columns, rows: rows) { row, share, sums in
            let line = UnsafeBufferPointer(rebasing: shades[row * width..<(row + 1) * width])
            for x in 0..<width { sums[x] += share * Float(line[x]) }
        }
    }

    /// Which pixels the cells along one side cover, and the share of each in its cell.
    private struct Shares {
        /// Of each cell, where its shares begin; one more at the end.
        private var starts = [0]
        /// Of each cell, its first pixel.
        private var firsts: [Int] = []
        private var shares: [Float] = []

        init(_ length: Int, _ side: Int) {
            let step = Double(length) / Double(side)
            for cell in 0..<side {
                let (start, end) = (Double(cell) * step, Double(cell + 1) * step)
                let from = min(length - 1, Int(start))
                let until = max(from + 1, min(length, Int(end.rounded(.up))))
                let parts = (from..<until).map { max(0, min(end, Double($0 + 1)) - max(start, Double($0))) }
                let whole = parts.reduce(0, +)
                firsts.append(from)
                shares += whole > 0 ? parts.map { Float($0 / whole) } : [1]
                starts.append(shares.count)
            }
        }

        func shares(of cell: Int) -> Zip2Sequence<Range<Int>, ArraySlice<Float>> {
            let range = starts[cell]..<starts[cell + 1]
            return zip(firsts[cell]..<firsts[cell] + range.count, shares[range])
        }

        func withPointers(
            _ body: (UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int>, UnsafeBufferPointer<Float>) -> Void
        ) {
            starts.withUnsafeBufferPointer { starts in
                firsts.withUnsafeBufferPointer { firsts in
                    shares.withUnsafeBufferPointer { shares in body(starts, firsts, shares) }
                }
            }
        }
    }
}
