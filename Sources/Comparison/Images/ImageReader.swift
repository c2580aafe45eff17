// ImageReader.swift — the pictures of documents, decoded and hashed (图片读取): many in one run of the decoder, and the same stream once.
package import Extraction
internal import FileKit
internal import ImageKit
internal import ImageMatching
internal import OpenSSLKit
package import Reporting
internal import TenderModel

/// Reads the pictures of one bid, or of the tender: ``add(_:bytes:)`` for each document while its bytes are at hand, then
/// ``finish()``. One task at a time. In memory are the pictures of one run of the decoder, and of each picture a few hundred bytes.
package final class ImageReader {
    private let extractor: Extractor
    private let limits: ImageLimits
    private let decoder: PictureDecoder?
    /// Where of each picture is put what is large; made with the first.
    private var aside: SpillFile?
    private var images: [ComparedImage] = []
    private var notRead: [NotRead] = []
    /// What waits for the decoder: which picture, and its file.
    private var waiting: [(image: Int, picture: EncodedPicture, camera: CameraMark?)] = []
    private var waitingBytes = 0
    /// What became of a stream that was decoded before.
    private var known: [FileDigest: Known] = [:]
    /// Which picture shows a stream whose decoding is under way.
    private var sharers: [FileDigest: [Int]] = [:]
    /// Why pictures were not decoded: in which files, and where.
    private var refusals: [LocalizedText: [String: [LocalizedText]]] = [:]
    /// What was given to be decoded, of what ``limits`` allow.
    private var taken = (pictures: 0, pixels: 0)

    private enum Known {
        case seen(Appearance, CameraMark?)
        case refused(LocalizedText)
    }

    private static let batch = 96
    private static let batchBytes = 24 << 20

    /// - Parameter extractor: the one that read the documents; its wish for a sandbox counts for the decoder too.
    package init(extractor: Extractor, limits: ImageLimits = ImageLimits()) {
        self.extractor = extractor
        self.limits = limits
        decoder = try? PictureDecoder(sandbox: extractor.sandbox, limits: limits.decoding)
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
            if let digest = image.streamDigest {
                if let known = known[digest] {
                    settle(first + place, known)
                    continue
                }
                if sharers[digest] != nil {
                    sharers[digest]?.append(first + place)
                    continue
                }
            }
            // poppler makes a PNG of whatever a PDF has
            let isDecoded = document.format == .pdf || PictureFormat(mediaType: image.mediaType) != nil
            if let reason = isDecoded ? refusal(of: images[first + place]) : Self.notDecoded(image.mediaType) {
                done(first + place, .refused(reason))
                continue
            }
            if let digest = image.streamDigest { sharers[digest] = [] }
            wanted.append(place)
        }
        guard decoder != nil else {
            for place in wanted { done(first + place, .refused(Self.noDecoder)) }
            return
        }
        try extractor.pictureFiles(of: document, in: bytes, wanted: wanted) { (place, file) throws(Problem) in
            try take(first + place, file)
        }
    }

    /// Everything that was added; the reader can be used again.
    package func finish() throws(Problem) -> Result {
        try decode()
        for (reason, files) in refusals {
            guard files.count > Self.mostFiles else {
                for (file, places) in files { notRead.append(Self.notRead(places.count, reason, in: file, places)) }
                continue
            }
            // a folder of ten thousand pictures is one line
            let names = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let count = files.values.reduce(0) { $0 + $1.count }
            let named = names.map { LocalizedText(zh: $0, en: $0) }
            notRead.append(Self.notRead(count, reason, in: names[0], named))
        }
        notRead.sort { ($0.file, $0.reason.zh) < ($1.file, $1.reason.zh) }
        defer { (images, notRead, refusals, known, sharers, taken) = ([], [], [:], [:], [:], (0, 0)) }
        return Result(images: images, notRead: notRead)
    }

    /// Files that are each named for one reason; where there are more, the first stands for all.
    private static let mostFiles = 20

    private static func notRead(
        _ count: Int, _ reason: LocalizedText, in file: String, _ places: [LocalizedText]
    ) -> NotRead {
        let few = places.prefix(3).map(\.zh).joined(separator: "、") + (places.count > 3 ? "…" : "")
        return NotRead(
            file: file, code: "COMP-0014",
            reason: LocalizedText(
                zh: "\(count) 幅图片未能按外观比对:\(reason.zh)",
                en: "\(count) pictures were not compared by their looks: \(reason.en)"), place: few, isWhole: false)
    }

    // MARK: - Limits

    /// Why a picture is not decoded, by what its header says; where it is, it is counted.
    private func refusal(of image: ComparedImage) -> LocalizedText? {
        let most = limits.decoding.pixels(isJPEG: image.mediaType == "image/jpeg")
        var pixels = limits.decoding.pixels
        if let width = image.width, let height = image.height {
            let (product, flows) = width.multipliedReportingOverflow(by: height)
            guard !flows, (0...most).contains(product) else {
                return LocalizedText(
                    zh: "\(width) × \(height) 像素,超过 \(most) 像素的上限",
                    en: "\(width) × \(height) pixels; the limit is \(most)")
            }
            pixels = product
        }
        guard taken.pictures < limits.pictures else {
            return LocalizedText(
                zh: "一份投标文件最多解码 \(limits.pictures) 幅不同的图片",
                en: "at most \(limits.pictures) different pictures of one bid are decoded")
        }
        guard pixels <= limits.pixels - taken.pixels else {
            return LocalizedText(
                zh: "一份投标文件的图片合计最多解码 \(limits.pixels) 像素",
                en: "at most \(limits.pixels) pixels of one bid's pictures are decoded, all together")
        }
        taken = (taken.pictures + 1, taken.pixels + pixels)
        return nil
    }

    private static func notDecoded(_ mediaType: String) -> LocalizedText {
        LocalizedText(zh: "不解码 \(mediaType) 格式", en: "the format \(mediaType) is not decoded")
    }

    private static let noDecoder = LocalizedText(
        zh: "没有安装 GraphicsMagick(apt-get install graphicsmagick)",
        en: "GraphicsMagick is not installed (apt-get install graphicsmagick)")

    // MARK: - Decoding

    private func take(_ image: Int, _ file: PictureFile) throws(Problem) {
        switch file {
        case .none(let reason): done(image, .refused(reason))
        case .samples(let width, let height, let samples):
            guard max(width, height) > DecodedPicture.longestSide else {
                done(image, try seen(image, DecodedPicture(width: width, height: height, samples: samples), nil))
                return
            }
            let header = "\(samples.count == width * height ? "P5" : "P6")\n\(width) \(height)\n255\n"
            try wait(image, EncodedPicture(format: .pnm, bytes: Array(header.utf8) + samples, size: (width, height)))
        case .file(let mediaType, let bytes):
            guard let format = PictureFormat(mediaType: mediaType) else {
                done(image, .refused(Self.notDecoded(mediaType)))
                return
            }
            var picture = EncodedPicture(format: format, bytes: bytes)
            if let width = images[image].width, let height = images[image].height { picture.size = (width, height) }
            try wait(image, picture)
        }
    }

    private func wait(_ image: Int, _ picture: EncodedPicture) throws(Problem) {
        waiting.append((image, picture, picture.format == .jpeg ? CameraMark(jpeg: picture.bytes) : nil))
        waitingBytes += picture.bytes.count
        if waiting.count >= Self.batch || waitingBytes >= Self.batchBytes { try decode() }
    }

    private func decode() throws(Problem) {
        guard let decoder, !waiting.isEmpty else { return }
        let batch = waiting
        (waiting, waitingBytes) = ([], 0)
        try decoder.decode(batch.map(\.picture)) { (place, decoding) throws(Problem) in
            let entry = batch[place]
            switch decoding {
            case .refused(let reason): done(entry.image, .refused(reason))
            case .picture(let picture): done(entry.image, try seen(entry.image, picture, entry.camera))
            }
        }
    }

    private func seen(_ image: Int, _ picture: DecodedPicture, _ camera: CameraMark?) throws(Problem) -> Known {
        let (width, height, samples) = (picture.width, picture.height, picture.samples)
        let isGrey = picture.isGrey
        guard let colours = isGrey ? ColourPlane() : ColourPlane(width: width, height: height, rgb: samples),
            let detail = DetailPlane(width: width, height: height, samples: samples)
        else { throw Problem.bug("a decoded picture has another size than it says") }
        var digest = try OpenSSLKit.Digest(.sha256)
        let before = images[image]
        try digest.update(Array("\(before.width ?? 0)x\(before.height ?? 0) \(width)x\(height) ".utf8))
        try digest.update(samples)
        let appearance = try Appearance(
            digest: FileDigest(algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(digest.finish())),
            detail: detail, colours: colours, aside: file())
        return .seen(appearance, camera)
    }

    private func file() throws(Problem) -> SpillFile {
        if let aside { return aside }
        let made = try SpillFile()
        aside = made
        return made
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
            refusals[reason, default: [:]][images[image].file, default: []].append(images[image].place)
        }
    }
}
