// SchemaRun.swift — one document's validation: a context of its own, plugged into the parser while it reads.
internal import CLibXML2
internal import Reporting

/// Complaints about the schema itself; the first is the one to tell.
final class SchemaErrors: ErrorSink {
    private(set) var first: (line: Int, message: String)?

    override func take(domain: UInt32, message: String, line: Int) {
        first = first ?? (max(1, line), message)
    }
}

/// Owns the validation context.
struct SchemaRun: ~Copyable {
    private let context: xmlSchemaValidCtxtPtr
    private let parser: xmlParserCtxtPtr

    init(_ schema: xmlSchemaPtr, on parser: xmlParserCtxtPtr) throws(Problem) {
        guard let context = xmlSchemaNewValidCtxt(schema) else { throw .bug("libxml2 made no validation context") }
        // Without this, errors carry no line: a streamed document has no nodes that know theirs.
        xmlSchemaValidateSetLocator(
            context,
            { parser, file, line in
                // Both must be set whatever comes: libxml2 reads them without having given them a value.
                file?.pointee = nil
                line?.pointee = 0
                guard let parser, let input = parser.assumingMemoryBound(to: xmlParserCtxt.self).pointee.input else {
                    return -1
                }
                line?.pointee = UInt(max(0, input.pointee.line))
                return 0
            }, parser)
        self.parser = parser
        self.context = context
    }

    deinit {
        xmlSchemaFreeValidCtxt(context)
    }

    /// Runs `body`, which parses, with the validation listening.
    borrowing func during(_ body: () -> Void) throws(Problem) {
        guard let plug = biao_xml_plug(context, parser) else { throw .bug("libxml2 refused the validation") }
        body()
        xmlSchemaSAXUnplug(plug)
    }

    /// Whether libxml2 holds that the document is valid.
    var isValid: Bool { xmlSchemaIsValid(context) == 1 }
}
