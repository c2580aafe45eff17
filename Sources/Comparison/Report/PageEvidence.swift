// PageEvidence.swift — evidence on the page (证据的显示): values with places, passages side by side, tables, plots, pictures.
internal import OpenSSLKit
internal import Reporting

struct PageEvidence {
    let page: PageText

    /// Places of one value that are shown.
    static let mostPlaces = 60
    /// Characters of one side of a passage that are shown.
    static let mostQuoted = 4_000
    /// Bytes of a small picture that goes into the page.
    static let mostImage = 400_000

    func html(_ evidence: Evidence) -> String {
        let content =
            switch evidence {
            case .value(let title, let value, let places): self.value(title, value, places)
            case .passage(let first, let second, let summary): passage(first, second, summary)
            case .table(let title, let columns, let rows, let total): table(title, columns, rows, total)
            case .plot(let title, let x, let y, let points):
                caption(title) + PlotSVG(page: page).scatter(title: title, x: x, y: y, points: points)
            case .images(let images, let summary): self.images(images, summary)
            }
        return "<figure>\(content)</figure>\n"
    }

    private func caption(_ title: LocalizedText) -> String { "<figcaption>\(page.text(title))</figcaption>" }

    // MARK: - Values

    private func value(_ title: LocalizedText, _ value: String, _ places: [EvidencePlace]) -> String {
        let shown = places.prefix(Self.mostPlaces)
        return caption(title) + "<p class=\"value\">\(page.quoted(value, limit: 1_200))</p>"
            + page.list(shown.map(page.place), class: "places") + page.shown(shown.count, of: places.count)
    }

    // MARK: - Passages

    private func passage(_ first: QuotedText, _ second: QuotedText, _ summary: Statement) -> String {
        "<figcaption>\(page.sentence(summary))</figcaption><table class=\"beside\"><thead><tr>"
            + "<th>\(head(first))</th><th>\(head(second))</th></tr></thead><tbody><tr>"
            + "<td>\(pieces(first))</td><td>\(pieces(second))</td></tr></tbody></table>"
    }

    private func head(_ text: QuotedText) -> String {
        let until = text.until.map { " – " + page.quoted($0[page.language]) } ?? ""
        let (from, end) = (Figure.count(text.offsets.lowerBound).text, Figure.count(text.offsets.upperBound).text)
        return page.place(text.from) + until
            + " <span class=\"small\">\(page.say("第 \(from)–\(end) 字", "characters \(from)–\(end)"))</span>"
    }

    /// What the other side has not is marked.
    private func pieces(_ text: QuotedText) -> String {
        var (result, left) = ("", Self.mostQuoted)
        let total = text.pieces.reduce(0) { $0 + $1.text.unicodeScalars.count }
        for piece in text.pieces where left > 0 {
            let part = String(String.UnicodeScalarView(piece.text.unicodeScalars.prefix(left)))
            left -= part.unicodeScalars.count
            let shown = page.text(part, limit: Self.mostQuoted)
            result += piece.isEqual ? shown : "<mark>\(shown)</mark>"
        }
        let cut = total > Self.mostQuoted ? VisibleText.remark(Self.mostQuoted, of: total, page.language) : ""
        return "<bdi class=\"quote\">\(result)</bdi>\(cut)"
    }

    // MARK: - Tables

    private func table(_ title: LocalizedText, _ columns: [LocalizedText], _ rows: [[String]], _ total: Int) -> String {
        let head = columns.map { "<th>\(page.text($0))</th>" }.joined()
        let body = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                "<td\(Self.isNumber(cell) && column > 1 ? " class=\"n\"" : "")>\(page.quoted(cell, limit: 300))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        return caption(title) + "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead>"
            + "<tbody>\(body.joined(separator: "\n"))</tbody></table></div>" + page.shown(rows.count, of: total)
    }

    private static func isNumber(_ cell: String) -> Bool {
        !cell.isEmpty && cell.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 44 }
    }

    // MARK: - Pictures

    private func images(_ images: [ShownImage], _ summary: Statement) -> String {
        let shown = images.map { image in
            let size = image.width.flatMap { width in image.height.map { "\(width) × \($0)" } } ?? ""
            return "<div>\(picture(image))<p class=\"small\">\(page.place(image.at))<br/>"
                + "\(page.text(image.mediaType)) \(size)</p></div>"
        }
        return "<figcaption>\(page.sentence(summary))</figcaption><div class=\"images\">\(shown.joined())</div>"
    }

    /// Bytes that begin as a PNG or a JPEG does; anything else is not for a browser.
    private func picture(_ image: ShownImage) -> String {
        guard let type = Self.type(of: image.thumbnail), image.thumbnail.count <= Self.mostImage else {
            return "<p class=\"none\">\(page.say("无法在此显示,请看原件", "cannot be shown here: see the original"))</p>"
        }
        return "<img src=\"data:\(type);base64,\(Base64.encode(image.thumbnail))\" "
            + "alt=\"\(ComparedLot.letter(image.at.bid)) \(VisibleText.attribute(image.at.file))\"/>"
    }

    static func type(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        return bytes.starts(with: [0xFF, 0xD8, 0xFF]) ? "image/jpeg" : nil
    }
}
