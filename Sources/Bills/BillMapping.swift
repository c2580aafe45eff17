// BillMapping.swift — what is what in a bill's file (清单格式映射), as data: a pack may carry its own, in YAML.
package import Reporting
package import TenderModel

/// How one format's elements, attributes or columns become our bill.
package struct BillMapping: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case xml
        case spreadsheet
    }

    /// What an element of an XML format is.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case project, single, unit, group, section
        case item
        /// A quota under an item (定额子目).
        case quota
        /// How much of a resource a quota or an item takes (人材机含量).
        case use
        /// A resource with its price (人材机汇总).
        case resource
        /// Holds numbers of decimals.
        case precision
        /// Holds facts of the whole bill: its total, its words, its ceiling.
        case facts
        /// Is not looked into.
        case skip

        var node: BillNode.Kind? {
            switch self {
            case .project: .project
            case .single: .single
            case .unit: .unit
            case .group: .group
            case .section: .section
            case .item, .quota, .use, .resource, .precision, .facts, .skip: nil
            }
        }

        /// Whether it tells how unit prices were made up, which is read only where it is wanted.
        var isAnalysis: Bool { self == .quota || self == .use || self == .resource }
    }

    /// Where a value stands, seen from its element.
    package enum Source: Sendable, Hashable {
        /// `@Number`.
        case attribute(String)
        /// `Name`: the text of a child.
        case child(String)
        /// `特征明细/@内容`: an attribute of children; several are put on lines of their own.
        case childAttribute(String, String)
    }

    /// What a value is for.
    package enum Slot: Sendable, Hashable {
        case field(BillField)
        case edition, words
        /// A name that may tell the edition, such as that of a rule library; says nothing where it is not known.
        case editionHint
        case amountDecimals, priceDecimals, quantityDecimals
        /// By what a use names its resource, where that is not the resource's code.
        case reference
        /// What a resource's price is published at (信息价、基准价).
        case published
        /// The quantity of a quota for one unit of the item.
        case perUnit
        /// Marks of a quota: 补充定额, 换算.
        case supplementary, converted
        /// Under our name for it.
        case provenance(String)
    }

    /// One element that means something.
    package struct Element: Sendable, Hashable {
        /// Local name of the element it has to be in; nil for anywhere.
        package var parent: String?
        package var name: String
        package var role: Role
        /// In order of preference where a slot has several sources.
        package var values: [(slot: Slot, source: Source)]
        /// Of all items within, unless they say otherwise.
        package var category: BillCategory?

        package static func == (a: Element, b: Element) -> Bool {
            a.parent == b.parent && a.name == b.name && a.role == b.role && a.category == b.category
                && a.values.elementsEqual(b.values) { $0 == $1 }
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(parent)
            hasher.combine(name)
            hasher.combine(role)
        }
    }

    /// Columns of a spreadsheet, by the words over them.
    package struct Table: Sendable, Hashable {
        /// Words of the header cells, blanks taken out; a cell that begins with one of them is that column.
        package var columns: [BillField: [String]]
        /// Beginnings of names of rows that hold the sum of a sheet.
        package var totals: [String]
        /// Beginnings of names of rows that hold the sum of a section.
        package var subtotals: [String]
        /// Beginnings of names of rows to pass over, such as 本页小计.
        package var skip: [String]
        /// Words in a sheet's name or title, and what its items are.
        package var categories: [(words: String, category: BillCategory)]
        /// Words in the title of the sheet that sums up all others, and of its row with the price of the bid.
        package var summary: [String]
        package var price: [String]

        package static func == (a: Table, b: Table) -> Bool {
            a.columns == b.columns && a.totals == b.totals && a.skip == b.skip && a.subtotals == b.subtotals
                && a.categories.elementsEqual(b.categories) { $0 == $1 } && a.summary == b.summary && a.price == b.price
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(columns) }
    }

    /// Lower-case letters, digits and `-`.
    package var id: String
    package var title: LocalizedText
    package var kind: Kind
    /// Local name of the root element.
    package var root: String?
    /// Attributes of the root, and the values they may have.
    package var when: [String: [String]]
    /// Nil where the file itself has to say.
    package var edition: BillEdition?
    /// Where a file says nothing of its own.
    package var precision: BillPrecision
    /// The format's words for our categories.
    package var categories: [String: BillCategory]
    package var elements: [Element]
    package var table: Table?
}

extension BillMapping.Source {
    /// Reads `@A`, `B` or `B/@A`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1 where parts[0].hasPrefix("@") && parts[0].count > 1: self = .attribute(String(parts[0].dropFirst()))
        case 1 where !parts[0].isEmpty && !parts[0].hasPrefix("@"): self = .child(parts[0])
        case 2 where !parts[0].isEmpty && !parts[0].hasPrefix("@") && parts[1].hasPrefix("@") && parts[1].count > 1:
            self = .childAttribute(parts[0], String(parts[1].dropFirst()))
        default: return nil
        }
    }
}
