// Report.swift — collects findings, and keeps a report readable: of one rule in one file, the first hundred and a number.
internal import Checks
internal import Reporting
internal import TenderModel

struct Report {
    /// Findings of one rule in one file that are shown.
    static let most = 100

    private var findings: [Finding] = []
    private var counts: [String: (count: Int, severity: Finding.Severity, file: String)] = [:]
    /// Part of the bid that findings are about.
    var part: String?

    /// Texts are made only for what is shown: a bill of 50,000 items may be wrong 50,000 times.
    mutating func add(
        _ rule: RuleCard, severity: Finding.Severity? = nil, _ zh: @autoclosure () -> String,
        _ en: @autoclosure () -> String, place: @autoclosure () -> String, in file: String = "", basis: Basis? = nil,
        part: String? = nil
    ) {
        let key = rule.id + file
        let weight = severity ?? rule.severity
        let known = counts[key]
        counts[key] = ((known?.count ?? 0) + 1, min(known?.severity ?? .note, weight), file)
        guard known?.count ?? 0 < Self.most else { return }
        var finding = rule.finding(
            LocalizedText(zh: Self.short(zh()), en: Self.short(en())), severity: severity, place: place(),
            part: part ?? self.part)
        if let basis { finding.basis = basis }
        findings.append(finding)
    }

    /// A name of the bill may be a megabyte long, and be in a hundred findings.
    private static func short(_ text: String) -> String {
        guard text.utf8.count > 2_000, text.unicodeScalars.count > 1_000 else { return text }
        return String(text.unicodeScalars.prefix(1_000)) + "…"
    }

    func finish() -> [Finding] {
        var all = findings
        for (key, value) in counts.sorted(by: { $0.key < $1.key }) where value.count > Self.most {
            guard let rule = Rule.all.first(where: { key == $0.id + value.file }) else { continue }
            let more = value.count - Self.most
            all.append(
                rule.finding(
                    LocalizedText(
                        zh: "“\(rule.title.zh)”一项另有 \(more) 处,未一一列出", en: "and \(more) more of: \(rule.title.en)"),
                    severity: value.severity, place: value.file.isEmpty ? nil : value.file, part: part))
        }
        return all
    }
}

extension BillEdition? {
    /// The ground of a rule that all editions share, where the clause is known only of 2013.
    func basis(clause2013: String) -> Basis {
        switch self {
        case .gb2013, nil: .billStandard2013(clause2013)
        case .gb2024: .billStandard2024("")
        case .highway2018: .highwayBill
        }
    }
}

extension Basis {
    /// The model text of the Ministry of Transport, whose chapters 5 and 8 are on bills.
    static let highwayBill = Basis(document: "《公路工程标准施工招标文件》(2018年版)", article: "", validFrom: "2018-03-01")

    /// What an item has to say: 项目编码、项目名称、项目特征、计量单位 and 工程量.
    static let measuringColumns = Basis(
        document: "《房屋建筑与装饰工程工程量计算规范》(GB 50854-2013)", article: "4.2.1", validFrom: "2013-07-01")

    /// Codes of items, in the measuring standards that go with GB 50500-2013.
    static let measuring2013 = Basis(
        document: "《房屋建筑与装饰工程工程量计算规范》(GB 50854-2013)", article: "4.2.2", validFrom: "2013-07-01")
}
