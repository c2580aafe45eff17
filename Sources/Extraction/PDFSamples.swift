// PDFSamples.swift — pictures that a PDF keeps as plain samples (像素数据): the usual ones are taken out here, in one pass over their
// bytes; whatever is kept in another way is poppler's.
internal import ZipKit

/// The samples of pictures of one PDF.
package struct PDFSamples {
    private let bytes: [UInt8]
    private let objects: PDFObjects
    private let maxPixels: Int

    /// - Parameter maxPixels: what one picture may have.
    package init(_ bytes: [UInt8], objects: PDFObjects, maxPixels: Int) {
        self.bytes = bytes
        self.objects = objects
        self.maxPixels = maxPixels
    }

    /// What a row of samples was predicted from (ISO 32000-1, 7.4.4.4).
    private enum Predictor {
        case none
        /// As in PNG: each row says by its first byte from what.
        case rows
    }

    /// The picture that an object is; nil where it is not of eight bits a sample, grey or RGB, without a coding or with
    /// Flate alone, stands twice in the file, or is not whole.
    ///
    /// - Parameter size: pixels that poppler says it has, which is what was allowed; where the object here is of another size, poppler
    ///   sees another one.
    package func picture(
        of number: Int, size: (width: Int?, height: Int?)? = nil
    ) -> (width: Int, height: Int, samples: [UInt8])? {
        guard let offset = objects.onlyOffset(of: number) else { return nil }
        var syntax = PDFSyntax(bytes, at: offset)
        guard syntax.objectHeader()?.number == number, let entries = syntax.dictionary(plainly: true),
            entries["Subtype"].flatMap(name) == "Image", entries["BitsPerComponent"].flatMap(self.number) == 8,
            !["ImageMask", "Decode", "F", "FFilter", "FDecodeParms", "DP"].contains(where: { entries[$0] != nil }),
            let width = entries["Width"].flatMap(self.number), let height = entries["Height"].flatMap(self.number),
            (1...1 << 20).contains(width), (1...1 << 20).contains(height), width * height <= maxPixels,
            size.map({ $0 == (width, height) }) ?? true,
            let channels = entries["ColorSpace"].flatMap(channels), let data = objects.stream(of: number)
        else { return nil }
        let row = width * channels
        var samples = data
        if let filter = entries["Filter"] {
            guard isFlate(filter), let predictor = predictor(entries["DecodeParms"], width, channels) else {
                return nil
            }
            let count = (row + (predictor == .rows ? 1 : 0)) * height
            guard let inflated = FramedDeflate.inflated(data, limit: count), inflated.count == count else { return nil }
            samples = inflated
            if predictor == .rows {
                guard let unfiltered = Self.unfiltered(inflated, row: row, height: height, channels) else { return nil }
                samples = unfiltered
            }
        } else if entries["DecodeParms"] != nil {
            return nil
        }
        guard samples.count == row * height else { return nil }
        return (width, height, samples)
    }

    private func name(_ place: Int) -> String? {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        return syntax.name()
    }

    /// A number that stands there itself.
    private func number(_ place: Int) -> Int? {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        guard let number = syntax.number() else { return nil }
        var after = syntax
        // `12 0 R` refers to one
        return after.number() == nil ? number : nil
    }

    private func channels(_ place: Int) -> Int? {
        switch name(place) {
        case "DeviceGray": 1
        case "DeviceRGB": 3
        default: nil
        }
    }

    private func isFlate(_ place: Int) -> Bool {
        var syntax = PDFSyntax(bytes, at: place, room: 64)
        let isList = syntax.take("[")
        syntax.skipSpace()
        guard syntax.name() == "FlateDecode" else { return false }
        return !isList || syntax.take("]")
    }

    private func predictor(_ place: Int?, _ width: Int, _ channels: Int) -> Predictor? {
        guard let place else { return Predictor.none }
        var syntax = PDFSyntax(bytes, at: place, room: 1_024)
        guard let entries = syntax.dictionary(plainly: true) else { return nil }
        switch entries["Predictor"].map(number) ?? 1 {
        case 1?: return Predictor.none
        case .some(10...15):
            // what is not said is 1 channel, 8 bits, 1 column
            guard (entries["Colors"].map(number) ?? 1) == channels, (entries["BitsPerComponent"].map(number) ?? 8) == 8,
                (entries["Columns"].map(number) ?? 1) == width
            else { return nil }
            return .rows
        default: return nil
        }
    }

    /// Rows without what they were predicted from (ISO/IEC 15948, 9.2); nil where a row names none of the five ways.
    private static func unfiltered(_ rows: [UInt8], row: Int, height: Int, _ channels: Int) -> [UInt8]? {
        var samples = [UInt8](repeating: 0, count: row * height)
        let isKnown = samples.withUnsafeMutableBufferPointer { samples in
            rows.withUnsafeBufferPointer { rows in
                for y in 0..<height {
                    let (from, to) = (y * (row + 1) + 1, y * row)
                    let way = rows[from - 1]
                    guard way <= 4 else { return false }
                    var x = 0
                    while x < row {
                        let left = x >= channels ? Int(samples[to + x - channels]) : 0
                        let above = y > 0 ? Int(samples[to + x - row]) : 0
                        let guess: Int
                        switch way {
                        case 0: guess = 0
                        case 1: guess = left
                        case 2: guess = above
                        case 3: guess = (left + above) / 2
                        default:
                            let corner = y > 0 && x >= channels ? Int(samples[to + x - row - channels]) : 0
                            let whole = left + above - corner
                            let (a, b, c) = (abs(whole - left), abs(whole - above), abs(whole - corner))
                            guess = a <= b && a <= c ? left : b <= c ? above : corner
                        }
                        samples[to + x] = rows[from + x] &+ UInt8(truncatingIfNeeded: guess)
                        x += 1
                    }
                }
                return true
            }
        }
        return isKnown ? samples : nil
    }
}
