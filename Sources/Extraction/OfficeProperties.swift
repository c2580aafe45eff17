// OfficeProperties.swift — docProps of DOCX and XLSX: core, app and custom properties (文档属性).
internal import Reporting
internal import XMLKit

extension OfficePackage {
    /// Fills in what the three parts say. A damaged one is named, and the others are read all the same.
    func readProperties(into metadata: inout DocumentMetadata, unread: inout [Unread]) throws(Problem) {
        let relations = try relations(of: "")
        for relation in relations where !relation.isExternal {
            do throws(Problem) {
                switch relation.kind {
                case "core-properties": try element(relation.target).map { core($0, &metadata) }
                case "extended-properties": try element(relation.target).map { app($0, &metadata) }
                case "custom-properties": try element(relation.target).map { custom($0, &metadata) }
                default: break
                }
            } catch {
                guard error.kind == .input else { throw error }
                unread.append(Unread(.damagedPart, of: error))
            }
        }
    }

    private func core(_ root: XMLElement, _ metadata: inout DocumentMetadata) {
        for child in root.children {
            guard let text = child.text.filled else { continue }
            switch child.name {
            case "title": metadata.title = text
            case "subject": metadata.subject = text
            case "creator": metadata.author = text
            case "keywords": metadata.keywords = text
            case "description": metadata.remarks = text
            case "lastModifiedBy": metadata.lastModifiedBy = text
            case "revision": metadata.revision = Int(text)
            case "created": metadata.created = DocumentTime(text)
            case "modified": metadata.modified = DocumentTime(text)
            case "lastPrinted": metadata.printed = DocumentTime(text)
            default: break
            }
        }
    }

    private func app(_ root: XMLElement, _ metadata: inout DocumentMetadata) {
        for child in root.children {
            guard let text = child.text.filled else { continue }
            switch child.name {
            case "Application": metadata.application = text
            case "AppVersion": metadata.applicationVersion = text
            case "Company": metadata.company = text
            case "Manager": metadata.manager = text
            case "Template": metadata.template = text
            case "TotalTime": metadata.editingMinutes = Int(text)
            default: break
            }
        }
    }

    private func custom(_ root: XMLElement, _ metadata: inout DocumentMetadata) {
        for child in root.children {
            guard let name = child["name"], let value = child.children.first?.text.filled else { continue }
            metadata.custom.append(CustomProperty(name: name, value: value))
        }
    }
}

extension String {
    /// Without blanks at its ends; nil where nothing is left.
    var filled: String? {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.isEmpty ? nil : String(text)
    }
}
