// Anchors.swift — no anchors (&name) and aliases (*name): a few hundred bytes of them can stand for gigabytes.
internal import Reporting
internal import Yams

enum Anchors {
    /// So many aliases cannot multiply into much, so that what has fewer may be composed and then looked at exactly.
    private static let harmless = 10

    /// The line from which on there are more aliases of anchors than do no harm; nil where there are few.
    ///
    /// Looks at bytes, and so may count what stands in quotes; but only what is written `*name` where `&name` is written too.
    static func lineOfTooMany(_ bytes: [UInt8]) -> Int? {
        guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
        let anchors = Set(words(after: UInt8(ascii: "&"), bytes).map(\.name))
        var seen = 0
        for alias in words(after: UInt8(ascii: "*"), bytes) where anchors.contains(alias.name) {
            seen += 1
            if seen > harmless { return alias.line }
        }
        return nil
    }

    /// The line of the first node that has an anchor. It comes before every alias of it, so that none is ever followed.
    static func firstLine(_ node: Node) -> Int? {
        if node.anchor != nil { return node.mark?.line ?? 1 }
        if let sequence = node.sequence {
            for node in sequence { if let line = firstLine(node) { return line } }
        } else if let mapping = node.mapping {
            for (key, value) in mapping { if let line = firstLine(key) ?? firstLine(value) { return line } }
        }
        return nil
    }

    /// The names that follow a sign at once: ASCII letters, digits, `-` and `_`, as libyaml has it.
    private static func words(after sign: UInt8, _ bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, line: Int)] {
        var found: [(ArraySlice<UInt8>, Int)] = []
        var line = 1
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == sign else { continue }
            let name = bytes[(index + 1)...].prefix {
                switch $0 {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            if !name.isEmpty { found.append((name, line)) }
        }
        return found
    }
}

extension Problem {
    static func anchor(_ path: String, line: Int) -> Problem {
        Problem(
            "WORK-0025", zh: "YAML 的锚点(&)与引用(*)不予接受", en: "anchors (&) and aliases (*) of YAML are not taken",
            remedyZh: "把引用的内容原样写出;以 & 或 * 开头的文字请加引号",
            remedyEn: "write out what is referred to; put text that begins with & or * in quotes",
            place: "\(path):\(line)")
    }
}
