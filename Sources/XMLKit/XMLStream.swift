// XMLStream.swift — a long list, one entry after another: the memory of one entry, however many there are.
package import Reporting

/// Reads a document whose root holds a list, without holding the list.
package enum XMLStream {
    /// Hands over the root as soon as it begins, without children or text, then each of its children as it ends.
    ///
    /// As strict as ``XMLReader``. A problem thrown by either closure ends the reading and is thrown on, with the line as
    /// its place unless it names one. What was handed over before a problem came up is to be thrown away.
    package static func read(
        _ bytes: [UInt8], limits: XMLLimits = .list, root: (XMLElement) throws(Problem) -> Void,
        child: (XMLElement) throws(Problem) -> Void
    ) throws(Problem) {
        try SAXParse(deliverAt: 1).run(bytes, limits: limits, root: root, element: child)
    }
}
