// DocumentFormat.swift — what a file is, told by its first bytes and never by its name.
package import Reporting

/// Formats that are told apart.
package enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
    // read
    case docx, xlsx, pdf, ofd, text, image
    // named, and not read
    /// DOC, XLS, PPT, WPS, ET: compound files of before 2007.
    case oldOffice = "ole2"
    /// An office document under a password: a compound file around it.
    case encryptedOffice = "encrypted-office"
    case rtf, html, xml, mhtml, pptx
    /// A workbook in Microsoft's binary form.
    case xlsb
    /// OpenDocument: ODT, ODS, ODP.
    case openDocument = "opendocument"
    case zip, rar
    case sevenZip = "7z"
    case empty, unknown

    /// Whether this program reads it.
    package var isRead: Bool {
        switch self {
        case .docx, .xlsx, .pdf, .ofd, .text, .image: true
        default: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .docx: LocalizedText(zh: "Word 文档(DOCX)", en: "Word document (DOCX)")
        case .xlsx: LocalizedText(zh: "工作簿(XLSX)", en: "workbook (XLSX)")
        case .pdf: LocalizedText(zh: "PDF", en: "PDF")
        case .ofd: LocalizedText(zh: "OFD 版式文件", en: "OFD")
        case .text: LocalizedText(zh: "纯文本", en: "plain text")
        case .image: LocalizedText(zh: "图片", en: "picture")
        case .oldOffice:
            LocalizedText(
                zh: "旧版 Office/WPS 文档(DOC、XLS、PPT、WPS、ET)", en: "old office document (DOC, XLS, PPT, WPS, ET)")
        case .encryptedOffice: LocalizedText(zh: "加密的 Office 文档", en: "encrypted office document")
        case .rtf: LocalizedText(zh: "RTF", en: "RTF")
        case .html: LocalizedText(zh: "HTML 网页", en: "HTML")
        case .xml: LocalizedText(zh: "XML", en: "XML")
        case .mhtml: LocalizedText(zh: "单一网页(MHTML)", en: "MHTML")
        case .pptx: LocalizedText(zh: "演示文稿(PPTX)", en: "presentation (PPTX)")
        case .xlsb: LocalizedText(zh: "二进制工作簿(XLSB)", en: "binary workbook (XLSB)")
        case .openDocument: LocalizedText(zh: "OpenDocument(ODT、ODS、ODP)", en: "OpenDocument (ODT, ODS, ODP)")
        case .zip: LocalizedText(zh: "ZIP 压缩包", en: "ZIP archive")
        case .rar: LocalizedText(zh: "RAR 压缩包", en: "RAR archive")
        case .sevenZip: LocalizedText(zh: "7z 压缩包", en: "7z archive")
        case .empty: LocalizedText(zh: "空文件", en: "empty file")
        case .unknown: LocalizedText(zh: "未知格式", en: "unknown format")
        }
    }
}

extension DocumentFormat {
    /// What the bytes begin as; `.zip` for every archive, which ``OfficePackage`` tells apart, and nil where only the coding can
    /// tell whether it is text.
    static func told(by bytes: [UInt8]) -> DocumentFormat? {
        if bytes.isEmpty { return .empty }
        if bytes.has([0x50, 0x4B, 0x03, 0x04]) || bytes.has([0x50, 0x4B, 0x05, 0x06]) { return .zip }
        if bytes.has([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            // the directory of the compound file has the names of its streams in UTF-16
            let name: [UInt8] = Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
            return bytes.find(name, from: 0) == nil ? .oldOffice : .encryptedOffice
        }
        // readers look for it in the first 1,024 bytes
        if bytes.find(Array("%PDF-".utf8), from: 0, to: 1_024 + 5) != nil { return .pdf }
        if bytes.has(Array("{\\rtf".utf8)) { return .rtf }
        if bytes.has(Array("Rar!\u{1A}\u{07}".utf8)) { return .rar }
        if bytes.has([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
        if ImageHeader(bytes) != nil { return .image }
        return nil
    }

    /// Text that is markup: HTML, XML, MHTML; nil for plain text.
    static func markup(_ text: String) -> DocumentFormat? {
        let head = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(512).lowercased()
        if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") { return .html }
        if head.hasPrefix("<?xml") { return head.contains("<html") ? .html : .xml }
        if head.hasPrefix("mime-version:") && head.contains("multipart/related") { return .mhtml }
        return nil
    }
}
