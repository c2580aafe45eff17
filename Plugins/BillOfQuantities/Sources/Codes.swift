// Codes.swift — codes of items (项目编码): twelve digits, each once in a tender; and the numbers of highway bills (子目号).
internal import Checks
internal import Reporting
internal import TenderModel

extension BillRun {
    mutating func codes(of bill: Bill) {
        // each edition's own: highway numbers are looked at elsewhere
        guard bill.edition != .highway2018 else { return }
        var seen: [String: Int] = [:]
        seen.reserveCapacity(bill.items.count)
        for (index, item) in bill.items.enumerated() where item.category == .works {
            guard Self.isTwelveDigits(item.code) else {
                report.add(
                    Rule.code, "项目编码“\(item.code)”不是 12 位数字(“\(item.name)”)",
                    "the code \"\(item.code)\" of \"\(item.name)\" is not twelve digits",
                    place: bill.place(item, .code),
                    in: bill.file, basis: bill.edition == .gb2024 ? .billStandard2024("") : nil)
                continue
            }
            if let first = seen.updateValue(index, forKey: item.code) {
                seen[item.code] = first
                report.add(
                    Rule.codeTwice,
                    "项目编码 \(item.code) 重复:“\(bill.items[first].name)”(\(bill.place(bill.items[first], .code)))与“\(item.name)”",
                    "the code \(item.code) is there twice: \"\(bill.items[first].name)\" "
                        + "(\(bill.place(bill.items[first], .code))) and \"\(item.name)\"",
                    place: bill.place(item, .code), in: bill.file,
                    basis: bill.edition == .gb2024 ? .billStandard2024("") : nil)
            }
        }
    }

    static func isTwelveDigits(_ code: String) -> Bool {
        code.utf8.count == 12 && code.utf8.allSatisfy { (48...57).contains($0) }
    }
}

/// What only bills of highway works have.
struct HighwayCheck {
    let bill: Bill

    func run(_ report: inout Report) {
        var seen: [String: Int] = [:]
        for (index, item) in bill.items.enumerated() where item.category == .works {
            guard let chapter = Self.chapter(item.code) else {
                report.add(
                    Rule.highwayCode, "子目号“\(item.code)”不是 202-1-a 这样的形式,或不在 100–700 章(“\(item.name)”)",
                    "the number \"\(item.code)\" of \"\(item.name)\" is not like 202-1-a in chapters 100 to 700",
                    place: bill.place(item, .code), in: bill.file)
                continue
            }
            if let first = seen[item.code] {
                report.add(
                    Rule.highwayTwice, "子目号 \(item.code) 重复:“\(bill.items[first].name)”与“\(item.name)”",
                    "the number \(item.code) is there twice: \"\(bill.items[first].name)\" and \"\(item.name)\"",
                    place: bill.place(item, .code), in: bill.file)
            } else {
                seen[item.code] = index
            }
            if let own = chapterOf(item.node), own != chapter {
                report.add(
                    Rule.highwayChapter, "子目 \(item.code)“\(item.name)”列在第 \(own) 章中,应在第 \(chapter) 章",
                    "\(item.code) \"\(item.name)\" stands in chapter \(own), and belongs to chapter \(chapter)",
                    place: bill.place(item, .code), in: bill.file)
            }
        }
    }

    /// 200 for 202-1-a; nil for what is no such number.
    static func chapter(_ code: String) -> Int? {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let head = parts.first, head.utf8.count == 3, let number = Int(head), (100..<800).contains(number),
            parts.count <= 5
        else { return nil }
        for part in parts.dropFirst() {
            let bytes = Array(part.utf8)
            let isNumber = (1...2).contains(bytes.count) && bytes.allSatisfy { (48...57).contains($0) }
            let isLetter = bytes.count == 1 && (97...122).contains(bytes[0])
            guard isNumber || isLetter else { return nil }
        }
        return number / 100 * 100
    }

    private func chapterOf(_ node: Int32) -> Int? {
        var index = Int(node)
        while bill.nodes.indices.contains(index) {
            if bill.nodes[index].kind == .section, let chapter = Int(bill.nodes[index].code), chapter % 100 == 0 {
                return chapter
            }
            index = Int(bill.nodes[index].parent)
        }
        return nil
    }
}
