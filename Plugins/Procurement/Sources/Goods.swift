// Goods.swift — the goods and clauses of a tender, and what a bid answers, as the industry part has them.
internal import TenderModel

/// What the tender asks for (采购标的和条款).
struct AskedGoods {
    struct Item {
        var no: String
        var lot: String?
        var name: String
        var quantity: String
        var unit: String
        /// Ceiling of the unit price, as written; nil where there is none.
        var ceiling: String?
        var place: String
    }

    struct Clause {
        enum Kind: String, CaseIterable {
            case commercial
            case technical

            /// The part of the bid that answers such clauses.
            var part: String { rawValue + "-deviations" }
            var title: String { self == .commercial ? "商务偏离表" : "技术偏离表" }
        }

        var no: String
        var lot: String?
        var kind: Kind?
        var text: String
        /// Whether a negative deviation is rejected (★ 实质性条款).
        var isKey: Bool
        var place: String
    }

    var items: [Item]
    var clauses: [Clause]
    var budget: Money?
    /// What small enterprises are allowed, in percent as written.
    var deduction: String?

    init(_ industry: [IndustryElement]) {
        items = industry.list("goods", "item").map { element, place in
            Item(
                no: element["no"], lot: element.optional("lot"), name: element["name"], quantity: element["quantity"],
                unit: element["unit"], ceiling: element.optional("ceiling"), place: place)
        }
        clauses = industry.list("requirement", "clause").map { element, place in
            Clause(
                no: element["no"], lot: element.optional("lot"), kind: Clause.Kind(rawValue: element["kind"]),
                text: element["text"], isKey: element["key"] == "yes", place: place)
        }
        budget = industry.text(at: "project/budget").flatMap { try? Money(yuan: $0) }
        deduction = industry.text(at: "policy/deduction")
    }

    /// What is asked of the bids for one lot: all that names no other lot.
    func of(lot: String) -> AskedGoods {
        var copy = self
        copy.items.removeAll { $0.lot != nil && $0.lot != lot }
        copy.clauses.removeAll { $0.lot != nil && $0.lot != lot }
        return copy
    }
}

/// What a bid answers (投标响应).
struct OfferedGoods {
    struct Item {
        var no: String
        var name: String
        var maker: String
        var isImported: Bool
        var quantity: String
        var unit: String
        var price: String
        var total: String
        var place: String
    }

    struct Answer {
        var clause: String
        var required: String
        var deviation: String
        var place: String
    }

    struct Maker {
        var item: String
        var name: String
        var size: EnterpriseSize?
        var industry: String
        var employees: Int?
        /// In 10,000 yuan, as the declaration writes it.
        var revenue: Money?
        var place: String
    }

    var items: [Item]
    var answers: [AskedGoods.Clause.Kind: [Answer]]
    /// `none`, `medium`, `small`, `micro`, `disabled` or `prison`.
    var declared: String
    var makers: [Maker]

    init(_ industry: [IndustryElement]) {
        items = industry.list("item-prices", "item").map { element, place in
            Item(
                no: element["no"], name: element["name"], maker: element["maker"],
                isImported: element["origin"] == "imported", quantity: element["quantity"], unit: element["unit"],
                price: element["price"], total: element["total"], place: place)
        }
        answers = [:]
        for kind in AskedGoods.Clause.Kind.allCases {
            answers[kind] = industry.list(kind.part, "item").map { element, place in
                Answer(
                    clause: element["clause"], required: element["required"], deviation: element["deviation"],
                    place: place)
            }
        }
        declared = industry.text(at: "small-enterprise/kind") ?? "none"
        makers = industry.list("small-enterprise", "maker").map { element, place in
            Maker(
                item: element["item"], name: element["name"], size: EnterpriseSize(rawValue: element["kind"]),
                industry: element["industry"], employees: Int(element["employees"]),
                revenue: try? Money(yuan: element["revenue"]), place: place)
        }
    }
}

extension [IndustryElement] {
    /// The elements of one name in a group, each with its place, such as `industry/goods/item[2]`.
    fileprivate func list(_ group: String, _ name: String) -> [(IndustryElement, String)] {
        let elements = first { $0.name == group }?.all(name) ?? []
        return elements.enumerated().map {
            ($1, "industry/\(group)/\(name)" + (elements.count > 1 ? "[\($0 + 1)]" : ""))
        }
    }
}

extension IndustryElement {
    /// The text of the first element of a name; the empty text where there is none.
    fileprivate subscript(name: String) -> String { first(name)?.text ?? "" }

    fileprivate func optional(_ name: String) -> String? { first(name)?.text }
}

/// Text without white space and marks, by which copies are told from changes.
func bare(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "★" } }
