// TextBenchmark.swift — the comparison of a lot's texts by itself: CPU seconds of each step, and what it found.
import FileKit
import Glibc
import Reporting
import TextMatching

enum TextBenchmark {
    /// `files` are named as scripts/lib/make_texts.py names them. Prints one JSON object.
    static func run(_ files: [String], options: TextComparisonOptions = TextComparisonOptions()) throws {
        var (bids, tender, library) = (LotTexts(), [TextDocument](), FingerprintLibrary())
        var folding = 0.0
        for path in files {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let text = String(decoding: try Files.read(path, limit: 1 << 30), as: UTF8.self)
            let document = TextDocument(blocks: text.split(separator: "\n").map(String.init))
            if name.hasPrefix("tender") {
                tender.append(document)
            } else if name.hasPrefix("background") {
                let kind = name.split(separator: "-").dropFirst().first.map(String.init) ?? ""
                try library.add([document], kind: kind, title: name, source: Array(repeating: 0, count: 32))
            } else {
                let began = clock()
                try bids.add([document])
                folding += seconds(since: began)
            }
        }
        let stored = library.encoded()
        let background = try FingerprintLibrary(decoding: stored)
        var began = clock()
        let known = try KnownTexts(tender: tender, background: [background])
        let preparing = seconds(since: began)
        began = clock()
        let result = TextComparison(bids, known: known, options: options)
        let comparing = seconds(since: began)

        var rows: [String] = []
        for pair in result.pairs {
            for passage in pair.passages {
                let places = [passage.first, passage.second].flatMap {
                    [$0.start.block, $0.start.offset, $0.end.block, $0.end.offset]
                }
                rows.append("[\(pair.first), \(pair.second), \(places.map(String.init).joined(separator: ", "))]")
            }
        }
        let common = result.common.map { "\($0.bids)" }
        let totals = result.totals.map {
            "[\($0.characters), \($0.fromTender), \($0.fromBackground.reduce(0, +)), \($0.common)]"
        }
        print(
            """
            {"folding": \(folding), "preparing": \(preparing), "comparing": \(comparing), "library": \(stored.count),
            "unfinished": \(result.pairs.count { !$0.isComplete }), "totals": [\(totals.joined(separator: ", "))],
            "common": [\(common.joined(separator: ", "))], "passages": [\(rows.joined(separator: ",\n"))]}
            """)
    }

    /// CPU seconds of this process.
    private static func seconds(since began: clock_t) -> Double { Double(clock() - began) / Double(CLOCKS_PER_SEC) }
}
