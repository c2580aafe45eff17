// ReportingTests.swift — findings and problems keep what they were told first, and speak both languages.
import Reporting
import Testing

@Suite struct ReportingTests {
    private let text = LocalizedText(zh: "缺少文件", en: "a file is missing")

    struct Weight: Sendable {
        let heavier: Finding.Severity
        let lighter: Finding.Severity
        let why: String
    }

    @Test(arguments: [
        Weight(heavier: .error, lighter: .indeterminate, why: "a certain fault outweighs one that cannot be told"),
        Weight(heavier: .indeterminate, lighter: .warning, why: "what cannot be told is never a pass with a remark"),
        Weight(
            heavier: .warning, lighter: .note, why: "a person should look before reading what is merely worth knowing"),
    ])
    func severitiesSortHeaviestFirst(_ weight: Weight) {
        #expect(weight.heavier < weight.lighter, "\(weight.why)")
        #expect([weight.lighter, weight.heavier].sorted().first == weight.heavier, "\(weight.why)")
    }

    @Test func innermostPlaceWins() {
        let finding = Finding(code: "TEST-0001", message: text)
        #expect(finding.at("bid.xml").at("my.bid").place == "bid.xml")
        let problem = Problem(code: "TEST-0002", message: text, remedy: text, place: "bid.yaml:3")
        #expect(problem.at("mybid/").place == "bid.yaml:3")
    }

    @Test func aProblemReadFromAJudgedDocumentBecomesItsFinding() {
        let problem = Problem(
            code: "TEST-0003", message: text, remedy: LocalizedText(zh: "补上", en: "add it"), place: "a")
        let finding = Finding(problem, severity: .indeterminate, basis: .order20("26"))
        #expect(finding.code == problem.code)
        #expect(finding.remedy == problem.remedy)
        #expect(finding.place == "a")
        #expect(finding.severity == .indeterminate)
    }

    @Test func textAndCitationComeInBothLanguages() {
        #expect(text[.zh] == "缺少文件")
        #expect(text[.en] == "a file is missing")
        #expect(Basis.order20("26").citation[.zh] == "《电子招标投标办法》(八部委令第20号)第26条")
        #expect(Basis.regulation("51(一)").citation[.en].hasSuffix("art. 51(一)"))
    }

    @Test(arguments: [
        (Progress(step: .extract, completed: 2, total: 5), "2/5", "bids that are read are no bytes"),
        (Progress(step: .compare, completed: 11, total: 11), "11/11", "nor are signals"),
        (Progress(step: .keys, completed: 3, total: 24), "3/24", "nor keys"),
        (Progress(step: .verify, completed: 3 << 20, total: 10 << 20), "3/10 MiB", "a container is"),
        (Progress(step: .seal, completed: 7 << 20, total: 0), "7 MiB", "a total that nobody knows is not shown"),
    ])
    func progressIsToldInItsUnit(_ progress: Progress, _ amount: String, _ why: String) {
        #expect(progress.amount == amount, "\(why)")
    }
}
