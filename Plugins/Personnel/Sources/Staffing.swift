// Staffing.swift — the posts that a tender asks for and the people that a bid names, out of their industry parts.
internal import Reporting
internal import TenderModel

/// A post (岗位) that the tender asks for.
struct Post {
    /// As written.
    var role: String
    /// 1 or more; 1 where it cannot be read.
    var count: Int
    var certificate: String?
    var specialty: String?
    var title: String?
    /// Who holds it may hold no other.
    var exclusive: Bool
    /// False where who holds it must not be engaged elsewhere (不得有在建).
    var mayBeEngaged: Bool
    var place: String
    /// What could not be read of it.
    var flaws: [LocalizedText]

    var plainRole: String { Words.plain(role) }
}

/// A person that the bid names.
struct Person {
    var name: String
    var role: String
    var kind: String?
    /// Number of the certificate.
    var number: String?
    var specialty: String?
    var validUntil: String?
    /// Safety certificate (安全生产考核合格证), where there is one.
    var safetyNumber: String?
    var safetyUntil: String?
    var title: String?
    var place: String

    var plainRole: String { Words.plain(role) }
    var plainName: String { Words.plain(name) }
    var plainNumber: String? { number.map(Words.plain) }
}

enum Staffing {
    static let askedGroup = "staffing"
    static let teamGroup = "project-team"

    static func posts(_ tender: Tender) -> [Post] {
        let elements = tender.industry.first { $0.name == askedGroup }?.all("post") ?? []
        return elements.enumerated().map { index, element in
            var flaws: [LocalizedText] = []
            func text(_ name: String) -> String? { element.first(name).map(\.text).flatMap(filled) }
            func truth(_ name: String, otherwise: Bool) -> Bool {
                switch text(name) {
                case nil: return otherwise
                case "yes": return true
                case "no": return false
                case let other?:
                    flaws.append(
                        LocalizedText(
                            zh: "“\(name)”写的是“\(other)”,应为 yes 或 no", en: "\(name) is \"\(other)\", neither yes nor no")
                    )
                    return otherwise
                }
            }
            let role = text("role")
            if role == nil { flaws.append(LocalizedText(zh: "名称没有填写", en: "the role is not filled in")) }
            let asked = text("count")
            let count = asked.flatMap { $0.count <= 6 ? Int($0) : nil } ?? 0
            if asked != nil, count < 1 {
                flaws.append(
                    LocalizedText(zh: "人数“\(asked ?? "")”不是 1 以上的整数", en: "\"\(asked ?? "")\" is no number of people"))
            }
            return Post(
                role: role ?? "", count: max(1, count), certificate: text("certificate"),
                specialty: text("specialty"), title: text("title"), exclusive: truth("exclusive", otherwise: false),
                mayBeEngaged: truth("engaged", otherwise: true),
                place: "tender: industry/\(askedGroup)/post[\(index + 1)]", flaws: flaws)
        }
    }

    static func people(_ bid: Bid) -> [Person] {
        let elements = bid.industry.first { $0.name == teamGroup }?.all("person") ?? []
        return elements.enumerated().map { index, element in
            func text(_ path: String) -> String? { element.children.text(at: path).flatMap(filled) }
            return Person(
                name: text("name") ?? "", role: text("role") ?? "", kind: text("certificate/kind"),
                number: text("certificate/number"), specialty: text("certificate/specialty"),
                validUntil: text("certificate/validUntil"), safetyNumber: text("safety/number"),
                safetyUntil: text("safety/validUntil"), title: text("title"),
                place: "industry/\(teamGroup)/person[\(index + 1)]")
        }
    }

    private static func filled(_ text: String) -> String? { Placeholder.isUnfilled(text) ? nil : text }
}
