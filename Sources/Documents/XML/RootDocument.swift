// RootDocument.swift — what every root document can do: be written as XML, and be read back strictly.
package import Reporting
package import XMLKit

/// The namespace of every root document; a later, incompatible format gets another one.
package let documentNamespace = "urn:biao:format:1"

/// A document at the root of a container.
package protocol RootDocument: Sendable {
    /// Local name of the root element.
    static var rootElement: String { get }
    static var kind: DocumentKind { get }

    /// Throws where values contradict each other, such as an addendum that does not name the version before it.
    func check() throws(Problem)
    /// The XML form, without any check.
    func xml() throws(Problem) -> XMLElement
    /// Reads an element that the schema accepted. ``check()`` is the caller's next step.
    init(xml: XMLElement) throws(Problem)
}

extension RootDocument {
    package static var rootElement: String { kind.rawValue }

    /// The document's bytes: checked, written, and accepted by the schema, so that whatever we write can be read.
    package func encoded() throws(Problem) -> [UInt8] {
        do throws(Problem) {
            try check()
            let bytes = try XMLWriter.write(xml(), namespace: documentNamespace)
            try Self.validate(bytes)
            return bytes
        } catch {
            throw error.within(Self.kind)
        }
    }

    /// Reads a document: well-formed XML of ours, accepted by the schema, values that agree with each other.
    package static func decode(_ bytes: [UInt8]) throws(Problem) -> Self {
        do throws(Problem) {
            let root = try XMLReader.parse(bytes, limits: .list)
            guard root.namespace == documentNamespace, root.name == rootElement else {
                throw Problem(
                    code: "DOC-0002",
                    message: LocalizedText(
                        zh: "根元素是“\(root.name)”(命名空间“\(root.namespace ?? "")”),不是“\(rootElement)”",
                        en: "the root element is \"\(root.name)\" in namespace \"\(root.namespace ?? "")\", "
                            + "not \"\(rootElement)\" in \"\(documentNamespace)\""),
                    remedy: LocalizedText(
                        zh: "请确认文件种类:此处需要\(kind.title.zh)",
                        en: "check the kind of file: \(kind.oneInEnglish) is needed here"))
            }
            try refuseForeignAttributes(root)
            try validate(bytes)
            let document = try Self(xml: root)
            try document.check()
            return document
        } catch {
            throw error.within(kind)
        }
    }

    /// The schema's language lets `xsi:` attributes stand anywhere; in our documents no attribute has a namespace.
    private static func refuseForeignAttributes(_ element: XMLElement) throws(Problem) {
        if let attribute = element.attributes.first(where: { $0.namespace != nil }) {
            throw Problem(
                code: "DOC-0004",
                message: LocalizedText(
                    zh: "属性“\(attribute.name)”属于其他命名空间",
                    en: "the attribute \"\(attribute.name)\" is of another namespace"),
                remedy: LocalizedText(zh: "请删除该属性", en: "take the attribute away"),
                place: "\(element.name)/@\(attribute.name)")
        }
        for child in element.children {
            try refuseForeignAttributes(child)
        }
    }

    /// Throws the first complaint of the schema.
    private static func validate(_ bytes: [UInt8]) throws(Problem) {
        guard let first = try Schemas.biao().validate(bytes, limits: .list).first else { return }
        let qualifier = "{\(documentNamespace)}"
        let words = first.message.replacing(qualifier, with: "")
        let element = first.element.map { ", " + $0.replacing(qualifier, with: "") } ?? ""
        throw Problem(
            code: "DOC-0001",
            message: LocalizedText(
                zh: "\(kind.title.zh)不符合格式定义:\(words)", en: "not a valid form of \(kind.title.en): \(words)"),
            remedy: LocalizedText(
                zh: "请改正该处内容;格式定义见 docs/formats/biao-1.xsd",
                en: "correct the value; docs/formats/biao-1.xsd defines the format"),
            place: "line \(first.line)\(element)")
    }
}

extension Problem {
    /// The same problem, its place beginning with the document's name.
    func within(_ kind: DocumentKind) -> Problem {
        var copy = self
        copy.place = place.map { "\(kind.rootName): \($0)" } ?? kind.rootName
        return copy
    }
}
