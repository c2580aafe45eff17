// Engagements.swift — whether those who must be free (不得有在建) are engaged on other works, by a list that is given along.
internal import Checks
internal import Reporting
internal import TenderModel

struct Engagements {
    let posts: [Post]
    let people: [Person]
    let subject: CheckSubject

    /// Name of the list.
    static let list = "engaged"
    /// Lines that cannot be read and are named one by one.
    private static let mostFlaws = 20

    private var deadline: String { subject.tender.deadline.day }

    func run(_ report: inout Report) {
        let bound = Set(posts.filter { !$0.mayBeEngaged }.map(\.plainRole))
        let mustBeFree = people.filter { bound.contains($0.plainRole) }
        guard !mustBeFree.isEmpty else { return }
        guard let bytes = subject.lists[Self.list] else { return noList(mustBeFree, &report) }
        let list: EngagedList
        do throws(EngagedList.Unreadable) { list = try EngagedList(bytes) } catch {
            return report.add(
                Rule.badList, "在建项目人员名单不能读:\(error.reason.zh);是否有在建项目无法判断",
                "the list of engagements cannot be read: \(error.reason.en); whether anybody is engaged cannot be told",
                place: "--list \(Self.list)")
        }
        flaws(list, &report)
        for person in mustBeFree { look(person, list, &report) }
    }

    /// Before the deadline the bidder looks at its own bid, and may have no list; afterwards somebody has to have one.
    private func noList(_ people: [Person], _ report: inout Report) {
        let names = people.map { "\($0.role)\($0.name)" }
        report.add(
            Rule.noList, "没有提供在建项目人员名单,\(names.joined(separator: "、"))是否有在建项目没有核对",
            "no list of engagements was given: whether \(names.joined(separator: ", ")) are engaged elsewhere was not looked up",
            severity: subject.at < subject.tender.deadline ? .note : nil, place: "--list \(Self.list)")
    }

    private func flaws(_ list: EngagedList, _ report: inout Report) {
        for flaw in list.flaws.prefix(Self.mostFlaws) {
            report.add(
                Rule.badLine, "在建项目人员名单第 \(flaw.line) 行不能读:\(flaw.what.zh)",
                "line \(flaw.line) of the list of engagements cannot be read: \(flaw.what.en)",
                place: "--list \(Self.list):\(flaw.line)")
        }
        if list.flaws.count > Self.mostFlaws {
            let more = list.flaws.count - Self.mostFlaws
            report.add(
                Rule.badLine, "在建项目人员名单另有 \(more) 行不能读", "\(more) more lines of the list of engagements cannot be read",
                place: "--list \(Self.list)")
        }
    }

    private func look(_ person: Person, _ list: EngagedList, _ report: inout Report) {
        // 注册建造师管理规定 binds registered builders; others are bound by the tender alone
        let isBuilder = person.kind.map { Words.plain($0).contains("建造师") } ?? false
        let basis: Basis? = isBuilder ? nil : .regulation("51(三)")
        if person.plainNumber == nil {
            report.add(
                Rule.noNumber, "\(person.role)“\(person.name)”没有写证书编号,不能按编号核对在建项目",
                "\"\(person.name)\" (\(person.role)) has no certificate number to look up", place: person.place,
                basis: basis)
        }
        for entry in list.entries {
            let isNumber = entry.number != nil && entry.number == person.plainNumber
            guard isNumber || (!person.name.isEmpty && Words.plain(entry.name) == person.plainName) else { continue }
            let until = Day.read(entry.until)
            if let until, until < deadline { continue }
            let times = "\(entry.from.isEmpty ? "?" : entry.from) – \(entry.until.isEmpty ? "?" : entry.until)"
            let place = "\(person.place); --list \(Self.list):\(entry.line)"
            if isNumber {
                // a reason is given, or the day cannot be read: a person decides
                let open =
                    !entry.remarks.allSatisfy(\.isWhitespace)
                    || (until == nil && !entry.until.allSatisfy(\.isWhitespace))
                let remarks =
                    open && !entry.remarks.isEmpty
                    ? (",备注“\(entry.remarks)”", "; remarks: \"\(entry.remarks)\"") : ("", "")
                report.add(
                    Rule.engaged,
                    "\(person.role)“\(person.name)”(\(person.number ?? ""))在“\(entry.project)”任职,\(times)\(remarks.0)",
                    "\"\(person.name)\" (\(person.role), \(person.number ?? "")) is engaged on \"\(entry.project)\", \(times)\(remarks.1)",
                    severity: open ? .indeterminate : nil, place: place, basis: basis)
            } else if entry.number == nil || person.plainNumber == nil {
                // without both numbers nobody can tell whether it is the same person, and that is no pass
                report.add(
                    Rule.engagedByName,
                    "与\(person.role)“\(person.name)”同名的人在“\(entry.project)”任职,\(times);"
                        + (entry.number == nil ? "名单没有写证书编号" : "投标文件没有写证书编号") + ",无法判断是否同一人",
                    "somebody named \"\(person.name)\", as the \(person.role) is, is engaged on \"\(entry.project)\", \(times); the "
                        + (entry.number == nil ? "list" : "bid")
                        + " has no certificate number, and whether it is the same person cannot be told",
                    severity: .indeterminate, place: place, basis: basis)
            } else {
                report.add(
                    Rule.engagedByName,
                    "与\(person.role)“\(person.name)”同名的人在“\(entry.project)”任职,\(times);证书编号不同,可能是另一人",
                    "somebody named \"\(person.name)\", as the \(person.role) is, is engaged on \"\(entry.project)\", \(times); the "
                        + "certificate numbers differ, and it may be another person",
                    place: place, basis: basis)
            }
        }
    }
}
