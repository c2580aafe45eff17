// XPathTests.swift — expressions: found, refused, stopped; and functions of ours.
import Reporting
import Testing
import XMLKit

@Suite struct XPathTests {
    static let root = XMLElement(
        "view", namespace: "",
        children: [
            XMLElement("item", namespace: "", attributes: ["id": "a"], text: "1.10"),
            XMLElement("item", namespace: "", attributes: ["id": "b"], text: "2.20"),
            XMLElement("name", namespace: "", text: "投标函"),
        ])

    private func run(limit: Int = XPathRun.operationLimit) throws -> XPathRun {
        let functions = [
            "join": XPathFunction(1...2) { .text($0[0].strings.joined(separator: $0.count > 1 ? $0[1].string : "+")) },
            "twice": XPathFunction(1...1) { .number($0[0].number * 2) },
        ]
        return try XPathRun(XPathDocument(Self.root), functions: functions, operationLimit: limit)
    }

    private func problem(_ body: () throws(Problem) -> Void) -> String? {
        do throws(Problem) { try body() } catch { return error.code }
        return nil
    }

    @Test func findsNodesWithTheirPaths() throws {
        let run = try run()
        let nodes = try run.nodes(XPathExpression("/view/item"))
        #expect(nodes.map(\.path) == ["/view/item[1]", "/view/item[2]"])
        #expect(nodes.map(\.text) == ["1.10", "2.20"])
        #expect(try run.nodes(XPathExpression("/view/name")).map(\.path) == ["/view/name"])
        #expect(try run.nodes(XPathExpression("nothing")).isEmpty)
    }

    @Test func asksAtANode() throws {
        let run = try run()
        let second = try #require(try run.nodes(XPathExpression("/view/item[2]")).first)
        #expect(try run.holds(XPathExpression(". > 2"), at: second))
        #expect(try !run.holds(XPathExpression("@id = 'a'"), at: second))
        #expect(try run.text(XPathExpression("concat(@id, ../name)"), at: second) == "b投标函")
    }

    @Test func callsFunctionsWithNodesTextAndNumbers() throws {
        let run = try run()
        let top = try #require(try run.nodes(XPathExpression("/view")).first)
        #expect(try run.text(XPathExpression("f:join(item)"), at: top) == "1.10+2.20")
        #expect(try run.text(XPathExpression("f:join(item/@id, '/')"), at: top) == "a/b")
        #expect(try run.text(XPathExpression("f:twice(21)"), at: top) == "42")
        #expect(try run.text(XPathExpression("f:twice('x')"), at: top) == "NaN")
    }

    @Test func variablesStandForNodes() throws {
        let run = try run()
        try run.set("items", to: XPathExpression("/view/item"))
        #expect(try run.nodes(XPathExpression("$items[@id='b']")).map(\.text) == ["2.20"])
    }

    @Test(arguments: [
        ("a[", "a bracket is open"), ("1 +", "an operand is missing"), ("'x", "a quote is open"), ("", "nothing"),
        ("//a//", "a step is missing"), (String(repeating: "(", count: 3_000) + "1", "brackets without end"),
        (String(repeating: "a|", count: 2_500) + "a", "longer than admitted"),
    ])
    func refusesWhatIsNoExpression(_ text: String, why: String) {
        #expect(problem { () throws(Problem) in _ = try XPathExpression(text) } == "XPATH-0001", "\(why)")
    }

    @Test(arguments: [
        ("f:nothing(1)", "a function that is not there"), ("f:twice()", "too few arguments"),
        ("f:twice(1, 2)", "too many"), ("g:x(1)", "a prefix that nobody declared"), ("$unknown", "a variable of none"),
        ("document('file:///etc/passwd')", "a function of XSLT"),
    ])
    func failsWithAProblem(_ text: String, why: String) throws {
        let run = try run()
        let expression = try XPathExpression(text)
        #expect(problem { () throws(Problem) in _ = try run.nodes(expression) } == "XPATH-0002", "\(why)")
    }

    @Test func aValueIsNoNode() throws {
        let run = try run()
        #expect(problem { () throws(Problem) in _ = try run.nodes(XPathExpression("1 + 1")) } == "XPATH-0003")
    }

    @Test func whatTakesTooLongIsStopped() throws {
        var children: [XMLElement] = []
        for number in 0..<300 { children.append(XMLElement("a", namespace: "", text: String(number))) }
        let document = try XPathDocument(XMLElement("view", namespace: "", children: children))
        let run = try XPathRun(document, operationLimit: 100_000)
        let endless = try XPathExpression("//a[count(//a[count(//a[. > 1]) > 1]) > 1]")
        #expect(problem { () throws(Problem) in _ = try run.nodes(endless) } == "XPATH-0002")
        // and the run is as good as before
        #expect(try run.nodes(XPathExpression("//a[. = 7]")).count == 1)
    }
}
