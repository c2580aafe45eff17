// SchemaTests.swift — what a schema accepts and refuses, with the place, and that xmllint agrees.
import Reporting
import Testing

@testable import XMLKit

struct SchemaTests {
    static let xsd = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:b" targetNamespace="urn:b"
            elementFormDefault="qualified">
          <xs:simpleType name="Digest">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{8}"/></xs:restriction>
          </xs:simpleType>
          <xs:element name="bid">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="price" type="xs:decimal"/>
                <xs:element name="part" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="path" type="xs:string" use="required"/>
                    <xs:attribute name="digest" type="Digest" use="required"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="at" type="xs:dateTime"/>
            </xs:complexType>
            <xs:unique name="paths"><xs:selector xpath="*"/><xs:field xpath="@path"/></xs:unique>
          </xs:element>
        </xs:schema>
        """

    struct Row: Sendable, CustomTestStringConvertible {
        let document: String
        var errorLine: Int?
        var element: String?
        let why: String
        var testDescription: String { why }
    }

    static let rows = [
        Row(document: "<bid xmlns='urn:b'><price>1.5</price></bid>", why: "the least there may be"),
        Row(
            document: """
                <b:bid xmlns:b='urn:b' at='2026-01-01T00:00:00+08:00'>
                  <b:price>1</b:price>
                  <!-- a comment -->
                  <b:part path='附件.pdf' digest='0123abcd'/>
                </b:bid>
                """, why: "a prefix, a comment, Chinese"),
        Row(
            document: "<bid xmlns='urn:b'>\n<price>dear</price>\n</bid>", errorLine: 2, element: "{urn:b}price",
            why: "not a number"),
        Row(
            document: "<bid xmlns='urn:b'>\n<price>1</price>\n<part path='x' digest='0123ABCD'/>\n</bid>", errorLine: 3,
            element: "{urn:b}part", why: "a pattern that does not match"),
        Row(
            document: "<bid xmlns='urn:b'>\n<price>1</price>\n\n<part path='x'/></bid>", errorLine: 4,
            element: "{urn:b}part", why: "an attribute missing"),
        Row(document: "<bid xmlns='urn:b'/>", errorLine: 1, element: "{urn:b}bid", why: "a child missing"),
        Row(
            document: "<bid xmlns='urn:b'><price>1</price>\n<other/></bid>", errorLine: 2, element: "{urn:b}other",
            why: "an element nobody asked for"),
        Row(document: "<bid><price>1</price></bid>", errorLine: 1, element: "bid", why: "no namespace"),
        Row(document: "<bid xmlns='urn:b' x='1'><price>1</price></bid>", errorLine: 1, why: "an attribute too many"),
        Row(document: "<bid xmlns='urn:b'>text<price>1</price></bid>", errorLine: 1, why: "text where none may be"),
        Row(document: "<bid xmlns='urn:b' at='yesterday'><price>1</price></bid>", errorLine: 1, why: "not an instant"),
        Row(
            document: "<bid xmlns='urn:b'><price>1</price><part path='x' digest='01234567'/>\n"
                + "<part path='x' digest='01234567'/></bid>", errorLine: 2, why: "a key twice"),
    ]

    @Test(arguments: rows)
    func judges(_ row: Row) throws {
        let schema = try XMLSchema(name: "bid.xsd", Array(Self.xsd.utf8))
        let errors = try schema.validate(Array(row.document.utf8))
        #expect(errors.isEmpty == (row.errorLine == nil), "\(errors)")
        if let line = row.errorLine { #expect(errors.first?.line == line, "\(errors)") }
        if let element = row.element { #expect(errors.first?.element == element, "\(errors)") }
        if hasXmllint {
            #expect((try xmllint(Array(row.document.utf8), schema: Self.xsd) == 0) == errors.isEmpty, "xmllint differs")
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let xsd: String
        let code: String
        let why: String
        var testDescription: String { why }
    }

    private static func schema(_ inside: String) -> String {
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\(inside)</xs:schema>"
    }

    static let badSchemas = [
        Bad(xsd: "<a/>", code: "XML-0015", why: "not a schema"),
        Bad(xsd: "<a>", code: "XML-0015", why: "not XML"),
        Bad(xsd: schema("<xs:element name='a' type='b'/>"), code: "XML-0015", why: "a type that is not there"),
        Bad(xsd: schema("<xs:nonsense/>"), code: "XML-0015", why: "an unknown declaration"),
        Bad(xsd: "<!DOCTYPE a>" + schema(""), code: "XML-0015", why: "a DOCTYPE"),
        Bad(xsd: schema("<xs:import namespace='urn:x' schemaLocation='x.xsd'/>"), code: "XML-0016", why: "an import"),
        Bad(xsd: schema("<xs:import namespace='urn:x'/>"), code: "XML-0016", why: "an import without a place"),
        Bad(xsd: schema("<xs:include schemaLocation='/etc/passwd'/>"), code: "XML-0016", why: "an include"),
        Bad(xsd: schema("<xs:redefine schemaLocation='http://127.0.0.1/'/>"), code: "XML-0016", why: "a redefinition"),
    ]

    /// `count` components of which each refers to the next twice: 2 to the power of `count`.
    private static func doubling(_ count: Int, _ component: (_ number: Int, _ next: Int) -> String, last: String)
        -> String
    {
        schema((0..<count).map { component($0, $0 + 1) }.joined() + last)
    }

    static let hostileSchemas = [
        Bad(
            xsd: doubling(
                40,
                {
                    "<xs:group name='g\($0)'><xs:sequence><xs:group ref='g\($1)'/><xs:group ref='g\($1)'/></xs:sequence></xs:group>"
                }, last: "<xs:group name='g40'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>"),
            code: "XML-0020", why: "groups that double"),
        Bad(
            xsd: doubling(
                40,
                {
                    "<xs:attributeGroup name='g\($0)'><xs:attributeGroup ref='g\($1)'/><xs:attributeGroup ref='g\($1)'/></xs:attributeGroup>"
                }, last: "<xs:attributeGroup name='g40'><xs:attribute name='a'/></xs:attributeGroup>"),
            code: "XML-0020", why: "attribute groups that double"),
        Bad(
            xsd: doubling(
                40, { "<xs:simpleType name='u\($0)'><xs:union memberTypes='u\($1) u\($1)'/></xs:simpleType>" },
                last: "<xs:simpleType name='u40'><xs:restriction base='xs:string'/></xs:simpleType>"),
            code: "XML-0020", why: "unions that double"),
        Bad(
            xsd: doubling(
                150, { "<xs:group name='g\($0)'><xs:sequence><xs:group ref='g\($1)'/></xs:sequence></xs:group>" },
                last: "<xs:group name='g150'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>"),
            code: "XML-0020", why: "a chain of references"),
        Bad(
            xsd: schema(
                "<xs:element name='h' abstract='true'/>"
                    + (0..<300).map { "<xs:element name='s\($0)' substitutionGroup='h'/>" }.joined()
                    + "<xs:complexType name='t'><xs:choice>"
                    + String(repeating: "<xs:element ref='h'/>", count: 300) + "</xs:choice></xs:complexType>"),
            code: "XML-0020", why: "three hundred substitutes at three hundred places"),
        Bad(
            xsd: schema("<xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group>"),
            code: "XML-0015", why: "a group within itself is libxml2's to name"),
    ]

    @Test(arguments: hostileSchemas)
    func refusesSchemasThatUnfold(_ bad: Bad) {
        #expect(code { () throws(Problem) in _ = try XMLSchema(name: "bad.xsd", Array(bad.xsd.utf8)) } == bad.code)
    }

    @Test(arguments: badSchemas)
    func refusesSchemas(_ bad: Bad) {
        #expect(code { () throws(Problem) in _ = try XMLSchema(name: "bad.xsd", Array(bad.xsd.utf8)) } == bad.code)
    }

    @Test func aDocumentCannotBringItsOwnSchema() throws {
        let schema = try XMLSchema(name: "bid.xsd", Array(Self.xsd.utf8))
        let instance = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
        for attribute in ["schemaLocation='urn:b /etc/passwd'", "noNamespaceSchemaLocation='http://127.0.0.1/x'"] {
            let bytes = Array("<bid xmlns='urn:b' \(instance) \n i:\(attribute)><price>1</price></bid>".utf8)
            #expect(code { () throws(Problem) in _ = try schema.validate(bytes) } == "XML-0017")
        }
        let harmless = "<bid xmlns='urn:b'><price>1</price><part path='schemaLocation.xsd' digest='01234567'/></bid>"
        #expect(try schema.validate(Array(harmless.utf8)).isEmpty, "the word alone does no harm")
    }

    @Test func keepsAtMostAHundredErrors() throws {
        let schema = try XMLSchema(name: "bid.xsd", Array(Self.xsd.utf8))
        let parts = String(repeating: "<part/>\n", count: 5000)
        let errors = try schema.validate(Array("<bid xmlns='urn:b'><price>1</price>\(parts)</bid>".utf8))
        #expect(errors.count == SAXParse.maxComplaints)
    }

    @Test func whatTheReaderRefusesIsThrown() throws {
        let schema = try XMLSchema(name: "bid.xsd", Array(Self.xsd.utf8))
        for refusal in ReaderTests.refusals {
            let thrown = code { () throws(Problem) in _ = try schema.validate(refusal.bytes) }
            #expect(thrown == refusal.code, "\(refusal.why)")
        }
    }
}
