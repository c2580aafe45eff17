// XMLLimits.swift — how much a document may ask of us. All of it is checked before libxml2 sees the first byte.

/// The bounds of a document that is read.
package struct XMLLimits: Sendable, Hashable {
    /// Size of the whole document, in bytes.
    package var maxBytes: Int
    /// Elements inside one another, the root counting as 1. libxml2 itself stops at 256.
    package var maxDepth: Int
    /// Elements and attributes together.
    package var maxNodes: Int
    /// One attribute value, one tag, one comment, or the text of one element, in bytes. libxml2 itself stops at 10 MB.
    package var maxTextBytes: Int
    /// Attributes of one element, namespace declarations included. libxml2 compares each with each.
    package var maxAttributes: Int

    package init(
        maxBytes: Int = 16 << 20, maxDepth: Int = 64, maxNodes: Int = 1_000_000, maxTextBytes: Int = 1 << 20,
        maxAttributes: Int = 64
    ) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
        self.maxNodes = maxNodes
        self.maxTextBytes = maxTextBytes
        self.maxAttributes = maxAttributes
    }

    /// For lists that are streamed, such as a manifest of 100,000 entries: up to 256 MiB and 4,000,000 nodes.
    package static let list = XMLLimits(maxBytes: 256 << 20, maxNodes: 4_000_000)
}
