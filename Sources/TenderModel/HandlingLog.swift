// HandlingLog.swift — who handled a lot when, and from where (办理日志): what a platform exports, for comparison after the opening.
package import Reporting

/// One step of one unit.
package struct HandlingEvent: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// 下载招标文件.
        case download
        /// 递交.
        case delivery
        /// 替换.
        case replacement
        /// 撤回.
        case withdrawal
        /// 解密授权.
        case release

        package var title: LocalizedText {
            switch self {
            case .download: LocalizedText(zh: "下载", en: "download")
            case .delivery: LocalizedText(zh: "递交", en: "delivery")
            case .replacement: LocalizedText(zh: "替换", en: "replacement")
            case .withdrawal: LocalizedText(zh: "撤回", en: "withdrawal")
            case .release: LocalizedText(zh: "解密授权", en: "release")
            }
        }
    }

    /// Unified social credit code; of loose documents the name that they are compared under.
    package var unit: String
    package var kind: Kind
    package var at: Instant
    /// In the spelling of ``NetworkAddress``; nil where it was not recorded.
    package var address: String?
    /// Nil for all lots of the tender.
    package var lot: String?
    /// Whether the platform knows the address as one that many share (公用地址), such as its own terminals'.
    package var isShared: Bool

    package init(
        unit: String, kind: Kind, at: Instant, address: String? = nil, lot: String? = nil, isShared: Bool = false
    ) {
        self.unit = unit
        self.kind = kind
        self.at = at
        self.address = address
        self.lot = lot
        self.isShared = isShared
    }
}

/// A whole log.
package struct HandlingLog: Sendable, Hashable {
    /// An event and the line it stands on, from 1.
    package struct Entry: Sendable, Hashable {
        package var event: HandlingEvent
        package var line: Int

        package init(event: HandlingEvent, line: Int) {
            self.event = event
            self.line = line
        }
    }

    package var entries: [Entry]

    package init(entries: [Entry]) { self.entries = entries }

    /// Bytes of a file, lines of it, and bytes of a line that are read.
    package static let mostBytes = 64 << 20
    package static let mostLines = 500_000
    static let mostBytesOfLine = 1_024
    /// Bad lines that a message lists; all are counted.
    static let mostListed = 10

    /// Columns in the order in which they are written. The first three have to be there.
    static let columns = ["unit", "event", "time", "address", "lot", "shared"]

    /// Reads CSV (RFC 4180) in UTF-8, with or without a byte order mark; the first line names the columns.
    ///
    /// - Parameter file: What the file is called in messages.
    /// - Throws: HAND-0002 (no UTF-8, too large, no such header), HAND-0003 with every line that cannot be taken: nothing of a log
    ///   with such lines is used, since a step that is missing would make the others look different.
    package init(csv bytes: [UInt8], file: String) throws(Problem) {
        guard bytes.count <= Self.mostBytes else {
            throw .log(
                file, zh: "日志超过 \(Self.mostBytes >> 20) MiB", en: "the log is over \(Self.mostBytes >> 20) MiB",
                remedyZh: "只导出这个项目的记录", remedyEn: "export the events of this tender only")
        }
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // what follows the last line's end is no line
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count <= Self.mostLines + 1 else {
            throw .log(
                file, zh: "日志超过 \(Self.mostLines) 行", en: "the log has over \(Self.mostLines) lines",
                remedyZh: "只导出这个项目的记录", remedyEn: "export the events of this tender only")
        }
        let header = try Self.header(lines.first ?? [], file: file)
        var entries: [Entry] = []
        entries.reserveCapacity(lines.count)
        var bad: [(line: Int, problem: Problem)] = []
        var count = 0
        for (index, line) in lines.enumerated().dropFirst() {
            do throws(Problem) {
                guard let cells = try Self.cells(line) else { continue }
                entries.append(Entry(event: try Self.event(cells, header), line: index + 1))
            } catch {
                count += 1
                if bad.count < Self.mostListed { bad.append((index + 1, error)) }
            }
        }
        guard bad.isEmpty else { throw .badLines(bad, count: count, file: file) }
        self.entries = entries
    }

    private static func header(_ line: ArraySlice<UInt8>, file: String) throws(Problem) -> [String: Int] {
        var header: [String: Int] = [:]
        for (place, name) in ((try? cells(line)) ?? []).enumerated() {
            guard columns.contains(name), header[name] == nil else {
                let shown = NetworkAddress.excerpt(name)
                throw .log(
                    "\(file):1", zh: "表头有不认识或重复的列“\(shown)”",
                    en: "the header has an unknown or repeated column \"\(shown)\"",
                    remedyZh: "列名只用 \(columns.joined(separator: "、"))",
                    remedyEn: "use the columns \(columns.joined(separator: ", ")) only")
            }
            header[name] = place
        }
        for name in columns.prefix(3) where header[name] == nil {
            throw .log(
                "\(file):1", zh: "表头缺少 \(name) 列", en: "the header lacks the column \(name)",
                remedyZh: "第一行写列名:\(columns.joined(separator: ","))",
                remedyEn: "name the columns in the first line: \(columns.joined(separator: ","))")
        }
        return header
    }

    /// The cells of a line; nil for an empty one.
    private static func cells(_ line: ArraySlice<UInt8>) throws(Problem) -> [String]? {
        var line = line
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard !line.isEmpty else { return nil }
        guard line.count <= mostBytesOfLine else {
            throw .cell(zh: "一行超过 \(mostBytesOfLine) 字节", en: "the line is over \(mostBytesOfLine) bytes")
        }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw .cell(zh: "不是 UTF-8", en: "it is not UTF-8")
        }
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        // before a cell, in a plain one, in a quoted one, behind its closing quote
        enum State { case start, plain, quoted, closed }
        var state = State.start
        for scalar in text.unicodeScalars {
            switch (state, scalar) {
            case (.start, "\""): state = .quoted
            case (.quoted, "\""): state = .closed
            case (.closed, "\""):
                cell.append("\"")
                state = .quoted
            case (.start, ","), (.plain, ","), (.closed, ","):
                cells.append(String(cell))
                cell = String.UnicodeScalarView()
                state = .start
            case (.closed, _), (.plain, "\""):
                throw .cell(zh: "引号的用法不对", en: "quotes are not where they belong")
            case (.quoted, _): cell.append(scalar)
            case (.start, _), (.plain, _):
                cell.append(scalar)
                state = .plain
            }
        }
        guard state != .quoted else { throw .cell(zh: "引号没有结束", en: "a quote does not end") }
        return cells + [String(cell)]
    }

    private static func event(_ cells: [String], _ header: [String: Int]) throws(Problem) -> HandlingEvent {
        guard cells.count == header.count else {
            throw .cell(
                zh: "有 \(cells.count) 格,表头有 \(header.count) 格",
                en: "it has \(cells.count) cells, the header \(header.count)")
        }
        func cell(_ name: String) -> String { header[name].map { cells[$0] } ?? "" }
        let unit = cell("unit")
        guard !unit.isEmpty, !unit.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .cell(zh: "没有单位", en: "there is no unit")
        }
        guard let kind = HandlingEvent.Kind(rawValue: cell("event")) else {
            let known = HandlingEvent.Kind.allCases.map(\.rawValue)
            throw .cell(
                zh: "事件“\(NetworkAddress.excerpt(cell("event")))”不是 \(known.joined(separator: "、")) 之一",
                en: "the event \"\(NetworkAddress.excerpt(cell("event")))\" is none of \(known.joined(separator: ", "))"
            )
        }
        let shared = cell("shared")
        guard ["", "yes", "no"].contains(shared) else {
            throw .cell(zh: "shared 一栏只写 yes、no 或留空", en: "shared is yes, no or empty")
        }
        let address = cell("address")
        return HandlingEvent(
            unit: unit, kind: kind, at: try Instant(cell("time")),
            address: address.isEmpty ? nil : try NetworkAddress(address).text,
            lot: cell("lot").isEmpty ? nil : cell("lot"), isShared: shared == "yes")
    }

    /// The log as CSV, in the order of its entries: the same log, the same bytes.
    package var csv: [UInt8] {
        var text = Self.columns.joined(separator: ",") + "\r\n"
        for event in entries.map(\.event) {
            text +=
                [
                    event.unit, event.kind.rawValue, event.at.text, event.address ?? "", event.lot ?? "",
                    event.isShared ? "yes" : "",
                ].map(Self.quoted).joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}

extension Problem {
    fileprivate static func log(
        _ place: String, zh: String, en: String, remedyZh: String, remedyEn: String
    ) -> Problem {
        Problem(
            code: "HAND-0002", message: LocalizedText(zh: "办理日志不能采用:\(zh)", en: "the access log cannot be used: \(en)"),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: place)
    }

    /// Of one line; ``badLines(_:count:file:)`` says which.
    fileprivate static func cell(zh: String, en: String) -> Problem {
        Problem(
            code: "HAND-0003", message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: "按 docs/formats/handling.md 改正", en: "mend it by docs/formats/handling.md"))
    }

    fileprivate static func badLines(_ bad: [(line: Int, problem: Problem)], count: Int, file: String) -> Problem {
        func list(_ language: Language) -> String {
            bad.map { entry in
                language == .zh
                    ? "第 \(entry.line) 行:\(entry.problem.message.zh)"
                    : "line \(entry.line): \(entry.problem.message.en)"
            }.joined(separator: language == .zh ? ";" : "; ")
        }
        let more = count - bad.count
        return Problem(
            code: "HAND-0003",
            message: LocalizedText(
                zh: "办理日志有 \(count) 行不能采用。\(list(.zh))" + (more > 0 ? ";另有 \(more) 行" : ""),
                en: "\(count) lines of the access log cannot be used. \(list(.en))"
                    + (more > 0 ? "; and \(more) more" : "")),
            remedy: LocalizedText(
                zh: "按 docs/formats/handling.md 改正这些行后再给出日志",
                en: "mend these lines by docs/formats/handling.md, and give the log again"),
            places: bad.map { "\(file):\($0.line)" })
    }
}
