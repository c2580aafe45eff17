// XPathTests.swift — expressions: found, refused, stopped; and functions of ours.
import Glibc
import Reporting
import Synchronization
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
        // its steps are used up, for each expression of the same rule
        #expect(problem { () throws(Problem) in _ = try run.nodes(XPathExpression("//a")) } == "XPATH-0002")
        // and for the next one the run is as good as before
        run.begin()
        #expect(try run.nodes(XPathExpression("//a[. = 7]")).count == 1)
    }

    @Test func theBrakeEndsWhatGoesOnInAnotherThread() throws {
        var children: [XMLElement] = []
        for number in 0..<2_000 { children.append(XMLElement("a", namespace: "", text: String(number))) }
        let root = XMLElement("view", namespace: "", children: children)
        let brake = Mutex<XPathBrake?>(nil)
        let running = Meanwhile<String?> { () throws(Problem) in
            let run = try XPathRun(XPathDocument(root), operationLimit: .max)
            let hours = try XPathExpression("//a[count(//a[count(//a[count(//a) > 1]) > 1]) > 1]")
            brake.withLock { $0 = run.brake }
            do throws(Problem) { _ = try run.nodes(hours) } catch { return error.code }
            return nil
        }
        while brake.withLock({ $0 }) == nil { sched_yield() }
        #expect(try running.value(within: .milliseconds(50)) == .none)
        brake.withLock { $0 }?.pull()
        #expect(try running.value() == "XPATH-0004")
    }

    @Test(arguments: [
        ("contains('投标函', '标')", "true"), ("contains('abc', '')", "true"), ("contains('', 'a')", "false"),
        ("contains(//none, '')", "true"), ("substring-before('1999/04/01', '/')", "1999"),
        ("substring-before('abc', 'x')", ""), ("substring-after('1999/04/01', '/')", "04/01"),
        ("substring-after('投标函', '投')", "标函"), ("substring-after('abc', '')", "abc"),
        ("translate('bar', 'abc', 'ABC')", "BAr"), ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
        ("translate('aa', 'aa', 'xy')", "xx"), ("translate('é', 'e', 'x')", "é"), ("concat('a', 1, true())", "a1true"),
        ("contains(12, 2)", "true"), ("concat(//item, '|')", "1.10|"),
    ])
    func stringFunctionsAreThoseOfTheRecommendation(_ expression: String, says: String) throws {
        let run = try run()
        let top = try #require(try run.nodes(XPathExpression("/view")).first)
        #expect(try run.text(XPathExpression(expression), at: top) == says)
    }

    @Test func textThatGrowsWithoutBoundIsRefused() throws {
        let root = XMLElement("view", namespace: "", text: String(repeating: "a", count: 1 << 20))
        let run = try XPathRun(XPathDocument(root))
        let much = try XPathExpression("concat(" + Array(repeating: "/", count: 900).joined(separator: ",") + ")")
        let top = try #require(try run.nodes(XPathExpression("/view")).first)
        #expect(problem { () throws(Problem) in _ = try run.text(much, at: top) } == "XPATH-0002")
    }
}
