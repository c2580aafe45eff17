// PDFDocument.swift — a PDF, put together from what poppler's tools say of it and the few bytes that are read here.
internal import Reporting
internal import Sandbox

/// Reads one PDF.
struct PDFDocument {
    let bytes: [UInt8]
    let limits: ExtractionLimits
    let sandbox: SandboxWish

    /// Throws where no tool can be run at all; whatever else is wrong is named.
    func read(into document: inout ExtractedDocument) throws(Problem) {
        let poppler = try Poppler(bytes, wish: sandbox, limits: limits)
        // the text takes longest: everything else is done meanwhile
        let layout = Meanwhile { () throws(Problem) in try poppler.run("pdftotext", ["-bbox-layout"], then: ["-"]) }
        let attached = Meanwhile { () throws(Problem) in try poppler.run("pdfdetach", ["-list"]) }
        let objects = PDFObjects(bytes)
        document.metadata.ids = PDFFileID.read(bytes)

        let answer = try poppler.run("pdfinfo", ["-isodates"])
        guard !answer.needsPassword else {
            // nothing may be left running when the file goes
            _ = try (layout.value(), attached.value())
            document.metadata.ids = []
            document.unread.append(Unread(.encryptedPDF, .document))
            return
        }
        let information = PDFInformation(answer.output)
        if let failure = answer.unread() { document.unread.append(failure) }
        information.fill(&document.metadata)
        if information.hasCustom {
            let custom = try poppler.run("pdfinfo", ["-custom"])
            document.metadata.custom = PDFInformation.custom(custom.output)
            if let failure = custom.unread() { document.unread.append(failure) }
        }
        if information.hasPacket { try readPacket(poppler, into: &document) }
        if information.hasLiveForm { document.unread.append(Unread(.liveForm)) }

        let list = try pictureList(poppler, objects, pages: information.pages)
        try readImages(list, information.isEncrypted ? nil : objects, into: &document)
        nameAttachments(try attached.value(), into: &document)
        let unexplained = readText(try layout.value(), pages: information.pages, into: &document)
        try nameDrawn(unexplained, poppler, into: &document)
    }

    private func readPacket(_ poppler: Poppler, into document: inout ExtractedDocument) throws(Problem) {
        let packet = try poppler.run("pdfinfo", ["-meta"])
        if let failure = packet.unread() { document.unread.append(failure) }
        do throws(Problem) { try XMPPacket.fill(&document.metadata, from: packet.output) } catch {
            guard error.kind == .input else { throw error }
            document.unread.append(Unread(.damagedPart, of: error.inPart("XMP")))
        }
    }

    /// Gives the pages that have neither text nor pictures, ascending.
    private func readText(
        _ answer: Poppler.Answer, pages: Int?, into document: inout ExtractedDocument
    ) -> [Int] {
        let text = TextCollector(limits)
        let layout = PDFLayout(answer.output, into: text)
        document.blocks = text.blocks
        document.pages = pages ?? (layout.isWhole ? layout.pages.count : nil)
        if layout.pages.isEmpty, let failure = answer.unread(.document) {
            // one flaw of the file, however many tools stumble over it
            document.unread = [failure]
        } else if let failure = answer.unread(place: "page \(layout.pages.count)") {
            document.unread.append(failure)
        } else if let complaint = answer.complaint {
            document.unread.append(Unread(.toolComplained, zh: complaint))
        }
        if let cut = text.unread { document.unread.append(cut) }
        // pages that nobody can compare by their text
        guard layout.isWhole else { return [] }
        let shown = Set(document.images.flatMap(\.pages))
        let empty = layout.pages.filter { !$0.hasText }.map(\.number)
        let scanned = empty.filter(shown.contains)
        if !scanned.isEmpty { document.unread.append(withoutText(.scan, scanned, of: layout.pages.count)) }
        return empty.filter { !shown.contains($0) }
    }

    /// Names those of the pages on which something is drawn all the same: that may be text. A blank page holds nothing to be read.
    private func nameDrawn(
        _ pages: [Int], _ poppler: Poppler, into document: inout ExtractedDocument
    ) throws(Problem) {
        guard !pages.isEmpty else { return }
        let blank = try PDFBlankPages(poppler, limits: limits).blank(among: pages)
        let drawn = pages.filter { !blank.contains($0) }
        guard !drawn.isEmpty else { return }
        document.unread.append(withoutText(.noText, drawn, of: document.pages ?? pages.count))
    }

    private func withoutText(_ reason: UnreadReason, _ pages: [Int], of all: Int) -> Unread {
        Unread(
            reason, zh: "共 \(pages.count) 页", en: "\(pages.count) of \(all)",
            place: "page \(Self.ranges(pages))")
    }

    /// `1-3, 7`.
    static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let shown = runs.prefix(40).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return shown.joined(separator: ", ") + (runs.count > 40 ? ", …" : "")
    }

    private func nameAttachments(_ answer: Poppler.Answer, into document: inout ExtractedDocument) {
        for line in String(decoding: answer.output, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, Int(halves[0].filter { $0 != " " }) != nil, let name = String(halves[1]).filled
            else { continue }
            document.unread.append(Unread(.embedded, zh: "附件 \(name)", en: "attachment \(name)", place: name))
        }
    }
}

// MARK: - pictures

extension PDFDocument {
    /// The PDF, then the first and the last page of each stretch.
    private static let listing = """
        file=$1
        shift
        while [ $# -gt 1 ]; do
            /usr/bin/pdfimages -list -f "$1" -l "$2" "$file" || exit
            shift 2
        done
        """

    /// What `pdfimages -list` says of the pages that may have pictures.
    private func pictureList(
        _ poppler: Poppler, _ objects: PDFObjects, pages: Int?
    ) throws(Problem) -> Poppler.Answer {
        guard let pages, let some = PDFPicturePages(bytes, objects: objects, pages: pages)?.stretches else {
            return try poppler.run("pdfimages", ["-list"])
        }
        guard !some.isEmpty else { return Poppler.Answer(output: []) }
        return try poppler.run(
            script: Self.listing, some.flatMap { ["\($0.lowerBound)", "\($0.upperBound)"] }, called: "pdfimages",
            workspace: 0)
    }

    /// The lines of `pdfimages -list`, each object once.
    private func readImages(
        _ answer: Poppler.Answer, _ objects: PDFObjects?, into document: inout ExtractedDocument
    ) throws(Problem) {
        if let failure = answer.unread() { document.unread.append(failure) }
        var indexes: [Int: Int] = [:]
        var images: [ExtractedImage] = []
        var inline = 0
        var left: Set<Int> = []
        for line in answer.output.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            // page num type width height color comp bpc enc interp object ID …; masks belong to other pictures
            guard words.count >= 12, let page = Int(words[0]), words[2] == "image" || words[2] == "stencil" else {
                continue
            }
            guard let object = Int(words[10]), let generation = Int(words[11]) else {
                inline += 1
                continue
            }
            if let index = indexes[object] {
                if images[index].pages.last != page { images[index].pages.append(page) }
                continue
            }
            guard images.count < limits.maxImages else {
                left.insert(object)
                continue
            }
            indexes[object] = images.count
            images.append(
                ExtractedImage(
                    source: .object(object, generation: generation), mediaType: Self.mediaType(words[8]), size: 0,
                    streamDigest: nil,
                    width: Int(words[3]), height: Int(words[4]), pages: [page]))
        }
        var without = inline
        for index in images.indices {
            guard case .object(let number, _) = images[index].source, let stream = objects?.stream(of: number) else {
                without += 1
                continue
            }
            images[index].size = stream.count
            images[index].streamDigest = try stream.digest()
        }
        document.images = images
        if without > 0 {
            document.unread.append(
                Unread(
                    .imageWithoutDigest, zh: "\(without) 幅(写在页内,或 PDF 有加密)",
                    en: "\(without), drawn within a page or in an encrypted PDF"))
        }
        if !left.isEmpty {
            document.unread.append(
                Unread(
                    .imageLimit, zh: "\(limits.maxImages) 幅之外还有 \(left.count) 幅",
                    en: "\(left.count) beyond \(limits.maxImages)"))
        }
    }

    private static func mediaType(_ coding: String) -> String {
        switch coding {
        case "jpeg": "image/jpeg"
        case "jpx": "image/jp2"
        case "jbig2": "image/jbig2"
        case "ccitt": "image/g3fax"
        default: "image/x-pdf-samples"
        }
    }
}
