// DetailPlane.swift — what of a picture is kept to lay it over another (细节图): where the hash has told that two are alike as a whole,
// this tells whether they are alike everywhere. Certificates of one form are alike as a whole, and differ where a name stands.

/// The means of a grid of 256 × 256 laid over the picture, whatever its shape, smoothed a little, in shades 0 to 255: 64 KB. On a sheet of A4 a
/// character of 4 mm is five points wide.
package struct DetailPlane: Sendable, Hashable {
    static let side = 256
    /// Row by row from the top.
    package let shades: [UInt8]

    /// Shades there are.
    package static let count = side * side

    /// What ``shades`` gave; nil where they are not so many.
    package init?(shades: [UInt8]) {
        guard shades.count == Self.count else { return nil }
        self.shades = shades
    }

    package init(_ picture: Luminance) { self.init(means: picture.means(Self.side)) }

    /// Each mean with its neighbours (1 : 2 : 1 both ways): decoders that reduce a picture while they read it leave other edges than
    /// those that do not. Measured on 490 copies (scripts/bench --only images): without it one drawing in seven was missed.
    private init(means: [Float]) {
        shades = Plane(side: Self.side, values: means).smoothed.values.map { UInt8(max(0, min(255, $0 + 0.5))) }
    }

    /// Of one byte a pixel, grey, or three, weighted as ITU-R BT.601 does (0.299, 0.587, 0.114); nil where they are of another size.
    package init?(width: Int, height: Int, samples: [UInt8]) {
        guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20 else { return nil }
        let means: [Float]
        switch samples.count {
        case width * height:
            means = samples.withUnsafeBufferPointer {
                Grid.means($0, width: width, height: height, columns: Self.side, rows: Self.side)
            }
        case 3 * width * height:
            means = samples.withUnsafeBufferPointer { rgb in
                Grid.means(width: width, height: height, columns: Self.side, rows: Self.side) { row, share, sums in
                    let (red, green, blue) = (share * 0.299, share * 0.587, share * 0.114)
                    let line = UnsafeBufferPointer(rebasing: rgb[3 * row * width..<3 * (row + 1) * width])
                    var (x, pixel) = (0, 0)
                    while x < width {
                        sums[x] +=
                            red * Float(line[pixel]) + green * Float(line[pixel &+ 1]) + blue * Float(line[pixel &+ 2])
                        x &+= 1
                        pixel &+= 3
                    }
                }
            }
        default: return nil
        }
        self.init(means: means)
    }

    /// How far shades are spread (standard deviation, 0 to 128): 0 is one flat colour.
    package var contrast: Double {
        var (sum, squares) = (0, 0)
        shades.withUnsafeBufferPointer { shades in
            var place = 0
            while place < shades.count {
                let shade = Int(shades[place])
                sum += shade
                squares += shade * shade
                place += 1
            }
        }
        let count = Double(shades.count)
        let mean = Double(sum) / count
        return max(0, Double(squares) / count - mean * mean).squareRoot()
    }

    var plane: Plane { Plane(side: Self.side, values: shades.map { Float($0) }) }
}
