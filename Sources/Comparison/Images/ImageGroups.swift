// ImageGroups.swift — which pictures of a lot are one (同图归并): by their bytes, by their pixels, by their looks.
internal import ImageMatching
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
    /// Pairs of pictures that were to be looked at and were not, for there were too many.
    private(set) var notLooked = 0

    /// Pairs that are laid over each other at most, in a lot: three minutes' work. The most alike come first.
    static let mostLooks = 30_000

    /// - Parameter images: of each bid; what is left out in any case is not among them.
    init(_ members: [(member: Member, image: ComparedImage)], owner: (Member) -> String) {
        var root = Array(members.indices)
        func find(_ place: Int) -> Int {
            var place = place
            while root[place] != place {
                root[place] = root[root[place]]
                place = root[place]
            }
            return place
        }
        func join(_ one: Int, _ other: Int) {
            let (a, b) = (find(one), find(other))
            root[max(a, b)] = min(a, b)
        }
        var first: [FileDigest: Int] = [:]
        for (place, entry) in members.enumerated() {
            for digest in [entry.image.streamDigest, entry.image.appearance?.digest].compactMap({ $0 }) {
                if let other = first[digest] { join(other, place) } else { first[digest] = place }
            }
        }

        // of what is equal by its digest, one is looked at for all
        let looked = members.indices.filter { place in
            find(place) == place && (members[place].image.appearance.map { $0.pdq.quality > PDQ.tooPlain } ?? false)
        }
        let hashes = looked.compactMap { members[$0].image.appearance?.pdq.hash }
        let index = HashIndex(hashes)
        var candidates: [(distance: Int, one: Int, other: Int)] = []
        for place in index.hashes.indices {
            let here = index.items[place]
            // equal hashes
            for (offset, one) in here.enumerated().prefix(Self.mostOfOneHash) {
                for other in here[(offset + 1)...].prefix(Self.mostOfOneHash) {
                    candidates.append((0, looked[one], looked[other]))
                }
            }
            if here.count > Self.mostOfOneHash { notLooked += here.count - Self.mostOfOneHash }
            for near in index.near(place) where near.second > place {
                for one in here.prefix(Self.mostOfOneHash) {
                    for other in index.items[near.second].prefix(Self.mostOfOneHash) {
                        candidates.append((near.distance, looked[one], looked[other]))
                    }
                }
            }
        }
        candidates.sort { ($0.distance, $0.one, $0.other) < ($1.distance, $1.one, $1.other) }
        var looks = 0
        for candidate in candidates where find(candidate.one) != find(candidate.other) {
            let (one, other) = (members[candidate.one], members[candidate.other])
            // what one bidder shows twice is nobody's business
            guard owner(one.member) != owner(other.member), Self.haveOneShape(one.image, other.image),
                let a = one.image.appearance, let b = other.image.appearance
            else { continue }
            guard looks < Self.mostLooks else {
                notLooked += 1
                continue
            }
            looks += 1
            if DetailAgreement(a.detail, b.detail).isSame { join(candidate.one, candidate.other) }
        }
        let grouped = Dictionary(grouping: members.indices, by: find).values.filter { $0.count > 1 }
        groups = grouped.map { places in places.map { members[$0].member }.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// Different pictures of one bid or more that have the very same hash: so many are looked at.
    private static let mostOfOneHash = 40

    /// Whether the ratio of width to height is the same, but for what is cut off at the edges.
    private static func haveOneShape(_ one: ComparedImage, _ other: ComparedImage) -> Bool {
        guard let a = one.width, let b = one.height, let c = other.width, let d = other.height, b > 0, d > 0, a > 0,
            c > 0
        else { return true }
        let ratio = Double(a) * Double(d) / (Double(b) * Double(c))
        return ratio > 0.88 && ratio < 1 / 0.88
    }
}
