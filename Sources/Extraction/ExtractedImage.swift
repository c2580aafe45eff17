// ExtractedImage.swift — a picture in a document (图片): where, how large, and the digest of its stream; its bytes are read again when asked.
package import Reporting
package import TenderModel

/// A picture, once however often the document shows it.
package struct ExtractedImage: Sendable, Hashable {
    /// Where its bytes lie.
    package enum Source: Sendable, Hashable {
        /// The file is the picture.
        case whole
        /// An entry of the archive that the document is.
        case entry(String)
        /// An object of a PDF.
        case object(Int, generation: Int)
    }

    package var source: Source
    /// Such as `image/jpeg`; `image/x-pdf-samples` is a PDF's own way of keeping them.
    package var mediaType: String
    /// Bytes of the stream as it lies in the document.
    package var size: Int
    /// SHA-256 of the stream as it lies in the document; nil where it could not be had, which stands under `unread`.
    package var streamDigest: FileDigest?
    /// Pixels, where the header tells.
    package var width: Int?
    package var height: Int?
    /// Pages that show it, each once, ascending; empty where the format has none.
    package var pages: [Int] = []

    package init(
        source: Source, mediaType: String, size: Int, streamDigest: FileDigest?, width: Int? = nil, height: Int? = nil,
        pages: [Int] = []
    ) {
        self.source = source
        self.mediaType = mediaType
        self.size = size
        self.streamDigest = streamDigest
        self.width = width
        self.height = height
        self.pages = pages
    }

    package var place: LocalizedText {
        switch source {
        case .whole: LocalizedText(zh: "文件本身", en: "the file itself")
        case .entry(let name): LocalizedText(zh: name, en: name)
        case .object(let number, _):
            if let page = pages.first {
                LocalizedText(zh: "第 \(page) 页(对象 \(number))", en: "page \(page) (object \(number))")
            } else {
                LocalizedText(zh: "对象 \(number)", en: "object \(number)")
            }
        }
    }
}
