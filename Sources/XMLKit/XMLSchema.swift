// XMLSchema.swift — an XML Schema (XSD), parsed once, and documents checked against it while they stream by.
internal import CLibXML2
package import Reporting

/// One thing that a schema has to say about a document.
package struct XMLSchemaError: Sendable, Hashable {
    /// Line in the document, from 1.
    package var line: Int
    /// The element that is wrong, or whose attribute is: `{namespace}name`.
    package var element: String?
    /// libxml2's words, in English.
    package var message: String

    package init(line: Int, message: String) {
        self.line = line
        self.message = message
        // "Element '{urn:x}a': This element is not expected." or "Element '{urn:x}a', attribute 'b': …"
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        element = parts.count == 3 && parts[0] == "Element " ? String(parts[1]) : nil
    }
}

/// A schema. Safe to use from several threads: it only changes while it is made, and each document has a run of its own.
package final class XMLSchema: @unchecked Sendable {
    /// What the schema is called in problems, such as "bid.xsd".
    package let name: String
    private let schema: xmlSchemaPtr

    /// Parses a schema. It must stand alone: import, include and redefine are refused, and so is whatever ``XMLReader``
    /// refuses.
    package init(name: String, _ xsd: [UInt8]) throws(Problem) {
        let root: XMLElement
        do throws(Problem) {
            root = try XMLReader.parse(xsd)
        } catch {
            throw .badSchema(name, error.message.en, line: 1)
        }
        for element in root.children where ["import", "include", "redefine", "override"].contains(element.name) {
            throw .schemaRefersOut(name, element: element.name)
        }
        try SchemaSize.check(root, name: name)
        let errors = SchemaErrors()
        let parsed = try LibXML.run(errorsTo: errors) { () throws(Problem) -> xmlSchemaPtr? in
            xsd.withUnsafeBytes { bytes in
                let start = bytes.bindMemory(to: CChar.self).baseAddress
                guard let parser = xmlSchemaNewMemParserCtxt(start, Int32(bytes.count)) else { return nil }
                defer { xmlSchemaFreeParserCtxt(parser) }
                return xmlSchemaParse(parser)
            }
        }
        guard let parsed, errors.first == nil else {
            xmlSchemaFree(parsed)
            let first = errors.first ?? (line: 1, message: "libxml2 gives no reason")
            throw .badSchema(name, first.message, line: first.line)
        }
        self.name = name
        schema = parsed
    }

    deinit {
        xmlSchemaFree(schema)
    }

    /// Everything that is wrong with a document, at most 100 errors; empty means valid.
    ///
    /// A document that is not well-formed, or that ``XMLReader`` would refuse, is a problem and is thrown. So is one that
    /// names a schema of its own, which libxml2 would go and load into ours.
    package func validate(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(Problem) -> [XMLSchemaError] {
        if Self.mentionsSchemaLocation(bytes) {
            let look = SAXParse(deliverAt: nil, refusesSchemaLocation: true)
            try look.run(bytes, limits: limits, root: { _ in }, element: { _ in })
        }
        let parse = SAXParse(deliverAt: nil)
        try parse.run(bytes, limits: limits, schema: schema, root: { _ in }, element: { _ in })
        return parse.complaints
    }

    /// A quick look, so that only a document with these letters in it is read twice. Without a DOCTYPE an attribute's name
    /// cannot be written in any other way.
    private static func mentionsSchemaLocation(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { $0.find("chemaLocation", from: 0) != nil }
    }
}
