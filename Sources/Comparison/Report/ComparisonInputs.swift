// ComparisonInputs.swift — what a report is about (比对对象): its inputs by digest, out of a lot or out of an older report's JSON.
internal import Reporting

/// The inputs of a comparison, to be held beside those of another.
struct ComparisonInputs: Equatable {
    /// A line for each, sorted.
    private var lines: [String]
    /// What an older report says of itself.
    private(set) var at = ""
    private(set) var bids = 0
    private(set) var clues = 0

    /// Those of one are those of another, in whatever order they came; when either was compared does not matter.
    static func == (a: ComparisonInputs, b: ComparisonInputs) -> Bool { a.lines == b.lines }

    init(_ lot: ComparedLot) {
        var lines = lot.tenderFiles.map { "tender \($0.digest)" }
        if let log = lot.handling?.file { lines.append("log \(log.digest)") }
        if let library = lot.background?.file { lines.append("background \(library.digest)") }
        for bid in lot.bids {
            lines += bid.inputs(.officer).map { "bid \(bid.identity) \($0.digest)" }
        }
        self.lines = lines.sorted()
        bids = lot.bids.count
    }

    /// Nil where this is no report.
    init?(_ json: JSON) {
        guard json["format"]?.text == ComparisonJSON.format, let tenderFiles = json["tenderFiles"]?.values,
            let bids = json["bids"]?.values
        else { return nil }
        var lines = tenderFiles.map { "tender \($0["digest"]?.text ?? "")" }
        if let digest = json["handlingLog"]?["digest"]?.text { lines.append("log \(digest)") }
        if let digest = json["background"]?["digest"]?.text { lines.append("background \(digest)") }
        for bid in bids {
            let identity = bid["code"]?.text ?? bid["name"]?.text ?? ""
            for file in bid["files"]?.values ?? [] { lines.append("bid \(identity) \(file["digest"]?.text ?? "")") }
        }
        self.lines = lines.sorted()
        at = json["at"]?.text ?? ""
        self.bids = bids.count
        if case .number(let count)? = json["clueCount"] { clues = Int(count) }
    }
}

extension JSON {
    fileprivate subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    fileprivate var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    fileprivate var values: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }
}
