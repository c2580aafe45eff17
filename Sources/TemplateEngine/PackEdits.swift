// PackEdits.swift — an example written as changes to another one: what was altered stands there, and nothing else.
internal import Reporting
internal import XMLKit
internal import YAMLKit

/// ```
/// base: valid/bid.xml
/// why: {zh: 有效期不足, en: the bid is not valid for long enough}
/// edits:
///   - {set: bid/industry/letter/validity, to: "30"}     # an element's text, or an attribute: bid/sheet/value[@field='price']/@words
///   - {remove: bid/industry/letter/duration}
///   - {repeat: bid/industry/staff/person[1]}            # once more, right behind it
/// ```
struct PackEdits {
    enum Edit {
        case set(String, String)
        case remove(String)
        case again(String)
    }

    let base: String
    let edits: [Edit]

    init(_ bytes: [UInt8], _ name: String) throws(Problem) {
        let map = try YAMLValue.parse(bytes, path: name).map(["base", "why", "edits"])
        base = try map.required("base").filled()
        var edits: [Edit] = []
        for item in try map.required("edits").list() {
            let edit = try item.map(["set", "to", "remove", "repeat"])
            if let path = try edit.optional("set")?.filled() {
                edits.append(.set(path, try edit.entries.first { $0.0 == "to" }?.1.text() ?? ""))
            } else if let path = try edit.optional("remove")?.filled() {
                edits.append(.remove(path))
            } else {
                edits.append(.again(try edit.required("repeat").filled()))
            }
        }
        self.edits = edits
    }

    static func why(_ bytes: [UInt8], _ name: String) throws(Problem) -> LocalizedText? {
        guard name.hasSuffix(".yaml") else { return nil }
        let map = try YAMLValue.parse(bytes, path: name).map(["base", "why", "edits"])
        return try map.optional("why").map(PackManifest.words)
    }

    func apply(to root: XMLElement) throws(Problem) -> XMLElement {
        var root = root
        for edit in edits {
            let (path, change): (String, Change) =
                switch edit {
                case .set(let path, let text): (path, .set(text))
                case .remove(let path): (path, .remove)
                case .again(let path): (path, .again)
                }
            let steps = path.split(separator: "/").map(String.init)
            guard try Self.change(&root, steps[...], change) else {
                throw Problem(
                    "TMPL-0022", zh: "示例里没有“\(path)”", en: "the example has no \"\(path)\"", remedyZh: "请核对路径",
                    remedyEn: "check the path")
            }
        }
        return root
    }

    private enum Change {
        case set(String)
        case remove
        case again
    }

    /// False where the path leads nowhere. An element or attribute that is set is made where its parent is there.
    private static func change(
        _ element: inout XMLElement, _ steps: ArraySlice<String>, _ change: Change
    ) throws(Problem) -> Bool {
        guard let step = steps.first else { return false }
        if step.hasPrefix("@") {
            let name = String(step.dropFirst())
            switch change {
            case .set(let value): element[name] = value
            case .remove:
                guard element[name] != nil else { return false }
                element[name] = nil
            case .again: return false
            }
            return steps.count == 1
        }
        let name = String(step.prefix { $0 != "[" })
        let wanted = step.contains("[") ? String(step.drop { $0 != "[" }.dropFirst().dropLast()) : "1"
        let index: Int? =
            if let number = Int(wanted) {
                element.children.indices.filter { element.children[$0].name == name }.dropFirst(number - 1).first
            } else {
                element.children.indices.first { place in
                    let halves = wanted.split(separator: "=", maxSplits: 1)
                    guard halves.count == 2, halves[0].hasPrefix("@") else { return false }
                    return element.children[place].name == name
                        && element.children[place][String(halves[0].dropFirst())]
                            == halves[1].trimmingCharacters(of: "'\"")
                }
            }
        guard let index else {
            guard steps.count == 1, case .set(let text) = change, !step.contains("[") else { return false }
            element.children.append(XMLElement(name, namespace: "", text: text))
            return true
        }
        if steps.count > 1 { return try Self.change(&element.children[index], steps.dropFirst(), change) }
        switch change {
        case .set(let text):
            element.children[index].text = text
            element.children[index].children = []
        case .remove: element.children.remove(at: index)
        case .again: element.children.insert(element.children[index], at: index + 1)
        }
        return true
    }
}

extension Substring {
    fileprivate func trimmingCharacters(of set: String) -> String {
        var text = self
        while let first = text.first, set.contains(first) { text.removeFirst() }
        while let last = text.last, set.contains(last) { text.removeLast() }
        return String(text)
    }
}
