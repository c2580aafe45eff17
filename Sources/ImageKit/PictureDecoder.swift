// PictureDecoder.swift — pictures decoded and reduced by GraphicsMagick, many in one run and shut in: no decoder is in our process.
internal import FileKit
package import Reporting
package import Sandbox

/// Decodes pictures. The same pictures give the same result with the same version of GraphicsMagick. One task at a time.
package final class PictureDecoder {
    private let wish: SandboxWish
    private let limits: DecodingLimits
    private var failures = 0

    /// Throws IMGK-0001 where there is no GraphicsMagick.
    package init(sandbox: SandboxWish = .required, limits: DecodingLimits = DecodingLimits()) throws(Problem) {
        guard Files.isExecutable(Self.program) else { throw .decoderMissing }
        wish = sandbox
        self.limits = limits
    }

    private static let program = "/usr/bin/gm"

    /// What became of each, in their order. Throws only where nothing can be run at all.
    package func decode(_ pictures: [EncodedPicture]) throws(Problem) -> [Decoding] {
        var results: [Int: Decoding] = [:]
        try decode(pictures) { results[$0] = $1 }
        return pictures.indices.compactMap { results[$0] }
    }

    /// Hands each over by its place, once: what is decoded at once, and the next is decoded meanwhile; what is refused a little later.
    /// What `body` throws ends the work.
    package func decode(
        _ pictures: [EncodedPicture], _ body: (Int, Decoding) throws(Problem) -> Void
    ) throws(Problem) {
        var first = 0
        while first < pictures.count {
            var (end, bytes) = (first, 0)
            while end < pictures.count, end - first < limits.batch,
                bytes + pictures[end].bytes.count <= limits.batchBytes || end == first
            {
                bytes += pictures[end].bytes.count
                end += 1
            }
            try run(pictures[first..<end], body)
            first = end
        }
    }

    /// One folder of pictures; the decoder is started again behind each that ends it.
    private func run(
        _ pictures: ArraySlice<EncodedPicture>, _ body: (Int, Decoding) throws(Problem) -> Void
    ) throws(Problem) {
        let scratch = try ScratchFolder()
        for place in pictures.indices { try scratch.add(pictures[place].bytes, as: "\(place)") }
        var left = pictures
        while !left.isEmpty {
            guard failures < limits.failures else {
                try body(
                    left.startIndex,
                    .refused(
                        LocalizedText(
                            zh: "解码程序已有 \(failures) 次异常终止,其余图片不再解码",
                            en: "the decoder came to a bad end \(failures) times: no further picture is decoded")))
                left.removeFirst()
                continue
            }
            let (answered, ending) = try run(left, in: scratch, body)
            left.removeFirst(answered)
            guard !left.isEmpty else { break }
            failures += 1
            try body(
                left.startIndex,
                .refused(LocalizedText(zh: "解码程序\(ending.text.zh)", en: "the decoder \(ending.text.en)")))
            left.removeFirst()
        }
    }

    /// One run of the decoder: how many it answered, which are all, or as far as it came.
    private func run(
        _ pictures: ArraySlice<EncodedPicture>, in scratch: ScratchFolder,
        _ body: (Int, Decoding) throws(Problem) -> Void
    ) throws(Problem) -> (answered: Int, ending: Ending) {
        let script = pictures.indices.map { command(pictures[$0], "\(scratch.path)/\($0)") + "\n" }.joined()
        try scratch.remove("script")
        try scratch.add(Array(script.utf8), as: "script")
        var stream = PictureStream()
        var place = pictures.startIndex
        var refused: [Int] = []
        var failure: Problem?
        let ran = try SandboxedTool(
            [
                Self.program, "batch", "-echo", "off", "-feedback", "on", "-pass", PictureStream.pass, "-fail",
                PictureStream.fail, "-stop-on-error", "off", "\(scratch.path)/script",
            ],
            // seen under the same name from inside, so that it is found as well where no sandbox can be had
            paths: [ReadOnlyPath(scratch.path, at: scratch.path)],
            limits: SandboxLimits(
                time: limits.time, cpu: limits.cpu, memory: limits.memory,
                output: PictureStream.mostOfOne * pictures.count)
        ).run(wish) { piece in
            stream.append(piece)
            while failure == nil, place < pictures.endIndex, let answer = stream.next() {
                switch answer {
                case .picture(let picture):
                    do throws(Problem) { try body(place, .picture(picture)) } catch { failure = error }
                case .failed: refused.append(place)
                }
                place += 1
            }
        }
        if let failure { throw failure }
        for place in refused {
            let words = Self.complaint(of: "\(scratch.path)/\(place)", in: ran.errors)
            try body(place, .refused(LocalizedText(zh: "无法解码:\(words)", en: "cannot be decoded: \(words)")))
        }
        return (place - pictures.startIndex, ran.ending)
    }

    /// One line of the script. Nothing of it comes from a picture or its name but its size.
    private func command(_ picture: EncodedPicture, _ path: String) -> String {
        let limits = "convert -limit threads 1 -limit pixels \(limits.pixels) -limit disk 0"
        guard picture.format != .jpeg else {
            let most = 2 * DecodedPicture.longestOfJPEG
            return "\(limits)\(Self.hint(picture.size)) jpeg:\(path) +profile * -filter triangle "
                + "-resize \(most)x\(most)> -depth 8 pnm:-"
        }
        let most = DecodedPicture.longestSide
        let frame = picture.format.isSequence ? "[0]" : ""
        // a filter that treats all thin lines alike, where a box would favour some
        return "\(limits) \(picture.format.rawValue):\(path)\(frame) +profile * -background white -flatten "
            + "-filter triangle -resize \(most)x\(most)> -depth 8 pnm:-"
    }

    /// What a JPEG is decoded to at least, in its own shape: a third of the time that all of its pixels would take.
    private static func hint(_ size: (width: Int, height: Int)?) -> String {
        let least = DecodedPicture.longestOfJPEG
        guard let (width, height) = size, min(width, height) > 0, max(width, height) <= 1 << 16,
            max(width, height) > least
        else { return "" }
        let longest = max(width, height)
        return " -size \(max(1, width * least / longest))x\(max(1, height * least / longest))"
    }

    /// What it said of one picture, without the path.
    private static func complaint(of path: String, in errors: ErrorText) -> String {
        let line = errors.lines.last { $0.contains("(\(path))") || $0.contains("(\(path)[0])") }
        guard let line, let end = line.firstRange(of: " (\(path)") else { return "gm" }
        let words = line[..<end.lowerBound]
        return String(words.hasPrefix("convert: ") ? words.dropFirst(9) : words)
    }
}
