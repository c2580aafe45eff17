// ExampleText.swift — a tender's posts and a bid's people in a few lines of text: what the rules' examples are written in.
//
//     stage tender                                       bid, unless it says tender
//     at 2027-01-10                                      when it is looked at; 2026-12-21
//     deadline 2027-01-06
//     post 项目经理|1|一级注册建造师|公路工程|高级工程师|exclusive|free     role, count, certificate, specialty, title; what is empty is not there
//     person 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31|B1@2028-06-30|高级工程师
//     staff 项目经理|刘建国|京1                            the staff list
//     sheet 刘建国                                        the manager of the opening sheet
//     list engaged                                       all that follows is the list
//     bytes d0d5c3fb                                     such bytes at its end
internal import Checks
internal import Reporting
internal import TenderModel

enum ExampleText {
    static func subject(_ text: String) throws(Problem) -> CheckSubject {
        var stage = CheckStage.bid
        var (at, deadline) = ("2026-12-21", "2027-01-06")
        var (posts, people, staff): ([IndustryElement], [IndustryElement], [StaffMember]) = ([], [], [])
        var manager: String?
        var list: [UInt8]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let halves = line.split(separator: " ", maxSplits: 1).map(String.init)
            if list != nil, halves.first != "bytes" {
                list?.append(contentsOf: Array((line + "\n").utf8))
                continue
            }
            guard halves.count == 2 else { continue }
            let fields = halves[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            switch halves[0] {
            case "stage": stage = CheckStage(rawValue: halves[1]) ?? .bid
            case "at": at = halves[1]
            case "deadline": deadline = halves[1]
            case "sheet": manager = halves[1]
            case "list": list = []
            case "bytes": list = (list ?? []) + hex(halves[1])
            case "staff":
                staff.append(
                    StaffMember(
                        role: fields[0], name: field(1, fields), certificate: fields.count > 2 ? fields[2] : nil))
            case "post": posts.append(post(fields))
            case "person": people.append(person(fields))
            default: throw .bug("an example says \(halves[0])")
            }
        }
        let unit = Organization(name: "示例单位", code: try CreditCode("91370000MA3C000009"))
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "0", count: 64))
        let tender = Tender(
            id: "EXAMPLE-1", regime: .tendering, title: "示例", tenderer: unit, lots: [Lot(id: "1", title: "示例")],
            suites: [.rsaSHA256], issued: try Instant("2026-12-01T09:00:00+08:00"),
            deadline: try Instant(deadline + "T09:30:00+08:00"), releaseWindow: 60, platform: [],
            openingCertificates: [],
            sheet: [
                SheetField(
                    id: "manager", label: LocalizedText(zh: "项目经理", en: "manager"), kind: .text, column: .manager)
            ],
            parts: [RequiredPart(id: Staffing.teamGroup, title: "项目管理机构")], roles: [.unit, .head],
            industry: posts.isEmpty ? [] : [IndustryElement(Staffing.askedGroup, children: posts)])
        let bid = Bid(
            tender: TenderReference(id: "EXAMPLE-1", version: 1, digest: digest, first: digest), lot: "1",
            bidder: unit, sheet: manager.map { [SheetValue(field: "manager", value: $0)] } ?? [], staff: staff,
            roles: [.unit, .head], suite: .rsaSHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "1", created: tender.issued),
            industry: people.isEmpty ? [] : [IndustryElement(Staffing.teamGroup, children: people)])
        return CheckSubject(
            stage: stage, tender: tender, bid: stage == .bid ? bid : nil,
            lists: list.map { [Engagements.list: $0] } ?? [:],
            at: try Instant(at + "T12:00:00+08:00"))
    }

    private static func field(_ index: Int, _ fields: [String]) -> String {
        index < fields.count ? fields[index] : ""
    }

    private static func element(_ name: String, _ values: [(String, String)]) -> IndustryElement {
        IndustryElement(
            name, children: values.filter { !$0.1.isEmpty }.map { IndustryElement($0.0, text: $0.1) })
    }

    private static func post(_ fields: [String]) -> IndustryElement {
        let marks = fields.dropFirst(5)
        return element(
            "post",
            [
                ("role", field(0, fields)), ("count", field(1, fields)), ("certificate", field(2, fields)),
                ("specialty", field(3, fields)), ("title", field(4, fields)),
                ("exclusive", marks.contains("exclusive") ? "yes" : "no"),
                (
                    "engaged",
                    marks.first { $0 != "exclusive" && $0 != "free" } ?? (marks.contains("free") ? "no" : "yes")
                ),
            ])
    }

    private static func person(_ fields: [String]) -> IndustryElement {
        var person = element("person", [("name", field(0, fields)), ("role", field(1, fields))])
        person.children.append(
            element(
                "certificate",
                [
                    ("kind", field(2, fields)), ("number", field(3, fields)), ("specialty", field(4, fields)),
                    ("validUntil", field(5, fields)),
                ]))
        let safety = field(6, fields).split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        if !field(6, fields).isEmpty {
            person.children.append(element("safety", [("number", safety[0]), ("validUntil", field(1, safety))]))
        }
        person.children += element("", [("title", field(7, fields))]).children
        return person
    }

    private static func hex(_ digits: String) -> [UInt8] {
        let values = digits.compactMap(\.hexDigitValue)
        return stride(from: 0, to: values.count - 1, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
    }
}
