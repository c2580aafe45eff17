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
    enum Change {
        case set(String)
        case remove
        case again
    }

    struct Edit {
        var path: String
        var change: Change
        /// File, line and key.
        var place: String
    }

    /// What repeats repeat doubles each time: a few dozen lines would fill any memory.
    static let mostElements = 20_000
    /// Bytes of text and attributes.
    static let mostText = 4 << 20
    private static let mostEdits = 1_000

    let base: String
    let edits: [Edit]

    /// Throws the YAML reader's codes, TMPL-0023 (more than 1,000 edits).
    init(_ bytes: [UInt8], _ name: String) throws(Problem) {
        let map = try YAMLValue.parse(bytes, path: name).map(["base", "why", "edits"])
        base = try map.required("base").filled()
        let items = try map.required("edits").list()
        guard items.count <= Self.mostEdits else {
            throw Self.tooLarge(
                place: try map.required("edits").place, zh: "\(Self.mostEdits) 处修改", en: "\(Self.mostEdits) edits")
        }
        var edits: [Edit] = []
        for item in items {
            let edit = try item.map(["set", "to", "remove", "repeat"])
            func add(_ path: String, _ change: Change) {
                edits.append(Edit(path: path, change: change, place: item.place))
            }
            if let path = try edit.optional("set")?.filled() {
                add(path, .set(try edit.entries.first { $0.0 == "to" }?.1.text() ?? ""))
            } else if let path = try edit.optional("remove")?.filled() {
                add(path, .remove)
            } else {
                add(try edit.required("repeat").filled(), .again)
            }
        }
        self.edits = edits
    }

    static func why(_ bytes: [UInt8], _ name: String) throws(Problem) -> LocalizedText? {
        guard name.hasSuffix(".yaml") else { return nil }
        let map = try YAMLValue.parse(bytes, path: name).map(["base", "why", "edits"])
        return try map.optional("why").map(PackManifest.words)
    }

    /// Throws TMPL-0022 (a path that leads nowhere), TMPL-0023 (more than 20,000 elements or 4 MiB of text come out).
    func apply(to root: XMLElement) throws(Problem) -> XMLElement {
        var root = root
        var size = Size(of: root)
        for edit in edits {
            guard try Self.change(&root, edit.path.split(separator: "/").map(String.init)[...], edit, &size) else {
                throw Problem(
                    "TMPL-0022", zh: "示例里没有“\(edit.path)”", en: "the example has no \"\(edit.path)\"",
                    remedyZh: "请核对路径", remedyEn: "check the path", place: edit.place)
            }
        }
        return root
    }

    private static func tooLarge(place: String, zh: String, en: String) -> Problem {
        Problem(
            "TMPL-0023", zh: "示例的修改超过 \(zh)", en: "the edits of the example come to more than \(en)",
            remedyZh: "示例只需说明一处错误:请减少 repeat", remedyEn: "an example shows one mistake: repeat less",
            place: place)
    }

    /// How much an element and all below it are.
    private struct Size {
        var elements = 0
        var text = 0

        init(of element: XMLElement) { add(element) }

        private mutating func add(_ element: XMLElement) {
            elements += 1
            text += element.name.utf8.count + element.text.utf8.count
            for attribute in element.attributes { text += attribute.name.utf8.count + attribute.value.utf8.count }
            for child in element.children { add(child) }
        }

        /// Throws TMPL-0023, before anything grows.
        mutating func grow(by more: Size, _ edit: Edit) throws(Problem) {
            elements += more.elements
            text += more.text
            guard elements <= PackEdits.mostElements, text <= PackEdits.mostText else {
                throw PackEdits.tooLarge(
                    place: edit.place, zh: "\(PackEdits.mostElements) 个元素或 \(PackEdits.mostText >> 20) MiB 文字",
                    en: "\(PackEdits.mostElements) elements or \(PackEdits.mostText >> 20) MiB of text")
            }
        }

        mutating func shrink(by less: Size) {
            elements -= less.elements
            text -= less.text
        }
    }

    /// False where the path leads nowhere. An element or attribute that is set is made where its parent is there.
    private static func change(
        _ element: inout XMLElement, _ steps: ArraySlice<String>, _ edit: Edit, _ size: inout Size
    ) throws(Problem) -> Bool {
        guard let step = steps.first else { return false }
        if step.hasPrefix("@") {
            let name = String(step.dropFirst())
            switch edit.change {
            case .set(let value):
                try size.grow(by: Size(of: XMLElement(name, namespace: "", text: value)), edit)
                element[name] = value
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
                number < 1
                    ? nil
                    : element.children.indices.filter { element.children[$0].name == name }.dropFirst(number - 1).first
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
            guard steps.count == 1, case .set(let text) = edit.change, !step.contains("[") else { return false }
            let made = XMLElement(name, namespace: "", text: text)
            try size.grow(by: Size(of: made), edit)
            element.children.append(made)
            return true
        }
        if steps.count > 1 { return try change(&element.children[index], steps.dropFirst(), edit, &size) }
        let old = Size(of: element.children[index])
        switch edit.change {
        case .set(let text):
            element.children[index].text = text
            element.children[index].children = []
            size.shrink(by: old)
            try size.grow(by: Size(of: element.children[index]), edit)
        case .remove:
            element.children.remove(at: index)
            size.shrink(by: old)
        case .again:
            try size.grow(by: old, edit)
            element.children.insert(element.children[index], at: index + 1)
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
