// Extractor.swift — the entrance: bytes of a document in, what it says out (提取). What a document is, its content tells.
//
// A flaw of a document is never thrown: it stands in the result as not read, and the other documents of a bid go on. Thrown is
// what would keep us from reading any document: no sandbox, no poppler, a disk that is full.
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import Sandbox
package import TenderModel

/// Reads documents. The same bytes give the same result.
package struct Extractor: Sendable {
    package var limits: ExtractionLimits
    /// How far the tools that read PDF must be shut in.
    package var sandbox: SandboxWish

    package init(limits: ExtractionLimits = .init(), sandbox: SandboxWish = .required) {
        self.limits = limits
        self.sandbox = sandbox
    }

    /// Reads a file. Throws FILE-NNNN where it cannot be read from disk, EXTR-0001 and SBOX-NNNN where this machine cannot read PDF.
    package func read(_ path: String) throws(Problem) -> ExtractedDocument {
        let size = try FileReader(path).size
        guard size <= Int64(limits.maxFileSize) else {
            let sum = try OpenSSLKit.Digest.ofFile(path, .sha256)
            var document = ExtractedDocument(
                name: path, format: .unknown, size: Int(clamping: size),
                digest: FileDigest(algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(sum)))
            document.unread.append(tooLarge(Int(clamping: size)))
            return document
        }
        return try read(try Files.read(path, limit: limits.maxFileSize), name: path)
    }

    /// Reads a document in memory.
    ///
    /// - Parameters:
    ///   - name: how it is called in the result; says nothing about the format.
    ///   - digest: of the bytes, where it was taken already.
    package func read(
        _ bytes: [UInt8], name: String, digest: FileDigest? = nil
    ) throws(Problem) -> ExtractedDocument {
        let own: FileDigest
        if let digest { own = digest } else { own = try bytes.digest() }
        var document = ExtractedDocument(name: name, format: .unknown, size: bytes.count, digest: own)
        guard bytes.count <= limits.maxFileSize else {
            document.unread.append(tooLarge(bytes.count))
            return document
        }
        do throws(Problem) {
            try read(bytes, into: &document)
            // a scan in whatever wrapping; of a PDF its pages tell
            if document.format != .pdf, document.blocks.isEmpty, document.format == .image || !document.images.isEmpty {
                document.unread.append(Unread(.picture))
            }
        } catch {
            guard error.kind == .input else { throw error }
            document.unread.append(Unread(.damaged, .document, of: error))
        }
        return document
    }

    private func read(_ bytes: [UInt8], into document: inout ExtractedDocument) throws(Problem) {
        let format = DocumentFormat.told(by: bytes)
        document.format = format ?? .unknown
        switch format {
        case .pdf:
            try PDFDocument(bytes: bytes, limits: limits, sandbox: sandbox).read(into: &document)
        case .zip: try readArchive(bytes, into: &document)
        case .image:
            guard let header = ImageHeader(bytes) else { return }
            document.images = [
                ExtractedImage(
                    source: .whole, mediaType: header.mediaType, size: bytes.count, streamDigest: document.digest,
                    width: header.width, height: header.height)
            ]
        case nil: readText(bytes, into: &document)
        case .oldOffice: document.unread.append(Unread(.oldOffice, .document))
        case .encryptedOffice: document.unread.append(Unread(.encryptedOffice, .document))
        case .empty: document.unread.append(Unread(.empty, .document))
        case .some(let other): document.unread.append(Self.notRead(other))
        }
    }

    private func readText(_ bytes: [UInt8], into document: inout ExtractedDocument) {
        guard let plain = PlainText(bytes, limits: limits) else {
            document.unread.append(Unread(.unknownFormat, .document))
            return
        }
        if let markup = DocumentFormat.markup(plain.text) {
            document.format = markup
            document.unread.append(Self.notRead(markup))
            return
        }
        document.format = .text
        document.metadata.custom = [CustomProperty(name: "encoding", value: plain.coding.rawValue)]
        let text = TextCollector(limits)
        plain.collect(into: text)
        document.blocks = text.blocks
        if plain.broken.count > 0 {
            var lines: [String] = []
            for line in plain.broken.offsets.map({ "\(PlainText.line(at: $0, in: bytes))" }) where line != lines.last {
                lines.append(line)
            }
            document.unread.append(
                Unread(
                    .brokenEncoding, zh: "\(plain.coding.rawValue),\(plain.broken.count) 处",
                    en: "\(plain.coding.rawValue), \(plain.broken.count) places",
                    place: "line " + lines.joined(separator: ", ")))
        }
        if let cut = text.unread {
            document.unread.append(cut)
        } else if plain.isCut {
            document.unread.append(
                Unread(.textLimit, zh: "\(limits.maxCharacters) 个字符", en: "\(limits.maxCharacters) characters"))
        }
    }

    private func readArchive(_ bytes: [UInt8], into document: inout ExtractedDocument) throws(Problem) {
        let package = try OfficePackage(bytes, name: document.name)
        let (format, main) = try package.format()
        document.format = format
        switch format {
        case .docx:
            try package.readProperties(into: &document.metadata, unread: &document.unread)
            try WordDocument(package: package, main: main, limits: limits).read(into: &document)
            document.images = try package.readImages(limits: limits, unread: &document.unread)
            package.nameTheRest(unread: &document.unread, isPlain: WordDocument.isPlain)
        case .xlsx:
            try package.readProperties(into: &document.metadata, unread: &document.unread)
            try SheetDocument(bytes: bytes, package: package, main: main, limits: limits).read(into: &document)
            document.images = try package.readImages(limits: limits, unread: &document.unread)
            package.nameTheRest(unread: &document.unread, isPlain: SheetDocument.isPlain)
        case .ofd:
            try OFDDocument(package: package, limits: limits).read(into: &document)
            document.images = try package.readImages(limits: limits, unread: &document.unread)
            package.nameTheRest(unread: &document.unread, isPlain: OFDDocument.isPlain)
        default:
            // what they say of themselves can be told all the same
            try package.readProperties(into: &document.metadata, unread: &document.unread)
            document.unread.append(Self.notRead(format))
        }
    }

    private func tooLarge(_ size: Int) -> Unread {
        Unread(
            .tooLarge, .document, zh: "\(size) 字节,上限 \(limits.maxFileSize) 字节",
            en: "\(size) bytes, the limit is \(limits.maxFileSize)")
    }

    private static func notRead(_ format: DocumentFormat) -> Unread {
        Unread(.otherFormat, .document, zh: format.title.zh, en: format.title.en)
    }
}
