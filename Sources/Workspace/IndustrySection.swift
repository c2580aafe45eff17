// IndustrySection.swift — the section `industry` (行业内容) of a workspace's YAML file.
internal import Reporting
package import TenderModel
internal import YAMLKit

/// The industry part as it was written, and where.
package struct IndustrySection: Sendable, Hashable {
    package var elements: [IndustryElement] = []
    /// Path of each element, such as `person[2]/name`, to its file, line and key. Numbers stand only where several have
    /// one name.
    package var places: [String: String] = [:]

    init() {}

    /// Reads a mapping: a mapping below becomes elements, a list the same element again and again, a value its text. What is
    /// left at the placeholder, or empty, is left out. Throws WORK-0024 for a key that cannot be an element's name.
    init(_ value: YAMLValue?) throws(Problem) {
        guard let value else { return }
        elements = try read(value, below: "")
    }

    private mutating func read(_ value: YAMLValue, below path: String) throws(Problem) -> [IndustryElement] {
        var elements: [IndustryElement] = []
        for (name, value) in try value.anyMap().entries {
            guard Self.isName(name) else {
                throw Problem(
                    "WORK-0024", zh: "“\(name)”不能用作行业内容的名称",
                    en: "\"\(name)\" cannot be a name in the industry part",
                    remedyZh: "用字母、汉字、数字、“-”“_”,以字母或汉字开头",
                    remedyEn: "use letters, digits, '-' and '_', a letter first", place: value.place)
            }
            let own = path.isEmpty ? name : "\(path)/\(name)"
            guard value.isList else {
                elements += try element(name, value, at: own).map { [$0] } ?? []
                continue
            }
            let items = try value.list()
            let filled = items.filter { !$0.isUnfilled }
            for (index, item) in filled.enumerated() {
                let place = filled.count > 1 ? "\(own)[\(index + 1)]" : own
                elements += try element(name, item, at: place).map { [$0] } ?? []
            }
        }
        return elements
    }

    private mutating func element(
        _ name: String, _ value: YAMLValue, at path: String
    ) throws(Problem) -> IndustryElement? {
        places[path] = value.place
        if value.isMapping {
            let children = try read(value, below: path)
            return children.isEmpty ? nil : IndustryElement(name, children: children)
        }
        return try value.optionalText().map { IndustryElement(name, text: $0) }
    }

    /// By scalars: a character may hold any number of marks that no element's name can have.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= 192 && name.unicodeScalars.first.map(isLetter) == true
            && name.unicodeScalars.allSatisfy {
                isLetter($0) || $0.properties.generalCategory == .decimalNumber || $0 == "-" || $0 == "_"
            }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: true
        default: false
        }
    }
}
