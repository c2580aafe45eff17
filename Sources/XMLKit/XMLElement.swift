// XMLElement.swift — an element as a plain value: what a document says, without C and without places.
package import Reporting

/// One attribute. Its name is local; `namespace` is nil for the ordinary attribute without a prefix.
package struct XMLAttribute: Sendable, Hashable {
    package var name: String
    package var namespace: String?
    package var value: String

    package init(_ name: String, namespace: String? = nil, _ value: String) {
        self.name = name
        self.namespace = namespace
        self.value = value
    }
}

/// An element with its attributes in order, and with children or text.
///
/// Two elements are equal when they say the same in the same order; prefixes, comments and the white space between
/// children are no part of it.
package struct XMLElement: Sendable, Hashable {
    /// Local name.
    package var name: String
    /// Namespace URI. For the writer nil means "that of the document"; the reader gives nil where there is none.
    package var namespace: String?
    package var attributes: [XMLAttribute]
    package var children: [XMLElement]
    /// The character data directly in this element, concatenated; empty where only white space stands between children.
    package var text: String

    /// An element made in code; attributes whose value is nil are left out.
    package init(
        _ name: String, namespace: String? = nil, attributes: KeyValuePairs<String, String?> = [:], text: String = "",
        children: [XMLElement] = []
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes.compactMap { pair in pair.value.map { XMLAttribute(pair.key, $0) } }
        self.text = text
        self.children = children
    }

    /// The value of the attribute of this name, without namespace; setting nil removes it.
    package subscript(name: String) -> String? {
        get { attributes.first { $0.name == name && $0.namespace == nil }?.value }
        set {
            let index = attributes.firstIndex { $0.name == name && $0.namespace == nil }
            switch (index, newValue) {
            case (let index?, let value?): attributes[index].value = value
            case (let index?, nil): attributes.remove(at: index)
            case (nil, let value?): attributes.append(XMLAttribute(name, value))
            case (nil, nil): break
            }
        }
    }

    /// The same, said in full.
    package subscript(attribute name: String) -> String? {
        get { self[name] }
        set { self[name] = newValue }
    }

    /// The first child of this local name.
    package func first(_ name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// All children of this local name, in order.
    package func all(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name }
    }

    /// The first child of this local name; without one the document cannot be used.
    package func require(_ name: String) throws(Problem) -> XMLElement {
        guard let child = first(name) else { throw .missingElement(name, in: self.name) }
        return child
    }

    /// The attribute's value; without one the document cannot be used.
    package func requireAttribute(_ name: String) throws(Problem) -> String {
        guard let value = self[name] else { throw .missingAttribute(name, of: self.name) }
        return value
    }
}
