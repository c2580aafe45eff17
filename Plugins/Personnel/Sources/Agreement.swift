// Agreement.swift — whether the opening sheet, the staff list and the project team name the same people.
internal import Reporting
internal import TenderModel

struct Agreement {
    let bid: Bid
    let tender: Tender
    let people: [Person]
    /// Roles of managers, plain.
    let managers: Set<String>

    func run(_ report: inout Report) {
        guard !people.isEmpty else { return }
        sheet(&report)
        // without a staff list there is nothing to agree with
        guard !bid.staff.isEmpty else { return }
        staff(&report)
        team(&report)
    }

    private func sheet(_ report: inout Report) {
        guard let field = tender.sheet.first(where: { $0.column == .manager && $0.envelope == bid.envelope }),
            let named = bid.value(field.id)?.value, !Placeholder.isUnfilled(named)
        else { return }
        let found = people.filter { managers.contains($0.plainRole) }
        guard !found.contains(where: { $0.plainName == Words.plain(named) }) else { return }
        let listed = found.map(\.name).joined(separator: "、")
        report.add(
            Rule.sheetManager,
            "开标一览表的\(field.label.zh)“\(named)”" + (found.isEmpty ? "没有列入项目管理机构" : "与项目管理机构的“\(listed)”不一致"),
            "the manager \"\(named)\" of the opening sheet "
                + (found.isEmpty ? "is not in the project team" : "is not the one of the project team, \"\(listed)\""),
            place: "sheet/\(field.id)")
    }

    /// Whom the staff list names is in the team, in that post, with that certificate.
    private func staff(_ report: inout Report) {
        struct Named: Hashable { var name, role: String }
        let team = Dictionary(grouping: people) { Named(name: $0.plainName, role: $0.plainRole) }
        for (index, member) in bid.staff.enumerated() {
            let (name, role) = (Words.plain(member.name), Words.plain(member.role))
            guard !Placeholder.isUnfilled(member.name), !Placeholder.isUnfilled(member.role) else { continue }
            let same = team[Named(name: name, role: role)] ?? []
            let place = "staff[\(index + 1)]"
            if same.isEmpty {
                report.add(
                    Rule.staffList, "人员名单的\(member.role)“\(member.name)”不在项目管理机构中",
                    "\"\(member.name)\" (\(member.role)) of the staff list is not in the project team", place: place)
            } else if let number = member.certificate.map(Words.plain), !number.isEmpty,
                !same.contains(where: { $0.plainNumber == nil || $0.plainNumber == number })
            {
                report.add(
                    Rule.staffList,
                    "\(member.role)“\(member.name)”的证书编号两处不同:“\(member.certificate ?? "")”与“\(same[0].number ?? "")”",
                    "two certificate numbers stand for \"\(member.name)\" (\(member.role)): \"\(member.certificate ?? "")\" and "
                        + "\"\(same[0].number ?? "")\"", place: place)
            }
        }
    }

    /// Bids are compared by their staff lists, so everybody of the team belongs there.
    private func team(_ report: inout Report) {
        let listed = Set(bid.staff.map { Words.plain($0.name) })
        for person in people where !person.name.isEmpty && !listed.contains(person.plainName) {
            report.add(
                Rule.notListed, "\(person.role)“\(person.name)”不在人员名单(staff)中",
                "\"\(person.name)\" (\(person.role)) is not in the staff list", place: person.place)
        }
    }
}
