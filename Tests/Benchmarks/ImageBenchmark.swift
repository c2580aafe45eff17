// ImageBenchmark.swift — the pictures of two bidders with known truth, decoded, hashed and compared: which pairs are near, which are one,
// and the processor time of each step. See scripts/bench --only images.
import Extraction
import FileKit
import Glibc
import ImageKit
import ImageMatching
import Reporting
import Sandbox

enum ImageBenchmark {
    /// `folder` is as scripts/lib/make_images.py leaves it. Prints one JSON object: `near` has a row for each pair of A's and B's
    /// pictures whose hashes are near: both names, bits that differ, cells, cells that differ, whether they are one.
    static func run(_ folder: String) throws {
        var pictures: [Picture] = []
        var (decoding, hashing) = (0.0, 0.0)
        var refused: [String] = []
        for side in ["A", "B"] {
            let names = try Files.list("\(folder)/\(side)").map { "\(side)/\($0.name)" }.sorted()
            for begin in stride(from: 0, to: names.count, by: 48) {
                let some = names[begin..<min(begin + 48, names.count)]
                let files = try some.map { name in
                    let bytes = try Files.read("\(folder)/\(name)", limit: 1 << 28)
                    let header = ImageHeader(bytes)
                    return EncodedPicture(
                        format: name.hasSuffix(".png") ? .png : .jpeg, bytes: bytes,
                        size: header.flatMap { header in
                            header.width.flatMap { width in header.height.map { (width, $0) } }
                        })
                }
                var began = processor()
                let decoded = try decoder.get().decode(files)
                decoding += processor() - began
                began = processor()
                for (name, decoding) in zip(some, decoded) {
                    guard case .picture(let picture) = decoding,
                        let detail = DetailPlane(
                            width: picture.width, height: picture.height, samples: picture.samples)
                    else {
                        refused.append(name)
                        continue
                    }
                    pictures.append(Picture(name: name, pdq: PDQ(detail), detail: detail))
                }
                hashing += processor() - began
            }
        }
        let plain = pictures.filter { $0.pdq.quality <= PDQ.tooPlain }.map(\.name)
        let kept = pictures.filter { $0.pdq.quality > PDQ.tooPlain }
        var began = processor()
        let index = HashIndex(kept.map(\.pdq.hash))
        var near: [(a: Picture, b: Picture, distance: Int)] = []
        for place in index.hashes.indices {
            var work = Int.max
            let others = index.near(place, work: &work) ?? []
            for (other, distance) in [(place, 0)] + others.map({ ($0.second, $0.distance) }) {
                for a in index.items[place].map({ kept[$0] }) where a.name.hasPrefix("A") {
                    near += index.items[other].map { kept[$0] }.filter { $0.name.hasPrefix("B") }.map {
                        (a, $0, distance)
                    }
                }
            }
        }
        let seeking = processor() - began
        began = processor()
        let rows = near.map { pair in
            let agreement = DetailAgreement(pair.a.detail, pair.b.detail)
            return
                "[\"\(pair.a.name)\", \"\(pair.b.name)\", \(pair.distance), \(agreement.cells), \(agreement.differing), \(agreement.isSame)]"
        }
        let laying = processor() - began
        print(
            """
            {"pictures": \(pictures.count), "decoding": \(decoding), "hashing": \(hashing), "seeking": \(seeking), \
            "laying": \(laying), "refused": \(quoted(refused)), "plain": \(quoted(plain)),
            "near": [\(rows.joined(separator: ",\n"))]}
            """)
    }

    private struct Picture {
        var name: String
        var pdq: PDQ
        var detail: DetailPlane
    }

    // the pictures are our own; what a program takes within namespaces of its own is not counted to who waits for it
    private static let decoder = Result { () throws(Problem) in try PictureDecoder(sandbox: .off) }

    private static func quoted(_ names: [String]) -> String { "[\(names.map { "\"\($0)\"" }.joined(separator: ", "))]" }

    /// Seconds of processor time so far, of this process and of those that it waited for.
    private static func processor() -> Double {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
            var usage = rusage()
            getrusage(__rusage_who_t(who.rawValue), &usage)
            return sum + Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        }
    }
}
