// PictureSamplesTests.swift — samples of a PDF's pictures that are taken out here are those that poppler gives; all else is left to it.
import FileKit
import Foundation
import Testing

@testable import Extraction

@Suite struct PictureSamplesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whether it is read here; poppler reads the others.
        var isOurs = true
        let why: String
        var testDescription: String { "\(name): \(why)" }
    }

    /// A page with one picture of 37 × 23 pixels, kept in one way or another.
    private static let make = """
        import sys, zlib
        sys.path.insert(0, sys.argv[1])
        import make_documents as m
        folder, width, height = sys.argv[2] + "/", 37, 23

        def pixels(channels):
            return [bytes((x * 7 + y * 13 + c * 71 + x * y % 11) % 256 for x in range(width) for c in range(channels)) for y in range(height)]

        def filtered(rows, channels, ways):
            out, above = b"", bytes(width * channels)
            for y, row in enumerate(rows):
                way = ways[y % len(ways)]
                line = bytearray()
                for i, value in enumerate(row):
                    a = row[i - channels] if i >= channels else 0
                    b = above[i]
                    c = above[i - channels] if i >= channels else 0
                    p = a + b - c
                    nearest = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                    line.append((value - [0, a, b, (a + b) // 2, nearest][way]) % 256)
                out += bytes([way]) + bytes(line)
                above = row
            return out

        def make(name, dictionary, data, mask=False):
            pdf = m.PDF()
            more = ""
            if mask:
                soft = pdf.stream("/Type /XObject /Subtype /Image /Width 36 /Height 22 /ColorSpace /DeviceGray /BitsPerComponent 8", bytes(36 * 22))
                more = f" /SMask {soft} 0 R"
            picture = pdf.stream(f"/Type /XObject /Subtype /Image {dictionary}{more}", data, packed=False)
            content = pdf.stream("", b"q 300 0 0 200 9 9 cm /Im Do Q")
            top = len(pdf.objects) + 2
            page = pdf.add(f"<< /Type /Page /Parent {top} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /XObject << /Im {picture} 0 R >> >> >>")
            pdf.add(f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
            root = pdf.add(f"<< /Type /Catalog /Pages {top} 0 R >>")
            pdf.save(folder + name + ".pdf", f"/Root {root} 0 R")

        size = f"/Width {width} /Height {height}"
        grey, rgb = pixels(1), pixels(3)
        plain = f"{size} /ColorSpace /DeviceRGB /BitsPerComponent 8"
        flate = plain + " /Filter /FlateDecode"
        parms = f" /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns {width} >>"
        make("grey", f"{size} /ColorSpace /DeviceGray /BitsPerComponent 8", b"".join(grey))
        make("rgb", plain, b"".join(rgb))
        make("flate", flate, zlib.compress(b"".join(rgb)))
        make("flate-list", plain + " /Filter [/FlateDecode]", zlib.compress(b"".join(rgb)))
        make("masked", flate, zlib.compress(b"".join(rgb)), mask=True)
        for way in range(5):
            make(f"predicted-{way}", flate + parms, zlib.compress(filtered(rgb, 3, [way])))
        make("predicted", f"{size} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode" + parms.replace("Colors 3", "Colors 1"),
             zlib.compress(filtered(grey, 1, [4, 2, 3, 1, 0])))
        make("predictor-1", flate + " /DecodeParms << /Predictor 1 >>", zlib.compress(b"".join(rgb)))
        make("differences", flate + parms.replace("15", "2"), zlib.compress(b"".join(rgb)))
        make("turned", flate + " /Decode [1 0 1 0 1 0]", zlib.compress(b"".join(rgb)))
        make("indexed", f"{size} /ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>] /BitsPerComponent 8", bytes(x % 2 for x in range(width * height)))
        make("bits", f"{size} /ColorSpace /DeviceGray /BitsPerComponent 1", bytes(5 * height))
        make("cmyk", f"{size} /ColorSpace /DeviceCMYK /BitsPerComponent 8", b"".join(pixels(4)))
        make("hexadecimal", plain + " /Filter /ASCIIHexDecode", b"".join(rgb).hex().encode() + b">")
        make("two-filters", plain + " /Filter [/ASCIIHexDecode /FlateDecode]", zlib.compress(b"".join(rgb)).hex().encode() + b">")
        make("short", plain, b"".join(rgb)[:-1])
        make("long", flate, zlib.compress(b"".join(rgb) + b"x"))
        make("sixth-way", flate + parms, zlib.compress(bytes([5]) + filtered(rgb, 3, [0])[1:]))
        """

    private static let folder =
        FileManager.default.temporaryDirectory.appendingPathComponent("biao-samples-\(UUID())").path

    private static let made: Result<String, any Error> = Result {
        atexit { try? Files.removeTree(PictureSamplesTests.folder) }
        try Files.makeFolder(folder)
        _ = try Fixture.run("python3", ["-B", "-c", make, "\(Fixture.root)/scripts/lib", folder])
        return folder
    }

    /// What `pdfimages` gives, three bytes a pixel.
    private static func judged(_ path: String) throws -> [UInt8] {
        let root = "\(folder)/judge-\(UUID())"
        _ = try Fixture.run("pdfimages", [path, root])
        let file = try #require(["ppm", "pgm"].map { "\(root)-000.\($0)" }.first { Files.kind(of: $0) == .file })
        let bytes = try Files.read(file)
        let samples = Array(bytes.suffix(bytes.starts(with: Array("P5".utf8)) ? 37 * 23 : 3 * 37 * 23))
        return samples.count == 37 * 23 ? samples.flatMap { [$0, $0, $0] } : samples
    }

    @Test(arguments: [
        Row(name: "grey", why: "as they are"), Row(name: "rgb", why: "as they are"),
        Row(name: "flate", why: "as most programs write them"), Row(name: "flate-list", why: "one filter in a list"),
        Row(name: "masked", why: "a mask is another picture"),
        Row(name: "predicted-0", why: "rows from nothing"), Row(name: "predicted-1", why: "from the left"),
        Row(name: "predicted-2", why: "from above"), Row(name: "predicted-3", why: "from the mean of both"),
        Row(name: "predicted-4", why: "from the nearest"), Row(name: "predicted", why: "each row in its own way"),
        Row(name: "predictor-1", why: "said to be predicted from nothing"),
        Row(name: "differences", isOurs: false, why: "as TIFF does it"),
        Row(name: "turned", isOurs: false, why: "turned by Decode"),
        Row(name: "indexed", isOurs: false, why: "colours from a table"),
        Row(name: "bits", isOurs: false, why: "one bit"),
        Row(name: "cmyk", isOurs: false, why: "four colours"),
        Row(name: "hexadecimal", isOurs: false, why: "another filter"),
        Row(name: "two-filters", isOurs: false, why: "two filters"),
        Row(name: "short", isOurs: false, why: "a byte is missing"),
        Row(name: "long", isOurs: false, why: "a byte too many"),
        Row(name: "sixth-way", isOurs: false, why: "a row that is predicted in no known way"),
    ])
    func samplesArePopplers(_ row: Row) throws {
        let path = "\(try Self.made.get())/\(row.name).pdf"
        let bytes = try Files.read(path)
        let document = try Extractor().read(bytes, name: row.name)
        let places = document.images.indices.filter { document.images[$0].width == 37 }
        let image = try #require(places.last)
        var taken: [PictureFile] = []
        try Extractor().pictureFiles(of: document, in: bytes, wanted: [image]) { taken.append($1) }
        #expect(taken.count == 1)
        guard case .samples(let width, let height, let samples)? = taken.first else {
            #expect(!row.isOurs)
            return
        }
        #expect(row.isOurs)
        #expect((width, height) == (37, 23))
        let colours = samples.count == 37 * 23 ? samples.flatMap { [$0, $0, $0] } : samples
        #expect(try colours == Self.judged(path))
    }

    /// What is larger than allowed, and what stands twice in the file, is left to poppler as well.
    @Test func limitsAreKept() throws {
        let bytes = try Files.read("\(try Self.made.get())/flate.pdf")
        let objects = PDFObjects(bytes)
        let numbers = (0..<20).filter { PDFSamples(bytes, objects: objects, maxPixels: 851).picture(of: $0) != nil }
        #expect(numbers.count == 1)
        // only what was allowed: a picture of the size that poppler names
        let samples = PDFSamples(bytes, objects: objects, maxPixels: 851)
        #expect(samples.picture(of: numbers[0], size: (37, 23)) != nil)
        for other in [(23, 37), (36, 23), (37, nil), (nil, nil)] as [(Int?, Int?)] {
            #expect(samples.picture(of: numbers[0], size: other) == nil)
        }
        for number in 0..<20 {
            #expect(PDFSamples(bytes, objects: objects, maxPixels: 850).picture(of: number) == nil)
            let twice = bytes + bytes
            #expect(PDFSamples(twice, objects: PDFObjects(twice), maxPixels: 851).picture(of: number) == nil)
        }
    }

    @Test func damageIsNeverMore() throws {
        let bytes = try Files.read("\(try Self.made.get())/predicted.pdf")
        for place in stride(from: 0, to: min(bytes.count, 1_500), by: 3) {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 8)
            let samples = PDFSamples(altered, objects: PDFObjects(altered), maxPixels: 1 << 20)
            for number in 0..<8 {
                guard let picture = samples.picture(of: number) else { continue }
                #expect([1, 3].contains { picture.samples.count == $0 * picture.width * picture.height })
            }
        }
    }
}
