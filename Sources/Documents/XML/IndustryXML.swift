// IndustryXML.swift — the XML of what a template adds (行业内容), of the template's name, and of the evaluation method (评标办法).
package import Reporting
package import TenderModel
package import XMLKit

extension TemplateReference {
    var xml: XMLElement {
        XMLElement("template", attributes: ["id": id, "version": version, "digest": digest.description])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), version: try xml.requireAttribute("version"),
            digest: try xml.digest("digest"))
    }
}

extension IndustryElement {
    /// Its XML, which is of no namespace: what it means, the template's own schema says.
    package var xml: XMLElement { XMLElement(name, namespace: "", text: text, children: children.map(\.xml)) }

    /// Reads an element that has no namespace and no attributes, and either text or elements. Throws DOC-0005.
    package init(xml: XMLElement) throws(Problem) {
        guard xml.namespace == nil, xml.attributes.isEmpty, xml.children.isEmpty || xml.text.isEmpty else {
            throw Problem(
                code: "DOC-0005",
                message: LocalizedText(
                    zh: "行业内容的元素“\(xml.name)”带有命名空间或属性,或文字与子元素并存",
                    en:
                        "the element \"\(xml.name)\" of the industry part has a namespace or attributes, or text beside elements"
                ),
                remedy: LocalizedText(
                    zh: "每个元素只写文字或只写子元素", en: "give each element either text or elements, and nothing else"),
                place: xml.name)
        }
        self.init(xml.name, text: xml.text, children: try xml.industry())
    }
}

extension XMLElement {
    /// The children as elements of an industry part.
    package func industry() throws(Problem) -> [IndustryElement] {
        var elements: [IndustryElement] = []
        for child in children { elements.append(try IndustryElement(xml: child)) }
        return elements
    }
}

extension [IndustryElement] {
    /// At most 16 elements inside one another, and 20,000 in all.
    func check(place: String) throws(Problem) {
        guard allSatisfy({ $0.depth <= 16 }), reduce(0, { $0 + $1.count }) <= 20_000 else {
            throw Contradiction.industrySize.problem(place)
        }
    }
}

extension Evaluation {
    var xml: XMLElement {
        XMLElement(
            "evaluation", attributes: ["method": method, "complex": String(complex), "award": award.rawValue],
            children: (price.map { [$0.xml] } ?? []) + items.map(\.xml))
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            method: try xml.requireAttribute("method"), complex: try xml.boolean("complex"),
            award: try xml.choice("award"),
            price: try xml.optional("price") { (child) throws(Problem) in try PriceScoring(xml: child) },
            items: try xml.each("item") { (child) throws(Problem) in try ScoringItem(xml: child) })
    }

    func check(place: String) throws(Problem) {
        guard Set(items.map(\.id)).count == items.count else { throw Contradiction.scoringItemTwice.problem(place) }
        guard price?.trimFrom ?? 3 >= 3 else { throw Contradiction.trimFrom.problem(place + "/price/@trimFrom") }
    }
}

extension PriceScoring {
    var xml: XMLElement {
        XMLElement(
            "price",
            attributes: [
                "formula": formula.rawValue, "points": points.text,
                "ceilingShare": ceilingShare.parts == 0 ? nil : ceilingShare.text,
                "trimFrom": trimFrom.map(String.init),
                "above": above.hundredths == 0 ? nil : above.text, "below": below.hundredths == 0 ? nil : below.text,
                "deduction": deduction.parts == 0 ? nil : deduction.text,
            ], children: reductions.map { XMLElement("reduction", text: $0.text) })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            formula: try xml.choice("formula"), points: try Points(xml.requireAttribute("points")),
            ceilingShare: try xml["ceilingShare"].map(Percentage.init) ?? Percentage(parts: 0),
            trimFrom: try xml.optionalInteger("trimFrom"),
            reductions: try xml.each("reduction") { (child) throws(Problem) in try Percentage(child.text) },
            above: try xml["above"].map(Points.init) ?? Points(hundredths: 0),
            below: try xml["below"].map(Points.init) ?? Points(hundredths: 0),
            deduction: try xml["deduction"].map(Percentage.init) ?? Percentage(parts: 0))
    }
}

extension ScoringItem {
    var xml: XMLElement {
        XMLElement(
            "item", attributes: ["id": id, "points": points.text],
            children: [XMLElement("title", text: title), XMLElement("criterion", text: criterion)])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), title: try xml.require("title").text,
            points: try Points(xml.requireAttribute("points")), criterion: try xml.require("criterion").text)
    }
}
