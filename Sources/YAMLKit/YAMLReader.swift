// YAMLReader.swift — strict reading of a YAML file: every complaint names file, line and key. The only importer of Yams.
internal import FileKit
package import Reporting
internal import Yams

/// One value of a YAML file, with where it stands.
///
/// Scalars are read as they are written: `0101` stays `0101`, a time stays text. An empty value, `~` and `null` count as
/// absent.
package struct YAMLValue {
    fileprivate let node: Node
    package let file: String
    /// Such as `lots[0].deposit`; empty for the whole file.
    package let key: String
    package let line: Int

    /// The root of a file of at most 1 MiB. Throws WORK-0001 (no YAML), WORK-0002 (a key twice), WORK-0013 (not UTF-8),
    /// WORK-0025 (anchors).
    package static func load(_ path: String) throws(Problem) -> YAMLValue {
        try parse(try Files.read(path, limit: 1 << 20), path: path)
    }

    /// The root of a file's bytes; `path` is what places call it.
    package static func parse(_ bytes: [UInt8], path: String) throws(Problem) -> YAMLValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(
                "WORK-0013", zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8", remedyZh: "请用编辑器另存为 UTF-8",
                remedyEn: "save it as UTF-8 in your editor", place: path)
        }
        if let line = Anchors.lineOfTooMany(bytes) { throw .anchor(path, line: line) }
        let root: Node?
        do {
            // scalars are read as they are written: what they might be (numbers, dates) is not worked out, with patterns to compile
            let parser = try Parser(yaml: text, resolver: .basic)
            root = try parser.singleRoot()
            // nodes know their anchors only as long as the parser lives
            let line = withExtendedLifetime(parser) { root.flatMap(Anchors.firstLine) }
            if let line { throw Problem.anchor(path, line: line) }
        } catch {
            throw error as? Problem ?? Problem(yaml: error, path: path)
        }
        if let root { return YAMLValue(node: root, file: path, key: "", line: 1) }
        throw Problem(
            "WORK-0001", zh: "文件是空的", en: "the file is empty", remedyZh: "请照样例填写,或重新生成",
            remedyEn: "write it as the example has it, or have it made anew", place: path)
    }

    /// `tender.yaml:12: lots[0].deposit`.
    package var place: String { key.isEmpty ? "\(file):\(line)" : "\(file):\(line): \(key)" }

    package var isAbsent: Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// The text, perhaps the placeholder. Throws WORK-0005 where a list or a mapping stands.
    package func text() throws(Problem) -> String {
        guard let scalar = node.scalar else { throw wrongShape(zh: "一个值", en: "a single value") }
        return scalar.string
    }

    /// The text of a value that must be filled in; throws WORK-0006 where it is not.
    package func filled() throws(Problem) -> String {
        let text = try text()
        guard !isAbsent, !Placeholder.isUnfilled(text) else {
            throw Problem(
                "WORK-0006", zh: "“\(key)”尚未填写", en: "\"\(key)\" is not filled in yet", remedyZh: "请在该行填写",
                remedyEn: "fill it in on that line", place: place)
        }
        return text
    }

    /// Runs `body`, which reads what stands below; where it meets a value that is not filled in (WORK-0006), the problem
    /// names every one, and not just the first.
    package func namingUnfilled<T>(_ body: () throws(Problem) -> T) throws(Problem) -> T {
        do throws(Problem) { return try body() } catch {
            let all = unfilled
            guard error.code == "WORK-0006", all.count > 1 else { throw error }
            var problem = error
            problem.message = LocalizedText(
                zh: "有 \(all.count) 处尚未填写", en: "\(all.count) values are not filled in yet")
            problem.place = all[0].place
            problem.places = all.map(\.place)
            problem.remedy = LocalizedText(
                zh: "请逐行填写;不适用的可选项可以留着", en: "fill them in; optional ones that do not apply may stay")
            throw problem
        }
    }

    /// Every value below, this one too, at which the placeholder stands.
    private var unfilled: [YAMLValue] {
        if let sequence = node.sequence {
            return sequence.enumerated().flatMap { index, node in
                YAMLValue(node: node, file: file, key: "\(key)[\(index)]", line: node.mark?.line ?? line).unfilled
            }
        }
        if let map = try? anyMap() { return map.entries.flatMap(\.1.unfilled) }
        return !isAbsent && node.scalar.map { Placeholder.isUnfilled($0.string) } == true ? [self] : []
    }

    /// The text, or nil where nothing or the placeholder stands.
    package func optionalText() throws(Problem) -> String? {
        let text = try text()
        return isAbsent || Placeholder.isUnfilled(text) ? nil : text
    }

    /// A value of the tender's vocabulary; its problem is said to be here.
    package func read<T>(_ convert: (String) throws(Problem) -> T) throws(Problem) -> T {
        let text = try filled()
        do throws(Problem) { return try convert(text) } catch { throw error.at(place) }
    }

    /// A whole number from 0 to 999,999,999. Throws WORK-0007.
    package func integer() throws(Problem) -> Int {
        let text = try filled()
        guard text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw notAllowed(text, zh: "整数,如 1", en: "a whole number, such as 1")
        }
        return number
    }

    /// `true` or `false`, nothing else. Throws WORK-0007.
    package func bool() throws(Problem) -> Bool {
        switch try filled() {
        case "true": return true
        case "false": return false
        case let text: throw notAllowed(text, zh: "true 或 false", en: "true or false")
        }
    }

    /// One of the words of `type`. Throws WORK-0007, with the words.
    package func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws(Problem) -> T
    where T.RawValue == String {
        let text = try filled()
        guard let value = T(rawValue: text) else {
            let words = T.allCases.map(\.rawValue)
            throw notAllowed(
                text, zh: words.joined(separator: "、") + " 之一" + Spelling.hint(text, among: words).zh,
                en: "one of " + words.joined(separator: ", ") + Spelling.hint(text, among: words).en)
        }
        return value
    }

    /// The items of a list. Throws WORK-0005.
    package func list() throws(Problem) -> [YAMLValue] {
        guard let sequence = node.sequence else {
            throw wrongShape(zh: "列表(每项以 - 开头)", en: "a list (each item begins with -)")
        }
        return sequence.enumerated().map { index, node in
            YAMLValue(node: node, file: file, key: "\(key)[\(index)]", line: node.mark?.line ?? line)
        }
    }

    /// The mapping, whose keys are all among `allowed`. Throws WORK-0003 (unknown key) and WORK-0005.
    package func map(_ allowed: [String]) throws(Problem) -> YAMLMap {
        let map = try anyMap()
        for (name, value) in map.entries where !allowed.contains(name) {
            let hint = Spelling.hint(name, among: allowed)
            throw Problem(
                "WORK-0003", zh: "不认识的键“\(name)”\(hint.zh)", en: "unknown key \"\(name)\"\(hint.en)",
                remedyZh: "此处可用:\(allowed.joined(separator: "、"))",
                remedyEn: "known here: \(allowed.joined(separator: ", "))",
                place: value.place)
        }
        return map
    }

    /// The mapping with whatever keys it has. Throws WORK-0005.
    package func anyMap() throws(Problem) -> YAMLMap {
        guard let mapping = node.mapping else { throw wrongShape(zh: "“键: 值”的一组", en: "lines of \"key: value\"") }
        var entries: [(String, YAMLValue)] = []
        for (name, node) in mapping {
            guard let word = name.scalar?.string else {
                throw wrongShape(zh: "“键: 值”的一组", en: "lines of \"key: value\"")
            }
            let line = name.mark?.line ?? node.mark?.line ?? line
            entries.append(
                (word, YAMLValue(node: node, file: file, key: key.isEmpty ? word : "\(key).\(word)", line: line)))
        }
        return YAMLMap(value: self, entries: entries)
    }

    /// Whether several values stand below this one.
    package var isMapping: Bool { node.mapping != nil }

    /// Whether several values stand below this one, one after another.
    package var isList: Bool { node.sequence != nil }

    /// Whether nothing, or the placeholder, stands here.
    package var isUnfilled: Bool {
        isAbsent || node.scalar.map { Placeholder.isUnfilled($0.string) } == true
    }

    package func notAllowed(_ text: String, zh: String, en: String) -> Problem {
        Problem(
            "WORK-0007", zh: "“\(key)”的值“\(text)”不可用", en: "\"\(text)\" is no value for \"\(key)\"",
            remedyZh: "应为\(zh)",
            remedyEn: "write \(en)", place: place)
    }

    private func wrongShape(zh: String, en: String) -> Problem {
        Problem(
            "WORK-0005", zh: "“\(key)”处应为\(zh)", en: "\"\(key)\" should be \(en)", remedyZh: "请对照生成时的样式与缩进改正",
            remedyEn: "compare it with the file as it was made, and mind the indentation", place: place)
    }
}

/// A mapping of a YAML file.
package struct YAMLMap {
    package let value: YAMLValue
    package let entries: [(String, YAMLValue)]

    /// The value of a key, nil where it is not there or empty.
    package func optional(_ key: String) -> YAMLValue? {
        entries.first { $0.0 == key }.map(\.1).flatMap { $0.isAbsent ? nil : $0 }
    }

    /// The value of a key. Throws WORK-0004 where it is not there or empty.
    package func required(_ key: String) throws(Problem) -> YAMLValue {
        guard let found = optional(key) else {
            let line = entries.first { $0.0 == key }?.1.line ?? value.line
            let name = value.key.isEmpty ? key : "\(value.key).\(key)"
            throw Problem(
                "WORK-0004", zh: "缺少“\(name)”", en: "\"\(name)\" is missing", remedyZh: "请补上这一行",
                remedyEn: "add the line", place: "\(value.file):\(line): \(name)")
        }
        return found
    }
}

extension Problem {
    fileprivate init(yaml error: any Error, path: String) {
        switch error as? YamlError {
        case .duplicatedKeysInMapping(let keys, let context)?:
            let names = keys.joined(separator: "、")
            self.init(
                "WORK-0002", zh: "键“\(names)”重复", en: "the key \"\(names)\" is there twice", remedyZh: "只保留一处",
                remedyEn: "keep one", place: "\(path):\(context.mark.line)")
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            self.init(
                "WORK-0001", zh: "YAML 写法有误:\(problem)", en: "this is no YAML: \(problem)",
                remedyZh: "检查该行附近的缩进、冒号后的空格和引号",
                remedyEn: "look at indentation, the blank after a colon, and quotes near that line",
                place: "\(path):\(mark.line)")
        default:
            self.init(
                "WORK-0001", zh: "YAML 写法有误", en: "this is no YAML", remedyZh: "检查文件中是否有控制字符",
                remedyEn: "look for control characters", place: path)
        }
    }
}
