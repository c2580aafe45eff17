// PackExamples.swift — a pack's own examples (示例), which are its tests and its documentation.
//
// tests/valid/NAME.xml                 gives no finding
// tests/invalid/AREA-NNNN.why.xml      gives findings of exactly this rule
// tests/invalid/AREA-NNNN.why.yaml     the same, written as a few changes to a valid one
package import Checks
package import Reporting
internal import XMLKit

/// One example that did not come out as its name says.
package struct ExampleFailure: Sendable, Hashable {
    package var file: String
    package var message: LocalizedText
}

package struct PackExamples: Sendable {
    private let pack: TemplatePack

    package init(_ pack: TemplatePack) {
        self.pack = pack
    }

    package var valid: [String] { pack.files.names(below: "tests/valid/").filter { $0.hasSuffix(".xml") } }

    package var invalid: [String] {
        pack.files.names(below: "tests/invalid/").filter { $0.hasSuffix(".xml") || $0.hasSuffix(".yaml") }
    }

    /// The rule that an invalid example is about: what its name says before the first point.
    package static func rule(of name: String) -> String {
        let file = name.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }

    /// The cards of the pack's rules, with their examples by file name.
    package var cards: [RuleCard] {
        let failing = Dictionary(grouping: invalid, by: Self.rule)
        let passing = valid
        return pack.rules.map { rule in
            var card = rule.card
            card.fails = (failing[card.id] ?? []).map { example($0) }
            card.passes = passing.filter { stage(of: $0) == rule.stage }.map { example($0) }
            return card
        }
    }

    private func example(_ name: String) -> RuleExample {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let words = file.split(separator: ".").dropFirst().dropLast().joined(separator: " ").replacing("-", with: " ")
        let why = (try? PackEdits.why(pack.files[name] ?? [], name)) ?? nil
        let plain = words.isEmpty ? file : words
        return RuleExample(why: why ?? LocalizedText(zh: plain, en: plain), text: name)
    }

    private func stage(of name: String) -> CheckStage? {
        (try? view(name)).flatMap { $0["stage"].flatMap(CheckStage.init(rawValue:)) }
    }

    // MARK: - Running them

    /// Every example that does not come out as it should.
    package func failures() -> [ExampleFailure] {
        (valid + invalid).compactMap { name in
            do throws(Problem) { return try failure(of: name) } catch {
                // what could not be done, and where: the file, the rule that cannot be evaluated, the line of an edit
                let place = error.place.flatMap { $0 == name ? nil : "\($0), " } ?? ""
                return ExampleFailure(
                    file: name,
                    message: LocalizedText(
                        zh: "\(error.message.zh)(\(place)\(error.code))",
                        en: "\(error.message.en) (\(place)\(error.code))"))
            }
        }
    }

    /// What went otherwise in one example; nil where all is well.
    package func failure(of name: String) throws(Problem) -> ExampleFailure? {
        let found = try findings(in: name)
        let expected = name.hasPrefix("tests/valid/") ? [] : [Self.rule(of: name)]
        let codes = Set(found.map(\.code)).sorted()
        guard codes != expected else { return nil }
        let first = found.first { !expected.contains($0.code) }
        let detail = first.map { " (\($0.code): \($0.message.zh); \($0.place(in: .zh) ?? ""))" } ?? ""
        let detailEn = first.map { " (\($0.code): \($0.message.en); \($0.place(in: .en) ?? ""))" } ?? ""
        return ExampleFailure(
            file: name,
            message: LocalizedText(
                zh: "应得 \(expected.first ?? "无"),实得 \(codes.isEmpty ? "无" : codes.joined(separator: "、"))\(detail)",
                en:
                    "should give \(expected.first ?? "nothing"), gives \(codes.isEmpty ? "nothing" : codes.joined(separator: ", "))\(detailEn)"
            ))
    }

    /// The findings of structure and rules in one example.
    package func findings(in name: String) throws(Problem) -> [Finding] {
        do throws(Problem) {
            let view = try view(name)
            guard let stage = view["stage"].flatMap(CheckStage.init(rawValue:)), view.name == "view" else {
                throw Problem(
                    "TMPL-0020", zh: "示例的根元素应为 <view stage=\"tender\"> 或 <view stage=\"bid\">",
                    en: "an example's root is <view stage=\"tender\"> or <view stage=\"bid\">", remedyZh: "请改正根元素",
                    remedyEn: "correct the root element")
            }
            let files = view.first(stage == .bid ? "bid-files" : "tender-files")?.all("file") ?? []
            let check = TemplateCheck(pack)
            // an example's file holds the text that stands in its element
            let contents = files.compactMap { file in file["name"].map { ($0, Array(file.text.utf8)) } }
            let memory = FilesInMemory(Dictionary(contents) { first, _ in first })
            return try check.run(view, stage: stage, files: memory).findings
                + StructureRules.structure(of: view, stage: stage, pack)
        } catch { throw error.at(name) }
    }

    // MARK: - What they cover

    /// The rules whose context is met somewhere in the valid examples.
    func touched() throws(Problem) -> Set<String> {
        var touched: Set<String> = []
        for name in valid {
            let view = try view(name)
            let rules = pack.rules.filter { $0.stage.rawValue == view["stage"] }
            touched.formUnion(
                try PackTime.bounded { (brakes) throws(Problem) in
                    let run = try CheckView.run(view, files: FilesInMemory())
                    brakes.watch(run)
                    return rules.filter { rule in
                        run.begin()
                        return (try? run.nodes(rule.context))?.isEmpty == false
                    }.map(\.card.id)
                })
        }
        return touched
    }

    /// Every path that stands in the industry part of the valid examples of a stage, without numbers.
    func paths(_ stage: CheckStage) throws(Problem) -> Set<String> {
        var paths: Set<String> = []
        func collect(_ element: XMLElement, _ prefix: String) {
            for child in element.children {
                paths.insert(prefix + child.name)
                collect(child, prefix + child.name + "/")
            }
        }
        for name in valid {
            let view = try view(name)
            guard view["stage"] == stage.rawValue else { continue }
            if let industry = view.first(stage.rawValue)?.first("industry") { collect(industry, "") }
        }
        return paths
    }

    private func view(_ name: String) throws(Problem) -> XMLElement {
        let bytes = pack.files[name] ?? []
        guard name.hasSuffix(".yaml") else { return Self.plain(try XMLReader.parse(bytes)) }
        let edits = try PackEdits(bytes, name)
        guard let base = pack.files["tests/" + edits.base] else {
            throw Problem(
                "TMPL-0021", zh: "没有所依据的示例 tests/\(edits.base)",
                en: "there is no example tests/\(edits.base) to change",
                remedyZh: "base 写相对于 tests/ 的路径", remedyEn: "give base as a path below tests/", place: name)
        }
        return try edits.apply(to: Self.plain(XMLReader.parse(base)))
    }

    /// The writer holds nil to be "the document's namespace", the reader "none".
    private static func plain(_ element: XMLElement) -> XMLElement {
        var copy = element
        copy.namespace = element.namespace ?? ""
        copy.children = element.children.map(plain)
        return copy
    }
}
