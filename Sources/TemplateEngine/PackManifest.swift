// PackManifest.swift — template.yaml: what a template pack (示范文本包) says of itself.
package import Reporting
package import TenderModel

/// The contents of template.yaml.
package struct PackManifest: Sendable, Hashable {
    /// Lower-case letters, digits and `-`, such as `building-works`.
    package var id: String
    /// `major.minor.patch`.
    package var version: String
    package var title: LocalizedText
    /// The industry it is for, such as 房屋建筑和市政工程施工.
    package var industry: LocalizedText
    /// First and last day on which a tender may be issued under it, `yyyy-mm-dd`; no last day while it is in force.
    package var effectiveFrom: String
    package var effectiveTo: String?
    package var issuer: String
    package var regime: Regime
    /// The texts that rules cite, by the short id that rules use.
    package var sources: [String: Source]
    /// Numbers of envelopes that a tender may have; the first is proposed.
    package var envelopes: [Int]
    /// Minutes in which bidders release their bids, as proposed.
    package var releaseWindow: Int
    package var roles: [SignatureRole]
    /// Editions of the bill of quantities that it admits; empty where there is no bill.
    package var billEditions: [String]
    package var methods: [Method]
    package var sheet: [SheetField]
    /// Chapters that the tender documents must have.
    package var documents: [RequiredDocument]
    package var parts: [Part]
    /// Titles of groups of fields that are no part of the bid.
    package var groups: [String: LocalizedText]
    package var tenderFields: [Field]
    package var bidFields: [Field]
    /// Checks that have to be run beside the pack's own rules.
    package var checks: [RequiredCheck]

    /// A law or a standard text.
    package struct Source: Sendable, Hashable {
        package var document: String
        package var validFrom: String
        package var validTo: String?
        package var jurisdiction: String

        package func basis(_ article: String) -> Basis {
            Basis(
                document: document, article: article, jurisdiction: jurisdiction, validFrom: validFrom, validTo: validTo
            )
        }
    }

    /// An evaluation method (评标办法) that the pack admits.
    package struct Method: Sendable, Hashable {
        /// What a method is meant for, where the law says so.
        package enum Suits: String, Sendable, Hashable, CaseIterable {
            case any
            /// Technically complex projects only (技术复杂).
            case complex
            /// Projects with general requirements only (具有通用技术标准).
            case general
        }

        package var id: String
        package var title: LocalizedText
        package var suits: Suits
        package var basis: Basis?
        /// What a new tender proposes; nil where the method scores no prices.
        package var price: PriceScoring?
        package var items: [ScoringItem]
    }

    /// A chapter of the tender documents (招标文件章节).
    package struct RequiredDocument: Sendable, Hashable {
        package var id: String
        /// One and the same in both languages where the pack has no English.
        package var title: LocalizedText
        /// How its file's name begins, below `documents/`.
        package var prefix: String
        package var required: Bool
    }

    /// A part that every bid must, or may, have (投标文件组成).
    package struct Part: Sendable, Hashable {
        package var id: String
        /// One and the same in both languages where the pack has no English.
        package var title: LocalizedText
        package var required: Bool
        package var envelope: Int

        /// As the tender asks for it: there a part has one title.
        package var asked: RequiredPart {
            RequiredPart(id: id, title: title.zh, required: required, envelope: envelope)
        }
    }

    /// One field of the industry part.
    package struct Field: Sendable, Hashable {
        /// Such as `letter/validity`; the first name is the group.
        package var path: String
        package var label: LocalizedText
        /// What to write, where the label does not say it.
        package var hint: LocalizedText?
        /// Stands before the first field of a list: this element may come again and again.
        package var repeated: Bool
        package var optional: Bool
        /// What a new workspace has there in place of 【待填】.
        package var initial: String?

        package var group: String { path.split(separator: "/").first.map(String.init) ?? path }
    }

    /// A check that the pack requires, and what it is told.
    package struct RequiredCheck: Sendable, Hashable {
        package var id: String
        package var values: [String: String]
        /// Names of data files of the pack, such as `mappings/local.yaml`.
        package var files: [String]
    }

    /// What a group or a part is called: a part's title, else the group's, else its id.
    package func title(ofPart id: String) -> LocalizedText {
        if let part = parts.first(where: { $0.id == id }) { return part.title }
        return groups[id] ?? LocalizedText(zh: id, en: id)
    }

    /// Groups and parts in the order in which they are shown.
    package var partOrder: [String] {
        var order: [String] = []
        for id in tenderFields.map(\.group) + parts.map(\.id) + bidFields.map(\.group) where !order.contains(id) {
            order.append(id)
        }
        return order
    }
}
