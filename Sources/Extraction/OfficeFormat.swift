// OfficeFormat.swift — which kind of document an archive is: by its main part, not by its name.
internal import Reporting

extension OfficePackage {
    /// The kind, and the name of the main part where there is one.
    func format() throws(Problem) -> (format: DocumentFormat, main: String) {
        if archive.has("OFD.xml") { return (.ofd, "OFD.xml") }
        if archive.has("[Content_Types].xml") {
            let main = try relations(of: "").first { $0.kind == "officeDocument" && !$0.isExternal }?.target
            guard let main, archive.has(main) else { return (.zip, "") }
            let type = try contentType(of: main)
            if type.contains("wordprocessingml") || type.contains("ms-word") { return (.docx, main) }
            if type.contains("sheet.binary") { return (.xlsb, main) }
            if type.contains("spreadsheetml") || type.contains("ms-excel") { return (.xlsx, main) }
            if type.contains("presentationml") || type.contains("ms-powerpoint") { return (.pptx, main) }
            return (.zip, main)
        }
        if let type = archive.has("mimetype") ? try read("mimetype") : nil,
            String(decoding: type.prefix(100), as: UTF8.self).hasPrefix("application/vnd.oasis.opendocument")
        {
            return (.openDocument, "")
        }
        return (.zip, "")
    }

    /// Its content type; where none is declared, one told by the folder that programs put it in.
    private func contentType(of part: String) throws(Problem) -> String {
        let types = try element("[Content_Types].xml")
        let declared = types?.children.first { $0["PartName"].map { $0.lowercased() } == "/" + part.lowercased() }
        if let type = declared?["ContentType"] { return type.lowercased() }
        if part.hasPrefix("word/") { return "wordprocessingml" }
        if part.hasPrefix("xl/") { return "spreadsheetml" }
        return part.hasPrefix("ppt/") ? "presentationml" : ""
    }
}
