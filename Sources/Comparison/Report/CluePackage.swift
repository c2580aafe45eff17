// CluePackage.swift — the .clue container (线索移交包): one group's report and nothing of other bidders, signed; and how it is checked.
internal import Container
internal import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

package enum CluePackage {
    /// Most that a file of the report weighs, in bytes.
    static let reportLimit = 128 << 20

    /// Where the package of a group goes: groups count from 1, in the order of ``Comparison/groups``.
    package static func path(in folder: String, group number: Int) -> String { "\(folder)/clue-\(number).clue" }

    /// CLUE-0030 where a package is there already: its log cannot be made again.
    package static func requireNone(in folder: String) throws(Problem) {
        guard Files.exists(folder) else { return }
        guard let old = try Files.list(folder).first(where: { $0.name.hasSuffix(".clue") }) else { return }
        throw Problem(
            "CLUE-0030", zh: "报告文件夹里已有移交包 \(old.name),其中可能有办理记录",
            en: "the folder holds the clue package \(old.name) already, perhaps with a log of what was done",
            remedyZh: "换一个新的文件夹,或先把移交包移走", remedyEn: "name a new folder, or move the package away first", place: folder)
    }

    /// Writes the package of one group.
    ///
    /// - Parameter version: of the program.
    /// - Throws: CLUE-0031 where a bidder of the group has no bid file; CLUE-0032 where what would be handed over still names
    ///   another bidder, and nothing is written then.
    package static func write(
        _ comparison: Comparison, group: [Int], to path: String, maker: Organization, at time: Instant, signer: Signer,
        version: String
    ) throws(Problem) {
        let lot = comparison.lot
        var members: [ClueHandover.Member] = []
        var tender: (reference: TenderReference, lot: String)?
        for index in group {
            let bid = lot.bids[index]
            guard let own = bid.bids.first, !bid.files.isEmpty else {
                throw Problem(
                    "CLUE-0031", zh: "代号 \(ComparedLot.letter(index)) 没有投标文件,不能制作移交包",
                    en: "\(ComparedLot.letter(index)) has no bid file, so no clue package can be made",
                    remedyZh: "移交包只用于已签名的投标文件,不用于散件",
                    remedyEn: "clue packages are about signed bids, not about loose documents")
            }
            tender = tender ?? (own.tender, own.lot)
            members.append(
                ClueHandover.Member(
                    bidder: own.bidder, letter: ComparedLot.letter(index), files: bid.files.map(\.digest)))
        }
        guard let tender else { throw Problem.bug("a group of nobody") }
        let reduced = comparison.reduced(to: group)
        let texts = [
            ComparisonPage.html(reduced, view: .supervisor, language: .zh, version: version),
            ComparisonPage.html(reduced, view: .supervisor, language: .en, version: version),
            ComparisonJSON.of(reduced, view: .supervisor, version: version).text + "\n",
        ]
        let veil = lot.veil(over: Set(lot.bids.indices).subtracting(group))
        guard !texts.contains(where: veil.isIn) else {
            throw Problem(
                "CLUE-0032", zh: "摘出的报告中仍有其他投标人的名称或代码,没有写出",
                en: "what would be handed over still names another bidder; nothing was written",
                remedyZh: "请由监督人员查看完整报告,并报告此问题", remedyEn: "use the supervisor's whole report, and report this",
                place: path)
        }
        var reports: [ClueHandover.Report] = []
        var items: [ContainerItem] = []
        for (name, text) in zip(ClueHandover.reportNames, texts) {
            let bytes = Array(text.utf8)
            guard bytes.count <= reportLimit else {
                throw Problem(
                    "CLUE-0033", zh: "“\(name)”超过 128 MiB,不能放入移交包",
                    en: "\"\(name)\" is over 128 MiB, too much for a clue package",
                    remedyZh: "请移交完整的比对报告", remedyEn: "hand over the whole report instead", place: path)
            }
            reports.append(ClueHandover.Report(name: name, digest: try digest(bytes)))
            items.append(.bytes(name: name, bytes))
        }
        let root = ClueHandover(
            tender: tender.reference, lot: tender.lot, group: members, reports: reports, tool: Tool.name,
            version: version, maker: maker, compared: lot.at, made: time)
        try ContainerWriter.write(root, items: items, to: path, at: time, signer: signer, mode: 0o600)
    }

    static func digest(_ bytes: [UInt8]) throws(Problem) -> FileDigest {
        FileDigest(algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(try Digest.of(bytes, .sha256)))
    }
}
