// BillOfQuantities.swift — the check of bills of quantities (工程量清单): the tender's own, and each bid's against it.
internal import Bills
package import Checks
package import Reporting
package import TenderModel

/// Settings, all optional: `tenderBill` (where the tender's files have the bill, a folder with `/` at its end or a name;
/// `documents/bill/`), `bidPart` (id of the bid's part; `priced-bill`), `editions` (those that the template admits, comma
/// between), and mappings of formats as files `mappings/*.yaml`.
package struct BillOfQuantities: Check {
    package init() {}

    package let id = "bill-of-quantities"
    package let version = "1.0.0"
    package let title = LocalizedText(zh: "工程量清单检查", en: "bill of quantities")
    package let kind = CheckKind.compiled
    package let digest: FileDigest? = nil
    package var rules: [RuleCard] { Rule.all }

    package func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        let settings = try BillSettings(subject.settings)
        var run = BillRun(subject: subject, settings: settings)
        switch subject.stage {
        case .tender: try run.tender()
        case .bid: try run.bid()
        }
        return run.outcome
    }

    package func subject(ofExample text: String) throws(Problem) -> CheckSubject { try ExampleText.subject(text) }
}

/// What a template sets.
struct BillSettings: Sendable {
    var tenderBill = "documents/bill/"
    var bidPart = "priced-bill"
    var editions = BillEdition.allCases
    let reader: BillReader

    /// Throws BOQP-0001 (an edition that is none) and whatever is wrong with a mapping.
    init(_ settings: CheckSettings) throws(Problem) {
        if let value = settings.values["tenderBill"], !value.isEmpty { tenderBill = value }
        if let value = settings.values["bidPart"], !value.isEmpty { bidPart = value }
        if let value = settings.values["editions"], !value.isEmpty {
            var editions: [BillEdition] = []
            for word in value.split(separator: ",") {
                let name = word.filter { !$0.isWhitespace }
                guard let edition = BillEdition(rawValue: name) else {
                    let all = BillEdition.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Problem(
                        code: "BOQP-0001",
                        message: LocalizedText(
                            zh: "示范文本设置 editions 中的“\(name)”不是清单版本",
                            en: "\"\(name)\" in the setting editions is no edition"),
                        remedy: LocalizedText(zh: "可选:\(all)", en: "there are: \(all)"))
                }
                editions.append(edition)
            }
            self.editions = editions
        }
        var mappings: [BillMapping] = []
        for name in settings.files.keys.sorted() where name.hasPrefix("mappings/") && name.hasSuffix(".yaml") {
            mappings.append(try BillMapping(yaml: settings.files[name] ?? [], file: name))
        }
        reader = try BillReader(mappings: mappings)
    }
}

/// One run: what was read, what was found.
struct BillRun: Sendable {
    let subject: CheckSubject
    let settings: BillSettings
    var report = Report()
    var skipped: [SkippedRule] = []

    init(subject: CheckSubject, settings: BillSettings) {
        self.subject = subject
        self.settings = settings
    }

    var outcome: CheckOutcome { CheckOutcome(findings: report.finish(), skipped: skipped) }

    private mutating func skip(_ id: String, _ zh: String, _ en: String) {
        skipped.append(SkippedRule(id: id, reason: LocalizedText(zh: zh, en: en)))
    }

    // MARK: - The tender's own bill

    mutating func tender() throws(Problem) {
        let groups = tenderGroups()
        guard !groups.isEmpty else {
            return skip("bill-of-quantities", "招标文件没有工程量清单", "the tender has no bill of quantities")
        }
        for (lot, files) in groups {
            guard let bill = try read(files, of: subject.tenderFiles, part: nil) else { continue }
            check(tender: bill, lot: lot.flatMap { subject.tender.lot($0) } ?? subject.tender.lots.onlyElement)
        }
    }

    /// Files of the tender's bills: those in a folder with a lot's id are that lot's.
    private func tenderGroups() -> [(lot: String?, files: [String])] {
        let all = subject.tenderFiles.list.map(\.name).filter {
            BillReader.couldBeBill($0)
                && (settings.tenderBill.hasSuffix("/") ? $0.hasPrefix(settings.tenderBill) : $0 == settings.tenderBill)
        }
        var groups: [(lot: String?, files: [String])] = []
        var rest = all
        for lot in subject.tender.lots {
            let own = all.filter { $0.hasPrefix(settings.tenderBill + lot.id + "/") }
            guard !own.isEmpty else { continue }
            groups.append((lot.id, own))
            let taken = Set(own)
            rest.removeAll { taken.contains($0) }
        }
        if !rest.isEmpty { groups.append((nil, rest)) }
        return groups
    }

    mutating func check(tender bill: Bill, lot: Lot?) {
        editions(of: bill)
        codes(of: bill)
        TenderBillCheck(bill: bill, lot: lot).run(&report)
        if bill.edition == .highway2018 { HighwayCheck(bill: bill).run(&report) }
    }

    // MARK: - A bid's bill

    mutating func bid() throws(Problem) {
        guard let bid = subject.bid else {
            return skip("bill-of-quantities", "没有投标文件", "there is no bid")
        }
        let groups = tenderGroups()
        guard let asked = (groups.first { $0.lot == bid.lot } ?? groups.first { $0.lot == nil }) else {
            return skip("bill-of-quantities", "招标文件没有本标段的工程量清单", "the tender has no bill for this lot")
        }
        if let part = subject.tender.parts.first(where: { $0.id == settings.bidPart }), part.envelope != bid.envelope {
            return skip(
                "bill-of-quantities", "已标价清单在第 \(part.envelope) 信封中,不在第 \(bid.envelope) 信封中",
                "the priced bill is in envelope \(part.envelope), and this is envelope \(bid.envelope)")
        }
        let prefix = "parts/\(settings.bidPart)/"
        let named = Set(bid.parts.first { $0.id == settings.bidPart }?.files ?? [])
        let files = subject.bidFiles.list.map(\.name).filter {
            BillReader.couldBeBill($0) && ($0.hasPrefix(prefix) || named.contains($0))
        }
        guard !files.isEmpty else {
            let part = settings.bidPart
            report.add(
                Rule.missingBill, "投标文件的“\(part)”部分没有已标价工程量清单(XML 或 XLSX)",
                "the part \"\(part)\" of the bid has no priced bill in XML or XLSX", place: prefix, part: part)
            return
        }
        // the tender's bill is read on the other core meanwhile; its flaws are told where the tender is checked
        let fresh = BillRun(subject: subject, settings: settings)
        let reading = Meanwhile { () throws(Problem) in
            var run = fresh
            return try run.read(asked.files, of: run.subject.tenderFiles, part: nil)
        }
        report.part = settings.bidPart
        let bill = try read(files, of: subject.bidFiles, part: settings.bidPart)
        let tenderBill = try reading.value()
        if tenderBill == nil {
            report.add(
                Rule.unreadable, severity: .indeterminate, "招标文件的工程量清单读不出来,无法核对投标清单",
                "the tender's bill cannot be read, so the bid's cannot be compared with it", place: asked.files[0])
        }
        guard let bill else { return }
        check(bill, against: tenderBill, bid)
    }

    mutating func check(_ bill: Bill, against tenderBill: Bill?, _ bid: Bid) {
        var bill = bill
        // a workbook says no edition of its own: then it is that of the tender's
        if bill.edition == nil, bill.sheets.count > 0 { bill.edition = tenderBill?.edition }
        editions(of: bill)
        var pairs: [Int32] = Array(repeating: -1, count: bill.items.count)
        if let tenderBill {
            if let mine = bill.edition, let theirs = tenderBill.edition, mine != theirs {
                report.add(
                    Rule.otherEdition, "投标清单按 \(mine.title.zh) 编制,招标清单是 \(theirs.title.zh)",
                    "the bid's bill is by \(mine.title.en), the tender's by \(theirs.title.en)", place: bill.file)
            }
            var copy = CopyCheck(tender: tenderBill, bid: bill)
            copy.run(&report)
            pairs = copy.pairs
        }
        PriceCheck(bill: bill, tender: tenderBill, pairs: pairs).run(&report)
        GivenCheck(bill: bill, tender: tenderBill, pairs: pairs).run(&report)
        var sums = SumCheck(bill: bill)
        sums.run(&report)
        if bill.edition == .highway2018 { HighwayCheck(bill: bill).run(&report) }
        TotalCheck(bill: bill, subject: subject, bid: bid).run(&report, &skipped)
    }
}

extension Array {
    /// The element of an array that has just one.
    var onlyElement: Element? { count == 1 ? first : nil }
}
