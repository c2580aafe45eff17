// EvaluationSection.swift — the sections `template` (示范文本) and `evaluation` (评标办法) of tender.yaml.
package import Reporting
package import TenderModel
package import YAMLKit

/// Also read from template packs, which give defaults in the same words.
package enum EvaluationSection {
    package static func template(_ value: YAMLValue?) throws(Problem) -> TemplateReference? {
        guard let map = try value?.map(["id", "version", "digest"]) else { return nil }
        let digest = try map.required("digest")
        guard let known = FileDigest(try digest.filled()) else {
            throw digest.notAllowed(
                try digest.text(), zh: "sha256: 加 64 位十六进制数", en: "sha256: and 64 hexadecimal digits")
        }
        return TemplateReference(
            id: try map.required("id").filled(), version: try map.required("version").filled(), digest: known)
    }

    package static func evaluation(_ value: YAMLValue?) throws(Problem) -> Evaluation? {
        guard let map = try value?.map(["method", "complex", "award", "price", "items"]) else { return nil }
        return Evaluation(
            method: try map.required("method").filled(), complex: try map.optional("complex")?.bool() ?? false,
            award: try map.optional("award")?.choice(Evaluation.Award.self) ?? .ranked,
            price: try price(map.optional("price")), items: try items(map.optional("items")))
    }

    package static func items(_ value: YAMLValue?) throws(Problem) -> [ScoringItem] {
        var items: [ScoringItem] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["id", "title", "points", "criterion"])
            items.append(
                ScoringItem(
                    id: try map.required("id").filled(), title: try map.required("title").filled(),
                    points: try map.required("points").read(Points.init(_:)),
                    criterion: try map.required("criterion").filled()))
        }
        return items
    }

    package static func price(_ value: YAMLValue?) throws(Problem) -> PriceScoring? {
        guard
            let map = try value?.map([
                "formula", "points", "ceilingShare", "trimFrom", "reductions", "above", "below", "deduction",
            ])
        else { return nil }
        var reductions: [Percentage] = []
        for item in try map.optional("reductions")?.list() ?? [] {
            reductions.append(try item.read(Percentage.init(_:)))
        }
        return PriceScoring(
            formula: try map.required("formula").choice(PriceScoring.Formula.self),
            points: try map.required("points").read(Points.init(_:)),
            ceilingShare: try map.optional("ceilingShare")?.read(Percentage.init(_:)) ?? Percentage(parts: 0),
            trimFrom: try map.optional("trimFrom")?.integer(), reductions: reductions,
            above: try map.optional("above")?.read(Points.init(_:)) ?? Points(hundredths: 0),
            below: try map.optional("below")?.read(Points.init(_:)) ?? Points(hundredths: 0),
            deduction: try map.optional("deduction")?.read(Percentage.init(_:)) ?? Percentage(parts: 0))
    }
}
