// SeveralPosts.swift — one person in several posts (兼任), and one certificate under several names.
internal import Reporting

struct SeveralPosts {
    let posts: [Post]
    let people: [Person]

    func run(_ report: inout Report) {
        let exclusive = Set(posts.filter(\.exclusive).map(\.plainRole))
        for (_, same) in groups(\.plainNumber) {
            if Set(same.map(\.plainName)).count > 1 {
                let names = same.map(\.name).joined(separator: "、")
                report.add(
                    Rule.sharedCertificate, "证书编号“\(same[0].number ?? "")”同时属于\(names)",
                    "the certificate number \"\(same[0].number ?? "")\" stands for \(names)", place: places(same))
            } else {
                say(same, exclusive, isCertain: true, &report)
            }
        }
        for (_, same) in groups({ $0.name.isEmpty ? nil : $0.plainName }) {
            // two of one name whose numbers of one kind differ are two people
            guard Set(same.compactMap(\.plainNumber)).count > 1 || same.contains(where: { $0.number == nil }) else {
                continue
            }
            let kinds = same.compactMap { $0.kind.map(Words.plain) }
            guard Set(kinds).count == kinds.count || same.contains(where: { $0.number == nil }) else { continue }
            say(same, exclusive, isCertain: false, &report)
        }
    }

    /// People with one key, where there are two or more of them, in order.
    private func groups(_ key: (Person) -> String?) -> [(String, [Person])] {
        var order: [String] = []
        var groups: [String: [Person]] = [:]
        for person in people {
            guard let key = key(person), !key.isEmpty else { continue }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(person)
        }
        return order.compactMap { key in
            guard let group = groups[key], group.count > 1 else { return nil }
            return (key, group)
        }
    }

    private func say(_ same: [Person], _ exclusive: Set<String>, isCertain: Bool, _ report: inout Report) {
        let roles = same.map(\.role).joined(separator: "、")
        let barred = same.first { exclusive.contains($0.plainRole) }
        let (zh, en) =
            isCertain ? ("", "") : ("(同名,是否同一人由人判断)", " (one name: a person decides whether it is one person)")
        if let barred {
            report.add(
                Rule.exclusivePost, "“\(same[0].name)”同时担任\(roles),而“\(barred.role)”不得兼任\(zh)",
                "\"\(same[0].name)\" is named for \(roles); who is \(barred.role) may hold no other post\(en)",
                severity: isCertain ? nil : .warning, place: places(same))
        } else {
            report.add(
                Rule.severalPosts, "“\(same[0].name)”同时担任\(roles)\(zh)",
                "\"\(same[0].name)\" is named for \(roles)\(en)", place: places(same))
        }
    }

    private func places(_ people: [Person]) -> String { people.map(\.place).joined(separator: ", ") }
}
