// Fields.swift — reading single values out of elements: numbers, moments, digests, words, bytes. Each says where it failed.
internal import Reporting
internal import TenderModel
internal import XMLKit

extension XMLElement {
    /// A whole number without leading zeros or signs.
    func integer<N: FixedWidthInteger>(_ attribute: String) throws(Problem) -> N {
        try number(requireAttribute(attribute), attribute)
    }

    func optionalInteger(_ attribute: String) throws(Problem) -> Int? {
        guard let text = self[attribute] else { return nil }
        return try number(text, attribute)
    }

    private func number<N: FixedWidthInteger>(_ text: String, _ attribute: String) throws(Problem) -> N {
        guard let number = N(text), String(number) == text else { throw unreadable(text, attribute) }
        return number
    }

    func boolean(_ attribute: String) throws(Problem) -> Bool {
        let text = try requireAttribute(attribute)
        switch text {
        case "true": return true
        case "false": return false
        default: throw unreadable(text, attribute)
        }
    }

    func instant(_ attribute: String) throws(Problem) -> Instant {
        try moment(requireAttribute(attribute), attribute)
    }

    func optionalInstant(_ attribute: String) throws(Problem) -> Instant? {
        guard let text = self[attribute] else { return nil }
        return try moment(text, attribute)
    }

    private func moment(_ text: String, _ attribute: String) throws(Problem) -> Instant {
        do throws(Problem) { return try Instant(text) } catch { throw error.at("\(name)/@\(attribute)") }
    }

    func digest(_ attribute: String) throws(Problem) -> FileDigest {
        let text = try requireAttribute(attribute)
        guard let digest = FileDigest(text) else { throw unreadable(text, attribute) }
        return digest
    }

    func optionalDigest(_ attribute: String) throws(Problem) -> FileDigest? {
        self[attribute] == nil ? nil : try digest(attribute)
    }

    func optionalMoney(_ attribute: String) throws(Problem) -> Money? {
        self[attribute] == nil ? nil : try money(attribute)
    }

    func money(_ attribute: String) throws(Problem) -> Money {
        let text = try requireAttribute(attribute)
        do throws(Problem) { return try Money(yuan: text) } catch { throw error.at("\(name)/@\(attribute)") }
    }

    /// One of the values of an enumeration.
    func choice<E: RawRepresentable<String>>(_ attribute: String, as type: E.Type = E.self) throws(Problem) -> E {
        let text = try requireAttribute(attribute)
        guard let value = E(rawValue: text) else { throw unreadable(text, attribute) }
        return value
    }

    func optionalChoice<E: RawRepresentable<String>>(
        _ attribute: String, as type: E.Type = E.self
    ) throws(Problem) -> E? {
        self[attribute] == nil ? nil : try choice(attribute, as: type)
    }

    /// One of the values of an enumeration, as the element's text.
    func textChoice<E: RawRepresentable<String>>(as type: E.Type = E.self) throws(Problem) -> E {
        guard let value = E(rawValue: text) else { throw unreadable(text) }
        return value
    }

    /// The element's text as bytes.
    func bytes() throws(Problem) -> [UInt8] {
        guard let bytes = Base64.decode(text) else { throw unreadable(text) }
        return bytes
    }

    /// The children called `item` of the child called `list`; none where the list is left out.
    func items<T>(
        _ list: String, _ item: String, _ read: (XMLElement) throws(Problem) -> T
    ) throws(Problem) -> [T] {
        guard let list = first(list) else { return [] }
        return try list.each(item, read)
    }

    /// The children called `item`.
    func each<T>(_ item: String, _ read: (XMLElement) throws(Problem) -> T) throws(Problem) -> [T] {
        var out: [T] = []
        for child in children where child.name == item {
            out.append(try read(child))
        }
        return out
    }

    /// The child called `item`, read; nil where it is left out.
    func optional<T>(_ item: String, _ read: (XMLElement) throws(Problem) -> T) throws(Problem) -> T? {
        guard let child = first(item) else { return nil }
        return try read(child)
    }

    func unreadable(_ text: String, _ attribute: String? = nil) -> Problem {
        Problem(
            code: "DOC-0003",
            message: LocalizedText(
                zh: "无法读取的值“\(text.prefix(80))”", en: "\"\(text.prefix(80))\" cannot be read as a value"),
            remedy: LocalizedText(
                zh: "请按 docs/formats/biao-1.xsd 规定的写法填写,前后不留空格",
                en: "write it as docs/formats/biao-1.xsd defines, without white space around it"),
            place: attribute.map { "\(name)/@\($0)" } ?? name)
    }
}

/// A wrapper element around a list; nothing where the list is empty.
func list(_ name: String, _ children: [XMLElement], attributes: KeyValuePairs<String, String?> = [:]) -> [XMLElement] {
    children.isEmpty ? [] : [XMLElement(name, attributes: attributes, children: children)]
}

/// An element with words in it; nothing where there are none.
func words(_ name: String, _ text: String?) -> [XMLElement] {
    text.map { [XMLElement(name, text: $0)] } ?? []
}
