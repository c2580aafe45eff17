// PDFInformation.swift — what `pdfinfo` says of a PDF: its Info dictionary, custom entries, and its XMP packet.
internal import Reporting
internal import XMLKit

/// The lines of `pdfinfo -isodates`, by their labels.
struct PDFInformation {
    private var lines: [String: String] = [:]

    init(_ output: [UInt8]) {
        for line in Self.lines(output) where lines[line.name] == nil { lines[line.name] = line.value }
    }

    /// `Label:   value`; a value with a line break goes on without label and is not taken further.
    private static func lines(_ output: [UInt8]) -> [(name: String, value: String)] {
        String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { (line: Substring) in
            guard let colon = line.firstIndex(of: ":"), let value = String(line[line.index(after: colon)...]).filled
            else { return nil }
            return (String(line[..<colon]), value)
        }
    }

    var pages: Int? { lines["Pages"].flatMap { Int($0) } }
    var isEncrypted: Bool { lines["Encrypted"]?.hasPrefix("yes") == true }
    var hasCustom: Bool { lines["Custom Metadata"] == "yes" }
    var hasPacket: Bool { lines["Metadata Stream"] == "yes" }
    var hasLiveForm: Bool { lines["Form"] == "XFA" }

    func fill(_ metadata: inout DocumentMetadata) {
        metadata.title = lines["Title"]
        metadata.subject = lines["Subject"]
        metadata.keywords = lines["Keywords"]
        metadata.author = lines["Author"]
        metadata.application = lines["Creator"]
        metadata.producer = lines["Producer"]
        metadata.created = lines["CreationDate"].map { DocumentTime($0) }
        metadata.modified = lines["ModDate"].map { DocumentTime($0) }
    }

    /// Entries of the Info dictionary that are not among those of the standard, from `pdfinfo -custom`.
    static func custom(_ output: [UInt8]) -> [CustomProperty] {
        let standard: Set<String> = [
            "Title", "Subject", "Keywords", "Author", "Creator", "Producer", "CreationDate", "ModDate", "Trapped",
        ]
        return lines(output).filter { !standard.contains($0.name) }.map {
            CustomProperty(name: $0.name, value: $0.value)
        }
    }
}

/// An XMP packet (ISO 16684-1).
enum XMPPacket {
    /// Ids, and what the Info dictionary left open. Throws where the packet is no XML.
    static func fill(_ metadata: inout DocumentMetadata, from output: [UInt8]) throws(Problem) {
        // the packet's own wrapper is made of processing instructions
        let start = output.find(Array("<x:xmpmeta".utf8), from: 0) ?? output.find(Array("<rdf:RDF".utf8), from: 0)
        guard let start else { return }
        let word = output.has(Array("<x:".utf8), at: start) ? "</x:xmpmeta>" : "</rdf:RDF>"
        guard let end = output.findLast(Array(word.utf8), from: start) else { return }
        let root = try XMLReader.parse(
            Array(output[start..<end + word.utf8.count]),
            limits: XMLLimits(
                maxBytes: 16 << 20, maxDepth: 100, maxNodes: 500_000, maxTextBytes: 4 << 20, maxAttributes: 256))
        let kinds: [(String, DocumentID.Kind)] = [
            ("DocumentID", .xmpDocument), ("InstanceID", .xmpInstance), ("OriginalDocumentID", .xmpOriginalDocument),
        ]
        // properties stand as attributes or as elements; those of the history of other documents lie deeper
        let descriptions = (root.name == "RDF" ? root : root.first("RDF"))?.all("Description") ?? []
        func property(_ name: String) -> String? {
            for description in descriptions {
                if let value = description.any(name)?.filled { return value }
                guard let child = description.first(name) else { continue }
                // rdf:Alt, rdf:Seq or rdf:Bag of rdf:li
                if let value = child.text.filled ?? child.children.first?.children.first?.text.filled { return value }
            }
            return nil
        }
        for (name, kind) in kinds {
            guard let value = property(name) else { continue }
            metadata.ids.append(DocumentID(kind: kind, value: value))
        }
        metadata.application = metadata.application ?? property("CreatorTool")
        metadata.producer = metadata.producer ?? property("Producer")
        metadata.author = metadata.author ?? property("creator")
        metadata.title = metadata.title ?? property("title")
        metadata.created = metadata.created ?? property("CreateDate").map { DocumentTime($0) }
        metadata.modified = metadata.modified ?? property("ModifyDate").map { DocumentTime($0) }
    }
}
