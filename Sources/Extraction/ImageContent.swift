// ImageContent.swift — the bytes of a picture once more, for whoever has to look at its pixels.
package import Reporting

extension Extractor {
    /// The stream of a picture as it lies in the document that it came from; nil where it is not there.
    ///
    /// For a PDF that is a JPEG or JPEG 2000 file only where ``ExtractedImage/mediaType`` says so and no further filter lies
    /// around it.
    package func stream(of image: ExtractedImage, in document: [UInt8]) throws(Problem) -> [UInt8]? {
        switch image.source {
        case .whole: document
        case .entry(let name): try OfficePackage(document, name: name).read(name)
        case .object(let number, _): PDFObjects(document).stream(of: number)
        }
    }
}
