// XPath.swift — XPath 1.0 expressions: compiled once, run with an operation limit, with functions of ours. The only file
// that holds an XPath context.
internal import CLibXML2
package import Reporting

/// A compiled expression. Safe to use from several threads: running it does not change it.
package final class XPathExpression: @unchecked Sendable {
    package let text: String
    fileprivate let compiled: xmlXPathCompExprPtr

    /// Throws XPATH-0001 where `text` is no expression.
    package init(_ text: String) throws(Problem) {
        guard (1...4_000).contains(text.utf8.count), !text.utf8.contains(0) else {
            throw .badExpression(text, "empty, or over 4,000 bytes")
        }
        let sink = FirstWords()
        let made = try LibXML.run(errorsTo: sink) { () throws(Problem) -> xmlXPathCompExprPtr? in
            let context = xmlXPathNewContext(nil)
            defer { xmlXPathFreeContext(context) }
            return xmlXPathCtxtCompile(context, text)
        }
        guard let made, sink.words == nil else {
            xmlXPathFreeCompExpr(made)
            throw .badExpression(text, sink.words ?? "libxml2 gives no reason")
        }
        self.text = text
        compiled = made
    }

    deinit {
        xmlXPathFreeCompExpr(compiled)
    }
}

/// A value that goes into a function of ours, or comes out of one.
package enum XPathValue: Sendable {
    case text(String)
    case number(Double)
    case truth(Bool)
    /// The text of each node, in document order. Only into a function.
    case nodes([String])

    /// As XPath's `string()` has it.
    package var string: String {
        switch self {
        case .text(let text): text
        case .number(let number):
            number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : "\(number)"
        case .truth(let truth): truth ? "true" : "false"
        case .nodes(let nodes): nodes.first ?? ""
        }
    }

    /// As XPath's `number()` has it, for numbers and for text that is a whole number; else not a number.
    package var number: Double {
        switch self {
        case .number(let number): number
        case .truth(let truth): truth ? 1 : 0
        case .text, .nodes: Double(string) ?? .nan
        }
    }

    /// Each node's text; a single value as the only one.
    package var strings: [String] {
        if case .nodes(let nodes) = self { nodes } else { [string] }
    }
}

/// A function for expressions: how many arguments it takes, and what it makes of them.
package struct XPathFunction: Sendable {
    package var arguments: ClosedRange<Int>
    package var call: @Sendable ([XPathValue]) -> XPathValue

    package init(_ arguments: ClosedRange<Int>, _ call: @escaping @Sendable ([XPathValue]) -> XPathValue) {
        self.arguments = arguments
        self.call = call
    }
}

/// Puts expressions to one document.
package final class XPathRun {
    /// Steps that expressions may take until the next ``begin()``. A bill of 20,000 items with a few steps each needs some
    /// hundred thousand.
    package static let operationLimit = 20_000_000

    private let document: XPathDocument
    private let context: xmlXPathContextPtr
    private let functions: [String: XPathFunction]
    private let limit: Int
    /// Steps taken since the last ``begin()``.
    private var taken = 0
    /// What lets another thread end this run.
    package let brake: XPathBrake

    /// - Parameters:
    ///   - functions: By local name, in the namespace `namespace`, whose prefix in expressions is `prefix`.
    package init(
        _ document: XPathDocument, functions: [String: XPathFunction] = [:], prefix: String = "f",
        namespace: String = "urn:biao:functions:1", operationLimit: Int = XPathRun.operationLimit
    ) throws(Problem) {
        guard let context = xmlXPathNewContext(document.tree) else { throw .bug("libxml2 made no XPath context") }
        self.document = document
        self.context = context
        self.functions = functions
        limit = operationLimit
        brake = XPathBrake(context)
        _ = xmlXPathRegisterNs(context, prefix, namespace)
        for name in functions.keys { _ = xmlXPathRegisterFuncNS(context, name, namespace, Self.entry) }
        for name in XPathStrings.functions.keys {
            // a name that is taken is not given anew
            _ = xmlXPathRegisterFunc(context, name, nil)
            _ = xmlXPathRegisterFunc(context, name, Self.entry)
        }
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        brake.release()
        xmlXPathFreeContext(context)
    }

    private static let entry: xmlXPathFunction = { parser, count in
        guard let parser, let context = parser.pointee.context, let data = context.pointee.userData else { return }
        Unmanaged<XPathRun>.fromOpaque(data).takeUnretainedValue().call(parser, Int(count))
    }

    /// Gives the expressions that follow their full number of steps again: those of another rule.
    package func begin() { taken = 0 }

    /// Lets expressions say `$name` for the nodes that `expression` finds.
    package func set(_ name: String, to expression: XPathExpression) throws(Problem) {
        let value = try evaluate(expression, from: nil)
        guard xmlXPathRegisterVariable(context, name, value) == 0 else {
            xmlXPathFreeObject(value)
            throw .bug("libxml2 took no variable")
        }
    }

    /// The nodes that an expression finds. Throws XPATH-0002 (it fails, or takes too long), XPATH-0003 (it gives no nodes).
    package func nodes(_ expression: XPathExpression, from node: XPathNode? = nil) throws(Problem) -> [XPathNode] {
        let value = try evaluate(expression, from: node)
        defer { xmlXPathFreeObject(value) }
        guard value.pointee.type == XPATH_NODESET else { throw .noNodes(expression.text) }
        guard let set = value.pointee.nodesetval else { return [] }
        return (0..<Int(set.pointee.nodeNr)).compactMap { index in
            set.pointee.nodeTab[index].map { XPathNode(document: document, pointer: $0) }
        }
    }

    /// Whether an expression holds. Throws XPATH-0002.
    package func holds(_ expression: XPathExpression, at node: XPathNode) throws(Problem) -> Bool {
        let value = try evaluate(expression, from: node)
        defer { xmlXPathFreeObject(value) }
        return xmlXPathCastToBoolean(value) == 1
    }

    /// What an expression says, as text. Throws XPATH-0002.
    package func text(_ expression: XPathExpression, at node: XPathNode) throws(Problem) -> String {
        let value = try evaluate(expression, from: node)
        defer { xmlXPathFreeObject(value) }
        return Self.text(of: value)
    }

    private static func text(of value: xmlXPathObjectPtr) -> String {
        guard let text = xmlXPathCastToString(value) else { return "" }
        defer { biao_xml_free(text) }
        return String(cString: text)
    }

    private func evaluate(_ expression: XPathExpression, from node: XPathNode?) throws(Problem) -> xmlXPathObjectPtr {
        context.pointee.node = node?.pointer ?? xmlDocGetRootElement(document.tree)
        context.pointee.opCount = 0
        guard brake.allow(max(1, limit - taken)) else { throw .stopped(expression.text) }
        defer { taken += Int(context.pointee.opCount) }
        let sink = FirstWords()
        let value = try LibXML.run(errorsTo: sink) { () throws(Problem) in
            xmlXPathCompiledEval(expression.compiled, context)
        }
        guard let value, sink.words == nil else {
            xmlXPathFreeObject(value)
            if brake.isPulled { throw .stopped(expression.text) }
            if context.pointee.opCount >= context.pointee.opLimit { throw .tooManySteps(expression.text, limit: limit) }
            throw .failedExpression(expression.text, sink.words ?? "libxml2 gives no reason")
        }
        return value
    }

    /// libxml2 has come to one of our functions.
    private func call(_ parser: xmlXPathParserContextPtr, _ count: Int) {
        let isCore = parser.pointee.context.pointee.functionURI == nil
        guard let name = parser.pointee.context.pointee.function.map({ String(cString: $0) }),
            let function = isCore ? XPathStrings.functions[name] : functions[name], function.arguments.contains(count)
        else {
            biao_xpath_fail(parser, Int32(XPATH_INVALID_ARITY.rawValue))
            return
        }
        var arguments: [XPathValue] = []
        for _ in 0..<count {
            guard let value = biao_xpath_pop(parser) else {
                biao_xpath_fail(parser, Int32(XPATH_STACK_ERROR.rawValue))
                return
            }
            arguments.append(isCore ? .text(Self.text(of: value)) : Self.value(value))
            xmlXPathFreeObject(value)
        }
        arguments.reverse()
        if isCore, arguments.reduce(0, { $0 + $1.string.utf8.count }) > XPathStrings.mostBytes {
            biao_xpath_fail(parser, Int32(XPATH_MEMORY_ERROR.rawValue))
            return
        }
        switch function.call(arguments) {
        case .number(let number): biao_xpath_push(parser, xmlXPathNewFloat(number))
        case .truth(let truth): biao_xpath_push(parser, xmlXPathNewBoolean(truth ? 1 : 0))
        case .text(let text): biao_xpath_push(parser, xmlXPathNewString(text))
        case .nodes(let nodes): biao_xpath_push(parser, xmlXPathNewString(nodes.first ?? ""))
        }
    }

    private static func value(_ object: xmlXPathObjectPtr) -> XPathValue {
        switch object.pointee.type {
        case XPATH_NUMBER: return .number(object.pointee.floatval)
        case XPATH_BOOLEAN: return .truth(object.pointee.boolval != 0)
        case XPATH_NODESET:
            guard let set = object.pointee.nodesetval else { return .nodes([]) }
            xmlXPathNodeSetSort(set)
            return .nodes(
                (0..<Int(set.pointee.nodeNr)).map { index in
                    guard let text = xmlNodeGetContent(set.pointee.nodeTab[index]) else { return "" }
                    defer { biao_xml_free(text) }
                    return String(cString: text)
                })
        default: return .text(text(of: object))
        }
    }
}

/// Keeps the first complaint.
private final class FirstWords: ErrorSink {
    private(set) var words: String?

    override func take(domain: UInt32, message: String, line: Int) { words = words ?? message }
}

extension Problem {
    fileprivate static func badExpression(_ text: String, _ reason: String) -> Problem {
        Problem(
            "XPATH-0001", zh: "不是 XPath 1.0 表达式:\(reason)", en: "this is no XPath 1.0 expression: \(reason)",
            remedyZh: "检查括号、引号和函数名", remedyEn: "look at brackets, quotes and names of functions",
            place: String(text.prefix(200)))
    }

    fileprivate static func failedExpression(_ text: String, _ reason: String) -> Problem {
        Problem(
            "XPATH-0002", zh: "表达式无法求值:\(reason)", en: "the expression cannot be evaluated: \(reason)",
            remedyZh: "检查函数名、参数个数和前缀", remedyEn: "look at names and arguments of functions, and at prefixes",
            place: String(text.prefix(200)))
    }

    fileprivate static func tooManySteps(_ text: String, limit: Int) -> Problem {
        Problem(
            "XPATH-0002", zh: "表达式超过 \(limit) 步仍未算完", en: "the expression takes more than \(limit) steps",
            remedyZh: "避免对每一项再遍历全部各项(如 //a[//b])",
            remedyEn: "do not walk over everything for each item, as in //a[//b]", place: String(text.prefix(200)))
    }

    fileprivate static func stopped(_ text: String) -> Problem {
        Problem(
            "XPATH-0004", zh: "表达式未能按时算完", en: "the expression was not done in time",
            remedyZh: "化简该表达式,或联系编制人", remedyEn: "make it simpler, or ask who wrote it",
            place: String(text.prefix(200)))
    }

    fileprivate static func noNodes(_ text: String) -> Problem {
        Problem(
            "XPATH-0003", zh: "表达式的结果不是节点", en: "the expression finds no nodes but a value",
            remedyZh: "此处写路径,如 $bid/industry/letter", remedyEn: "write a path here, such as $bid/industry/letter",
            place: String(text.prefix(200)))
    }
}
