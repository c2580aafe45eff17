// TenderRules+Opening.swift — who signs, who opens, who can stand in, and by when.
internal import Reporting

extension TenderRules {
    // MARK: - Signatures

    static func signing(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        if tender.suites.isEmpty || !Identifier.repeated(tender.suites).isEmpty {
            findings.append(
                Finding(
                    "TEND-0013", zh: "签名套件为空或有重复", en: "the signature suites are empty or have one twice",
                    remedyZh: "至少列出一个,如 p256-sha256", remedyEn: "list at least one, such as p256-sha256",
                    place: "suites"))
        }
        // A bid needs the unit's seal and the head's signature (Regulation 51(一)).
        let basis: Basis? = tender.regime == .tendering ? .regulation("51(一)") : nil
        for role in SignatureRole.allCases where !tender.roles.contains(role) {
            let zh = role == .unit ? "单位章" : "单位负责人签字"
            let en = role == .unit ? "the unit's seal" : "the signature of the unit's head"
            findings.append(
                Finding(
                    "TEND-0025", tender.regime == .tendering && role == .unit ? .error : .warning,
                    zh: "签章要求中没有\(zh)(\(role.rawValue))", en: "\(en) (\(role.rawValue)) is not required of a bid",
                    remedyZh: "在 roles 中加上 \(role.rawValue)", remedyEn: "add \(role.rawValue) to roles", place: "roles",
                    basis: basis))
        }
        if !Identifier.repeated(tender.roles).isEmpty {
            findings.append(
                Finding(
                    "TEND-0024", zh: "签章角色重复", en: "a signature role is listed twice", remedyZh: "删去重复的角色",
                    remedyEn: "remove the repetition", place: "roles"))
        }
        return findings
    }

    // MARK: - Officers and trustees

    static func officers(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        if tender.platform.isEmpty {
            findings.append(
                Finding(
                    "TEND-0026", zh: "缺少接收平台的签名证书", en: "the receiving platform's signing certificate is missing",
                    remedyZh: "请放入平台的签名证书", remedyEn: "add the platform's signing certificate", place: "platform",
                    basis: .order20("27")))
        }
        let officers = tender.openingCertificates
        if Set(officers.map(\.holder)).count < 2 || Set(officers.map(\.der)).count < 2 {
            findings.append(
                Finding(
                    "TEND-0015", zh: "开标证书不足两张,或属于同一持有人",
                    en: "there are fewer than two opening certificates of different holders",
                    remedyZh: "至少两张、持有人不同:一张证书遗失或失效时仍能开标",
                    remedyEn:
                        "name at least two of different holders, so that one lost token does not stop the opening",
                    place: "openingCertificates"))
        }
        findings += repeatedHolders(officers, place: "openingCertificates")
        if !(1...1_440).contains(tender.releaseWindow) {
            findings.append(
                Finding(
                    "TEND-0014", zh: "解密时限为 \(tender.releaseWindow) 分钟",
                    en: "the release window is \(tender.releaseWindow) minutes",
                    remedyZh: "写 1 至 1440 分钟", remedyEn: "write 1 to 1440 minutes", place: "releaseWindow",
                    basis: .order20("30")))
        }
        if tender.belowThreeClause.map(Placeholder.isUnfilled) ?? true {
            findings.append(
                Finding(
                    "TEND-0070", .note, zh: "招标文件未约定解密后不足三家时如何处理;届时开标将停在唱标之前",
                    en:
                        "the tender has no clause for fewer than three decrypted bids; the opening would stop before the read-out",
                    remedyZh: "可在 belowThreeClause 写明处理办法", remedyEn: "a clause can stand in belowThreeClause",
                    place: "belowThreeClause", basis: .regulation("44")))
        }
        guard let recovery = tender.recovery else { return findings }
        let trustees = recovery.trustees
        if !(2...255).contains(trustees.count) {
            findings.append(
                Finding(
                    "TEND-0019", zh: "受托人有 \(trustees.count) 名", en: "there are \(trustees.count) trustees",
                    remedyZh: "2 至 255 名",
                    remedyEn: "name 2 to 255", place: "recovery/trustees", basis: .order20("31")))
        }
        if recovery.threshold < 2 || recovery.threshold > trustees.count {
            findings.append(
                Finding(
                    "TEND-0018", zh: "恢复门限 \(recovery.threshold) 不在 2 至 \(trustees.count) 之间",
                    en: "the recovery threshold \(recovery.threshold) is not within 2 and \(trustees.count)",
                    remedyZh: "门限至少为 2,且不多于受托人数", remedyEn: "use 2 or more, at most the number of trustees",
                    place: "recovery/threshold", basis: .order20("31")))
        }
        findings += repeatedHolders(trustees, place: "recovery/trustees")
        for trustee in trustees where officers.contains(where: { $0.holder == trustee.holder || $0.der == trustee.der })
        {
            findings.append(
                Finding(
                    "TEND-0017", zh: "“\(trustee.holder)”既是开标人又是受托人",
                    en: "\"\(trustee.holder)\" is both an opening officer and a trustee",
                    remedyZh: "同一人同时持有两半密钥即可提前开标,请换人",
                    remedyEn: "who holds both halves of a key could open early: name somebody else",
                    place: "recovery/trustees/\(trustee.holder)", basis: .order20("27")))
        }
        return findings
    }

    private static func repeatedHolders(_ certificates: [NamedCertificate], place: String) -> [Finding] {
        var findings = Identifier.repeated(certificates.map(\.holder)).map { holder in
            Finding(
                "TEND-0016", .warning, zh: "“\(holder)”列出了两次", en: "\"\(holder)\" is listed twice",
                remedyZh: "确认是否有意列出两张证书",
                remedyEn: "make sure that two certificates of one holder are meant", place: "\(place)/\(holder)")
        }
        for der in Identifier.repeated(certificates.map(\.der)) {
            let holders = certificates.filter { $0.der == der }.map(\.holder).joined(separator: "、")
            findings.append(
                Finding(
                    "TEND-0027", zh: "\(holders)的证书是同一张", en: "one certificate stands for \(holders)",
                    remedyZh: "每人放入各自的证书",
                    remedyEn: "give each holder's own certificate", place: place))
        }
        for certificate in certificates where Placeholder.isUnfilled(certificate.holder) || certificate.der.isEmpty {
            findings.append(
                Finding(
                    "TEND-0028", zh: "持有人或证书未填", en: "a holder or a certificate is missing", remedyZh: "填写持有人并放入证书",
                    remedyEn: "name the holder and add the certificate", place: place))
        }
        return findings
    }

    // MARK: - Times

    static func times(_ tender: Tender, now: Instant) -> [Finding] {
        var findings: [Finding] = []
        if tender.deadline <= tender.issued {
            findings.append(
                Finding(
                    "TEND-0030", zh: "投标截止时间 \(tender.deadline.text) 不晚于发出时间 \(tender.issued.text)",
                    en: "the deadline \(tender.deadline.text) is not after the issue \(tender.issued.text)",
                    remedyZh: "请改正时间", remedyEn: "correct the times", place: "deadline"))
        } else if tender.version == 1, tender.deadline.dayNumber - tender.issued.dayNumber < 20 {
            // Law 24 binds projects that must be tendered; the day of issue is not counted.
            let days = tender.deadline.dayNumber - tender.issued.dayNumber
            findings.append(
                Finding(
                    "TEND-0032", .warning, zh: "自招标文件发出至投标截止只有 \(days) 日;依法必须招标的项目不得少于 20 日",
                    en: "only \(days) days from issue to deadline; a project that must be tendered needs at least 20",
                    remedyZh: "把截止时间推迟到 \(tender.issued.adding(days: 20).day) 或以后",
                    remedyEn: "move the deadline to \(tender.issued.adding(days: 20).day) or later", place: "deadline",
                    basis: tender.regime == .tendering ? .law("24") : nil))
        }
        if tender.deadline <= now {
            findings.append(
                Finding(
                    "TEND-0031", zh: "投标截止时间 \(tender.deadline.text) 已过",
                    en: "the deadline \(tender.deadline.text) has passed",
                    remedyZh: "请改正截止时间", remedyEn: "correct the deadline", place: "deadline"))
        }
        for (place, time) in [("issued", tender.issued), ("deadline", tender.deadline)]
        where time < .earliest || time > .latest {
            findings.append(
                Finding(
                    "TEND-0034", zh: "时间不在 1980 至 2107 年之间", en: "a time is outside the years 1980 to 2107",
                    remedyZh: "请检查年份", remedyEn: "check the year", place: place))
        }
        if tender.deadline.isWeekend {
            findings.append(
                Finding(
                    "TEND-0033", .note, zh: "投标截止时间 \(tender.deadline.text) 是周末",
                    en: "the deadline \(tender.deadline.text) is on a weekend",
                    remedyZh: "请确认开标人员届时在岗", remedyEn: "make sure that the officers are at work then", place: "deadline"
                ))
        }
        return findings
    }
}

extension Instant {
    /// Days since 1970-01-01 in China Standard Time.
    var dayNumber: Int {
        let local = seconds &+ 28_800
        return Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }

    /// Whether it is a Saturday or a Sunday in China. 1970-01-01 was a Thursday: they are 2 and 3 days on.
    package var isWeekend: Bool { [2, 3].contains(((dayNumber % 7) + 7) % 7) }

    /// The same time of day on this day, or on the Monday after where this is a weekend. Public holidays, and the weekends that
    /// are worked in their place (调休), are announced year by year and not known here.
    package var onWorkday: Instant {
        var day = self
        while day.isWeekend { day = day.adding(days: 1) }
        return day
    }
}
