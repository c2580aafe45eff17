// Demands.swift — people against posts: how many, with which certificate, specialty and title.
internal import Reporting

struct Demands {
    let posts: [Post]
    let people: [Person]

    /// What a person lacks for a post.
    private struct Lack {
        enum What { case certificate, specialty, title }

        var what: What
        /// The bid says nothing of it: it cannot be told.
        var isUnknown: Bool
    }

    func run(_ report: inout Report) {
        let candidates = Dictionary(grouping: people.indices, by: { people[$0].plainRole })
        for (role, group) in roles() {
            answer(group, candidates[role] ?? [], &report)
        }
    }

    /// Posts of one role, in the tender's order of roles, the most demanding first.
    private func roles() -> [(String, [Post])] {
        let groups = Dictionary(grouping: posts.filter { !$0.role.isEmpty }, by: \.plainRole)
        var seen: Set<String> = []
        return posts.compactMap { post in
            guard let group = groups[post.plainRole], seen.insert(post.plainRole).inserted else { return nil }
            return (post.plainRole, group.sorted { demands($0) > demands($1) })
        }
    }

    private func demands(_ post: Post) -> Int {
        [post.certificate, post.specialty, post.title].count { $0 != nil }
    }

    /// Each person answers one post: first those who lack nothing, then those who lack least.
    private func answer(_ posts: [Post], _ candidates: [Int], _ report: inout Report) {
        let asked = posts.reduce(0) { $0 + $1.count }
        if candidates.count < asked {
            report.add(
                Rule.tooFew, "“\(posts[0].role)”要求 \(asked) 人,只有 \(candidates.count) 人",
                "\(asked) of \"\(posts[0].role)\" are asked for, \(candidates.count) are named",
                place: "industry/\(Staffing.teamGroup)")
        }
        var free = candidates
        var open: [(post: Post, count: Int)] = []
        for post in posts {
            var filled = 0
            free.removeAll { candidate in
                guard filled < post.count, lacks(people[candidate], post).isEmpty else { return false }
                filled += 1
                return true
            }
            if filled < post.count { open.append((post, post.count - filled)) }
        }
        for (post, count) in open {
            // whose lack cannot be told comes before who surely lacks it
            let best = free.sorted { unanswered(people[$0], post) < unanswered(people[$1], post) }.prefix(count)
            for candidate in best { say(people[candidate], post, severity: nil, &report) }
            free.removeAll(where: best.contains)
        }
        // enough others answer: a person should look, no more
        for candidate in free { say(people[candidate], posts[posts.count - 1], severity: .warning, &report) }
    }

    private func unanswered(_ person: Person, _ post: Post) -> Int {
        lacks(person, post).reduce(0) { $0 + ($1.isUnknown ? 1 : 10) }
    }

    private func lacks(_ person: Person, _ post: Post) -> [Lack] {
        var lacks: [Lack] = []
        func hold(_ asked: String?, _ held: String?, _ what: Lack.What, _ answers: (String, String) -> Bool?) {
            guard let asked else { return }
            guard let held else { return lacks.append(Lack(what: what, isUnknown: true)) }
            switch answers(held, asked) {
            case true?: break
            case false?: lacks.append(Lack(what: what, isUnknown: false))
            case nil: lacks.append(Lack(what: what, isUnknown: true))
            }
        }
        hold(post.certificate, person.kind, .certificate) { Words.certificate($0, answers: $1) }
        hold(post.specialty, person.specialty, .specialty) { Words.specialty($0, answers: $1) }
        hold(post.title, person.title, .title) { Words.title($0, answers: $1) }
        return lacks
    }

    private func say(_ person: Person, _ post: Post, severity: Finding.Severity?, _ report: inout Report) {
        for lack in lacks(person, post) {
            let (rule, what, asked, held) =
                switch lack.what {
                case .certificate:
                    (Rule.certificate, LocalizedText(zh: "证书", en: "certificate"), post.certificate, person.kind)
                case .specialty:
                    (Rule.specialty, LocalizedText(zh: "专业", en: "specialty"), post.specialty, person.specialty)
                case .title: (Rule.title, LocalizedText(zh: "职称", en: "title"), post.title, person.title)
                }
            let (zh, en) = held.map { ("为“\($0)”", "is \"\($0)\"") } ?? ("没有填写", "is not filled in")
            report.add(
                rule, "\(post.role)“\(person.name)”的\(what.zh)\(zh),要求“\(asked ?? "")”",
                "the \(what.en) of \"\(person.name)\" (\(post.role)) \(en); \"\(asked ?? "")\" is asked for",
                severity: severity ?? (lack.isUnknown ? .indeterminate : nil), place: person.place)
        }
    }
}
