// TenderRules+Addendum.swift — what an addendum (补遗、澄清修改) may change, and when.
internal import Reporting

extension TenderRules {
    static func addendum(_ tender: Tender, previous: Tender?) -> [Finding] {
        guard tender.version >= 1, (tender.version == 1) == (tender.amendment == nil) else {
            return [
                Finding(
                    "TEND-0050", zh: "版本 \(tender.version) 与补遗信息不一致",
                    en: "version \(tender.version) and the amendment do not agree",
                    remedyZh: "首次发布为版本 1,无补遗信息;之后各版都有",
                    remedyEn: "version 1 has no amendment, each later version has one",
                    place: "version")
            ]
        }
        guard let amendment = tender.amendment else { return [] }
        var findings: [Finding] = []
        if Placeholder.isUnfilled(amendment.summary) {
            findings.append(
                Finding(
                    "TEND-0059", zh: "补遗没有说明修改内容", en: "the addendum does not say what it changes",
                    remedyZh: "请填写 summary",
                    remedyEn: "fill in summary", place: "amendment/summary", basis: .regulation("21")))
        }
        guard let previous else { return findings }
        findings += continuity(tender, previous) + terms(tender, previous, amendment) + timing(tender, previous)
        return findings
    }

    /// An addendum stays the same procedure.
    private static func continuity(_ tender: Tender, _ previous: Tender) -> [Finding] {
        var findings: [Finding] = []
        if tender.version != previous.version + 1 {
            findings.append(
                Finding(
                    "TEND-0051", zh: "版本 \(tender.version) 不是所修改版本 \(previous.version) 的下一版",
                    en: "version \(tender.version) does not follow version \(previous.version), which it amends",
                    remedyZh: "请以最新版本为基础做补遗", remedyEn: "amend the newest version", place: "version"))
        }
        if tender.id != previous.id {
            findings.append(
                Finding(
                    "TEND-0052", zh: "招标项目编号由“\(previous.id)”变为“\(tender.id)”",
                    en: "the project number changes from \"\(previous.id)\" to \"\(tender.id)\"", remedyZh: "补遗不能更换编号",
                    remedyEn: "an addendum keeps the number", place: "id"))
        }
        if tender.regime != previous.regime {
            findings.append(
                Finding(
                    "TEND-0053", zh: "适用制度改变", en: "the regime changes", remedyZh: "补遗不能改变适用制度",
                    remedyEn: "an addendum keeps the regime", place: "regime"))
        }
        for id in Set(tender.lots.map(\.id)).symmetricDifference(previous.lots.map(\.id)).sorted() {
            let gone = tender.lot(id) == nil
            findings.append(
                Finding(
                    "TEND-0054", zh: gone ? "标段“\(id)”被删去" : "新增标段“\(id)”",
                    en: gone ? "lot \"\(id)\" is gone" : "lot \"\(id)\" is new", remedyZh: "增减标段请另行招标",
                    remedyEn: "lots come and go with a tender of their own", place: "lots/\(id)"))
        }
        if tender.tenderer != previous.tenderer {
            findings.append(
                Finding(
                    "TEND-0062", .warning, zh: "招标人改变", en: "the tenderer changes", remedyZh: "请确认",
                    remedyEn: "make sure that this is meant",
                    place: "tenderer"))
        }
        return findings
    }

    /// Changes that a bid made for the version before cannot follow need `newBidRequired`.
    private static func terms(_ tender: Tender, _ previous: Tender, _ amendment: Amendment) -> [Finding] {
        guard !amendment.newBidRequired else { return [] }
        var findings: [Finding] = []
        let remedy = ("写 newBidRequired: true", "write newBidRequired: true")
        let keys: [(String, Bool)] = [
            ("openingCertificates", tender.openingCertificates != previous.openingCertificates),
            ("platform", tender.platform != previous.platform), ("recovery", tender.recovery != previous.recovery),
            ("envelopes", tender.envelopes != previous.envelopes),
            ("machineSalt", tender.machineSalt != previous.machineSalt),
            ("suites", !Set(previous.suites).isSubset(of: tender.suites)),
        ]
        for (key, changed) in keys where changed {
            findings.append(
                Finding(
                    "TEND-0055", zh: "\(key) 已改变,为旧版本密封的投标文件将打不开或不合要求",
                    en: "\(key) changed: bids sealed for the version before could not be opened or accepted",
                    remedyZh: remedy.0, remedyEn: remedy.1, place: key))
        }
        let asked: [(String, Bool)] = [
            ("sheet", tender.sheet != previous.sheet), ("parts", tender.parts != previous.parts),
            ("roles", Set(tender.roles) != Set(previous.roles)),
            ("lots", tender.lots.contains { lot in previous.lot(lot.id).map { $0 != lot } ?? false }),
        ]
        for (key, changed) in asked where changed {
            findings.append(
                Finding(
                    "TEND-0056", .warning, zh: "\(key) 已改变,而旧版本的投标文件仍被接受",
                    en: "\(key) changed, yet bids for the version before are accepted",
                    remedyZh: "若投标人须据此修改投标文件,请\(remedy.0)", remedyEn: "if bidders have to follow it, \(remedy.1)",
                    place: key, basis: .regulation("21")))
        }
        return findings
    }

    /// Changes that may affect the bids are issued 15 days before the deadline, or the deadline moves (Regulation 21).
    private static func timing(_ tender: Tender, _ previous: Tender) -> [Finding] {
        var findings: [Finding] = []
        if tender.issued < previous.issued || tender.issued >= previous.deadline {
            findings.append(
                Finding(
                    "TEND-0060", zh: "补遗发出时间 \(tender.issued.text) 不在上一版发出与投标截止之间",
                    en: "the addendum's issue \(tender.issued.text) is not between the version before and its deadline",
                    remedyZh: "请把 issued 改为补遗的发出时间", remedyEn: "set issued to when the addendum is issued",
                    place: "issued"))
        }
        if tender.deadline < previous.deadline {
            findings.append(
                Finding(
                    "TEND-0058", .warning, zh: "投标截止时间提前到 \(tender.deadline.text)",
                    en: "the deadline is brought forward to \(tender.deadline.text)",
                    remedyZh: "缩短投标时间可能使投标人来不及编制", remedyEn: "bidders may not be ready by then", place: "deadline",
                    basis: .regulation("21")))
        }
        let days = tender.deadline.dayNumber - tender.issued.dayNumber
        if days < 15 {
            let extended = tender.deadline > previous.deadline
            findings.append(
                Finding(
                    "TEND-0057", extended ? .note : .warning,
                    zh: "补遗发出至投标截止只有 \(max(0, days)) 日" + (extended ? "(截止时间已顺延)" : ""),
                    en: "only \(max(0, days)) days from the addendum to the deadline"
                        + (extended ? ", which was extended" : ""),
                    remedyZh: "修改内容可能影响投标文件编制的,截止时间应顺延至 \(tender.issued.adding(days: 15).day) 或以后",
                    remedyEn:
                        "if it may affect the bids, extend the deadline to \(tender.issued.adding(days: 15).day) or later",
                    place: "deadline", basis: tender.regime == .tendering ? .regulation("21") : nil))
        }
        return findings
    }
}
