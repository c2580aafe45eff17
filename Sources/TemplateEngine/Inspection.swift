// Inspection.swift — everything that is checked of a document under its template (全套检查): structure, rules, required plugins.
package import Checks
package import Reporting

/// One inspection's result. A problem keeps one check from its work, not the others; with a problem nothing has passed.
package struct InspectionResult: Sendable {
    package var outcome = CheckOutcome()
    package var problems: [Problem] = []

    package init() {}
}

/// Runs all that a pack asks for.
package struct Inspection: Sendable {
    package var pack: TemplatePack
    /// Where the pack's required checks are found.
    package var registry: CheckRegistry
    /// Path in the industry part to file, line and key.
    package var places: [String: String]

    package init(_ pack: TemplatePack, registry: CheckRegistry, places: [String: String] = [:]) {
        self.pack = pack
        self.registry = registry
        self.places = places
    }

    package func run(_ subject: CheckSubject) throws(Problem) -> InspectionResult {
        var result = InspectionResult()
        result.outcome.findings += try StructureRules.check(subject, pack, places: places)
        // two checks with one rule's id could not be told apart
        let registry = try registry.adding([TemplateCheck(pack, places: places)])
        for (id, settings) in try required() {
            guard let check = registry.check(id) else {
                result.outcome.findings.append(
                    StructureRules[.notInstalled].finding(
                        LocalizedText(
                            zh: "示范文本要求的检查“\(id)”没有安装或未能启动,其规则未能执行",
                            en:
                                "the template requires the check \"\(id)\", which is not installed or did not start: its rules were not applied"
                        ),
                        place: "template.yaml: checks"))
                continue
            }
            var subject = subject
            subject.settings = settings
            do throws(Problem) {
                var outcome = try registry.run(check, subject)
                for index in outcome.findings.indices { outcome.findings[index].place = place(outcome.findings[index]) }
                result.outcome += outcome
            } catch {
                result.problems.append(error.at(id))
            }
        }
        return result
    }

    /// A plugin says `industry/person[2]/name`; a person finds the line of the workspace sooner, where there is one.
    private func place(_ finding: Finding) -> String? {
        guard let place = finding.place, place.hasPrefix("industry/") else { return finding.place }
        return places[String(place.dropFirst("industry/".count))] ?? place
    }

    /// The pack's own rules first, then what it requires.
    private func required() throws(Problem) -> [(String, CheckSettings)] {
        [(pack.manifest.id, CheckSettings())]
            + pack.manifest.checks.map { check in
                (
                    check.id,
                    CheckSettings(
                        values: check.values,
                        files: Dictionary(check.files.map { ($0, pack.files[$0] ?? []) }) { first, _ in first })
                )
            }
    }
}
