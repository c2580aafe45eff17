// Personnel.swift — the check of a bid's people (项目管理机构): who is asked for, who is named, and whether they are free to come.
package import Checks
package import Reporting
package import TenderModel

/// Holds the bid's `project-team/person` against the tender's `staffing/post`.
///
/// Settings, optional: `managers` (names of the manager's role, comma between; 项目经理, 项目负责人, 总监理工程师). Of the lists that a
/// person gives along it reads `engaged`: see ``EngagedList``.
package struct Personnel: Check {
    package init() {}

    package let id = "personnel"
    package let version = "1.0.0"
    package let title = LocalizedText(zh: "项目管理机构检查", en: "personnel")
    package let kind = CheckKind.compiled
    package let digest: FileDigest? = nil
    package var rules: [RuleCard] { Rule.all }
    package var lists: [String] { [Engagements.list] }

    package func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        var run = PersonnelRun(subject)
        switch subject.stage {
        case .tender: run.tender()
        case .bid: run.bid()
        }
        return CheckOutcome(findings: run.report.finish(), skipped: run.skipped)
    }

    package func subject(ofExample text: String) throws(Problem) -> CheckSubject { try ExampleText.subject(text) }
}

/// Collects findings: of one rule the first hundred, and then how many more there are.
struct Report {
    private var findings: [Finding] = []
    private var counts: [String: (count: Int, severity: Finding.Severity, part: String)] = [:]

    /// A list of people is read by a person.
    static let mostOfOneRule = 100

    /// Whether further findings of a rule are only counted.
    func isFull(_ rule: RuleCard) -> Bool { counts[rule.id].map { $0.count >= Self.mostOfOneRule } ?? false }

    /// Texts are made only for what is shown.
    mutating func add(
        _ rule: RuleCard, _ zh: @autoclosure () -> String, _ en: @autoclosure () -> String,
        severity: Finding.Severity? = nil, place: @autoclosure () -> String, part: String = Staffing.teamGroup,
        basis: Basis? = nil
    ) {
        let isFull = isFull(rule)
        count(rule, 1, severity: severity, part: part)
        guard !isFull else { return }
        var finding = rule.finding(LocalizedText(zh: zh(), en: en()), severity: severity, place: place(), part: part)
        finding.basis = basis ?? finding.basis
        findings.append(finding)
    }

    /// So many findings that nobody lists.
    mutating func count(
        _ rule: RuleCard, _ more: Int, severity: Finding.Severity? = nil, part: String = Staffing.teamGroup
    ) {
        guard more > 0 else { return }
        let known = counts[rule.id]
        counts[rule.id] = (
            (known?.count ?? 0) + more, min(known?.severity ?? .note, severity ?? rule.severity), known?.part ?? part
        )
    }

    func finish() -> [Finding] {
        findings
            + Rule.all.compactMap { rule in
                guard let known = counts[rule.id], known.count > Self.mostOfOneRule else { return nil }
                let more = known.count - Self.mostOfOneRule
                return rule.finding(
                    LocalizedText(zh: "另有 \(more) 处同样的问题", en: "and \(more) more of the same"),
                    severity: known.severity, part: known.part)
            }
    }
}

/// One run.
struct PersonnelRun {
    let subject: CheckSubject
    let posts: [Post]
    var report = Report()
    var skipped: [SkippedRule] = []

    init(_ subject: CheckSubject) {
        self.subject = subject
        posts = Staffing.posts(subject.tender)
    }

    private mutating func skip(_ zh: String, _ en: String) {
        skipped.append(SkippedRule(id: "personnel", reason: LocalizedText(zh: zh, en: en)))
    }

    // MARK: - The tender

    mutating func tender() {
        guard !posts.isEmpty else { return skip("招标文件没有人员要求", "the tender asks for no staff") }
        for post in posts {
            for flaw in post.flaws {
                report.add(
                    Rule.unreadablePost, "岗位“\(post.role)”的\(flaw.zh)", "of the post \"\(post.role)\", \(flaw.en)",
                    place: post.place, part: Staffing.askedGroup)
            }
        }
    }

    // MARK: - A bid

    mutating func bid() {
        guard let bid = subject.bid else { return skip("没有投标文件", "there is no bid") }
        let home = subject.tender.parts.first { $0.id == Staffing.teamGroup }?.envelope ?? 1
        guard bid.envelope == min(home, max(1, subject.tender.envelopes)) else {
            return skip(
                "项目管理机构在第 \(home) 信封中,不在第 \(bid.envelope) 信封中",
                "the staff is in envelope \(home), and this is envelope \(bid.envelope)")
        }
        let people = Staffing.people(bid)
        guard !posts.isEmpty || !people.isEmpty else {
            return skip("没有人员要求,也没有项目管理机构", "no staff is asked for, and none is named")
        }
        let managers = managerRoles()
        Demands(posts: posts, people: people).run(&report)
        Certificates(people: people, deadline: subject.tender.deadline.day).run(&report)
        SeveralPosts(posts: posts, people: people).run(&report)
        Agreement(bid: bid, tender: subject.tender, people: people, managers: managers).run(&report)
        Engagements(posts: posts, people: people, subject: subject).run(&report)
    }

    private func managerRoles() -> Set<String> {
        let words = (subject.settings.values["managers"] ?? "").split { ",,、".contains($0) }
            .map { Words.plain(String($0)) }.filter { !$0.isEmpty }
        return words.isEmpty ? ["项目经理", "项目负责人", "总监理工程师"] : Set(words)
    }
}
