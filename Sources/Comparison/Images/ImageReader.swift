// ImageReader.swift — the pictures of documents, decoded and hashed (图片读取): many in one run of the decoder, and the same stream once.
package import Extraction
internal import ImageKit
internal import ImageMatching
internal import OpenSSLKit
package import Reporting
internal import TenderModel

/// Reads the pictures of one bid, or of the tender: ``add(_:bytes:)`` for each document while its bytes are at hand, then
/// ``finish()``. One task at a time.
package final class ImageReader {
    private let extractor: Extractor
    private let decoder: PictureDecoder?
    private var images: [ComparedImage] = []
    private var notRead: [NotRead] = []
    /// What waits for the decoder: which picture, and its file.
    private var waiting: [(image: Int, picture: EncodedPicture, camera: CameraMark?)] = []
    private var waitingBytes = 0
    /// What became of a stream that was decoded before.
    private var known: [FileDigest: Known] = [:]
    /// Which picture shows a stream whose decoding is under way.
    private var sharers: [FileDigest: [Int]] = [:]
    private var refusals: [Refusal: [LocalizedText]] = [:]

    private enum Known {
        case seen(Appearance, CameraMark?)
        case refused(LocalizedText)
    }

    private struct Refusal: Hashable {
        var file: String
        var reason: LocalizedText
    }

    private static let batch = 48
    private static let batchBytes = 64 << 20

    /// - Parameter extractor: the one that read the documents; its wish for a sandbox counts for the decoder too.
    package init(extractor: Extractor) {
        self.extractor = extractor
        decoder = try? PictureDecoder(sandbox: extractor.sandbox)
    }

    /// What was read, in the order of the documents; pictures that could not be decoded are named.
    package struct Result: Sendable {
        package var images: [ComparedImage]
        package var notRead: [NotRead]
    }

    /// The pictures of a document. Throws only where this machine can decode none at all.
    package func add(_ document: ExtractedDocument, bytes: [UInt8]) throws(Problem) {
        let first = images.count
        var wanted: [Int] = []
        for (place, image) in document.images.enumerated() {
            images.append(
                ComparedImage(
                    file: document.name, place: image.place, mediaType: image.mediaType, size: image.size,
                    streamDigest: image.streamDigest, width: image.width, height: image.height))
            // what is left out in any case is not decoded
            guard !images[first + place].isTiny else { continue }
            guard let digest = image.streamDigest else {
                wanted.append(place)
                continue
            }
            if let known = known[digest] {
                settle(first + place, known)
            } else if sharers[digest] != nil {
                sharers[digest]?.append(first + place)
            } else {
                sharers[digest] = []
                wanted.append(place)
            }
        }
        guard decoder != nil else {
            for place in wanted { settle(first + place, .refused(Self.noDecoder)) }
            return
        }
        try extractor.pictureFiles(of: document, in: bytes, wanted: wanted) { (place, file) throws(Problem) in
            try take(first + place, file)
        }
    }

    /// Everything that was added; the reader can be used again.
    package func finish() throws(Problem) -> Result {
        try decode()
        for (refusal, places) in refusals.sorted(by: {
            ($0.key.file, $0.key.reason.zh) < ($1.key.file, $1.key.reason.zh)
        }) {
            let few = places.prefix(3).map(\.zh).joined(separator: "、") + (places.count > 3 ? "…" : "")
            notRead.append(
                NotRead(
                    file: refusal.file, code: "COMP-0030",
                    reason: LocalizedText(
                        zh: "\(places.count) 幅图片未能按外观比对:\(refusal.reason.zh)",
                        en: "\(places.count) pictures were not compared by their looks: \(refusal.reason.en)"),
                    place: few, isWhole: false))
        }
        defer { (images, notRead, refusals, known, sharers) = ([], [], [:], [:], [:]) }
        return Result(images: images, notRead: notRead)
    }

    private static let noDecoder = LocalizedText(
        zh: "没有安装 GraphicsMagick(apt-get install graphicsmagick)",
        en: "GraphicsMagick is not installed (apt-get install graphicsmagick)")

    // MARK: - Decoding

    private func take(_ image: Int, _ file: PictureFile) throws(Problem) {
        switch file {
        case .none(let reason): done(image, .refused(reason))
        case .file(let mediaType, let bytes):
            guard let format = PictureFormat(mediaType: mediaType) else {
                done(
                    image,
                    .refused(
                        LocalizedText(zh: "不解码 \(mediaType) 格式", en: "the format \(mediaType) is not decoded")))
                return
            }
            let camera = format == .jpeg ? CameraMark(jpeg: bytes) : nil
            waiting.append((image, EncodedPicture(format: format, bytes: bytes), camera))
            waitingBytes += bytes.count
            if waiting.count >= Self.batch || waitingBytes >= Self.batchBytes { try decode() }
        }
    }

    private func decode() throws(Problem) {
        guard let decoder, !waiting.isEmpty else { return }
        let batch = waiting
        (waiting, waitingBytes) = ([], 0)
        for (entry, decoding) in zip(batch, try decoder.decode(batch.map(\.picture))) {
            switch decoding {
            case .refused(let reason): done(entry.image, .refused(reason))
            case .picture(let picture):
                let image = images[entry.image]
                guard let luminance = Luminance(width: picture.width, height: picture.height, rgb: picture.rgb) else {
                    throw Problem.bug("a decoded picture has another size than it says")
                }
                let size = "\(image.width ?? 0)x\(image.height ?? 0) \(picture.width)x\(picture.height) "
                let sum = try OpenSSLKit.Digest.of(Array(size.utf8) + picture.rgb, .sha256)
                done(
                    entry.image,
                    .seen(
                        Appearance(
                            digest: FileDigest(algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(sum)),
                            pdq: PDQ(luminance), detail: DetailPlane(luminance), thumbnail: picture.thumbnail),
                        entry.camera))
            }
        }
    }

    /// A stream was looked at: for this picture, and all that share its stream.
    private func done(_ image: Int, _ result: Known) {
        settle(image, result)
        guard let digest = images[image].streamDigest else { return }
        known[digest] = result
        for other in sharers.removeValue(forKey: digest) ?? [] { settle(other, result) }
    }

    private func settle(_ image: Int, _ result: Known) {
        switch result {
        case .seen(let appearance, let camera):
            images[image].appearance = appearance
            images[image].camera = camera
        case .refused(let reason):
            refusals[Refusal(file: images[image].file, reason: reason), default: []].append(images[image].place)
        }
    }
}
