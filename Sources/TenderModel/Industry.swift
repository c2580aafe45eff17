// Industry.swift — what a template adds to a tender or a bid (行业内容): named values below one another, and which template.

/// Which template pack (示范文本) a tender follows.
package struct TemplateReference: Sendable, Hashable, Codable {
    /// The pack's id, such as `building-works`.
    package var id: String
    /// `major.minor.patch`.
    package var version: String
    /// Digest of the pack's files.
    package var digest: FileDigest

    package init(id: String, version: String, digest: FileDigest) {
        self.id = id
        self.version = version
        self.digest = digest
    }
}

/// One element of the industry part: a name with either text or further elements. What it means, the template says.
package struct IndustryElement: Sendable, Hashable, Codable {
    /// Letters, digits, `-`, `_` and `.`, a letter first; any script.
    package var name: String
    /// Empty where there are children.
    package var text: String
    package var children: [IndustryElement]

    package init(_ name: String, text: String = "", children: [IndustryElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    package func first(_ name: String) -> IndustryElement? { children.first { $0.name == name } }

    package func all(_ name: String) -> [IndustryElement] { children.filter { $0.name == name } }

    /// Elements inside one another, this one counting as 1.
    package var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

    /// This element and all below it.
    package var count: Int { children.reduce(1) { $0 + $1.count } }
}

extension [IndustryElement] {
    /// The text at a path such as `letter/validity`, by the first element of each name; nil where it is not there.
    package func text(at path: String) -> String? {
        var level = self
        var found: IndustryElement?
        for name in path.split(separator: "/") {
            found = level.first { $0.name == name }
            level = found?.children ?? []
        }
        return found?.text
    }
}
