// NearDuplicates.swift — packs that are nearly the same (近似重复的示范文本): 严禁一标一范本、一小类一范本.
package import Reporting

package enum NearDuplicates {
    /// From how large a share of what two packs have they are reported.
    static let threshold = 0.8

    /// A warning for each pair of packs with different ids that are nearly the same.
    ///
    /// What is compared is what a pack demands: each rule's expressions, each field, sheet column, part and chapter. The share
    /// is that of what both have in what either has (Jaccard).
    package static func among(_ packs: [TemplatePack]) -> [Finding] {
        var findings: [Finding] = []
        let all = packs.map { ($0, demands($0)) }
        for (index, (one, mine)) in all.enumerated() {
            for (other, theirs) in all.dropFirst(index + 1) where other.manifest.id != one.manifest.id {
                let share = Double(mine.intersection(theirs).count) / Double(max(1, mine.union(theirs).count))
                guard share >= threshold else { continue }
                let percent = Int((share * 100).rounded(.down))
                findings.append(
                    Finding(
                        "TMPL-0209", .warning,
                        zh: "示范文本“\(one.manifest.id)”与“\(other.manifest.id)”的要求有 \(percent)% 相同",
                        en:
                            "the templates \"\(one.manifest.id)\" and \"\(other.manifest.id)\" share \(percent) % of what they demand",
                        remedyZh: "合并为一个示范文本,以字段区分差别", remedyEn: "make them one, and tell them apart by a field",
                        place: "\(one.manifest.id), \(other.manifest.id)",
                        basis: Basis(
                            document: "湘发改公管规〔2024〕55号", article: "(九)", jurisdiction: "湘", validFrom: "2024-01-24",
                            validTo: "2025-01-23")))
            }
        }
        return findings
    }

    private static func demands(_ pack: TemplatePack) -> Set<String> {
        let manifest = pack.manifest
        var demands = Set(pack.rules.map { "rule \($0.contextText) ⊢ \($0.assertText)" })
        demands.formUnion((manifest.tenderFields + manifest.bidFields).map { "field \($0.path)" })
        demands.formUnion(manifest.sheet.map { "sheet \($0.id) \($0.kind.rawValue)" })
        demands.formUnion(manifest.parts.map { "part \($0.id)" })
        demands.formUnion(manifest.documents.map { "chapter \($0.title.zh)" })
        return demands
    }
}
