// ExampleText.swift — a tender for goods and a bid in a few lines of text: what the rules' examples are written in.
//
//     stage tender                                                  bid, unless it says tender
//     budget 100000
//     lot 1 90000                                                   id and ceiling; - for none; the bid is for the first
//     good 1 台式计算机 10 台 5000 -                                  number, name, quantity, unit, ceiling, lot
//     clause T1 technical ★ 内存不低于16GB -                          number, kind, ★ or -, text, lot
//     deduction 10
//     price 45000.00                                                of the opening sheet
//     item 1 台式计算机 10 台 4500.00 45000.00 晴川公司 domestic        number, name, quantity, unit, price, total, maker, origin
//     answer technical T1 none 内存不低于16GB                         table, clause, deviation, requirement as copied
//     kind small
//     maker 1 晴川公司 small 工业 120 3000                            product, name, size, industry, employees, revenue (万元)
internal import Checks
internal import Reporting
internal import TenderModel

enum ExampleText {
    static func subject(_ text: String) throws(Problem) -> CheckSubject {
        var stage = CheckStage.bid
        var lots: [Lot] = []
        var price: String?
        var tender: [(group: String, element: IndustryElement)] = []
        var bid: [(group: String, element: IndustryElement)] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            let values = Array(words.dropFirst())
            if let names = forms[first] {
                guard values.count == names.count else { throw .bug("an example's line is wrong: \(line)") }
                let children = zip(names, values).filter { $1 != "-" }.map { IndustryElement($0, text: $1) }
                switch first {
                case "good": tender.append(("goods", IndustryElement("item", children: children)))
                case "clause": tender.append(("requirement", IndustryElement("clause", children: key(children))))
                case "item": bid.append(("item-prices", IndustryElement("item", children: children)))
                case "answer":
                    let rest = Array(children.dropFirst())
                    bid.append(("\(values[0])-deviations", IndustryElement("item", children: rest)))
                default: bid.append(("small-enterprise", IndustryElement("maker", children: children)))
                }
                continue
            }
            guard let value = values.first else { throw .bug("an example's line is wrong: \(line)") }
            switch first {
            case "stage": stage = CheckStage(rawValue: value) ?? .bid
            case "lot":
                let ceiling = values.count > 1 && values[1] != "-" ? try Money(yuan: values[1]) : nil
                lots.append(Lot(id: value, title: "示例包\(value)", ceiling: ceiling))
            case "price": price = value
            case "budget": tender.append(("project", IndustryElement("budget", text: value)))
            case "deduction": tender.append(("policy", IndustryElement("deduction", text: value)))
            case "kind": bid.append(("small-enterprise", IndustryElement("kind", text: value)))
            default: throw .bug("an example says \(first)")
            }
        }
        return try subject(stage, lots, price, grouped(tender), grouped(bid))
    }

    private static let forms = [
        "good": ["no", "name", "quantity", "unit", "ceiling", "lot"],
        "clause": ["no", "kind", "key", "text", "lot"],
        "item": ["no", "name", "quantity", "unit", "price", "total", "maker", "origin"],
        "answer": ["table", "clause", "deviation", "required"],
        "maker": ["item", "name", "kind", "industry", "employees", "revenue"],
    ]

    private static func key(_ children: [IndustryElement]) -> [IndustryElement] {
        children.map { $0.name == "key" ? IndustryElement("key", text: "yes") : $0 }
    }

    private static func grouped(_ pairs: [(group: String, element: IndustryElement)]) -> [IndustryElement] {
        var groups: [IndustryElement] = []
        for (group, element) in pairs {
            if let index = groups.firstIndex(where: { $0.name == group }) {
                groups[index].children.append(element)
            } else {
                groups.append(IndustryElement(group, children: [element]))
            }
        }
        return groups
    }

    private static func subject(
        _ stage: CheckStage, _ lots: [Lot], _ price: String?, _ asked: [IndustryElement], _ offered: [IndustryElement]
    ) throws(Problem) -> CheckSubject {
        let instant = Instant(seconds: 1_800_000_000)
        let unit = Organization(name: "示例单位", code: try CreditCode.completing("91370000MA3C00000"))
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "0", count: 64))
        let field = SheetField(
            id: "price", label: LocalizedText(zh: "投标总价", en: "price"), kind: .money, column: .price)
        let tender = Tender(
            id: "EXAMPLE", regime: .procurement, title: "示例采购", tenderer: unit, lots: lots, suites: [], issued: instant,
            deadline: instant, releaseWindow: 30, platform: [], openingCertificates: [], sheet: [field], parts: [],
            roles: [], industry: asked)
        let bid = Bid(
            tender: TenderReference(id: "EXAMPLE", version: 1, digest: digest, first: digest),
            lot: lots.first?.id ?? "1", bidder: unit,
            sheet: price.map { [SheetValue(field: "price", value: $0)] } ?? [],
            parts: [], roles: [], suite: .p256SHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "example", version: "1", created: instant),
            industry: offered)
        return CheckSubject(stage: stage, tender: tender, bid: stage == .bid ? bid : nil, at: instant)
    }
}
