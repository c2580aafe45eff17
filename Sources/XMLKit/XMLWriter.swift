// XMLWriter.swift — the same element, the same bytes: UTF-8 with a declaration and two-space indentation.
internal import CLibXML2
package import Reporting

/// Writes an ``XMLElement`` as a document that ``XMLReader`` reads back as it was.
package enum XMLWriter {
    /// The document of `root`; elements without a namespace of their own are in `namespace`.
    ///
    /// No prefixes: the root declares the default namespace, and an element in another one declares that for itself and
    /// what is below it. Refused, with the path of the element: characters that XML 1.0 cannot carry, bad or repeated
    /// names, text beside children.
    package static func write(_ root: XMLElement, namespace: String) throws(Problem) -> [UInt8] {
        var writing = Writing(namespace: namespace)
        writing.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        try writing.element(root, inherited: "", depth: 0)
        return writing.output
    }
}

private struct Writing {
    static let xml = "http://www.w3.org/XML/1998/namespace"

    let namespace: String
    var output: [UInt8] = []
    private var path: [String] = []

    init(namespace: String) {
        self.namespace = namespace
    }

    private var place: String { path.joined(separator: "/") }

    mutating func put(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    mutating func element(_ element: XMLElement, inherited: String, depth: Int) throws(Problem) {
        path.append(element.name)
        defer { path.removeLast() }
        let indentation = [UInt8](repeating: UInt8(ascii: " "), count: depth * 2)
        try check(element.name)
        output.append(contentsOf: indentation)
        put("<" + element.name)
        let own = element.namespace ?? namespace
        if own != inherited { try attribute("xmlns", own) }
        try attributes(of: element)
        if !element.children.isEmpty {
            guard element.text.isEmpty else { throw .mixed(place) }
            put(">\n")
            for child in element.children { try self.element(child, inherited: own, depth: depth + 1) }
            output.append(contentsOf: indentation)
            put("</" + element.name + ">\n")
        } else if element.text.isEmpty {
            put("/>\n")
        } else {
            put(">")
            try escaped(element.text, inAttribute: false)
            put("</" + element.name + ">\n")
        }
    }

    private mutating func attributes(of element: XMLElement) throws(Problem) {
        var seen: Set<String> = []
        for item in element.attributes {
            try check(item.name)
            // The one prefix that needs no declaration is xml:, as in xml:lang; there is no need for others.
            guard item.namespace == nil || item.namespace == Self.xml, item.name != "xmlns" else {
                throw .badName(item.name, in: place)
            }
            let name = item.namespace == nil ? item.name : "xml:" + item.name
            guard seen.insert(name).inserted else { throw .badName(name, in: place) }
            try attribute(name, item.value)
        }
    }

    private mutating func attribute(_ name: String, _ value: String) throws(Problem) {
        put(" " + name + "=\"")
        try escaped(value, inAttribute: true)
        put("\"")
    }

    private func check(_ name: String) throws(Problem) {
        let isName = !name.utf8.contains(0) && xmlValidateNCName(name, 0) == 0
        guard isName else { throw .badName(name, in: place) }
    }

    private mutating func escaped(_ text: String, inAttribute: Bool) throws(Problem) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": put("&amp;")
            case "<": put("&lt;")
            case ">": put("&gt;")
            case "\"" where inAttribute: put("&quot;")
            case "\t" where inAttribute: put("&#9;")
            case "\n" where inAttribute: put("&#10;")
            // A parser turns a bare CR into LF, and white space in an attribute into spaces.
            case "\r": put("&#13;")
            case "\t", "\n": output.append(UInt8(scalar.value))
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": throw .unwritable(scalar, in: place)
            default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
