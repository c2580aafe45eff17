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
        let lookup = Lookup(list, for: mustBeFree, deadline: deadline)
        for person in mustBeFree { look(person, lookup, &report) }
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

    private func look(_ person: Person, _ lookup: Lookup, _ report: inout Report) {
        // 注册建造师管理规定 binds registered builders; others are bound by the tender alone
        let isBuilder = person.kind.map { Words.plain($0).contains("建造师") } ?? false
        let basis: Basis? = isBuilder ? nil : .regulation("51(三)")
        if person.plainNumber == nil {
            report.add(
                Rule.noNumber, "\(person.role)“\(person.name)”没有写证书编号,不能按编号核对在建项目",
                "\"\(person.name)\" (\(person.role)) has no certificate number to look up", place: person.place,
                basis: basis)
        }
        let number = person.plainNumber.flatMap { lookup.byNumber[$0] }
        var own = number?.entries ?? []
        var namesakes = person.name.isEmpty ? [] : lookup.byName[person.plainName] ?? []
        // of what is listed no more, the rest is only counted: a thousand people may share their names with a hundred thousand
        if report.isFull(Rule.engaged) {
            report.count(Rule.engaged, own.count, severity: number?.isDefinite == true ? nil : .indeterminate)
            own = []
        }
        if report.isFull(Rule.engagedByName) {
            let both = lookup.shared[Lookup.Pair(name: person.plainName, number: person.plainNumber)] ?? 0
            let open = person.plainNumber == nil || lookup.unnumbered.contains(person.plainName)
            report.count(
                Rule.engagedByName, namesakes.count - (namesakes.isEmpty ? 0 : both),
                severity: open ? .indeterminate : nil)
            namesakes = []
        }
        // in the order of the list; who has the number is told by it, whatever the name
        var (next, nextOwn) = (0, 0)
        while next < namesakes.count || nextOwn < own.count {
            if next == namesakes.count || (nextOwn < own.count && own[nextOwn] <= namesakes[next]) {
                if next < namesakes.count, namesakes[next] == own[nextOwn] { next += 1 }
                engaged(person, lookup.list.entries[own[nextOwn]], basis, &report)
                nextOwn += 1
            } else {
                let entry = lookup.list.entries[namesakes[next]]
                next += 1
                // told, or counted, by its number
                if entry.number != nil, entry.number == person.plainNumber { continue }
                engagedByName(person, entry, basis, &report)
            }
        }
    }

    private func engaged(_ person: Person, _ entry: EngagedList.Entry, _ basis: Basis?, _ report: inout Report) {
        let open = Lookup.isOpen(entry)
        let remarks =
            open && !entry.remarks.isEmpty ? (",备注“\(entry.remarks)”", "; remarks: \"\(entry.remarks)\"") : ("", "")
        report.add(
            Rule.engaged,
            "\(person.role)“\(person.name)”(\(person.number ?? ""))在“\(entry.project)”任职,\(Self.times(entry))\(remarks.0)",
            "\"\(person.name)\" (\(person.role), \(person.number ?? "")) is engaged on \"\(entry.project)\", \(Self.times(entry))\(remarks.1)",
            severity: open ? .indeterminate : nil, place: Self.place(person, entry), basis: basis)
    }

    private func engagedByName(_ person: Person, _ entry: EngagedList.Entry, _ basis: Basis?, _ report: inout Report) {
        // without both numbers nobody can tell whether it is the same person, and that is no pass
        let open = entry.number == nil || person.plainNumber == nil
        let why =
            entry.number == nil
            ? (
                "名单没有写证书编号,无法判断是否同一人",
                "the list has no certificate number, and whether it is the same person cannot be told"
            )
            : person.plainNumber == nil
                ? (
                    "投标文件没有写证书编号,无法判断是否同一人",
                    "the bid has no certificate number, and whether it is the same person cannot be told"
                )
                : ("证书编号不同,可能是另一人", "the certificate numbers differ, and it may be another person")
        report.add(
            Rule.engagedByName,
            "与\(person.role)“\(person.name)”同名的人在“\(entry.project)”任职,\(Self.times(entry));\(why.0)",
            "somebody named \"\(person.name)\", as the \(person.role) is, is engaged on \"\(entry.project)\", \(Self.times(entry)); \(why.1)",
            severity: open ? .indeterminate : nil, place: Self.place(person, entry), basis: basis)
    }

    private static func times(_ entry: EngagedList.Entry) -> String {
        "\(entry.from.isEmpty ? "?" : entry.from) – \(entry.until.isEmpty ? "?" : entry.until)"
    }

    private static func place(_ person: Person, _ entry: EngagedList.Entry) -> String {
        "\(person.place); --list \(list):\(entry.line)"
    }
}

/// The engagements that may bear on some people and are not over, by certificate number and by name: the list is gone through once.
private struct Lookup {
    struct Pair: Hashable {
        var name: String
        var number: String?
    }

    let list: EngagedList
    /// Entries with the number, in the order of the list; definite where one of them leaves nothing for a person to decide.
    private(set) var byNumber: [String: (entries: [Int], isDefinite: Bool)] = [:]
    private(set) var byName: [String: [Int]] = [:]
    /// Names of which an entry has no number.
    private(set) var unnumbered: Set<String> = []
    /// How many have both.
    private(set) var shared: [Pair: Int] = [:]

    init(_ list: EngagedList, for people: [Person], deadline: String) {
        self.list = list
        let names = Set(people.filter { !$0.name.isEmpty }.map(\.plainName))
        let numbers = Set(people.compactMap(\.plainNumber))
        for (index, entry) in list.entries.enumerated() {
            let name = Words.plain(entry.name)
            let number = entry.number.flatMap { numbers.contains($0) ? $0 : nil }
            guard number != nil || names.contains(name) else { continue }
            if let until = Day.read(entry.until), until < deadline { continue }
            if let number {
                byNumber[number, default: ([], false)].entries.append(index)
                if !Self.isOpen(entry) { byNumber[number]?.isDefinite = true }
            }
            guard names.contains(name) else { continue }
            byName[name, default: []].append(index)
            if entry.number == nil { unnumbered.insert(name) }
            if let number { shared[Pair(name: name, number: number), default: 0] += 1 }
        }
    }

    /// A reason is given, or the day cannot be read: a person decides.
    static func isOpen(_ entry: EngagedList.Entry) -> Bool {
        !entry.remarks.allSatisfy(\.isWhitespace)
            || (Day.read(entry.until) == nil && !entry.until.allSatisfy(\.isWhitespace))
    }
}
