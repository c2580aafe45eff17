// PicturePagesTests.swift — pages that are not painted to list their pictures have none: whatever way a picture comes onto a page, it is found.
import FileKit
import Foundation
import Testing

@testable import Extraction

@Suite struct PicturePagesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        /// Stretches that are painted; nil where all pages are.
        let painted: [ClosedRange<Int>]?
        /// Whether the tool sees the picture when it paints every page.
        var isSeen = true
        let why: String
        var testDescription: String { "\(name): \(why)" }
    }

    /// Seven sheets of drawings each; on the fourth, in one way or another, there is a picture.
    private static let make = """
        import sys, zlib
        sys.path.insert(0, sys.argv[1])
        import make_documents as m
        folder, line = sys.argv[2] + "/", "10 10 m 99 99 l S\\n"
        heavy = line * 12_000

        class Sheets(m.PDF):
            def __init__(self):
                super().__init__()
                self.picture = self.stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", bytes(4))

            def form(self, operators, more="", resources=""):
                return self.stream(f"/Type /XObject /Subtype /Form /BBox [0 0 99 99] {more} /Resources << {resources} >>", operators)

            def finish(self, name, fourth="", resources="", page="", contents=None, tree="", root="", kids=None):
                numbers = []
                top = len(self.objects) + 2 * 7 + 1
                for sheet in range(1, 8):
                    own = sheet == 4
                    content = self.stream("", (heavy + (fourth if own else "")).encode())
                    numbers.append(self.add(
                        f"<< /Type /Page /Parent {top} 0 R /MediaBox [0 0 595 842] /Contents {contents if own and contents else f'{content} 0 R'} "
                        + (page if own else "") + (f" /Resources << {resources} >>" if own and resources else "") + " >>"))
                self.add(f"<< /Type /Pages /Count 7 /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] {tree} >>")
                root = self.add(f"<< /Type /Catalog /Pages {top} 0 R {root} >>")
                self.pages = numbers
                return self.save(folder + name + ".pdf", f"/Root {root} 0 R"), numbers, root

        image = "/XObject << /Im %d 0 R >>"
        draw = "q 99 0 0 99 9 9 cm /Im Do Q"
        s = Sheets(); s.finish("none", resources="/ExtGState << /G << /SMask /None >> >> /XObject << >>")
        s = Sheets(); s.finish("named", draw, image % s.picture)
        s = Sheets(); held = s.add(f"<< {image % s.picture} >>"); s.finish("resources-apart", draw, page=f"/Resources {held} 0 R")
        s = Sheets(); named = s.add(f"<< /Im {s.picture} 0 R >>"); s.finish("names-apart", draw, f"/XObject {named} 0 R")
        s = Sheets(); s.finish("inherited", draw, tree=f"/Resources << {image % s.picture} >>")
        s = Sheets(); s.finish("form", draw, image % s.form(draw.encode(), resources=image % s.picture))
        s = Sheets(); tile = s.stream("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 99 99] /XStep 99 /YStep 99 /Resources << "
                                      + image % s.picture + " >>", draw.encode())
        s.finish("pattern", "/Pattern cs /P scn 0 0 300 300 re f", f"/Pattern << /P {tile} 0 R >>")
        s = Sheets(); group = s.form(draw.encode(), "/Group << /S /Transparency /CS /DeviceGray >>", image % s.picture)
        s.finish("mask", "/G gs 0 0 300 300 re f", f"/ExtGState << /G << /SMask << /S /Luminosity /G {group} 0 R >> >> >>")
        s = Sheets(); stamp = s.form(draw.encode(), resources=image % s.picture)
        s.finish("stamp", page=f"/Annots [<< /Type /Annot /Subtype /Stamp /F 4 /Rect [9 9 99 99] /AP << /N {stamp} 0 R >> >>]")
        within = "q 9 0 0 9 9 9 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
        s = Sheets(); s.finish("within", within)
        s = Sheets(); one, other = (s.stream("", part.encode()) for part in (within[:within.index("BI") + 1], within[within.index("BI") + 1:]))
        s.finish("within-torn", contents=f"[{one} 0 R {other} 0 R]")
        s = Sheets(); s.finish("escaped", draw, "/XObj#65ct << /Im %d 0 R >>" % s.picture)
        s = Sheets(); s.finish("twice", draw, "/XObject << >> " + image % s.picture)
        # a later version of the fourth page, appended
        s = Sheets(); (out, table), numbers, root = s.finish("appended")
        later = f"{numbers[3]} 0 obj\\n<< /Type /Page /Parent {root - 1} 0 R /MediaBox [0 0 595 842] /Resources << {image % s.picture} >> /Contents {len(s.objects) + 1} 0 R >>\\nendobj\\n".encode()
        content = f"{len(s.objects) + 1} 0 obj\\n<< /Length {len(draw)} >>\\nstream\\n{draw}\\nendstream\\nendobj\\n".encode()
        end = (f"xref\\n{numbers[3]} 1\\n{len(out):010d} 00000 n \\n{len(s.objects) + 1} 1\\n{len(out) + len(later):010d} 00000 n \\ntrailer\\n"
               f"<< /Size {len(s.objects) + 2} /Root {root} 0 R /Prev {table} >>\\nstartxref\\n{len(out) + len(later) + len(content)}\\n%%EOF\\n").encode()
        m.write(folder + "appended.pdf", out + later + content + end)
        # the table leads to another page than the one that is seen when the file is read through
        hidden = f"{numbers[3]} %\\n0 obj\\n<< /Type /Page /Parent {root - 1} 0 R /MediaBox [0 0 595 842] /Resources << {image % s.picture} >> /Contents {len(s.objects) + 1} 0 R >>\\nendobj\\n".encode()
        end = end.replace(f"{len(out) + len(later):010d}".encode(), f"{len(out) + len(hidden):010d}".encode()).replace(
            f"startxref\\n{len(out) + len(later) + len(content)}".encode(), f"startxref\\n{len(out) + len(hidden) + len(content)}".encode())
        m.write(folder + "hidden.pdf", out + hidden + content + end)
        s = Sheets(); s.finish("cut", draw, image % s.picture)
        data = open(folder + "cut.pdf", "rb").read(); m.write(folder + "cut.pdf", data[:data.index(b"trailer")])
        s = Sheets(); s.save = lambda path, trailer: s.save_with_stream(path, trailer); s.finish("compressed", draw, image % s.picture)
        """

    private static let folder =
        FileManager.default.temporaryDirectory.appendingPathComponent("biao-pictures-\(UUID())").path

    private static let made: Result<String, any Error> = Result {
        atexit { try? Files.removeTree(PicturePagesTests.folder) }
        try Files.makeFolder(folder)
        _ = try Fixture.run("python3", ["-B", "-c", make, "\(Fixture.root)/scripts/lib", folder])
        return folder
    }

    @Test(arguments: [
        Row(name: "none", painted: [], isSeen: false, why: "drawings alone are not painted"),
        Row(name: "named", painted: [4...4], why: "a picture among the page's own resources"),
        Row(name: "resources-apart", painted: [4...4], why: "resources in an object of their own"),
        Row(name: "names-apart", painted: [4...4], why: "names in an object of their own"),
        Row(name: "inherited", painted: [1...7], why: "resources of all pages: any of them may use them"),
        Row(name: "form", painted: [4...4], why: "a picture within a form"),
        Row(name: "pattern", painted: [4...4], isSeen: false, why: "a picture as a pattern"),
        Row(name: "mask", painted: [4...4], why: "a picture within a soft mask"),
        Row(name: "stamp", painted: [4...4], why: "a remark that shows a picture, such as a seal"),
        Row(name: "within", painted: [4...4], why: "a picture written within the page"),
        Row(name: "within-torn", painted: [4...4], isSeen: false, why: "its operator torn over two streams"),
        Row(name: "escaped", painted: [4...4], why: "a name written otherwise"),
        Row(name: "twice", painted: [4...4], why: "a name that stands there twice"),
        Row(name: "appended", painted: nil, why: "a later version of the page"),
        Row(name: "hidden", painted: nil, why: "a page that only the table leads to"),
        Row(name: "cut", painted: nil, isSeen: false, why: "a file without trailer"),
        Row(name: "compressed", painted: nil, why: "a cross-reference stream is not followed"),
    ])
    func noPictureIsMissed(_ row: Row) throws {
        let path = "\(try Self.made.get())/\(row.name).pdf"
        let bytes = try Files.read(path)
        #expect(PDFPicturePages(bytes, objects: PDFObjects(bytes), pages: 7)?.stretches == row.painted)
        let document = try Extractor().read(bytes, name: row.name)
        let judge = try Fixture.run("pdfimages", ["-list", path]).split(separator: "\n").map {
            $0.split(separator: " ")
        }
        .filter { $0.count >= 12 && $0[2] == "image" }
        let objects = judge.filter { Int($0[10]) != nil }
        #expect(Set(document.images.flatMap(\.pages)) == Set(objects.compactMap { Int($0[0]) }))
        #expect(document.images.count == Set(objects.map { $0[10] }).count)
        #expect(document.codes.contains("EXTR-0041") == (judge.count > objects.count))
        #expect(judge.isEmpty != row.isSeen)
    }

    /// Whatever is altered in the file, either nothing is said or the tree of pages was followed; no crash.
    @Test func alteredFiles() throws {
        let bytes = try Fixture.bytes("report.pdf")
        for place in stride(from: 0, to: bytes.count, by: 17) {
            for byte: UInt8 in [0x20, 0x28, 0x3C, 0x5B, 0x39] {
                var altered = bytes
                altered[place] = byte
                _ = PDFPicturePages(altered, objects: PDFObjects(altered), pages: 4)?.stretches
            }
            let cut = Array(bytes.prefix(place))
            _ = PDFPicturePages(cut, objects: PDFObjects(cut), pages: 4)?.stretches
        }
    }
}
