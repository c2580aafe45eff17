// BidDraft.swift — what a bid workspace holds, and the one or two envelopes that are made of it.
package import Reporting
package import TenderModel

/// A bid as its workspace describes it, before it is held against the tender.
package struct BidDraft: Sendable {
    /// The copy of the tender file that the workspace was made from.
    package var tenderFile: String
    package var lot: String
    package var bidder: Organization
    package var consortium: [ConsortiumMember]
    /// The fields that are filled in; those left at the placeholder are not here.
    package var sheet: [SheetValue]
    package var deposit: Deposit?
    package var staff: [StaffMember]
    /// Every folder in `parts/`, in name order, the empty ones too.
    package var parts: [PartDraft]
    package var provenance: Provenance
    /// What the template asks for beside.
    package var industry: [IndustryElement]
    /// Where each element of it stands; see ``IndustrySection/places``.
    package var industryPlaces: [String: String]
    /// What was left out.
    package var remarks: [Finding]
    /// The folder that it was loaded from.
    package var folder: String

    /// The files of one folder in `parts/`.
    package struct PartDraft: Sendable, Hashable {
        package var id: String
        package var files: [WorkspaceFile]
    }

    /// One envelope: the bid, and the files that go with it.
    package struct Envelope: Sendable, Hashable {
        package var bid: Bid
        package var files: [WorkspaceFile]
    }

    /// Bytes of all files together.
    package var totalSize: Int64 { parts.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.size } } }

    /// The envelopes of this bid: one, or two where the tender has two.
    ///
    /// Each field and part goes into the envelope that the tender names, and so does a group of the industry part that is
    /// called like a part; deposit, staff and every other group go into the first, the consortium into both. What the tender does not know goes into the first, where ``BidRules`` finds it.
    package func bids(for tender: Tender, reference: TenderReference, suite: SuiteID, beside: SuiteID? = nil)
        -> [Envelope]
    {
        (1...max(1, min(2, tender.envelopes))).map { number in
            let order = tender.sheet.map(\.id)
            let values = sheet.filter { value in
                (tender.sheet.first { $0.id == value.field }?.envelope ?? 1) == number
            }
            let mine = parts.filter { part in
                !part.files.isEmpty && (tender.parts.first { $0.id == part.id }?.envelope ?? 1) == number
            }
            let bid = Bid(
                tender: reference, lot: lot, envelope: number, bidder: bidder, consortium: consortium,
                sheet: values.sorted { place($0.field, in: order) < place($1.field, in: order) },
                deposit: number == 1 ? deposit : nil, staff: number == 1 ? staff : [],
                parts: mine.map { BidPart(id: $0.id, files: $0.files.map(\.name)) }, roles: tender.roles, suite: suite,
                beside: beside, provenance: provenance, template: tender.template,
                industry: industry.filter { group in
                    (tender.parts.first { $0.id == group.name }?.envelope ?? 1) == number
                })
            return Envelope(bid: bid, files: mine.flatMap(\.files))
        }
    }

    private func place(_ field: String, in order: [String]) -> Int { order.firstIndex(of: field) ?? order.count }
}
