// WriterTests.swift — what is written, and that it comes back as it was.
import Reporting
import Testing

@testable import XMLKit

struct WriterTests {
    struct Trip: Sendable, CustomTestStringConvertible {
        let text: String
        let why: String
        var testDescription: String { why }
    }

    static let trips = [
        Trip(text: "市政道路工程施工招标", why: "Chinese"),
        Trip(text: "👷🏽‍♀️🏗️ \u{20000} 𠮷", why: "emoji and characters beyond the first plane"),
        Trip(text: #"He said "5 < 6 & 'x' > 3""#, why: "what XML escapes"),
        Trip(text: "a]]>b]]&gt;", why: "the end of a CDATA section, and a reference that is only text"),
        Trip(text: "a\rb\r\nc\nd\te", why: "line ends and tabs, which a parser normalises"),
        Trip(text: " \t lead and trail \n", why: "white space at both ends"),
        Trip(text: "  ", why: "only white space, without children"),
        Trip(text: "e\u{301} é 한글", why: "decomposed and composed forms stay apart"),
        Trip(text: "\u{85}\u{2028}\u{A0}\u{FEFF}\u{7F}", why: "odd separators that XML 1.0 allows"),
        Trip(text: "<!-- no --><?pi?><!DOCTYPE x>", why: "markup as text"),
        Trip(text: String(repeating: "标", count: 20_000), why: "longer than every buffer of libxml2"),
    ]

    @Test(arguments: trips)
    func comesBack(_ trip: Trip) throws {
        let root = XMLElement(
            "根", namespace: "urn:t", attributes: ["a": trip.text, "none": nil],
            children: [
                XMLElement("leaf", namespace: "urn:t", text: trip.text),
                XMLElement("other", namespace: "urn:o", children: [XMLElement("x", namespace: "urn:t")]),
            ])
        let bytes = try XMLWriter.write(root, namespace: "urn:t")
        let back = try XMLReader.parse(bytes)
        #expect(back == root)
        #expect(back.first("leaf").map { Array($0.text.utf8) } == Array(trip.text.utf8))
        #expect(back["a"].map { Array($0.utf8) } == Array(trip.text.utf8))
        #expect(try XMLWriter.write(back, namespace: "urn:t") == bytes, "written again, the same bytes")
    }

    @Test func bytesAreAsPromised() throws {
        let root = XMLElement(
            "bid", attributes: ["id": "7", "gone": nil, "at": "a\"b"],
            children: [
                XMLElement("empty"), XMLElement("price", text: "1 < 2"),
                XMLElement(
                    "sig", namespace: "urn:s", attributes: ["n": "1"], children: [XMLElement("in", namespace: "urn:s")]),
            ])
        let text = String(decoding: try XMLWriter.write(root, namespace: "urn:b"), as: UTF8.self)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <bid xmlns="urn:b" id="7" at="a&quot;b">
                  <empty/>
                  <price>1 &lt; 2</price>
                  <sig xmlns="urn:s" n="1">
                    <in/>
                  </sig>
                </bid>

                """)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let element: XMLElement
        let code: String
        let why: String
        var testDescription: String { why }
    }

    static let refusals =
        ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"].flatMap { (character: String) in
            [
                Refusal(element: XMLElement("a", text: "x\(character)"), code: "XML-0010", why: "text with a control"),
                Refusal(
                    element: XMLElement("a", attributes: ["b": character]), code: "XML-0010",
                    why: "an attribute with a control"),
            ]
        } + [
            Refusal(
                element: XMLElement("a", text: "x", children: [XMLElement("b")]), code: "XML-0011", why: "mixed content"
            ),
            Refusal(element: XMLElement("a b"), code: "XML-0012", why: "a space in a name"),
            Refusal(element: XMLElement("a:b"), code: "XML-0012", why: "a prefix in a name"),
            Refusal(element: XMLElement(""), code: "XML-0012", why: "no name"),
            Refusal(element: XMLElement("a\u{0}"), code: "XML-0012", why: "a name that C would cut short"),
            Refusal(element: XMLElement("1"), code: "XML-0012", why: "a name that begins with a digit"),
            Refusal(
                element: XMLElement("a", attributes: ["b": "1", "b": "2"]), code: "XML-0012", why: "an attribute twice"),
            Refusal(
                element: XMLElement("a", attributes: ["xmlns": "urn:x"]), code: "XML-0012",
                why: "a namespace slipped in as an attribute"),
        ]

    @Test(arguments: refusals)
    func refuses(_ refusal: Refusal) {
        let root = XMLElement("root", children: [refusal.element])
        #expect(code { () throws(Problem) in _ = try XMLWriter.write(root, namespace: "urn:t") } == refusal.code)
    }

    @Test func namesThePathOfWhatItRefuses() {
        let root = XMLElement("a", children: [XMLElement("b", children: [XMLElement("c", text: "\u{1}")])])
        do throws(Problem) {
            _ = try XMLWriter.write(root, namespace: "urn:t")
            Issue.record("written")
        } catch {
            #expect(error.place == "a/b/c")
            #expect(error.message.en.contains("U+0001"))
        }
    }

    @Test func elementsAnswer() throws {
        var element = XMLElement("a", attributes: ["x": "1"], children: [XMLElement("b", text: "1"), XMLElement("b")])
        #expect(element["x"] == "1" && element["y"] == nil)
        element["y"] = "2"
        element["x"] = nil
        #expect(element.attributes == [XMLAttribute("y", "2")])
        #expect(element.first("b")?.text == "1" && element.all("b").count == 2)
        #expect(try element.require("b").text == "1")
        #expect(code { () throws(Problem) in _ = try element.require("c") } == "XML-0013")
        #expect(code { () throws(Problem) in _ = try element.requireAttribute("c") } == "XML-0014")
    }
}
