// BidWorkspace.swift — the folder in which a bidder prepares a bid: bid.yaml, tender.tender, parts/<id>/.
internal import FileKit
package import Reporting
internal import TenderModel
internal import YAMLKit

/// The bidder's folder.
package enum BidWorkspace {
    /// Reads a workspace. Fields of the opening sheet that are not filled in are left to ``BidRules``.
    ///
    /// Every problem names file, line and key: WORK-0001 to WORK-0007 for the YAML, the value's own code (MONEY-, CODE-,
    /// TIME-) for what it says, WORK-0010 to WORK-0012 for file names, WORK-0014 for a share, WORK-0015 for a file
    /// beside the folders in `parts/`, WORK-0016 where the folder is a tender's.
    package static func load(_ folder: String) throws(Problem) -> BidDraft {
        try requireKind(
            folder, "bid.yaml", instead: "tender.yaml",
            zh: "这是招标文件夹(tender.yaml),不是投标文件夹(bid.yaml)",
            en: "this is a tender's workspace (tender.yaml), not a bid's (bid.yaml)",
            remedyZh: "打包招标文件用 biao tender pack \(folder);准备投标文件先用 biao bid init",
            remedyEn: "to pack the tender: biao tender pack \(folder); to prepare a bid: biao bid init first")
        let file = try YAMLValue.load(folder + "/bid.yaml")
        return try file.namingUnfilled { () throws(Problem) in try read(file, folder) }
    }

    private static func read(_ file: YAMLValue, _ folder: String) throws(Problem) -> BidDraft {
        let root = try file.map([
            "tender", "lot", "bidder", "consortium", "sheet", "deposit", "staff", "provenance", "industry",
        ])
        let industry = try IndustrySection(root.optional("industry"))
        let tender = try root.optional("tender")?.filled() ?? "tender.tender"
        let (parts, skipped) = try parts(folder + "/parts")
        return BidDraft(
            tenderFile: tender.hasPrefix("/") ? tender : folder + "/" + tender, lot: try root.required("lot").filled(),
            bidder: try TenderWorkspace.organization(root.required("bidder")),
            consortium: try consortium(root.optional("consortium")), sheet: try sheet(root.required("sheet")),
            deposit: try deposit(root.optional("deposit")), staff: try staff(root.optional("staff")), parts: parts,
            provenance: try provenance(root.required("provenance")), industry: industry.elements,
            industryPlaces: industry.places, remarks: skipped, folder: folder)
    }

    // MARK: - Sections

    private static func consortium(_ value: YAMLValue?) throws(Problem) -> [ConsortiumMember] {
        var members: [ConsortiumMember] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["name", "code", "share"])
            members.append(
                ConsortiumMember(
                    organization: Organization(
                        name: try map.required("name").filled(),
                        code: try map.required("code").read(CreditCode.init(_:))),
                    share: try map.required("share").read(share)))
        }
        return members
    }

    /// A percentage with at most two decimals, in hundredths of a percent.
    private static func share(_ text: String) throws(Problem) -> Int {
        // Figures with two decimals, read as hundredths: what Money does for yuan and fen.
        let read: Money?
        do { read = try Money(yuan: text) } catch { read = nil }
        guard let share = read, share.fen <= 10_000 else {
            throw Problem(
                "WORK-0014", zh: "份额“\(text)”不是 0 至 100 的百分数",
                en: "the share \"\(text)\" is not a percentage from 0 to 100",
                remedyZh: "只写数字,最多两位小数,如 60 或 33.33",
                remedyEn: "write digits with at most two decimals, such as 60 or 33.33")
        }
        return Int(share.fen)
    }

    private static func sheet(_ value: YAMLValue) throws(Problem) -> [SheetValue] {
        var values: [SheetValue] = []
        for (field, item) in try value.anyMap().entries where !item.isAbsent {
            let figures: String?
            var words: String?
            if item.isMapping {
                let map = try item.map(["figures", "words"])
                figures = try map.optional("figures")?.optionalText()
                words = try map.optional("words")?.optionalText()
            } else {
                figures = try item.optionalText()
            }
            if let figures { values.append(SheetValue(field: field, value: figures, words: words)) }
        }
        return values
    }

    /// Nil while nothing of it is filled in.
    private static func deposit(_ value: YAMLValue?) throws(Problem) -> Deposit? {
        guard let map = try value?.map(["form", "amount", "payer", "account", "reference", "validUntil"]) else {
            return nil
        }
        var begun = false
        for key in ["amount", "payer", "account", "reference", "validUntil"] {
            if try map.optional(key)?.optionalText() != nil { begun = true }
        }
        guard begun else { return nil }
        return Deposit(
            form: try map.required("form").choice(Deposit.Form.self),
            amount: try map.required("amount").read(Money.init(yuan:)), payer: try map.required("payer").filled(),
            account: try map.optional("account")?.optionalText(),
            reference: try map.optional("reference")?.optionalText(),
            validUntil: try map.optional("validUntil")?.optionalText())
    }

    private static func staff(_ value: YAMLValue?) throws(Problem) -> [StaffMember] {
        var members: [StaffMember] = []
        for item in try value?.list() ?? [] {
            let map = try item.map(["role", "name", "certificate"])
            members.append(
                StaffMember(
                    role: try map.required("role").text(), name: try map.required("name").text(),
                    certificate: try map.optional("certificate")?.optionalText()))
        }
        return members
    }

    private static func provenance(_ value: YAMLValue) throws(Problem) -> Provenance {
        let map = try value.map(["creationID", "tool", "version", "created"])
        return Provenance(
            creationID: try map.required("creationID").filled(), tool: try map.required("tool").filled(),
            version: try map.required("version").filled(), created: try map.required("created").read(Instant.init(_:)))
    }

    private static func parts(_ folder: String) throws(Problem) -> ([BidDraft.PartDraft], [Finding]) {
        guard Files.kind(of: folder) != nil else { return ([], []) }
        var parts: [BidDraft.PartDraft] = []
        // Names are checked over all parts at once: `A/` and `a/` may hold twins.
        let collection = try Collection.below(folder, prefix: "parts")
        for entry in try Files.list(folder) where !Collection.isLeftover(entry.name) {
            guard entry.kind == .folder else {
                throw Problem(
                    "WORK-0015", zh: "文件“\(entry.name)”不属于任何部分", en: "the file \"\(entry.name)\" belongs to no part",
                    remedyZh: "请移入 parts/ 下某一部分的文件夹", remedyEn: "move it into the folder of a part below parts/",
                    place: folder + "/" + entry.name)
            }
            let prefix = "parts/\(entry.name)/"
            parts.append(
                BidDraft.PartDraft(
                    id: entry.name, files: collection.files.filter { $0.name.utf8.starts(with: prefix.utf8) }))
        }
        return (parts, collection.skipped)
    }
}
