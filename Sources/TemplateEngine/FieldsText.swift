// FieldsText.swift — a pack's fields as the section `industry` of a new workspace's YAML, each with its label above it.
package import Reporting
internal import Workspace

package enum FieldsText {
    /// The section, with `industry:` as its first line; the empty text where there are no fields.
    package static func section(_ fields: [PackManifest.Field], titles: (String) -> LocalizedText) -> String {
        guard !fields.isEmpty else { return "" }
        var root = Branch()
        for field in fields {
            root.add(field, ArraySlice(field.path.split(separator: "/").map(String.init)))
        }
        var text = "industry:\n"
        for (name, branch) in root.children {
            if branch.field == nil { text += comment(titles(name), indent: 1) }
            text += lines(name, branch, indent: 1)
        }
        return text
    }

    private struct Branch {
        var field: PackManifest.Field?
        var children: [(name: String, branch: Branch)] = []

        mutating func add(_ field: PackManifest.Field, _ steps: ArraySlice<String>) {
            guard let name = steps.first else {
                self.field = field
                return
            }
            if let index = children.firstIndex(where: { $0.name == name }) {
                children[index].branch.add(field, steps.dropFirst())
            } else {
                var branch = Branch()
                branch.add(field, steps.dropFirst())
                children.append((name, branch))
            }
        }
    }

    private static func lines(_ name: String, _ branch: Branch, indent: Int) -> String {
        let blanks = String(repeating: "  ", count: indent)
        var text = ""
        if let field = branch.field {
            text += comment(field.label, indent: indent, optional: field.optional)
            if let hint = field.hint { text += comment(hint, indent: indent) }
        }
        let isList = branch.field?.repeated == true
        guard !branch.children.isEmpty else {
            let value = branch.field?.initial.map(YAMLText.quoted) ?? Placeholder.text
            return text + blanks + YAMLText.word(name) + ":" + (isList ? "\n\(blanks)  - " : " ") + value + "\n"
        }
        text += blanks + YAMLText.word(name) + ":\n"
        if isList { text += blanks + "  -\n" }
        for (name, child) in branch.children { text += lines(name, child, indent: indent + (isList ? 2 : 1)) }
        return text
    }

    private static func comment(_ label: LocalizedText, indent: Int, optional: Bool = false) -> String {
        let words = label.zh == label.en ? label.zh : "\(label.zh) / \(label.en)"
        return String(repeating: "  ", count: indent) + "# \(YAMLText.line(words))"
            + (optional ? " · 可不填 optional" : "")
            + "\n"
    }
}
