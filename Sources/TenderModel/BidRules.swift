// BidRules.swift — what one envelope of a bid must satisfy against its tender (投标文件检查): whose, for what, complete?
package import Reporting

/// Checks of bids. Everything wrong is collected; nothing is thrown. A person decides what follows.
package enum BidRules {
    /// All that is to be said about one envelope's part of a bid.
    ///
    /// - Parameters:
    ///   - tender: The newest version of the tender.
    ///   - reference: Which file that version is.
    ///   - at: When the bid is judged to be made or delivered; only compared with the deadline.
    package static func check(_ bid: Bid, tender: Tender, reference: TenderReference, at: Instant) -> [Finding] {
        let belongs = procedure(bid, tender, reference)
        // Against another tender's fields everything would be wrong, and say nothing.
        if belongs.contains(where: { $0.code == "BIDC-0001" }) { return belongs }
        return belongs + terms(bid, tender, at: at) + sheet(bid, tender) + parts(bid, tender) + deposit(bid, tender)
            + consortium(bid) + staff(bid, tender) + machine(bid, tender)
    }

    // MARK: - For which tender

    private static func procedure(_ bid: Bid, _ tender: Tender, _ reference: TenderReference) -> [Finding] {
        if bid.tender.id != tender.id || bid.tender.first != reference.first {
            return [
                Finding(
                    "BIDC-0001", zh: "投标文件所属招标为“\(bid.tender.id)”,不是本次招标“\(tender.id)”",
                    en: "the bid is for tender \"\(bid.tender.id)\", not for this tender \"\(tender.id)\"",
                    remedyZh: "请用本次招标文件重新制作", remedyEn: "make the bid from this tender's file", place: "tender")
            ]
        }
        var findings: [Finding] = []
        let (mine, newest) = (bid.tender.version, tender.version)
        if mine > newest || (mine == newest && bid.tender.digest != reference.digest) {
            findings.append(
                Finding(
                    "BIDC-0004", zh: "投标文件所依据的招标文件(版本 \(mine))与给出的招标文件(版本 \(newest))不是同一份",
                    en:
                        "the bid was made from another tender file (version \(mine)) than the one given (version \(newest))",
                    remedyZh: "请取得最新的招标文件再核对", remedyEn: "get the newest tender file and check again",
                    place: "tender/version"))
        } else if mine < newest {
            findings.append(older(bid, tender))
        }
        return findings
    }

    private static func older(_ bid: Bid, _ tender: Tender) -> Finding {
        let (mine, newest) = (bid.tender.version, tender.version)
        let required = tender.amendment?.newBidRequired ?? false
        // The newest version says nothing about the addenda in between.
        let severity: Finding.Severity = required ? .error : mine + 1 == newest ? .warning : .indeterminate
        let (zh, en): (String, String) =
            switch severity {
            case .error: ("最新补遗要求重新投标", "the newest addendum asks for a new bid")
            case .warning: ("最新补遗不要求重新投标", "the newest addendum does not ask for a new bid")
            default:
                (
                    "中间的补遗是否要求重新投标,仅凭最新版本无法判断",
                    "whether an addendum in between asked for a new bid cannot be told from it"
                )
            }
        return Finding(
            "BIDC-0003", severity, zh: "投标文件依据旧版招标文件(版本 \(mine),最新为 \(newest));\(zh)",
            en: "the bid was made from an older version of the tender (\(mine), the newest is \(newest)); \(en)",
            remedyZh: "请用最新的招标文件重新制作", remedyEn: "make the bid anew from the newest tender file",
            place: "tender/version",
            basis: .regulation("21"))
    }

    private static func terms(_ bid: Bid, _ tender: Tender, at: Instant) -> [Finding] {
        var findings: [Finding] = []
        if tender.lot(bid.lot) == nil {
            findings.append(
                Finding(
                    "BIDC-0002", zh: "本次招标没有标段“\(bid.lot)”", en: "the tender has no lot \"\(bid.lot)\"",
                    remedyZh: "可选标段:\(tender.lots.map(\.id).joined(separator: "、"))",
                    remedyEn: "its lots are \(tender.lots.map(\.id).joined(separator: ", "))", place: "lot"))
        }
        for suite in [bid.suite, bid.beside].compactMap(\.self) where !tender.suites.contains(suite) {
            findings.append(
                Finding(
                    "BIDC-0005", zh: "招标文件不接受签名套件 \(suite.rawValue)",
                    en: "the tender does not admit the suite \(suite.rawValue)",
                    remedyZh: "可用:\(tender.suites.map(\.rawValue).joined(separator: "、"))",
                    remedyEn: "it admits \(tender.suites.map(\.rawValue).joined(separator: ", "))", place: "suite",
                    basis: .order20("26")))
        }
        if bid.template != tender.template {
            findings.append(
                Finding(
                    "BIDC-0008", zh: "投标文件所依据的示范文本(\(name(bid.template).zh))不是招标文件的(\(name(tender.template).zh))",
                    en: "the bid was made under another template (\(name(bid.template).en)) than the tender's "
                        + "(\(name(tender.template).en))",
                    remedyZh: "请用招标文件重新制作", remedyEn: "make the bid anew from the tender file", place: "template",
                    basis: .order20("19")))
        }
        if !(1...max(1, tender.envelopes)).contains(bid.envelope) {
            findings.append(
                Finding(
                    "BIDC-0006", zh: "第 \(bid.envelope) 信封不存在,本次有 \(tender.envelopes) 个信封",
                    en: "there is no envelope \(bid.envelope): the tender has \(tender.envelopes)",
                    remedyZh: "请用招标文件重新制作",
                    remedyEn: "make the bid anew from the tender file", place: "envelope"))
        }
        if Set(bid.roles) != Set(tender.roles) {
            findings.append(
                Finding(
                    "BIDC-0007", zh: "投标文件声明的签章角色与招标文件要求不同",
                    en: "the signature roles that the bid names are not those of the tender",
                    remedyZh: "要求:\(tender.roles.map(\.rawValue).joined(separator: "、"))",
                    remedyEn: "the tender asks for \(tender.roles.map(\.rawValue).joined(separator: ", "))",
                    place: "roles",
                    basis: .regulation("51(一)")))
        }
        if Placeholder.isUnfilled(bid.bidder.name) || !Identifier.isLine(bid.bidder.name) {
            findings.append(
                Finding(
                    "BIDC-0062", zh: "投标人名称未填写,或含有控制字符",
                    en: "the bidder's name is not filled in, or has control characters",
                    remedyZh: "请照营业执照填写", remedyEn: "write it as on the business licence", place: "bidder/name"))
        }
        let id = bid.provenance.creationID
        if id.utf8.count != 32 || !id.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) {
            findings.append(
                Finding(
                    "BIDC-0060", zh: "文件创建标识码不是 32 位十六进制数", en: "the file-creation id is not 32 hexadecimal digits",
                    remedyZh: "请勿改动 provenance 部分", remedyEn: "leave the section provenance as it was made",
                    place: "provenance/creationID"))
        }
        if at >= tender.deadline {
            findings.append(
                Finding(
                    "BIDC-0061", .warning, zh: "投标截止时间 \(tender.deadline.text) 已过",
                    en: "the deadline \(tender.deadline.text) has passed",
                    remedyZh: "逾期送达的投标文件将被拒收", remedyEn: "a late bid is refused", place: "deadline",
                    basis: .regulation("36")))
        }
        return findings
    }

    private static func name(_ template: TemplateReference?) -> LocalizedText {
        guard let template else { return LocalizedText(zh: "无", en: "none") }
        let text = "\(template.id) \(template.version) \(template.digest.hex.prefix(12))"
        return LocalizedText(zh: text, en: text)
    }

    // MARK: - Parts

    private static func parts(_ bid: Bid, _ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        for part in tender.parts where part.envelope == bid.envelope && part.required {
            guard bid.parts.first(where: { $0.id == part.id })?.files.isEmpty ?? true else { continue }
            findings.append(
                Finding(
                    "BIDC-0020", zh: "缺少必备部分“\(part.title)”", en: "the required part \"\(part.title)\" is missing",
                    remedyZh: "把文件放入 parts/\(part.id)/", remedyEn: "put its files into parts/\(part.id)/",
                    place: "parts/\(part.id)"))
        }
        for id in Identifier.repeated(bid.parts.map(\.id)) {
            findings.append(
                Finding(
                    "BIDC-0023", zh: "部分“\(id)”出现两次", en: "the part \"\(id)\" is there twice", remedyZh: "合并为一个",
                    remedyEn: "make it one", place: "parts/\(id)"))
        }
        for part in bid.parts {
            guard let asked = tender.parts.first(where: { $0.id == part.id }) else {
                findings.append(
                    Finding(
                        "BIDC-0021", zh: "招标文件没有部分“\(part.id)”", en: "the tender has no part \"\(part.id)\"",
                        remedyZh: "把文件移到招标文件列出的部分", remedyEn: "move its files to a part that the tender lists",
                        place: "parts/\(part.id)"))
                continue
            }
            if asked.envelope != bid.envelope {
                findings.append(
                    Finding(
                        "BIDC-0022", zh: "部分“\(asked.title)”属于第 \(asked.envelope) 信封,却在第 \(bid.envelope) 信封中",
                        en:
                            "the part \"\(asked.title)\" belongs to envelope \(asked.envelope), but is in envelope \(bid.envelope)",
                        remedyZh: "移到第 \(asked.envelope) 信封", remedyEn: "move it to envelope \(asked.envelope)",
                        place: "parts/\(part.id)"))
            }
            for file in part.files where !file.hasPrefix("parts/\(part.id)/") {
                findings.append(
                    Finding(
                        "BIDC-0024", zh: "“\(file)”不在部分“\(part.id)”的文件夹内",
                        en: "\"\(file)\" is not within the folder of the part \"\(part.id)\"",
                        remedyZh: "放入 parts/\(part.id)/", remedyEn: "put it into parts/\(part.id)/", place: file))
            }
        }
        return findings
    }

    // MARK: - People

    /// A consortium is one bidder: its lead stands first, no member twice (Regulation 37).
    private static func consortium(_ bid: Bid) -> [Finding] {
        guard !bid.consortium.isEmpty else { return [] }
        var findings: [Finding] = []
        func add(_ code: String, zh: String, en: String, remedyZh: String, remedyEn: String) {
            findings.append(
                Finding(
                    code, zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn, place: "consortium",
                    basis: .regulation("37")))
        }
        if bid.consortium.count == 1 {
            add(
                "BIDC-0040", zh: "联合体只有一个成员", en: "the consortium has one member only", remedyZh: "独立投标请删去联合体一节",
                remedyEn: "a bidder that stands alone leaves the consortium out")
        }
        for code in Identifier.repeated(bid.consortium.map(\.organization.code.text)) {
            add(
                "BIDC-0041", zh: "联合体成员 \(code) 重复", en: "the consortium member \(code) is there twice",
                remedyZh: "删去重复的成员",
                remedyEn: "remove the repetition")
        }
        if bid.consortium.first?.organization.code != bid.bidder.code {
            add(
                "BIDC-0042", zh: "联合体第一个成员不是投标人本身", en: "the first member of the consortium is not the bidder itself",
                remedyZh: "牵头人排在首位,并以其名义投标", remedyEn: "the lead comes first, and is the bidder")
        }
        let shares = bid.consortium.map(\.share)
        if shares.contains(where: { !(1...10_000).contains($0) }) || shares.reduce(0, &+) != 10_000 {
            add(
                "BIDC-0043", zh: "联合体成员的份额之和不是 100%,或有份额不在 0.01% 至 100% 之间",
                en: "the shares of the consortium do not add up to 100 %, or one is outside 0.01 % to 100 %",
                remedyZh: "请改正各成员份额", remedyEn: "correct the shares")
        }
        return findings
    }

    /// The manager (项目负责人) of the opening sheet is a person of the staff list, under that role.
    private static func staff(_ bid: Bid, _ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        for member in bid.staff where Placeholder.isUnfilled(member.name) || Placeholder.isUnfilled(member.role) {
            findings.append(
                Finding(
                    "BIDC-0051", zh: "项目管理机构有未填写的姓名或岗位", en: "a name or a role in the staff list is not filled in",
                    remedyZh: "请填写,或删去该行", remedyEn: "fill it in, or remove the line", place: "staff"))
        }
        let column = tender.sheet.first { $0.column == .manager && $0.envelope == bid.envelope }
        guard let column, let value = bid.value(column.id)?.value, !Placeholder.isUnfilled(value),
            bid.envelope == 1 || !bid.staff.isEmpty
        else { return findings }
        let managers = bid.staff.filter { ["项目负责人", "项目经理", "总监理工程师"].contains($0.role) }
        if !managers.contains(where: { $0.name == value }) {
            let listed = managers.map(\.name).joined(separator: "、")
            findings.append(
                Finding(
                    "BIDC-0050", managers.isEmpty ? .warning : .error,
                    zh: "开标一览表的项目负责人“\(value)”" + (managers.isEmpty ? "未列入项目管理机构" : "与项目管理机构的“\(listed)”不一致"),
                    en: "the manager \"\(value)\" of the opening sheet "
                        + (managers.isEmpty
                            ? "is not in the staff list" : "is not the one of the staff list, \"\(listed)\""),
                    remedyZh: "两处写同一人", remedyEn: "name the same person in both", place: "sheet/\(column.id)"))
        }
        return findings
    }
}
