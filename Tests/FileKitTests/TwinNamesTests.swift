// TwinNamesTests.swift — which names some machine takes for one and the same.
import FileKit
import Testing

@Suite struct TwinNamesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var paths: [String]
        var twins: Bool
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Row(paths: ["a", "b", "a/b"], twins: true, why: "a file and a folder of one name"),
        Row(paths: ["rules/a.yaml", "rules/b.yaml"], twins: false, why: "two files of one folder"),
        Row(paths: ["规则.yaml", "规则2.yaml"], twins: false, why: "Chinese names"),
        Row(paths: ["\u{e9}.yaml", "e\u{301}.yaml"], twins: true, why: "composed and decomposed"),
        Row(paths: ["README.md", "readme.md"], twins: true, why: "case"),
        Row(paths: ["stra\u{df}e", "STRASSE"], twins: true, why: "full case folding"),
        Row(paths: ["rules/a.yaml", "Rules/b.yaml"], twins: true, why: "folders that differ in case"),
        Row(paths: ["\u{e9}/a", "e\u{301}/b"], twins: true, why: "folders that differ in composition"),
        Row(paths: ["a", "a"], twins: true, why: "one name twice"), Row(paths: [], twins: false, why: "nothing"),
    ])
    func tells(_ row: Row) {
        #expect((TwinNames.first(in: row.paths) != nil) == row.twins)
        #expect((TwinNames.first(in: row.paths.reversed()) != nil) == row.twins, "in any order")
    }
}
