// ClauseCheck.swift — tables of deviations (偏离表): every clause answered once, as it was asked, ★ clauses without negative deviation.

struct ClauseCheck {
    let kind: AskedGoods.Clause.Kind
    let asked: AskedGoods
    let offered: OfferedGoods

    func run(_ report: inout Report) {
        let mine = offered.answers[kind] ?? []
        let answers = Dictionary(grouping: mine, by: \.clause)
        var known: Set<String> = []
        for clause in asked.clauses where clause.kind == kind && known.insert(clause.no).inserted {
            let found = answers[clause.no] ?? []
            if found.isEmpty {
                report.add(
                    Rule.unanswered, "\(kind.title)没有响应条款 \(clause.no)" + (clause.isKey ? "(★实质性条款)" : ""),
                    "the clause \(clause.no)\(clause.isKey ? " (★)" : "") is not answered",
                    place: "industry/\(kind.part)")
            }
            for again in found.dropFirst() {
                report.add(
                    Rule.answeredTwice, "\(kind.title)对条款 \(clause.no) 响应了 \(found.count) 次",
                    "the clause \(clause.no) is answered \(found.count) times", place: again.place)
            }
            for answer in found { compare(answer, clause, &report) }
        }
        for answer in mine where !known.contains(answer.clause) {
            let other = asked.clauses.first { $0.no == answer.clause }?.kind
            report.add(
                Rule.noSuchClause,
                other.map { "条款 \(answer.clause) 应在\($0.title)中响应" } ?? "招标文件的本采购包没有条款 \(answer.clause)",
                other.map { "the clause \(answer.clause) is answered in \($0.part), not here" }
                    ?? "the lot has no clause \(answer.clause)",
                place: answer.place)
        }
    }

    private func compare(_ answer: OfferedGoods.Answer, _ clause: AskedGoods.Clause, _ report: inout Report) {
        if clause.isKey, answer.deviation == "negative" {
            report.add(
                Rule.keyDeviation, "★条款 \(clause.no) 负偏离,投标无效:\(clause.text)",
                "a negative deviation from the clause \(clause.no), which is marked ★: the bid is void",
                place: answer.place + "/deviation")
        }
        if bare(answer.required) != bare(clause.text) {
            report.add(
                Rule.requirementChanged, "条款 \(clause.no) 的要求被改动:招标文件为“\(clause.text)”,偏离表写“\(answer.required)”",
                "the requirement of the clause \(clause.no) was changed: the tender says \"\(clause.text)\", the table \"\(answer.required)\"",
                place: answer.place + "/required")
        }
    }
}
