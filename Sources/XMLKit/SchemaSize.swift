// SchemaSize.swift — how much a schema comes to once every reference in it is written out, before libxml2 does that.
//
// libxml2 copies the content of groups, base types and member types to each place that refers to them: twenty groups, each
// naming the next one twice, are a million copies from 1.5 kB.
internal import Reporting

struct SchemaSize {
    /// Components with all references written out. The largest schema of ours has some hundred.
    static let most = 20_000
    /// References that follow from one another.
    static let deepest = 100

    private enum Kind: String { case group, attributeGroup, type, element }
    private struct Key: Hashable {
        var kind: Kind
        var name: String
    }

    private var named: [Key: XMLElement] = [:]
    /// Elements that may stand for another, by the name of that other.
    private var substitutes: [String: [XMLElement]] = [:]
    private var known: [Key: Int] = [:]
    private var tooDeep = false

    /// Throws XML-0020 where `schema` comes to more than ``most`` components.
    static func check(_ schema: XMLElement, name: String) throws(Problem) {
        var size = SchemaSize()
        for element in schema.children {
            if let kind = kind(of: element), let name = element["name"] {
                size.named[Key(kind: kind, name: name)] = element
            }
            if let head = element["substitutionGroup"] { size.substitutes[local(head), default: []].append(element) }
        }
        var total = 0
        for element in schema.children {
            total += size.weight(element, depth: 0)
            guard total <= most, !size.tooDeep else { throw .schemaTooLarge(name) }
        }
    }

    private static func kind(of element: XMLElement) -> Kind? {
        switch element.name {
        case "complexType", "simpleType": .type
        default: Kind(rawValue: element.name)
        }
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
    }

    private mutating func weight(_ element: XMLElement, depth: Int) -> Int {
        var sum = 1
        func add(_ more: Int) { sum = min(sum + more, Self.most + 1) }
        for child in element.children { add(weight(child, depth: depth)) }
        switch element.name {
        case "group", "attributeGroup":
            if let ref = element["ref"], let kind = Self.kind(of: element) { add(weight(kind, ref, depth)) }
        case "element":
            if let ref = element["ref"] { add(weight(substitutesOf: Self.local(ref), depth: depth)) }
        case "extension", "restriction": if let base = element["base"] { add(weight(.type, base, depth)) }
        case "list": if let item = element["itemType"] { add(weight(.type, item, depth)) }
        case "union":
            for member in (element["memberTypes"] ?? "").split(whereSeparator: \.isWhitespace) {
                add(weight(.type, String(member), depth))
            }
        default: break
        }
        return sum
    }

    /// That of what is referred to; 0 for what is not there, and for what refers to itself, which libxml2 refuses.
    private mutating func weight(_ kind: Kind, _ name: String, _ depth: Int) -> Int {
        let key = Key(kind: kind, name: Self.local(name))
        if let known = known[key] { return known }
        guard let element = named[key] else { return 0 }
        guard depth < Self.deepest else {
            tooDeep = true
            return 0
        }
        known[key] = 0
        let weight = weight(element, depth: depth + 1)
        known[key] = weight
        return weight
    }

    private mutating func weight(substitutesOf name: String, depth: Int) -> Int {
        let key = Key(kind: .element, name: name)
        if let known = known[key] { return known }
        guard depth < Self.deepest else {
            tooDeep = true
            return 0
        }
        known[key] = 0
        var sum = 0
        for element in substitutes[name] ?? [] {
            sum = min(sum + 1 + weight(substitutesOf: element["name"] ?? "", depth: depth + 1), Self.most + 1)
        }
        known[key] = sum
        return sum
    }
}
