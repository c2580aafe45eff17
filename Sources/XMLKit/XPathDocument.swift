// XPathDocument.swift — a document as a tree of libxml2's, to ask questions of. The only file that holds an xmlDoc.
internal import CLibXML2
package import Reporting

/// A document that XPath expressions are put to. Not for several threads at once.
package final class XPathDocument {
    let tree: xmlDocPtr

    /// The tree of `root`, elements without a namespace of their own being in none.
    package convenience init(_ root: XMLElement) throws(Problem) {
        try self.init(written: XMLWriter.write(root, namespace: ""))
    }

    private init(written bytes: [UInt8]) throws(Problem) {
        let sink = ErrorSink()
        let made = try LibXML.run(errorsTo: sink) { () throws(Problem) -> xmlDocPtr? in
            bytes.withUnsafeBytes { bytes in
                let options = [XML_PARSE_NONET, XML_PARSE_NOBLANKS, XML_PARSE_HUGE].reduce(0) { $0 | $1.rawValue }
                return xmlReadMemory(
                    bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(options))
            }
        }
        guard let made else { throw .bug("libxml2 cannot read what we wrote") }
        tree = made
    }

    deinit {
        xmlFreeDoc(tree)
    }
}

/// A node of a document, valid as long as the document is.
package struct XPathNode {
    let document: XPathDocument
    let pointer: xmlNodePtr

    /// Where it stands, such as `/view/bid/industry/person[2]/name`: a number only where siblings have one name.
    package var path: String {
        guard let text = xmlGetNodePath(pointer) else { return "" }
        defer { biao_xml_free(text) }
        return String(cString: text)
    }

    /// The text of the node and all below it.
    package var text: String {
        guard let text = xmlNodeGetContent(pointer) else { return "" }
        defer { biao_xml_free(text) }
        return String(cString: text)
    }
}
