// Written.swift — YAML as people write it, as a tree: the lines of an example are put over a whole file, all else staying.
import Reporting
import YAMLKit

enum Written: Sendable {
    /// Nil where nothing stands.
    case value(String?)
    case list([Written])
    case map([(key: String, value: Written)])

    init(_ text: String) throws(Problem) { try self.init(YAMLValue.parse(Array(text.utf8), path: "example")) }

    private init(_ value: YAMLValue) throws(Problem) {
        if value.isMapping {
            var entries: [(key: String, value: Written)] = []
            for (key, item) in try value.anyMap().entries { entries.append((key, try Written(item))) }
            self = .map(entries)
        } else if value.isList {
            var items: [Written] = []
            for item in try value.list() { items.append(try Written(item)) }
            self = .list(items)
        } else {
            self = .value(value.isAbsent ? nil : try value.text())
        }
    }

    /// Keys that are written stand in for those that were; a list has the items that are written, each upon the one of its name,
    /// else upon the one at its place, else upon the last.
    func with(_ lines: Written) -> Written {
        switch (self, lines) {
        case (.map(var entries), .map(let written)):
            for (key, value) in written {
                if let index = entries.firstIndex(where: { $0.key == key }) {
                    entries[index].value = entries[index].value.with(value)
                } else {
                    entries.append((key, value))
                }
            }
            return .map(entries)
        case (.list(let items), .list(let written)):
            return .list(
                written.enumerated().map { index, item in
                    let own =
                        items.first { item.name != nil && $0.name == item.name }
                        ?? (items.indices.contains(index) ? items[index] : items.last)
                    return own?.with(item) ?? item
                })
        default: return lines
        }
    }

    func with(_ lines: String) throws(Problem) -> Written { with(try Written(lines)) }

    /// What tells an item of a list from the others.
    private var name: String? {
        guard case .map(let entries) = self,
            case .value(let name)? = entries.first(where: { ["id", "holder"].contains($0.key) })?.value
        else { return nil }
        return name
    }

    /// As YAML again.
    var text: String {
        switch self {
        case .value(nil): "~"
        case .value(let text?):
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }
}
