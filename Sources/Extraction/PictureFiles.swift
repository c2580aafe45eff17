// PictureFiles.swift — the pictures of a document as files that a decoder of pictures reads (图片文件): JPEG as it lies there, the usual
// samples of a PDF as they are, and what else only a PDF keeps in its way as the PNG that poppler makes of it, shut in.
package import Reporting
internal import Sandbox

/// What became of a picture.
package enum PictureFile: Sendable {
    /// A file of that media type.
    case file(mediaType: String, bytes: [UInt8])
    /// Plain pixels, row by row from the top: one byte each, grey, or three.
    case samples(width: Int, height: Int, [UInt8])
    /// Why there is none.
    case none(LocalizedText)
}

extension Extractor {
    /// Goes through the pictures of a document, each once, in no particular order; only a few are in memory at a time.
    ///
    /// - Parameters:
    ///   - wanted: places in ``ExtractedDocument/images``.
    ///   - body: is handed the place and what became of it; every wanted place comes.
    package func pictureFiles(
        of document: ExtractedDocument, in bytes: [UInt8], wanted: [Int],
        _ body: (Int, PictureFile) throws(Problem) -> Void
    ) throws(Problem) {
        guard !wanted.isEmpty else { return }
        if document.format == .pdf {
            try PDFPictures(document: document, bytes: bytes, limits: limits, sandbox: sandbox).go(
                through: wanted, body)
            return
        }
        var package: OfficePackage?
        for place in wanted {
            let image = document.images[place]
            let file: [UInt8]?
            switch image.source {
            case .whole: file = bytes
            case .entry(let name):
                do throws(Problem) {
                    if package == nil { package = try OfficePackage(bytes, name: document.name) }
                    file = try package?.read(name)
                } catch {
                    guard error.kind == .input else { throw error }
                    try body(place, .none(error.message))
                    continue
                }
            case .object: file = nil
            }
            if let file { try body(place, .told(file)) } else { try body(place, .none(PictureFile.absent)) }
        }
    }
}

extension PictureFile {
    static let absent = LocalizedText(zh: "文件中找不到这幅图片", en: "the picture is not found in the file")

    /// By its first bytes.
    static func told(_ bytes: [UInt8]) -> PictureFile {
        if let header = ImageHeader(bytes) { return .file(mediaType: header.mediaType, bytes: bytes) }
        return .none(LocalizedText(zh: "不认识的图片格式", en: "an unknown format of pictures"))
    }
}

/// The pictures of one PDF.
struct PDFPictures {
    let document: ExtractedDocument
    let bytes: [UInt8]
    let limits: ExtractionLimits
    let sandbox: SandboxWish

    func go(through wanted: [Int], _ body: (Int, PictureFile) throws(Problem) -> Void) throws(Problem) {
        var others: [Int] = []
        let objects = PDFObjects(bytes)
        let samples = PDFSamples(bytes, objects: objects, maxPixels: limits.maxPixels)
        for place in wanted {
            let image = document.images[place]
            // an encrypted one has no digest, and its stream is no picture; poppler reads it where it needs no password
            if case .object(let number, _) = image.source, image.mediaType == "image/jpeg", image.streamDigest != nil,
                let stream = objects.stream(of: number), ImageHeader(stream)?.mediaType == "image/jpeg"
            {
                try body(place, .told(stream))
            } else if case .object(let number, _) = image.source, image.streamDigest != nil,
                let picture = samples.picture(of: number, size: (image.width, image.height))
            {
                try body(place, .samples(width: picture.width, height: picture.height, picture.samples))
            } else {
                others.append(place)
            }
        }
        guard !others.isEmpty else { return }
        let poppler = try Poppler(bytes, wish: sandbox, limits: limits)
        var failures = 0
        for run in runs(others) {
            switch run {
            case .refused(let place, let reason): try body(place, .none(reason))
            case .pages(_, let places) where failures >= limits.toolFailures:
                let reason = LocalizedText(
                    zh: "pdfimages 已有 \(failures) 次异常终止,其余图片不再取出",
                    en: "pdfimages came to a bad end \(failures) times: no further picture is fetched")
                for place in places { try body(place, .none(reason)) }
            case .pages(let pages, let places):
                if try !convert(pages, places, poppler, body) { failures += 1 }
            }
        }
    }

    private enum Run {
        case refused(Int, LocalizedText)
        case pages(ClosedRange<Int>, [Int])
    }

    /// Neighbouring pages together, as far as their pixels go. A page with a picture that is too large is left out as a whole:
    /// poppler would turn that into a file as well.
    private func runs(_ places: [Int]) -> [Run] {
        var onPage: [Int: [Int]] = [:]
        var pixels: [Int: Int] = [:]
        var tooLarge: Set<Int> = []
        for image in document.images {
            guard let width = image.width, let height = image.height else { continue }
            let (size, flows) = width.multipliedReportingOverflow(by: height)
            for page in image.pages {
                if flows || size > limits.maxPixels || size < 0 { tooLarge.insert(page) }
                pixels[page] = min(1 << 40, (pixels[page] ?? 0) + min(1 << 40, flows ? 1 << 40 : size))
            }
        }
        var runs: [Run] = []
        for place in places {
            guard let page = document.images[place].pages.first(where: { !tooLarge.contains($0) }) else {
                runs.append(
                    .refused(
                        place,
                        LocalizedText(
                            zh: "所在页有超过 \(limits.maxPixels) 像素的图片",
                            en: "its page has a picture of more than \(limits.maxPixels) pixels")))
                continue
            }
            onPage[page, default: []].append(place)
        }
        var pages: ClosedRange<Int>?
        var here: [Int] = []
        var sum = 0
        for page in onPage.keys.sorted() {
            let size = pixels[page] ?? 0
            if let open = pages, open.upperBound + 1 == page, sum + size <= limits.maxPixelsPerRun {
                pages = open.lowerBound...page
            } else {
                if let pages { runs.append(.pages(pages, here)) }
                (pages, here, sum) = (page...page, [], 0)
            }
            here += onPage[page] ?? []
            sum += size
        }
        if let pages { runs.append(.pages(pages, here)) }
        return runs
    }

    /// The list of the pages' pictures, an empty line, then for each file its name and size on a line, and the file.
    private static let script = """
        /usr/bin/pdfimages -list -f "$2" -l "$3" "$1" && echo && /usr/bin/pdfimages -png -f "$2" -l "$3" "$1" p
        for file in p-*; do [ -f "$file" ] && stat -c '%n %s' "$file" && cat "$file"; done
        exit 0
        """

    /// Whether the tool ended as it should.
    private func convert(
        _ pages: ClosedRange<Int>, _ places: [Int], _ poppler: Poppler,
        _ body: (Int, PictureFile) throws(Problem) -> Void
    ) throws(Problem) -> Bool {
        let answer = try poppler.run(
            script: Self.script, ["\(pages.lowerBound)", "\(pages.upperBound)"], called: "pdfimages",
            workspace: Int64(limits.maxPixelsPerRun) * 4 + (64 << 20))
        var files = Self.files(answer.output)
        for place in places {
            guard case .object(let number, _) = document.images[place].source else { continue }
            if let file = files.removeValue(forKey: number) {
                try body(place, .told(Array(file)))
            } else {
                let why = answer.failure?.words ?? LocalizedText(zh: "pdfimages 没有给出", en: "pdfimages did not give it")
                try body(place, .none(why))
            }
        }
        return answer.failure == nil
    }

    /// The files by the number of the object that each was made of.
    private static func files(_ output: [UInt8]) -> [Int: ArraySlice<UInt8>] {
        var objects: [Int: Int] = [:]
        var position = 0
        func line() -> Substring? {
            guard position < output.count, let end = output[position...].firstIndex(of: 0x0A) else { return nil }
            defer { position = end + 1 }
            return Substring(decoding: output[position..<end], as: UTF8.self)
        }
        while let row = line(), !row.isEmpty {
            let words = row.split(separator: " ")
            guard words.count >= 12, words[2] == "image" || words[2] == "stencil", let number = Int(words[1]),
                let object = Int(words[10])
            else { continue }
            objects[number] = object
        }
        var files: [Int: ArraySlice<UInt8>] = [:]
        while let head = line() {
            let words = head.split(separator: " ")
            guard words.count == 2, words[0].hasPrefix("p-"), words[0].hasSuffix(".png"), let size = Int(words[1]),
                size >= 0, size <= output.count - position
            else { break }
            if let number = Int(words[0].dropFirst(2).dropLast(4)), let object = objects[number], files[object] == nil {
                files[object] = output[position..<position + size]
            }
            position += size
        }
        return files
    }
}
