// TemplateCheck.swift — a pack's own rules as a check: each rule's assertion, at each node of its context.
package import Checks
package import Reporting
internal import Synchronization
package import TenderModel
internal import XMLKit

/// The rules of one pack.
package struct TemplateCheck: Check {
    package let pack: TemplatePack
    /// How people find the value again: path in the industry part to file, line and key. Empty for what was packed.
    package var places: [String: String]
    /// How long the rules may take with one document.
    package var patience: Duration

    package init(_ pack: TemplatePack, places: [String: String] = [:], patience: Duration = .seconds(60)) {
        self.pack = pack
        self.places = places
        self.patience = patience
    }

    package var id: String { pack.manifest.id }
    package var version: String { pack.manifest.version }
    package var title: LocalizedText { pack.manifest.title }
    package var kind: CheckKind { .template }
    package var digest: FileDigest? { pack.digest }
    package var rules: [RuleCard] { PackExamples(pack).cards }

    /// Findings of one rule beyond this many are counted, not listed.
    static let mostOfOneRule = 100

    package func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        try run(
            CheckView.element(subject), stage: subject.stage,
            files: subject.stage == .bid ? subject.bidFiles : subject.tenderFiles)
    }

    /// Puts the rules of a stage to a view.
    func run(_ view: XMLElement, stage: CheckStage, files: any SubjectFiles) throws(Problem) -> CheckOutcome {
        let current = Mutex<TemplateRule?>(nil)
        do throws(Problem) {
            return try PackTime.bounded(patience) { (brakes) throws(Problem) in
                let run = try CheckView.run(view, files: files)
                brakes.watch(run)
                var outcome = CheckOutcome()
                for rule in pack.rules where rule.stage == stage {
                    current.withLock { $0 = rule }
                    run.begin()
                    try put(rule, stage, run, &outcome)
                }
                return outcome
            }
        } catch {
            // a rule that cannot be evaluated says nothing about the document, least of all that it is good
            guard let rule = current.withLock({ $0 }) else { throw error }
            var problem = error
            problem.place = "\(pack.manifest.id) \(rule.place) \(rule.card.id)"
            throw problem
        }
    }

    private func put(
        _ rule: TemplateRule, _ stage: CheckStage, _ run: XPathRun, _ outcome: inout CheckOutcome
    ) throws(Problem) {
        let nodes = try run.nodes(rule.context)
        if nodes.isEmpty {
            outcome.skipped.append(
                SkippedRule(
                    id: rule.card.id,
                    reason: LocalizedText(zh: "没有可检查的内容", en: "there is nothing that it is about")))
        }
        var count = 0
        for node in nodes where !(try run.holds(rule.assert, at: node)) {
            count += 1
            guard count <= Self.mostOfOneRule else { continue }
            let (place, label) = try place(of: node, stage, run)
            outcome.findings.append(
                rule.card.finding(
                    try rule.message.text(at: node, run), place: place, label: label,
                    part: rule.part ?? Self.group(of: node.path)))
        }
        if count > Self.mostOfOneRule {
            let more = count - Self.mostOfOneRule
            outcome.findings.append(
                rule.card.finding(
                    LocalizedText(zh: "另有 \(more) 处同样的问题", en: "and \(more) more of the same"),
                    part: rule.part))
        }
    }

    /// The workspace's line where there is one, else the path below the root document; and the label of the field.
    private func place(
        of node: XPathNode, _ stage: CheckStage, _ run: XPathRun
    ) throws(Problem) -> (place: String, label: LocalizedText?) {
        let path = node.path
        // a file is known by its name
        if path.hasPrefix("/view/bid-files/file") || path.hasPrefix("/view/tender-files/file") {
            return (try run.text(Self.fileName.get(), at: node), nil)
        }
        guard let below = Self.industryPath(path) else {
            return (path.hasPrefix("/view/") ? String(path.dropFirst("/view/".count)) : path, nil)
        }
        let fields = path.hasPrefix("/view/bid/") ? pack.manifest.bidFields : pack.manifest.tenderFields
        let bare = Self.bare(below)
        // in a bid's check the tender's own fields are not those of the bid's workspace, though they may have one path
        let isOwn = path.hasPrefix(stage == .bid ? "/view/bid/" : "/view/tender/")
        let place = (isOwn ? places[below] : nil) ?? String(path.dropFirst("/view/".count))
        return (place, fields.first { $0.path == bare }?.label)
    }

    private static let fileName = Result { () throws(Problem) in
        try XPathExpression("string(ancestor-or-self::file/@name)")
    }

    /// `person[2]/name` of `/view/bid/industry/person[2]/name`.
    private static func industryPath(_ path: String) -> String? {
        for root in ["/view/bid/industry/", "/view/tender/industry/"] where path.hasPrefix(root) {
            return String(path.dropFirst(root.count))
        }
        return nil
    }

    private static func group(of path: String) -> String? {
        industryPath(path).map { bare(String($0.prefix { $0 != "/" })) }
    }

    /// Without numbers: `person/name` of `person[2]/name`.
    static func bare(_ path: String) -> String {
        path.split(separator: "/").map { String($0.prefix { $0 != "[" }) }.joined(separator: "/")
    }
}
