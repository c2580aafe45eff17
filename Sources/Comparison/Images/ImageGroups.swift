// ImageGroups.swift — which pictures of a lot are one (同图归并): by their bytes, by their pixels, by their looks.
internal import ImageMatching
internal import Reporting
internal import TenderModel

/// Pictures of a lot, the tender's among them, gathered into groups that show one and the same.
struct ImageGroups {
    /// Place of a picture: of the tender where there is no bid.
    struct Member: Hashable, Comparable {
        var bid: Int?
        var image: Int

        static func < (a: Member, b: Member) -> Bool { (a.bid ?? -1, a.image) < (b.bid ?? -1, b.image) }
    }

    /// Each group ascending; groups by their first member.
    private(set) var groups: [[Member]] = []
    /// Pairs of pictures that were to be looked at and were not, at most, for there were too many.
    private(set) var notLooked = 0
    /// Pictures whose like was not sought, for too many others were to be gone through.
    private(set) var notSought = 0

    /// Pairs that are laid over each other at most, in a lot and of two bidders: some minutes' work. The most alike come first.
    static let mostLooks = 30_000
    static let mostLooksOfTwo = 8_000
    /// Different pictures of one bidder that have the very same hash: so many are looked at.
    private static let mostOfOneHash = 40
    /// Pairs that are remembered until they are looked at.
    private static let mostCandidates = 400_000
    /// Hashes of a lot that are gone through in search of near ones: some ten seconds' work, in equal parts for each bidder, so that
    /// nobody's pictures keep those of others from being found.
    private static let mostWork = 6_000_000_000

    private struct Candidate {
        var distance: Int
        var one: Int
        var other: Int

        static func isNearer(_ a: Candidate, _ b: Candidate) -> Bool {
            (a.distance, a.one, a.other) < (b.distance, b.one, b.other)
        }
    }

    /// - Parameters:
    ///   - members: of each bid and the tender; what is left out in any case is not among them.
    ///   - owner: who shows it; what one bidder shows twice is nobody's business.
    /// - Throws: FILE-NNNN where what was put aside of a picture cannot be read back.
    init(_ members: [(member: Member, image: ComparedImage)], owner: (Member) -> String) throws(Problem) {
        var sets = DisjointSets(members.count)
        var first: [FileDigest: Int] = [:]
        for (place, entry) in members.enumerated() {
            for digest in [entry.image.streamDigest, entry.image.appearance?.digest].compactMap({ $0 }) {
                if let other = first[digest] { sets.join(other, place) } else { first[digest] = place }
            }
        }
        var numbers: [String: Int] = [:]
        let owners = members.map { (entry) -> Int in
            let name = owner(entry.member)
            if let number = numbers[name] { return number }
            numbers[name] = numbers.count
            return numbers.count - 1
        }
        // of what one bidder has twice by its digest, one is looked at for all
        var seen: Set<[Int]> = []
        let looked = members.indices.filter { place in
            guard let pdq = members[place].image.appearance?.pdq, pdq.quality > PDQ.tooPlain else { return false }
            return seen.insert([sets.root(of: place), owners[place]]).inserted
        }
        let candidates = candidates(looked, members, owners)
        var looks = 0
        var looksOfTwo: [[Int]: Int] = [:]
        for candidate in candidates where sets.root(of: candidate.one) != sets.root(of: candidate.other) {
            let (one, other) = (members[candidate.one].image, members[candidate.other].image)
            guard Self.haveOneShape(one, other), let a = one.appearance, let b = other.appearance else { continue }
            let two = [owners[candidate.one], owners[candidate.other]].sorted()
            guard looks < Self.mostLooks, looksOfTwo[two, default: 0] < Self.mostLooksOfTwo else {
                notLooked += 1
                continue
            }
            looks += 1
            looksOfTwo[two, default: 0] += 1
            if DetailAgreement(try a.detail(), try b.detail()).isSame { sets.join(candidate.one, candidate.other) }
        }
        var grouped: [Int: [Member]] = [:]
        for place in members.indices { grouped[sets.root(of: place), default: []].append(members[place].member) }
        groups = grouped.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// Pictures of two bidders whose hashes are near, the nearest first.
    private mutating func candidates(
        _ looked: [Int], _ members: [(member: Member, image: ComparedImage)], _ owners: [Int]
    ) -> [Candidate] {
        let index = HashIndex(looked.compactMap { members[$0].image.appearance?.pdq.hash })
        // of each hash, some pictures of each bidder
        var pictures: [[Int]] = []
        for items in index.items {
            var counts: [Int: Int] = [:]
            pictures.append(
                items.map { looked[$0] }.filter { place in
                    counts[owners[place], default: 0] += 1
                    return counts[owners[place], default: 0] <= Self.mostOfOneHash
                })
            notLooked += Self.pairs(counts.values) - Self.pairs(counts.values.map { min($0, Self.mostOfOneHash) })
        }
        let sole = pictures.map { places in
            places.allSatisfy { owners[$0] == owners[places[0]] } ? owners[places[0]] : -1
        }
        var candidates: [Candidate] = []
        func add(_ distance: Int, _ one: Int, _ other: Int) {
            guard owners[one] != owners[other] else { return }
            candidates.append(Candidate(distance: distance, one: min(one, other), other: max(one, other)))
            guard candidates.count >= 2 * Self.mostCandidates else { return }
            candidates.sort(by: Candidate.isNearer)
            notLooked += candidates.count - Self.mostCandidates
            candidates.removeLast(candidates.count - Self.mostCandidates)
        }
        var work = [Int](repeating: Self.mostWork / max(1, Set(owners).count), count: (owners.max() ?? 0) + 1)
        for place in index.hashes.indices {
            for (offset, one) in pictures[place].enumerated() {
                for other in pictures[place][(offset + 1)...] { add(0, one, other) }
            }
            let near = index.near(place, work: &work[owners[pictures[place][0]]]) { other in
                other > place && (sole[other] < 0 || sole[other] != sole[place])
            }
            guard let near else {
                notSought += pictures[place].count
                continue
            }
            for near in near {
                notLooked += index.items[place].count * index.items[near.second].count
                notLooked -= pictures[place].count * pictures[near.second].count
                for one in pictures[place] {
                    for other in pictures[near.second] { add(near.distance, one, other) }
                }
            }
        }
        return candidates.sorted(by: Candidate.isNearer)
    }

    /// Pairs of two different bidders among so many of each.
    private static func pairs(_ counts: some Collection<Int>) -> Int {
        let all = counts.reduce(0, +)
        return (all * all - counts.reduce(0) { $0 + $1 * $1 }) / 2
    }

    /// Whether the ratio of width to height is the same, but for what is cut off at the edges.
    private static func haveOneShape(_ one: ComparedImage, _ other: ComparedImage) -> Bool {
        guard let a = one.width, let b = one.height, let c = other.width, let d = other.height, b > 0, d > 0, a > 0,
            c > 0
        else { return true }
        let ratio = Double(a) * Double(d) / (Double(b) * Double(c))
        return ratio > 0.88 && ratio < 1 / 0.88
    }
}

/// Numbers from 0 on, in sets that grow together; each set is called by its least.
private struct DisjointSets {
    private var parents: [Int]

    init(_ count: Int) { parents = Array(0..<count) }

    mutating func root(of place: Int) -> Int {
        var place = place
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    mutating func join(_ one: Int, _ other: Int) {
        let (a, b) = (root(of: one), root(of: other))
        parents[max(a, b)] = min(a, b)
    }
}
