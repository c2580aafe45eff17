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
        var results: [Decoding] = []
        while results.count < pictures.count {
            var (end, bytes) = (results.count, 0)
            while end < pictures.count, end - results.count < limits.batch,
                bytes + pictures[end].bytes.count <= limits.batchBytes || end == results.count
            {
                bytes += pictures[end].bytes.count
                end += 1
            }
            results += try run(pictures[results.count..<end])
        }
        return results
    }

    /// One folder of pictures; the decoder is started again behind each that ends it.
    private func run(_ pictures: ArraySlice<EncodedPicture>) throws(Problem) -> [Decoding] {
        let scratch = try ScratchFolder()
        for (number, picture) in pictures.enumerated() { try scratch.add(picture.bytes, as: "\(number)") }
        let commands = pictures.enumerated().map { command($1, "\(scratch.path)/\($0)") }
        var results: [Decoding] = []
        while results.count < commands.count {
            guard failures < limits.failures else {
                results.append(
                    .refused(
                        LocalizedText(
                            zh: "解码程序已有 \(failures) 次异常终止,其余图片不再解码",
                            en: "the decoder came to a bad end \(failures) times: no further picture is decoded")))
                continue
            }
            let (answers, ending) = try run(commands, from: results.count, in: scratch)
            results += answers
            guard results.count < commands.count else { break }
            failures += 1
            results.append(
                .refused(
                    LocalizedText(
                        zh: "解码程序\(ending.text.zh)", en: "the decoder \(ending.text.en)")))
        }
        return results
    }

    /// What one run answers: of all pictures, or as far as it came.
    private func run(
        _ commands: [String], from first: Int, in scratch: ScratchFolder
    ) throws(Problem) -> (answers: [Decoding], ending: Ending) {
        let script = commands[first...].map { $0 + "\n" }.joined()
        try scratch.remove("script")
        try scratch.add(Array(script.utf8), as: "script")
        let most = DecodedPicture.longestSide * DecodedPicture.longestSide * 3 + 1_024
        let ran = try SandboxedTool(
            [
                Self.program, "batch", "-echo", "off", "-feedback", "on", "-pass", PictureStream.pass, "-fail",
                PictureStream.fail, "-stop-on-error", "off", "\(scratch.path)/script",
            ],
            // seen under the same name from inside, so that it is found as well where no sandbox can be had
            paths: [ReadOnlyPath(scratch.path, at: scratch.path)],
            limits: SandboxLimits(
                time: limits.time, cpu: limits.cpu, memory: limits.memory, output: most * (commands.count - first))
        ).run(wish)
        var stream = PictureStream(ran.output)
        var answers: [Decoding] = []
        while answers.count < commands.count - first, let answer = stream.next() {
            switch answer {
            case .picture(let picture): answers.append(.picture(picture))
            case .failed:
                let words = Self.complaint(of: "\(scratch.path)/\(first + answers.count)", in: ran.errors)
                answers.append(.refused(LocalizedText(zh: "无法解码:\(words)", en: "cannot be decoded: \(words)")))
            }
        }
        return (answers, ran.ending)
    }

    /// One line of the script. Nothing of it comes from a picture or its name but its size.
    private func command(_ picture: EncodedPicture, _ path: String) -> String {
        let most = DecodedPicture.longestSide
        let limits = "convert -limit threads 1 -limit pixels \(limits.pixels) -limit disk 0"
        guard picture.format != .jpeg else {
            return "\(limits)\(Self.hint(picture.size)) jpeg:\(path) +profile * -filter triangle "
                + "-resize \(most)x\(most)> -depth 8 pnm:-"
        }
        let frame = picture.format.isSequence ? "[0]" : ""
        // a filter that treats all thin lines alike, where a box would favour some
        return "\(limits) \(picture.format.rawValue):\(path)\(frame) +profile * -background white -flatten "
            + "-filter triangle -resize \(most / 2)x\(most / 2)> -depth 8 pnm:-"
    }

    /// JPEG gives a few eighths of its pixels at once, which takes a third of the time: what it is decoded to at least, in its own shape.
    private static func hint(_ size: (width: Int, height: Int)?) -> String {
        let least = DecodedPicture.longestSide / 2
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
