// BillReader.swift — a bill out of a file of whatever known format; says which, and refuses by name what it does not know.
package import Reporting
package import TenderModel
internal import XMLKit

/// How much a bill may ask of us.
package struct BillLimits: Sendable, Hashable {
    package var maxItems = 200_000
    package var maxNodes = 50_000
    /// Quotas under items, and what they take; those beyond are not read, and ``BillAnalysis/isCut`` says so.
    package var maxQuotas = 1_000_000
    package var maxUses = 4_000_000
    /// Of a file, and of the contents of one sheet.
    package var maxBytes = 256 << 20

    package init() {}

    var xml: XMLLimits { XMLLimits(maxBytes: maxBytes, maxNodes: 40_000_000) }
}

/// Reads bills. Made once, with all mappings at hand.
package struct BillReader: Sendable {
    package let mappings: [BillMapping]
    package var limits = BillLimits()
    /// Whether ``Bill/analysis`` is wanted; what makes up a unit price can be ten times as long as the prices.
    package let readsAnalyses: Bool

    /// Ours and, before them, those of a pack. Throws BILL-0010 (a mapping that cannot be used), BILL-0011 (an id twice).
    package init(mappings more: [BillMapping] = [], readsAnalyses: Bool = false) throws(Problem) {
        let all = more + (try ShippedMappings.all())
        var seen: Set<String> = []
        for mapping in all {
            guard seen.insert(mapping.id).inserted else { throw .mappingTwice(mapping.id) }
        }
        mappings = all
        self.readsAnalyses = readsAnalyses
    }

    /// Whether a file's name is one that a bill could have.
    package static func couldBeBill(_ name: String) -> Bool {
        let lower = name.lowercased()
        return ["xml", "xlsx", "xlsm", "13jk", "13jt", "13jz", "gczjwj"].contains { lower.hasSuffix("." + $0) }
    }

    /// The bill in `bytes`, called `file` in places.
    ///
    /// What is wrong with numbers and editions is in ``Bill/flaws``. Thrown: BILL-0001 (no bill's root), BILL-0002 (an
    /// unknown standard), BILL-0003 … BILL-0006, and what XMLKit and Spreadsheet refuse.
    package func read(_ bytes: [UInt8], file: String) throws(Problem) -> Bill {
        if bytes.starts(with: [0x50, 0x4B]) { return try readSheets(bytes, file: file) }
        let text = bytes.prefix(64).drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        // UTF-16 is let through to the XML reader, which says so in words
        guard text.first == UInt8(ascii: "<") || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        else { throw .unknownFile(file) }
        let reader = XMLBillReader(
            file: file, size: bytes.count, mappings: mappings.filter { $0.kind == .xml }, limits: limits,
            readsAnalyses: readsAnalyses)
        do throws(Problem) {
            try XMLEvents.read(bytes, limits: limits.xml, to: reader)
        } catch {
            throw error.within(file)
        }
        let bill = reader.bill
        guard !bill.items.isEmpty else { throw .noItems(file) }
        return bill
    }
}

extension Problem {
    /// The same problem at `line 12` of a file, as `file:12`.
    func within(_ file: String) -> Problem {
        guard let place, place != file else { return at(file) }
        var copy = self
        copy.place =
            place.hasPrefix("line ")
            ? "\(file):\(place.dropFirst(5))" : place.hasPrefix(file) ? place : "\(file) \(place)"
        return copy
    }
}
