// ReaderTests.swift — what is read, and everything that is refused, with its code and line.
import Reporting
import Testing

@testable import XMLKit

struct ReaderTests {
    @Test func readsNamespacesPrefixesCommentsAndSections() throws {
        let text = """
            \u{FEFF}<?xml version='1.0' encoding = 'utf-8' standalone="yes"?>
            <!-- <!DOCTYPE here is only words -->
            <p:a xmlns:p="urn:p" xmlns="urn:d" p:q="1" q="2" xml:lang="zh">
              <b>x<!-- cut -->y<![CDATA[<z>&amp;]]>&#x6807;&lt;</b>
              <c xmlns=""/>
            </p:a>
            <!-- after -->
            """
        let root = try XMLReader.parse(Array(text.utf8))
        #expect(root.name == "a" && root.namespace == "urn:p" && root.text.isEmpty)
        #expect(root["q"] == "2")
        #expect(
            root.attributes == [
                XMLAttribute("q", namespace: "urn:p", "1"), XMLAttribute("q", "2"),
                XMLAttribute("lang", namespace: "http://www.w3.org/XML/1998/namespace", "zh"),
            ])
        #expect(root.children.map(\.namespace) == ["urn:d", nil])
        #expect(root.first("b")?.text == "xy<z>&amp;标<")
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let code: String
        var line: Int?
        let why: String
        var testDescription: String { why }

        init(_ text: String, _ code: String, line: Int? = nil, why: String) {
            self.init(bytes: Array(text.utf8), code, line: line, why: why)
        }
        init(bytes: [UInt8], _ code: String, line: Int? = nil, why: String) {
            (self.bytes, self.code, self.line, self.why) = (bytes, code, line, why)
        }
    }

    static let laughs =
        "<!DOCTYPE l [<!ENTITY l0 \"ha\">"
        + (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        + "]><l>&l9;</l>"

    static let refusals = [
        Refusal("", "XML-0009", line: 1, why: "nothing at all"),
        Refusal("plain text", "XML-0009", why: "no element"),
        Refusal("<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a/>", "XML-0004", line: 2, why: "a DOCTYPE"),
        Refusal(laughs, "XML-0004", line: 1, why: "billion laughs"),
        Refusal(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "XML-0004", why: "an external entity"),
        Refusal("<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\"><a/>", "XML-0004", why: "an external DTD"),
        Refusal("<a>\n<!ENTITY x \"y\"></a>", "XML-0004", line: 2, why: "a declaration inside the root"),
        Refusal("<a>&x;</a>", "XML-0009", why: "an entity that nobody declared"),
        Refusal("<?xml-stylesheet href=\"a.xsl\"?><a/>", "XML-0005", line: 1, why: "a processing instruction before"),
        Refusal("<a>\n\n<?php echo 1 ?></a>", "XML-0005", line: 3, why: "a processing instruction inside"),
        Refusal("<a/><?x?>", "XML-0005", why: "a processing instruction after"),
        Refusal(" <?xml version=\"1.0\"?><a/>", "XML-0005", why: "a declaration that is not at the start"),
        Refusal("<?xml version=\"1.1\"?><a/>", "XML-0009", why: "XML 1.1"),
        Refusal("<?xml version=\"1.0\" encoding=\"GBK\"?><a/>", "XML-0003", line: 1, why: "declared as GBK"),
        Refusal("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", "XML-0003", why: "declared as UTF-7"),
        Refusal("<?xml encoding='x\"UTF-8' ?><a/>", "XML-0003", why: "quotes within quotes in the declaration"),
        Refusal(
            bytes: [0xFF, 0xFE] + Array("<a/>".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "XML-0003",
            why: "UTF-16 with a mark"),
        Refusal(
            bytes: Array("<a/>".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "XML-0003",
            why: "UTF-16 without a mark"),
        Refusal(
            bytes: [0x3C, 0x61, 0x3E, 0x0A, 0xB1, 0xEA] + Array("</a>".utf8), "XML-0002", line: 2, why: "GBK text"),
        Refusal(bytes: Array("<a>".utf8) + [0xC0, 0x80] + Array("</a>".utf8), "XML-0002", why: "an overlong form"),
        Refusal(bytes: Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8), "XML-0002", why: "a surrogate"),
        Refusal("<a/>\u{0}hidden", "XML-0002", why: "a NUL, which libxml2 takes for the end"),
        Refusal("<a>\u{1}</a>", "XML-0009", why: "a control character"),
        Refusal("<a>\u{FFFE}</a>", "XML-0009", why: "U+FFFE"),
        Refusal("<a>&#0;</a>", "XML-0009", why: "a reference to NUL"),
        Refusal("<a>&#x1F;</a>", "XML-0009", why: "a reference to a control character"),
        Refusal("<a>&#xD800;</a>", "XML-0009", why: "a reference to a surrogate"),
        Refusal("<a>&#x110000;</a>", "XML-0009", why: "a reference beyond Unicode"),
        Refusal("<a>\n<b>\n</a>", "XML-0009", line: 3, why: "tags that do not match"),
        Refusal("<a b=\"1\" b=\"2\"/>", "XML-0009", why: "an attribute twice"),
        Refusal(
            "<a xmlns:p=\"urn:x\" xmlns:q=\"urn:x\" p:b=\"1\" q:b=\"2\"/>", "XML-0009",
            why: "an attribute twice, under two prefixes"),
        Refusal("<p:a/>", "XML-0009", why: "a prefix that is not declared, on an element"),
        Refusal("<a p:b=\"1\"/>", "XML-0009", why: "a prefix that is not declared, on an attribute"),
        Refusal("<a xmlns:p=\"\"/>", "XML-0009", why: "a prefix bound to nothing"),
        Refusal("<a:b:c xmlns:a=\"urn:a\"/>", "XML-0009", why: "two colons"),
        Refusal("<a xmlns:xml=\"urn:x\"/>", "XML-0009", why: "the prefix xml bound elsewhere"),
        Refusal("<a/>garbage", "XML-0009", why: "text after the root"),
        Refusal("<a/><b/>", "XML-0009", why: "two roots"),
        Refusal("<a/>\n</a>", "XML-0009", why: "an end tag too many"),
        Refusal("<a b=1/>", "XML-0009", why: "no quotes"),
        Refusal("<a b=\"<\"/>", "XML-0009", why: "a < in an attribute"),
        Refusal("<a>]]></a>", "XML-0009", why: "the end of a section in text"),
        Refusal("<a><!-- -- --></a>", "XML-0009", why: "two hyphens in a comment"),
        Refusal(String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65), "XML-0006", why: "65 deep"),
        Refusal(String(repeating: "<a>", count: 100_000), "XML-0006", line: 1, why: "100,000 deep"),
        Refusal(
            "<a>" + String(repeating: "<b/>", count: 1_000_000) + "</a>", "XML-0007", why: "a million and one elements"),
        Refusal(
            "<a>" + String(repeating: "<b c=''/>", count: 600_000) + "</a>", "XML-0007", why: "attributes count too"),
        Refusal("<a b=\"\(String(repeating: "x", count: 10_000_000))\"/>", "XML-0008", why: "an attribute of 10 MB"),
        Refusal("<a>\(String(repeating: "x", count: 1_100_000))</a>", "XML-0008", why: "a text over the limit"),
        Refusal(
            "<a>" + String(repeating: "<![CDATA[\(String(repeating: "x", count: 1000))]]>", count: 1100) + "</a>",
            "XML-0008", why: "a text over the limit, in sections"),
        Refusal(
            "<a><!--\(String(repeating: "x", count: 1_100_000))--></a>", "XML-0008", why: "a comment over the limit"),
        Refusal("<\(String(repeating: "x", count: 1_100_000))/>", "XML-0008", why: "a name over the limit"),
        Refusal("<\(String(repeating: "x", count: 100_000))/>", "XML-0009", why: "a name over libxml2's limit"),
        Refusal(
            "<a " + (0..<65).map { "a\($0)=''" }.joined(separator: " ") + "/>", "XML-0019", why: "65 attributes"),
        Refusal(
            "<a " + (0..<100_000).map { "a\($0)=''" }.joined(separator: " ") + "/>", "XML-0019",
            why: "attributes that would take libxml2 hours to compare"),
        Refusal(String(repeating: " ", count: (16 << 20) + 1), "XML-0001", why: "a document over the limit"),
    ]

    @Test(arguments: refusals)
    func refuses(_ refusal: Refusal) {
        do throws(Problem) {
            _ = try XMLReader.parse(refusal.bytes)
            Issue.record("read")
        } catch {
            #expect(error.code == refusal.code)
            if let line = refusal.line { #expect(error.place == "line \(line)") }
            #expect(!error.message.zh.isEmpty && !error.remedy.zh.isEmpty && !error.remedy.en.isEmpty)
        }
        #expect(
            code { () throws(Problem) in
                try XMLStream.read(refusal.bytes, limits: XMLLimits(), root: { _ in }, child: { _ in })
            } == refusal.code, "the stream is as strict as the reader")
    }

    struct Good: Sendable, CustomTestStringConvertible {
        let text: String
        let why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Good(text: "<a/>", why: "no declaration"),
        Good(text: String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64), why: "just deep enough"),
        Good(text: "<a " + (0..<64).map { "a\($0)=''" }.joined(separator: " ") + "/>", why: "just enough attributes"),
        Good(text: "<a b='x>y=z'/>", why: "> and = inside a value"),
        Good(text: "<a b='\"' c=\"'\"/>", why: "each quote inside the other"),
        Good(text: "<a b = '1'\n/>", why: "spaces around ="),
        Good(text: "<a ></a >", why: "spaces in tags"),
        Good(text: "<a><!-- <b> & ]]> <?x?> --></a>", why: "markup in a comment"),
        Good(text: "<a><![CDATA[<!DOCTYPE x><?y?>]]></a>", why: "markup in a section"),
        Good(text: "<a>\(String(repeating: "标", count: 300_000))</a>", why: "a long text under the limit"),
    ])
    func reads(_ good: Good) throws {
        let root = try XMLReader.parse(Array(good.text.utf8))
        #expect(root.name == "a")
        if hasXmllint { #expect(try xmllint(Array(good.text.utf8)) == 0) }
    }

    @Test(.enabled(if: hasXmllint), arguments: refusals.filter { $0.code == "XML-0009" })
    func xmllintRefusesTheMalformedToo(_ refusal: Refusal) throws {
        // xmllint reads XML 1.1 with a warning, and lets namespace errors pass with a message.
        let lenient = ["XML 1.1", "prefix", "colons"].contains { refusal.why.contains($0) }
        if !lenient { #expect(try xmllint(refusal.bytes) != 0) }
    }
}
