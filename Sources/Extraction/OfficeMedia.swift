// OfficeMedia.swift — pictures in the archive of a DOCX, XLSX or OFD, and the entries that nobody looked at.
internal import Reporting
internal import ZipKit

extension OfficePackage {
    private static let pictureEndings = [
        ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".jp2", ".svg", ".wdp",
    ]

    /// Entries that are named one by one.
    private static let mostNamed = 200

    /// Every picture, once an entry, in the order of names.
    func readImages(limits: ExtractionLimits, unread: inout [Unread]) throws(Problem) -> [ExtractedImage] {
        var images: [ExtractedImage] = []
        var left = 0
        for name in archive.names.sorted() where !name.hasSuffix("/") && !seen.contains(name) {
            let lower = name.lowercased()
            let isNamedSo = Self.pictureEndings.contains { lower.hasSuffix($0) }
            guard isNamedSo || lower.contains("/media/") else { continue }
            // a picture of the first page, made by the program
            guard !lower.contains("docprops/thumbnail") else { continue }
            guard images.count < limits.maxImages else {
                left += 1
                pass(name)
                continue
            }
            do throws(Problem) {
                guard let bytes = try read(name) else { continue }
                let header = ImageHeader(bytes)
                guard header != nil || isNamedSo else {
                    unread.append(Unread(.embedded, zh: name, place: name))
                    continue
                }
                let isVector = lower.hasSuffix(".svg") && header == nil
                images.append(
                    ExtractedImage(
                        source: .entry(name),
                        mediaType: header?.mediaType ?? (isVector ? "image/svg+xml" : "application/octet-stream"),
                        size: bytes.count, streamDigest: try bytes.digest(), width: header?.width,
                        height: header?.height))
            } catch {
                guard error.kind == .input else { throw error }
                unread.append(Unread(.damagedPart, of: error))
            }
        }
        if left > 0 {
            unread.append(
                Unread(.imageLimit, zh: "\(limits.maxImages) 幅之外还有 \(left) 幅", en: "\(left) beyond \(limits.maxImages)")
            )
        }
        return images
    }

    /// Entries with contents that neither we nor a reader of the text looks at: embedded documents, charts, sound.
    ///
    /// - Parameter isPlain: whether an entry is known to hold nothing that would have to be read.
    func nameTheRest(unread: inout [Unread], isPlain: (String) -> Bool) {
        let rest = archive.names.sorted().filter { name in
            !seen.contains(name) && !name.hasSuffix("/") && name != "[Content_Types].xml" && !name.hasSuffix(".rels")
                && !isPlain(name)
        }
        for name in rest.prefix(Self.mostNamed) { unread.append(Unread(.embedded, zh: name, place: name)) }
        if rest.count > Self.mostNamed {
            let more = rest.count - Self.mostNamed
            unread.append(Unread(.embedded, zh: "另有 \(more) 个", en: "\(more) more"))
        }
    }
}
