// ComparedLot.swift — what is compared (比对对象): the bids of one lot as they were read, and the tender that they answer.
package import Extraction
package import Reporting
package import TenderModel
package import TextMatching

/// A file that was read, so that the report can name every input.
package struct ComparedFile: Sendable, Hashable {
    package var name: String
    package var digest: FileDigest

    package init(name: String, digest: FileDigest) {
        self.name = name
        self.digest = digest
    }
}

/// Something that was not read, in which file.
package struct NotRead: Sendable, Hashable {
    package var file: String
    package var code: String
    package var reason: LocalizedText
    package var place: String?
    /// Whether nothing of the file was read.
    package var isWhole: Bool

    /// Whether it is about who signed, and not about what was.
    var isOfSignatures: Bool { code == "COMP-0010" || code == "COMP-0011" }

    package init(file: String, code: String, reason: LocalizedText, place: String? = nil, isWhole: Bool) {
        self.file = file
        self.code = code
        self.reason = reason
        self.place = place
        self.isWhole = isWhole
    }
}

/// A file that one bidder has twice, byte for byte: the second time it is evidence of nothing, and was left out.
package struct RepeatedFile: Sendable, Hashable {
    package var file: ComparedFile
    /// What it is a copy of: the name of the file that was compared.
    package var first: String

    package init(file: ComparedFile, first: String) {
        self.file = file
        self.first = first
    }
}

/// One bidder's bid, all envelopes together.
package struct ComparedBid: Sendable {
    /// The unit's name, or what the folder or file is called.
    package var name: String
    /// The unit's code; nil for loose documents.
    package var code: CreditCode?
    package var files: [ComparedFile] = []
    /// What the bid files say, one for each envelope that was given.
    package var bids: [Bid] = []
    package var documents: [ExtractedDocument] = []
    package var bill: Bill?
    package var keys: [IdentityKey] = []
    /// The pictures of the documents, as ``ImageReader`` gives them.
    package var images: [ComparedImage] = []
    package var notRead: [NotRead] = []
    package var repeated: [RepeatedFile] = []
    /// What the unit did when, in order, as far as an access log tells.
    package var steps: [HandlingStep] = []

    package init(name: String, code: CreditCode? = nil) {
        self.name = name
        self.code = code
    }

    /// Whether something of it was not read and nothing that was gave text, prices or pictures: of such a bid nobody can tell anything.
    package var isUnreadable: Bool {
        notRead.contains { !$0.isOfSignatures } && bill == nil && images.isEmpty
            && documents.allSatisfy { $0.blocks.isEmpty }
    }

    /// What makes it the same bidder wherever it stands.
    package var identity: String { code?.text ?? name }
}

/// A lot, ready to be compared.
package struct ComparedLot: Sendable {
    package var tender: Tender?
    package var lot: Lot?
    package var tenderFiles: [ComparedFile] = []
    package var tenderDocuments: [ExtractedDocument] = []
    package var tenderBill: Bill?
    package var tenderImages: [ComparedImage] = []
    package var tenderNotRead: [NotRead] = []
    /// The access log; nil where none was given.
    package var handling: LotHandling?
    /// The background library; nil where none was given.
    package var background: ComparedBackground?
    /// In the order of their names; a report calls them A, B, C….
    package private(set) var bids: [ComparedBid]
    /// When the comparison is made.
    package var at: Instant
    /// Places of bids of which nothing is here any more: the lot was reduced to the others.
    package private(set) var withheld: Set<Int> = []

    /// Places of the bids that a report may speak of.
    package var shown: [Int] { bids.indices.filter { !withheld.contains($0) } }

    /// The lot with nothing of the bids but those of `group`, which keep their places and letters.
    package func keeping(_ group: [Int]) -> ComparedLot {
        var lot = self
        for index in bids.indices where !group.contains(index) {
            lot.bids[index] = ComparedBid(name: "")
            lot.withheld.insert(index)
        }
        return lot
    }

    /// Changes the names of files and what else strangers wrote of the bids that are shown.
    mutating func rewrite(_ change: (inout ComparedBid) -> Void) {
        for index in shown { change(&bids[index]) }
    }

    /// - Throws: COMP-0001 for fewer than two bids or more than 200.
    package init(bids: [ComparedBid], at: Instant) throws(Problem) {
        guard (2...200).contains(bids.count) else {
            throw Problem(
                "COMP-0001", zh: "比对需要 2 至 200 份投标文件,现有 \(bids.count) 份",
                en: "a comparison takes 2 to 200 bids; there are \(bids.count)",
                remedyZh: "给出同一标段的全部投标文件", remedyEn: "give all bids of one lot")
        }
        self.bids = bids.sorted {
            ($0.name.utf8.lexicographicallyPrecedes($1.name.utf8))
                || ($0.name == $1.name && $0.identity.utf8.lexicographicallyPrecedes($1.identity.utf8))
        }
        self.at = at
    }

    /// `A` to `Z`, then `AA`, `AB`….
    package static func letter(_ bid: Int) -> String {
        var (number, letters) = (bid + 1, "")
        while number > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + letters
            number = (number - 1) / 26
        }
        return letters
    }

    /// The price that was read out (投标报价); nil where no bid file states one that can be read.
    package func price(of bid: Int) -> Money? {
        guard let field = tender?.sheet.first(where: { $0.column == .price }) else { return nil }
        return bids[bid].bids.compactMap { $0.value(field.id)?.prevailingAmount }.first
    }

    /// What may be said of a thing that the bids have: that the tender does not have it, if there is a tender at all.
    package var notInTender: LocalizedText { notInTender(TenderGap(self)) }

    func notInTender(_ gap: TenderGap?) -> LocalizedText {
        gap.map {
            LocalizedText(zh: "\($0.words.zh),未能扣除其自带的内容", en: "\($0.words.en): what is its own could not be taken out")
        } ?? LocalizedText(zh: "招标文件中没有", en: "none of this is in the tender")
    }

    /// Samples of what each bid says beyond the tender's words, in the order of the bids; see ``Passage/keys``.
    package func textSamples() throws(Problem) -> [TextSample] {
        let known = try KnownTexts(tender: tenderDocuments.map(TextSignal.text))
        return bids.map { TextSample($0.documents.map(TextSignal.text), known: known) }
    }

    /// Whether two are one bidder, who is never compared with itself.
    package func isSameBidder(_ a: Int, _ b: Int) -> Bool { bids[a].identity == bids[b].identity }
}
