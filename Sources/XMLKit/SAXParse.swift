// SAXParse.swift — one run of libxml2 over a document. The only file that holds a parser context.
//
// libxml2 pulls bytes from us and calls back with tags and text; no tree of its own exists. When something is wrong it is
// never stopped from inside a callback (that frees buffers it still reads from): the source just says "no more".
internal import CLibXML2
internal import Reporting

/// libxml2, started once for the process. Every use of the library goes through it.
enum LibXML {
    private static let started: Void = biao_xml_start()

    /// Runs `body` with the thread's errors going to `sink` instead of standard error.
    static func run<R>(errorsTo sink: ErrorSink, _ body: () throws(Problem) -> R) throws(Problem) -> R {
        started
        let old = biao_xml_handle_errors(
            { context, error in
                guard let context, let error else { return }
                Unmanaged<ErrorSink>.fromOpaque(context).takeUnretainedValue().take(error.pointee)
            }, Unmanaged.passUnretained(sink).toOpaque())
        defer {
            biao_xml_restore_handlers(old)
            withExtendedLifetime(sink) {}
        }
        return try body()
    }
}

/// Receives what libxml2 complains about.
class ErrorSink {
    /// One complaint: libxml2's words, without the line break, and the line.
    func take(domain: UInt32, message: String, line: Int) {}

    fileprivate func take(_ error: xmlError) {
        guard error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        var message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
        while message.last?.isWhitespace == true { message.removeLast() }
        take(domain: UInt32(bitPattern: error.domain), message: message, line: Int(error.line))
    }
}

/// One parse. Builds elements, and delivers those at one depth: 0 is the root, 1 its children, nil none at all.
final class SAXParse: ErrorSink {
    typealias Receive = (XMLElement) throws(Problem) -> Void

    private struct Frame {
        var element: XMLElement
        var text: [UInt8] = []
        var hasChildren = false
    }

    private let deliverAt: Int?
    private var stack: [Frame] = []
    private var problem: Problem?
    private var ended = false
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var position = 0
    private var parser: xmlParserCtxtPtr?
    private var receiveRoot: Receive?
    private var receive: Receive?
    private(set) var complaints: [XMLSchemaError] = []

    /// How many schema errors are kept; after that the reading ends.
    static let maxComplaints = 100

    /// A document that says where its schema lies makes libxml2 load it into ours.
    private let refusesSchemaLocation: Bool
    /// Gets everything as it comes, where there is one; then no elements are built.
    private let events: (any XMLEventHandler)?

    init(deliverAt: Int?, refusesSchemaLocation: Bool = false, events: (any XMLEventHandler)? = nil) {
        self.deliverAt = deliverAt
        self.refusesSchemaLocation = refusesSchemaLocation
        self.events = events
    }

    /// Parses `bytes`, against `schema` where there is one.
    func run(
        _ bytes: [UInt8], limits: XMLLimits, schema: xmlSchemaPtr? = nil, root: Receive, element: Receive
    ) throws(Problem) {
        try withoutActuallyEscaping(root) { (root) throws(Problem) in
            try withoutActuallyEscaping(element) { (element) throws(Problem) in
                receiveRoot = root
                receive = element
                defer { (receiveRoot, receive) = (nil, nil) }
                try bytes.withUnsafeBufferPointer { (bytes) throws(Problem) in
                    position = try Prescan.check(bytes, limits: limits)
                    self.bytes = bytes
                    defer { self.bytes = UnsafeBufferPointer(start: nil, count: 0) }
                    try LibXML.run(errorsTo: self) { () throws(Problem) in try parse(schema) }
                }
            }
        }
    }

    private func parse(_ schema: xmlSchemaPtr?) throws(Problem) {
        var handlers = Self.handlers
        let context = Unmanaged.passUnretained(self).toOpaque()
        let made = xmlCreateIOParserCtxt(
            &handlers, context,
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                return SAXParse.of(context).fill(buffer, Int(count))
            }, nil, context, XML_CHAR_ENCODING_UTF8)
        guard let parser = made else { throw .bug("libxml2 made no parser") }
        defer { xmlFreeParserCtxt(parser) }
        self.parser = parser
        defer { self.parser = nil }
        // NOENT, or libxml2 hands out "&amp;" in an attribute as "&#38;". There are no entities but those of XML itself.
        let options = [XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT].reduce(0) { $0 | $1.rawValue }
        _ = xmlCtxtUseOptions(parser, Int32(options))
        if let schema {
            let run = try SchemaRun(schema, on: parser)
            try run.during { _ = xmlParseDocument(parser) }
            guard run.isValid || !complaints.isEmpty || problem != nil else {
                throw .bug("libxml2 finds a document invalid without a reason")
            }
        } else {
            _ = xmlParseDocument(parser)
        }
        if let problem { throw problem }
        if ended { return }
        guard parser.pointee.wellFormed == 1, parser.pointee.nsWellFormed == 1 else {
            throw .malformed("libxml2 gives no reason", line: line)
        }
        guard stack.isEmpty, position == self.bytes.count else { throw .malformed("content after the end", line: line) }
    }

    /// The line that libxml2 has come to.
    var line: Int {
        guard let input = parser?.pointee.input else { return 1 }
        return max(1, Int(input.pointee.line))
    }

    override func take(domain: UInt32, message: String, line: Int) {
        guard problem == nil, !ended else { return }
        let line = line > 0 ? line : self.line
        guard domain == XML_FROM_SCHEMASV.rawValue else {
            problem = .malformed(message, line: line)
            return
        }
        complaints.append(XMLSchemaError(line: line, message: message))
        ended = complaints.count >= Self.maxComplaints
    }

    /// Gives libxml2 its next bytes; none once something is wrong.
    private func fill(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int) -> Int32 {
        guard problem == nil, !ended else { return 0 }
        let size = min(count, bytes.count - position)
        UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position..<position + size]))
        position += size
        return Int32(size)
    }
}

// MARK: - What libxml2 calls

extension SAXParse {
    private static func of(_ context: UnsafeMutableRawPointer) -> SAXParse {
        Unmanaged<SAXParse>.fromOpaque(context).takeUnretainedValue()
    }

    private static var handlers: xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { context, name, _, uri, _, _, count, _, values in
            guard let context, let name else { return }
            SAXParse.of(context).start(name, uri, Int(count), values)
        }
        sax.endElementNs = { context, _, _, _ in
            guard let context else { return }
            SAXParse.of(context).end()
        }
        let characters: charactersSAXFunc = { context, text, count in
            guard let context, let text else { return }
            SAXParse.of(context).text(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        sax.characters = characters
        sax.ignorableWhitespace = characters
        sax.cdataBlock = characters
        // The prescan refuses both; a second lock on the same door.
        sax.internalSubset = { context, _, _, _ in
            guard let context else { return }
            SAXParse.of(context).refuse { .documentType(line: $0) }
        }
        sax.processingInstruction = { context, _, _ in
            guard let context else { return }
            SAXParse.of(context).refuse { .processingInstruction(line: $0) }
        }
        return sax
    }

    private func refuse(_ make: (Int) -> Problem) {
        problem = problem ?? make(line)
    }

    private func start(
        _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
        _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard problem == nil, deliverAt != nil || refusesSchemaLocation || events != nil else { return }
        if let events {
            do throws(Problem) {
                try events.start(XMLStart(name: name, count: count, values: values, line: line))
            } catch {
                problem = error.at("line \(line)")
            }
            return
        }
        var element = XMLElement(String(cString: name), namespace: uri.map { String(cString: $0) })
        if let values, count > 0 {
            element.attributes.reserveCapacity(count)
            for index in 0..<count {
                // Five each: local name, prefix, namespace, first byte of the value, the byte after its last.
                let five = values + index * 5
                guard let name = five[0], let from = five[3], let to = five[4] else { continue }
                element.attributes.append(
                    XMLAttribute(
                        String(cString: name), namespace: five[2].map { String(cString: $0) },
                        String(decoding: UnsafeBufferPointer(start: from, count: to - from), as: UTF8.self)))
            }
        }
        if refusesSchemaLocation, element.attributes.contains(where: \.namesSchema) {
            problem = .documentNamesSchema(line: line)
        }
        guard deliverAt != nil else { return }
        if stack.isEmpty { hand(element, to: receiveRoot) }
        stack.append(Frame(element: element))
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let events, problem == nil { return events.text(bytes) }
        guard problem == nil, !stack.isEmpty else { return }
        stack[stack.count - 1].text.append(contentsOf: bytes)
    }

    private func end() {
        if let events, problem == nil {
            do throws(Problem) { try events.end() } catch { problem = error.at("line \(line)") }
            return
        }
        guard problem == nil, var frame = stack.popLast() else { return }
        let isBlank = frame.text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        if !(frame.hasChildren && isBlank) { frame.element.text = String(decoding: frame.text, as: UTF8.self) }
        if !stack.isEmpty { stack[stack.count - 1].hasChildren = true }
        let depth = stack.count
        if depth == deliverAt {
            hand(frame.element, to: receive)
        } else if let deliverAt, depth > deliverAt {
            stack[depth - 1].element.children.append(frame.element)
        } else if !isBlank {
            problem = .strayText(line: line)
        }
    }

    private func hand(_ element: XMLElement, to receive: Receive?) {
        do throws(Problem) {
            try receive?(element)
        } catch {
            problem = error.at("line \(line)")
        }
    }
}

extension XMLAttribute {
    /// `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation`.
    fileprivate var namesSchema: Bool {
        namespace == "http://www.w3.org/2001/XMLSchema-instance"
            && (name == "schemaLocation" || name == "noNamespaceSchemaLocation")
    }
}
