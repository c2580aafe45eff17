// TextBlock.swift — a stretch of text and where it stands (文字块): a paragraph, a cell, a block on a page, a line.
package import Reporting

/// A stretch of text that belongs together.
package struct TextBlock: Sendable, Hashable {
    /// As the document has it; lines within it are parted by a newline.
    package var text: String
    package var place: TextPlace
    /// Why a reader does not see it; nil for what is seen.
    package var concealment: Concealment?

    package init(text: String, place: TextPlace, concealment: Concealment? = nil) {
        self.text = text
        self.place = place
        self.concealment = concealment
    }

    package var visible: Bool { concealment == nil }
}

/// How text is kept from a reader's eyes (隐藏文字).
package enum Concealment: String, Sendable, Hashable, CaseIterable {
    /// Marked as hidden, or on a sheet or layer that is.
    case hidden
    /// White letters without a shading of their own; something dark may lie behind them all the same.
    case white
    /// Of at most one point.
    case tiny

    package var title: LocalizedText {
        switch self {
        case .hidden: LocalizedText(zh: "隐藏文字", en: "hidden")
        case .white: LocalizedText(zh: "白色文字", en: "white")
        case .tiny: LocalizedText(zh: "极小文字", en: "tiny")
        }
    }
}

/// Where text stands in its document. Everything counts from 1.
package enum TextPlace: Sendable, Hashable {
    /// A paragraph of a part of a word processor's document, within a table where there is a cell.
    case paragraph(Int, part: WordPart, cell: TableCell?)
    /// On a page, in a box where the format tells.
    case page(Int, box: PageBox?)
    /// A cell such as `B12`.
    case sheet(String, cell: String)
    case line(Int)

    package var text: LocalizedText {
        switch self {
        case .paragraph(let number, let part, let cell):
            let table = cell.map {
                LocalizedText(
                    zh: ",表 \($0.table) 第 \($0.row) 行第 \($0.column) 格",
                    en: ", table \($0.table) row \($0.row) cell \($0.column)")
            }
            let title = part.title
            return LocalizedText(
                zh: title.zh + "第 \(number) 段" + (table?.zh ?? ""),
                en: (title.en.isEmpty ? "" : title.en + " ") + "paragraph \(number)" + (table?.en ?? ""))
        case .page(let number, _): return LocalizedText(zh: "第 \(number) 页", en: "page \(number)")
        case .sheet(let sheet, let cell):
            return LocalizedText(zh: "工作表“\(sheet)”\(cell)", en: "sheet \"\(sheet)\" \(cell)")
        case .line(let number): return LocalizedText(zh: "第 \(number) 行", en: "line \(number)")
        }
    }
}

/// A part of a word processor's document.
package enum WordPart: Sendable, Hashable {
    case body
    case header(Int)
    case footer(Int)
    case footnotes, endnotes, comments
    /// SmartArt, whose words lie in a part of their own.
    case diagram(Int)

    package var title: LocalizedText {
        switch self {
        case .body: LocalizedText(zh: "", en: "")
        case .header(let number): LocalizedText(zh: "页眉 \(number) ", en: "header \(number)")
        case .footer(let number): LocalizedText(zh: "页脚 \(number) ", en: "footer \(number)")
        case .footnotes: LocalizedText(zh: "脚注", en: "footnotes")
        case .endnotes: LocalizedText(zh: "尾注", en: "endnotes")
        case .comments: LocalizedText(zh: "批注", en: "comments")
        case .diagram(let number): LocalizedText(zh: "图示 \(number) ", en: "diagram \(number)")
        }
    }

    /// One word for programs, such as `header-2`.
    package var key: String {
        switch self {
        case .body: "body"
        case .header(let number): "header-\(number)"
        case .footer(let number): "footer-\(number)"
        case .footnotes: "footnotes"
        case .endnotes: "endnotes"
        case .comments: "comments"
        case .diagram(let number): "diagram-\(number)"
        }
    }
}

/// A cell of a table in a text. Tables count in the order in which they begin; merged cells count once.
package struct TableCell: Sendable, Hashable {
    package var table: Int
    package var row: Int
    package var column: Int

    package init(table: Int, row: Int, column: Int) {
        self.table = table
        self.row = row
        self.column = column
    }
}

/// A box on a page, in points (1/72 inch) from the upper left corner.
package struct PageBox: Sendable, Hashable {
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double

    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// The smallest box around both.
    func joined(_ other: PageBox) -> PageBox {
        PageBox(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }
}
