// XMLEvents.swift — a large document as it passes by: tags and text, nothing built, nothing kept.
internal import CLibXML2
package import Reporting

/// Takes a document's tags and text in order. A problem that it throws ends the reading.
package protocol XMLEventHandler: AnyObject {
    func start(_ element: XMLStart) throws(Problem)
    /// A stretch of character data; one run of text may come in several.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// The element that was started last and has not ended.
    func end() throws(Problem)
}

/// A name of the document as a number: the same number wherever the same name stands, within one reading.
package struct XMLNameKey: Hashable {
    // libxml2 keeps every name once, in a dictionary, for as long as the parser lives
    fileprivate let address: UInt

    /// A small number for tables of those who look names up for every tag; two names may share it.
    package var bucket: Int { Int(truncatingIfNeeded: (address >> 3) ^ (address >> 11)) & 0xFF }
}

/// A start tag. It is lent: nothing of it may be kept beyond the call.
package struct XMLStart {
    private let pointer: UnsafePointer<UInt8>
    private let values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    /// Number of attributes, namespace declarations not among them.
    package let count: Int
    /// Line on which the tag ends, from 1.
    package let line: Int

    init(
        name: UnsafePointer<UInt8>, count: Int, values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, line: Int
    ) {
        pointer = name
        self.count = values == nil ? 0 : count
        self.values = values
        self.line = line
    }

    /// The local name's key, and the name itself.
    package var key: XMLNameKey { XMLNameKey(address: UInt(bitPattern: pointer)) }
    package var name: String { String(cString: pointer) }

    /// The key of an attribute's local name.
    package func attributeKey(_ index: Int) -> XMLNameKey {
        XMLNameKey(address: UInt(bitPattern: values?[index * 5]))
    }

    package func attributeName(_ index: Int) -> String {
        values?[index * 5].map { String(cString: $0) } ?? ""
    }

    /// Whether the attribute is one of another namespace (`xsi:type`), which no format of ours reads.
    package func isForeign(_ index: Int) -> Bool { values?[index * 5 + 2] != nil }

    /// The attribute's value, bytes in UTF-8.
    package func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        // Five each: local name, prefix, namespace, first byte of the value, the byte after its last.
        guard let from = values?[index * 5 + 3], let to = values?[index * 5 + 4] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: from, count: to - from)
    }

    /// The value of the attribute of that name, without namespace.
    package subscript(_ name: String) -> String? {
        for index in 0..<count where attributeName(index) == name && !isForeign(index) {
            return String(decoding: value(index), as: UTF8.self)
        }
        return nil
    }
}

/// Reads a document through a handler.
package enum XMLEvents {
    /// As strict as ``XMLReader``, in the memory of one tag. What the handler got before a problem came up is void.
    package static func read(
        _ bytes: [UInt8], limits: XMLLimits = .list, to handler: any XMLEventHandler
    ) throws(Problem) {
        try SAXParse(deliverAt: nil, events: handler).run(bytes, limits: limits, root: { _ in }, element: { _ in })
    }
}
