// SharedLinks.swift — marks and people that several units have used, in whichever lots (跨标段共用标识).
internal import Comparison
internal import PriceMatching
internal import Reporting

struct SharedLinks {
    private(set) var links: [Link] = []
    private(set) var remarks: [Statement] = []

    /// From so many units on, a mark has a common source that nobody knows, and is held against none of them.
    static let common = 10

    init(_ facts: LinkFacts) {
        var (many, weak) = (0, 0)
        for uses in facts.uses {
            guard let first = uses.first, let kind = IdentityKey.Kind(rawValue: first.kind) else { continue }
            // names without numbers, addresses, network addresses: too many unrelated units share them
            guard KeyWeights.strength(kind, detail: first.detail) > .weak else {
                weak += 1
                continue
            }
            let units = Set(uses.map(\.unit)).sorted()
            guard units.count < Self.common else {
                many += 1
                continue
            }
            links.append(Self.link(kind, uses, units, facts))
        }
        remarks = [
            Statement(
                zh: "共用标识:历史库有 {known} 家单位;{many} 个值有 {common} 家以上用过,视为有共同来源;{weak} 个值(同名、地址等)过于常见,均未列出。",
                en:
                    "Shared marks: the history has {known} units; {many} values that {common} units or more have used count as of common source, and {weak} (names alone, addresses) are too common: they are not listed.",
                [
                    "known": .count(facts.units.count), "many": .count(many), "common": .count(Self.common),
                    "weak": .count(weak),
                ])
        ]
        links.sort { one, other in
            let (a, b) = (one.units.map(\.code), other.units.map(\.code))
            if a != b { return a.lexicographicallyPrecedes(b) }
            return Self.shown(one) < Self.shown(other)
        }
    }

    /// What tells two links of the same units apart.
    private static func shown(_ link: Link) -> String { link.statements.map(\.text.zh).joined() }

    private static func link(
        _ kind: IdentityKey.Kind, _ uses: [LinkFacts.Use], _ units: [String], _ facts: LinkFacts
    ) -> Link {
        let lots = Set(uses.map(\.lot))
        let shown = uses.map(\.shown).min() ?? ""
        let together = Dictionary(grouping: uses, by: \.lot).values.filter { Set($0.map(\.unit)).count > 1 }.count
        var statements = [
            Statement(
                zh: "{units} 家单位在 {lots} 个标段中有同一\(kind.title.zh) {value};其中 {together} 个标段里同时出现。",
                en: "{units} units have one \(kind.title.en), {value}, in {lots} lots; in {together} of these at once.",
                [
                    "units": .count(units.count), "lots": .count(lots.count), "value": .quoted(shown),
                    "together": .count(together),
                ]),
            Statement(
                zh: "历史库的 {known} 家单位中,用过这一值的有 {using} 家。",
                en: "of {known} units in the history, {using} have used this value.",
                ["known": .count(facts.units.count), "using": .count(units.count)]),
        ]
        for unit in units {
            statements.append(
                Statement(
                    zh: "{unit}:在 {lots} 个标段中用过。", en: "{unit}: used it in {lots} lots.",
                    [
                        "unit": facts.name(unit),
                        "lots": .count(Set(uses.filter { $0.unit == unit }.map(\.lot)).count),
                    ]))
        }
        return Link(
            kind: .shared, units: facts.linked(units), chance: nil, statements: statements,
            causes: KeyWeights.causes(kind),
            unchecked: [
                LocalizedText(
                    zh: "人员与设备何时由一家转到另一家,未考察",
                    en: "when a person or a machine went from one unit to the other was not looked at")
            ]
                + (kind == .machine
                    ? [
                        LocalizedText(
                            zh: "不同平台的制作机器码用不同盐值,互不可比",
                            en: "machine codes of different platforms have different salts and cannot be compared")
                    ] : []))
    }
}
