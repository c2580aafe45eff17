// OFDPage.swift — the text of one page of an OFD as its content streams by: text objects, put together to lines.
internal import Reporting
internal import XMLKit

/// Content.xml of a page or a template page.
final class OFDPage: XMLEventHandler {
    /// Templates that the page names.
    private(set) var templates: [String] = []
    private let number: Int
    private let text: TextCollector
    private var path: [String] = []

    /// A text object, or several on one line.
    private struct Piece {
        var box: PageBox
        var text: String
        var concealment: Concealment?
    }

    private var line: Piece?
    private var box: PageBox?
    private var object: [UInt8] = []
    private var concealment: Concealment?
    private var isCode = false

    init(number: Int, text: TextCollector) {
        self.number = number
        self.text = text
    }

    func start(_ element: XMLStart) throws(Problem) {
        let name = element.name
        path.append(name)
        switch name {
        case "Template": if path.count == 2, let id = element["TemplateID"] { templates.append(id) }
        case "TextObject":
            box = element["Boundary"].flatMap(Self.box)
            object = []
            concealment = nil
            // letters of less than 0.35 mm are of less than a point
            if let size = element["Size"].flatMap({ Double($0) }), size < 0.353 { concealment = .tiny }
            if element["Visible"] == "false" || element["Alpha"] == "0" { concealment = .hidden }
        case "FillColor":
            guard path.dropLast().last == "TextObject", concealment == nil else { break }
            if element["Alpha"] == "0" { concealment = .hidden }
            let parts = (element["Value"] ?? "0").split(separator: " ").compactMap { Int($0) }
            if parts.count == 3, parts.allSatisfy({ $0 >= 0xF0 }) { concealment = concealment ?? .white }
        case "TextCode":
            isCode = true
        default: break
        }
        if text.isFull { throw .enough }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isCode, object.count < text.roomInBytes { object.append(contentsOf: bytes) }
    }

    func end() throws(Problem) {
        switch path.popLast() {
        case "TextCode": isCode = false
        case "TextObject":
            take(
                Piece(
                    box: box ?? PageBox(left: 0, top: 0, right: 0, bottom: 0),
                    text: String(decoding: object, as: UTF8.self), concealment: concealment))
        default: break
        }
    }

    /// Hands over the line that is open.
    func finish() {
        if let line { text.add(line.text, .page(number, box: line.box), line.concealment) }
        line = nil
    }

    /// Some programs write an object a letter: what stands on one line, goes on to the right and is seen alike is one block.
    private func take(_ piece: Piece) {
        guard let open = line else {
            line = piece
            return
        }
        let height = max(open.box.bottom - open.box.top, piece.box.bottom - piece.box.top)
        let middles = (open.box.top + open.box.bottom - piece.box.top - piece.box.bottom) / 2
        let gap = piece.box.left - open.box.right
        guard open.concealment == piece.concealment, height > 0, abs(middles) < height / 2, gap > -height / 2,
            gap < height * 4
        else {
            finish()
            line = piece
            return
        }
        line = Piece(
            box: open.box.joined(piece.box), text: open.text + (gap > height / 3 ? " " : "") + piece.text,
            concealment: open.concealment)
    }

    /// `x y width height` in millimetres, as a box in points.
    private static func box(_ text: String) -> PageBox? {
        let numbers = text.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return nil }
        let points = numbers.map { $0 * 72 / 25.4 }
        return PageBox(
            left: points[0], top: points[1], right: points[0] + points[2], bottom: points[1] + points[3])
    }
}
