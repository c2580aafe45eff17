// PluginExamples.swift — runs a process plugin's own examples (插件自测): each has to give exactly what it says.
package import Reporting
internal import TenderModel

/// One test case of a plugin: the folder `tests/<name>`, with `case.json` and, where it needs them, files below `tender/`,
/// `bid/`, `settings/` and `lists/`.
package struct PluginCase: Sendable {
    package var name: String
    package var subject: CheckSubject
    /// Ids of the rules that have to be reported, each as often as it stands here.
    package var expected: [String]

    /// Reads a case out of the plugin's files. Throws PLUG-0009 (there is none), PLUG-0018 (members that must be there are not:
    /// all of them are named), and JSON-NNNN and the values' own codes for what one of them says.
    package init(_ name: String, in folder: PluginFolder) throws(Problem) {
        let prefix = "tests/\(name)/"
        let files = folder.files.filter { $0.name.hasPrefix(prefix) }
        let place = folder.path + "/" + prefix + "case.json"
        guard let text = files.first(where: { $0.name == prefix + "case.json" }) else {
            throw Problem(
                "PLUG-0009", zh: "没有测试用例“\(name)”", en: "there is no test case \"\(name)\"",
                remedyZh: "建立 tests/\(name)/case.json", remedyEn: "make tests/\(name)/case.json", place: place)
        }
        func below(_ kind: String) -> [String: [UInt8]] {
            let prefix = prefix + kind + "/"
            // the folder has no two files of one name, however they are spelt
            return Dictionary(
                files.filter { $0.name.hasPrefix(prefix) }
                    .map { (String($0.name.dropFirst(prefix.count)), $0.bytes) }
            ) { first, _ in first }
        }
        self.name = name
        do throws(Problem) {
            let json = try JSON(reading: text.bytes)
            let missing = Self.missing(in: json)
            guard missing.isEmpty else { throw .incompleteCase(name, missing: missing) }
            var fields = try JSONFields(json)
            let tender = try SubjectJSON.tender(try fields.value("tender"))
            let bid = try fields.optional("bid").map { (json) throws(Problem) in
                try SubjectJSON.bid(json, tender: tender)
            }
            var values: [String: String] = [:]
            if var settings = try fields.optionalFields("settings") {
                for member in settings.rest() {
                    guard case .string(let value) = member.value else {
                        throw .wrongMember("settings.\(member.name)", zh: "应当是字符串", en: "is not a string")
                    }
                    values[member.name] = value
                }
            }
            let at = fields.optional("at")
            subject = CheckSubject(
                stage: try fields.optionalWord("stage") ?? (bid == nil ? .tender : .bid), tender: tender, bid: bid,
                tenderFiles: FilesInMemory(below("tender")), bidFiles: FilesInMemory(below("bid")),
                settings: CheckSettings(values: values, files: below("settings")), lists: below("lists"),
                at: tender.issued)
            if case .string(let text) = at { subject.at = try Instant(text) }
            expected = try fields.strings("findings", length: 16)
            try fields.end()
        } catch {
            // a member is found only in its file
            var problem = error
            problem.place = error.place.map { "\(place): \($0)" } ?? place
            throw problem
        }
    }

    /// What a case must say, however little matters to it. A member that is there and is no object is for the reader to refuse.
    private static let required: [(object: String?, members: [String])] = [
        (nil, ["tender", "findings"]), ("tender", ["id", "title", "tenderer", "issued", "deadline"]),
        ("bid", ["lot", "bidder"]),
    ]

    private static func missing(in json: JSON) -> [String] {
        guard case .object(let members) = json else { return [] }
        return required.flatMap { object, names -> [String] in
            var present = members
            if let object {
                guard case .object(let inner)? = members.first(where: { $0.name == object })?.value else { return [] }
                present = inner
            }
            return names.filter { name in !present.contains { $0.name == name && $0.value != .null } }
                .map { [object, $0].compactMap(\.self).joined(separator: ".") }
        }
    }
}

/// What became of one example.
package struct PluginExampleResult: Sendable {
    /// The rule whose example it is; nil for a case that no rule names.
    package var rule: String?
    package var name: String
    package var why: LocalizedText?
    /// What is wrong with the example, or with the plugin; none where it gave exactly what it says.
    package var findings: [Finding]
}

extension ProcessCheck {
    /// Runs every example of every rule, and every case that no rule names.
    ///
    /// Findings: PLUG-0016 (a rule without examples, an example that contradicts its case), PLUG-0017 (the plugin said
    /// something else). A plugin that breaks is a finding PLUG-0010 to PLUG-0013 of that case.
    package func runExamples(_ folder: PluginFolder) throws(Problem) -> [PluginExampleResult] {
        let registry = try CheckRegistry([self])
        var results: [PluginExampleResult] = []
        var named: Set<String> = []
        for rule in rules {
            for (examples, isFailing) in [(rule.passes, false), (rule.fails, true)] {
                if examples.isEmpty { results.append(.without(rule.id, isFailing: isFailing, folder: folder.path)) }
                for example in examples {
                    named.insert(example.text)
                    results.append(
                        runExample(example.text, rule: (rule.id, isFailing), why: example.why, folder, registry))
                }
            }
        }
        let all = Set(
            folder.files.filter { $0.name.hasPrefix("tests/") && $0.name.hasSuffix("/case.json") }
                .map { String($0.name.dropFirst("tests/".count).dropLast("/case.json".count)) })
        for name in all.subtracting(named).sorted() {
            results.append(runExample(name, rule: nil, why: nil, folder, registry))
        }
        return results
    }

    private func runExample(
        _ name: String, rule: (id: String, isFailing: Bool)?, why: LocalizedText?, _ folder: PluginFolder,
        _ registry: CheckRegistry
    ) -> PluginExampleResult {
        var result = PluginExampleResult(rule: rule?.id, name: name, why: why, findings: [])
        do throws(Problem) {
            let test = try PluginCase(name, in: folder)
            if let rule, test.expected.contains(rule.id) != rule.isFailing {
                result.findings.append(
                    .contradiction(name, rule: rule.id, isFailing: rule.isFailing, folder: folder.path))
            }
            let outcome = try registry.run(self, test.subject)
            let got = outcome.findings.filter { finding in rules.contains { $0.id == finding.code } }
            if got.map(\.code).sorted() != test.expected.sorted() {
                result.findings.append(
                    .otherFindings(name, expected: test.expected.sorted(), got: got, folder: folder.path))
            }
        } catch {
            result.findings.append(Finding(error))
        }
        return result
    }
}

extension PluginExampleResult {
    fileprivate static func without(_ rule: String, isFailing: Bool, folder: String) -> PluginExampleResult {
        let finding = Finding(
            "PLUG-0016", zh: "规则 \(rule) 没有\(isFailing ? "不合格" : "合格")的例子",
            en: "the rule \(rule) has no \(isFailing ? "failing" : "passing") example",
            remedyZh: "在 tests/ 中写一个用例,并在规则卡的 \(isFailing ? "fails" : "passes") 中写明",
            remedyEn: "write a case in tests/ and name it in \(isFailing ? "fails" : "passes") of the rule's card",
            place: folder)
        return PluginExampleResult(rule: rule, name: "", why: nil, findings: [finding])
    }
}

extension Finding {
    fileprivate static func contradiction(
        _ name: String, rule: String, isFailing: Bool, folder: String
    ) -> Finding {
        Finding(
            "PLUG-0016",
            zh: isFailing
                ? "用例“\(name)”是规则 \(rule) 的不合格例子,其 findings 中却没有它" : "用例“\(name)”是规则 \(rule) 的合格例子,其 findings 中却有它",
            en: isFailing
                ? "the case \"\(name)\" is a failing example of \(rule), yet its findings do not have it"
                : "the case \"\(name)\" is a passing example of \(rule), yet its findings have it",
            remedyZh: "请改正 case.json 或规则卡", remedyEn: "correct case.json or the rule's card",
            place: "\(folder)/tests/\(name)/case.json")
    }

    fileprivate static func otherFindings(
        _ name: String, expected: [String], got: [Finding], folder: String
    ) -> Finding {
        let (should, did) = (expected.joined(separator: ", "), got.map(\.code).sorted().joined(separator: ", "))
        let zh = got.map { "\($0.code) \($0.message.zh)" }.joined(separator: ";")
        let en = got.map { "\($0.code) \($0.message.en)" }.joined(separator: "; ")
        return Finding(
            "PLUG-0017",
            zh: "用例“\(name)”应报告 [\(should)],实际报告 [\(did)]" + (zh.isEmpty ? "" : ":\(zh)"),
            en: "the case \"\(name)\" should give [\(should)] and gave [\(did)]" + (en.isEmpty ? "" : ": \(en)"),
            remedyZh: "插件说错了就改插件,应报告的写错了就改用例的 findings",
            remedyEn: "if the plugin is wrong, correct it; if the case is, correct its findings",
            place: "\(folder)/tests/\(name)/case.json")
    }
}
