// ExampleText.swift — a tender's bill and a bid's in a few lines of text: what the rules' examples are written in.
//
//     stage tender                          bid, unless it says tender
//     ceiling 1000.00                       of the lot
//     sheet 600.00 陆佰元整                   price of the opening sheet
//     regime procurement
//     editions 2013                         a setting of the template
//     >tender 2013 total=…                  the tender's bill; `-` for no edition
//     unit 土建 total=…                      parts nest by two blanks: project, single, unit, group, section
//       group works total=…                 of a category
//         010101001001|平整场地|三类土|m2|100|5.00|500.00|ceiling=6.00
//     >bid 2013                             the bid's
//     >sheet parts/priced-bill/清单.xlsx      a workbook of one sheet; `=F2*G2:500.00` is a formula and its value
//     >file parts/priced-bill/x.xml         any file as it stands, up to the next line with >
internal import Checks
internal import Reporting
internal import Spreadsheet
internal import TenderModel

enum ExampleText {
    static func subject(_ text: String) throws(Problem) -> CheckSubject {
        var stage = CheckStage.bid
        var ceiling: Money?
        var price = (figures: "", words: String?.none)
        var regime = Regime.tendering
        var settings = CheckSettings()
        var files: [String: [UInt8]] = [:]
        var block: (head: [Substring], lines: [Substring])?
        func close() throws(Problem) {
            guard let block else { return }
            switch block.head[0] {
            case ">tender": files["documents/bill/清单.xml"] = try bill(block.head, block.lines)
            case ">bid": files["parts/priced-bill/清单.xml"] = try bill(block.head, block.lines)
            case ">sheet" where block.head.count == 2: files[String(block.head[1])] = try workbook(block.lines)
            case ">file" where block.head.count == 2:
                files[String(block.head[1])] = Array(block.lines.joined(separator: "\n").utf8)
            default: throw .bug("an example begins a block with \(block.head[0])")
            }
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let words = line.split(separator: " ")
            if line.hasPrefix(">") {
                try close()
                block = (words, [])
            } else if block != nil {
                block?.lines.append(line)
            } else if words.count >= 2 {
                switch words[0] {
                case "stage": stage = CheckStage(rawValue: String(words[1])) ?? .bid
                case "ceiling": ceiling = try Money(yuan: String(words[1]))
                case "sheet": price = (String(words[1]), words.count > 2 ? String(words[2]) : nil)
                case "regime": regime = Regime(rawValue: String(words[1])) ?? .tendering
                case "editions": settings.values["editions"] = String(words[1])
                default: throw .bug("an example says \(words[0])")
                }
            }
        }
        try close()
        return try subject(stage, ceiling, price, regime, settings, files)
    }

    private static func subject(
        _ stage: CheckStage, _ ceiling: Money?, _ price: (figures: String, words: String?), _ regime: Regime,
        _ settings: CheckSettings, _ files: [String: [UInt8]]
    ) throws(Problem) -> CheckSubject {
        let instant = Instant(seconds: 1_800_000_000)
        let unit = Organization(name: "示例单位", code: try CreditCode("91370000MA3C000009"))
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "0", count: 64))
        let field = SheetField(
            id: "price", label: LocalizedText(zh: "投标报价", en: "price"), kind: .money, column: .price)
        let tender = Tender(
            id: "EXAMPLE", regime: regime, title: "示例招标", tenderer: unit,
            lots: [Lot(id: "1", title: "示例标段", ceiling: ceiling)], suites: [], issued: instant, deadline: instant,
            releaseWindow: 30, platform: [], openingCertificates: [], sheet: price.figures.isEmpty ? [] : [field],
            parts: [RequiredPart(id: "priced-bill", title: "已标价工程量清单")], roles: [])
        let own = files.keys.filter { $0.hasPrefix("parts/") }.sorted()
        let values = price.figures.isEmpty ? [] : [SheetValue(field: "price", value: price.figures, words: price.words)]
        let bid = Bid(
            tender: TenderReference(id: "EXAMPLE", version: 1, digest: digest, first: digest), lot: "1", bidder: unit,
            sheet: values, parts: [BidPart(id: "priced-bill", files: own)], roles: [], suite: .p256SHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "example", version: "1", created: instant))
        return CheckSubject(
            stage: stage, tender: tender, bid: stage == .bid ? bid : nil,
            tenderFiles: FilesInMemory(files.filter { !$0.key.hasPrefix("parts/") }),
            bidFiles: FilesInMemory(files.filter { $0.key.hasPrefix("parts/") }), settings: settings, at: instant)
    }

    private static func workbook(_ lines: [Substring]) throws(Problem) -> [UInt8] {
        let rows = lines.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { cell -> WorkbookWriter.Value in
                if cell.hasPrefix("=") {
                    let halves = cell.dropFirst().split(separator: ":", maxSplits: 1)
                    return .formula(String(halves.first ?? ""), halves.count == 2 ? ExactDecimal(halves[1]) : nil)
                }
                // twelve digits are a code
                return cell.utf8.count < 12
                    ? ExactDecimal(cell).map { .number($0) } ?? .text(String(cell)) : .text(String(cell))
            }
        }
        return try WorkbookWriter.bytes([("分部分项", rows)])
    }

    /// Our own XML of a block.
    private static func bill(_ head: [Substring], _ lines: [Substring]) throws(Problem) -> [UInt8] {
        var xml = "<bill xmlns=\"urn:biao:bill:1\""
        var precision = ""
        for word in head.dropFirst() {
            let pair = word.split(separator: "=", maxSplits: 1)
            if pair.count == 2, ["amount", "price", "quantity"].contains(pair[0]) {
                precision += " \(pair[0])=\"\(pair[1])\""
            } else if pair.count == 2 {
                xml += " \(pair[0])=\"\(pair[1])\""
            } else if word != "-" {
                xml += " edition=\"\(word)\""
            }
        }
        xml += ">\n" + (precision.isEmpty ? "" : "<precision\(precision)/>\n")
        var open: [(depth: Int, name: Substring)] = []
        for line in lines {
            let depth = line.prefix { $0 == " " }.count / 2
            while let last = open.last, last.depth >= depth {
                xml += "</\(last.name)>\n"
                open.removeLast()
            }
            let body = line.drop { $0 == " " }
            if body.contains("|") {
                xml += try item(body)
                continue
            }
            let words = body.split(separator: " ")
            guard let kind = words.first else { continue }
            xml += "<\(kind)"
            for word in words.dropFirst() {
                let pair = word.split(separator: "=", maxSplits: 1)
                if pair.count == 2 {
                    xml += " \(pair[0])=\"\(pair[1])\""
                } else {
                    xml += kind == "group" ? " category=\"\(word)\"" : " name=\"\(word)\""
                }
            }
            xml += ">\n"
            open.append((depth, kind))
        }
        for part in open.reversed() { xml += "</\(part.name)>\n" }
        return Array((xml + "</bill>\n").utf8)
    }

    private static func item(_ line: Substring) throws(Problem) -> String {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        let names = ["code", "name", "features", "unit", "quantity", "price", "total"]
        guard cells.count >= names.count else { throw .bug("an example's item has \(cells.count) cells: \(line)") }
        var xml = "<item"
        for (name, cell) in zip(names, cells) where !cell.isEmpty { xml += " \(name)=\"\(cell)\"" }
        for cell in cells.dropFirst(names.count) {
            let pair = cell.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { xml += " \(pair[0])=\"\(pair[1])\"" }
        }
        return xml + "/>\n"
    }
}
