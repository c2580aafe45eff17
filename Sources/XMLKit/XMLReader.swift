// XMLReader.swift — a whole document as one element, strictly.
package import Reporting

/// Reads a document into an ``XMLElement``.
///
/// UTF-8 only. Refused: any DOCTYPE (hence every entity but the five of XML), processing instructions, and whatever is
/// over the limits or not well-formed, namespaces included. Nothing is read from disk or network, nothing is printed.
package enum XMLReader {
    /// The root element of `bytes`. Problems name the line.
    package static func parse(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(Problem) -> XMLElement {
        let parse = SAXParse(deliverAt: 0)
        var root: XMLElement?
        try parse.run(bytes, limits: limits, root: { _ in }, element: { root = $0 })
        guard let root else { throw Problem.bug("a parsed document has no root") }
        return root
    }
}
