// WordBranchTests.swift — content in several branches (mc:AlternateContent): nothing that a program may show goes unread, nothing is read twice.
import Extraction
import FileKit
import Foundation
import Testing

@Suite struct WordBranchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// Between the tags of the alternate content; `[…]` is a text box with a paragraph, all else a text.
        let branches: String
        let read: [String]
        let why: String
        var testDescription: String { why }
    }

    /// One document a line.
    private static let make = """
        import re, sys
        sys.path.insert(0, sys.argv[1])
        import make_documents as m
        for number, line in enumerate(sys.argv[3].split("\\n")):
            def text(match):
                box, plain = match.groups()
                if plain is not None:
                    return "<w:t>" + plain + "</w:t>"
                return "<w:pict><w:txbxContent>" + m.paragraph(m.run(box)) + "</w:txbxContent></w:pict>"
            content = "".join(
                part if part.startswith("<") else re.sub(r"\\[([^]]*)\\]|([^\\[]+)", text, part)
                for part in re.split("(<[^>]*>)", line) if part)
            for short, whole in (("C>", "mc:Choice>"), ("F>", "mc:Fallback>"), ("A>", "mc:AlternateContent>")):
                content = content.replace("<" + short, "<" + whole).replace("</" + short, "</" + whole)
            content = content.replace("<mc:Choice>", '<mc:Choice Requires="zz">')
            m.docx(sys.argv[2] + f"/{number}.docx",
                   "<w:p><w:r><mc:AlternateContent>" + content + "</mc:AlternateContent></w:r></w:p>" + m.paragraph(m.run("末段")))
        """

    static let rows = [
        Row(branches: "<C>[同文]</C><F>[同文]</F>", read: ["同文", "末段"], why: "said once for each kind of program"),
        Row(
            branches: "<C>[无]</C><F>[全文抄来]</F>", read: ["无", "全文抄来", "末段"],
            why: "a program that does not know the choice shows something else"),
        Row(branches: "<C></C><F>[全文抄来]</F>", read: ["全文抄来", "末段"], why: "an empty choice"),
        Row(branches: "<F>[只此]</F>", read: ["只此", "末段"], why: "no choice at all"),
        Row(branches: "<C>甲</C><F>甲</F>", read: ["甲", "末段"], why: "within the paragraph around it"),
        Row(branches: "<C>甲</C><F>乙</F>", read: ["甲乙", "末段"], why: "within that paragraph, and something else"),
        Row(
            branches: "<C>[一][二]</C><F>[二][三]</F>", read: ["一", "二", "三", "末段"],
            why: "of a fallback that says more, only that"),
        Row(
            branches: "<C>[一]</C><F>[一][一]</F>", read: ["一", "一", "末段"],
            why: "twice where it is said once counts once more"),
        Row(
            branches: "<C>[一]</C><C>[二]</C><F>[二]</F>", read: ["一", "二", "末段"],
            why: "three branches, of which two say the same"),
        Row(
            branches: "<C>[外]<A><C>[内]</C><F>[内]</F></A></C><F>[外][内]</F>", read: ["外", "内", "末段"],
            why: "one within the other"),
        Row(
            branches: "<C>[外]<A><C>[内]</C><F>[别]</F></A></C><F>[外][内]</F>", read: ["外", "内", "别", "末段"],
            why: "one within the other that says something else"),
    ]

    @Test func eachBranchIsReadOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("biao-branches-\(UUID())").path
        try Files.makeFolder(folder)
        defer { try? Files.removeTree(folder) }
        let input = Self.rows.map(\.branches).joined(separator: "\n")
        _ = try Fixture.run("python3", ["-B", "-c", Self.make, "\(Fixture.root)/scripts/lib", folder, input])
        for (number, row) in Self.rows.enumerated() {
            let document = try Extractor().read("\(folder)/\(number).docx")
            // a text box ends before the paragraph around it, which has no text of its own where all is in boxes
            #expect(document.blocks.map(\.text).filter { !$0.isEmpty } == row.read, "\(row.why)")
            #expect(document.unread.isEmpty, "\(row.why): \(document.unread)")
        }
        // many branches, each with something new, are as many texts
        let many = (0..<400).map { "<C>[段\($0)]乙\($0)</C>" }.joined() + "<F>[段7]乙7</F>"
        _ = try Fixture.run(
            "python3", ["-B", "-c", Self.make, "\(Fixture.root)/scripts/lib", folder, "<C></C>\n" + many])
        #expect(try Extractor().read("\(folder)/1.docx").blocks.count == 402)
        // what is said twice is not counted twice
        _ = try Fixture.run("python3", ["-B", "-c", Self.make, "\(Fixture.root)/scripts/lib", folder, input])
        let once = try Extractor().read("\(folder)/0.docx")
        #expect(once.place(of: "末段") == .paragraph(3, part: .body, cell: nil))
    }
}
