// CoreRules+Tender.swift — the cards of what every tender has to keep (招标文件的基本规则), template or none.
internal import Reporting

extension CoreRules {
    static let tenderCards: [RuleCard] = identity + opening + times + addenda + scoring

    // MARK: - Ids, lots, the opening sheet, parts

    private static let identity: [RuleCard] = [
        card(
            "TEND-0001", "招标项目编号合乎规则", "the project number is well-formed", fix: "用 1 至 64 个字母、数字、“.”“_”“-”",
            "use 1 to 64 letters, digits, '.', '_', '-'", passes: .lines("id: ZB-2026-001"),
            fails: .lines("id: ZB 1", "编号中有空格", "a blank in the number")),
        card(
            "TEND-0002", "名称都已填写,且各为一行文字", "every name is filled in, in one line of text", fix: "填写一行文字",
            "write one line of text", passes: .lines("title: 某道路工程施工"),
            fails: .lines("title: \"某道路工程\\n施工\"", "名称有两行", "a title of two lines")),
        card(
            "TEND-0003", "至少有一个标段", "there is a lot", fix: "至少写一个标段", "give at least one lot",
            passes: .lines("lots: [{id: 1, title: 一标段}]"), fails: .lines("lots: []")),
        card(
            "TEND-0004", "标段编号合乎规则", "the ids of lots are well-formed", fix: "用 1 至 32 个字母、数字、“.”“_”“-”",
            "use 1 to 32 letters, digits, '.', '_', '-'", passes: .lines("lots: [{id: A-1}]"),
            fails: .lines("lots: [{id: 1/2}]", "编号中有“/”", "a slash in the id")),
        card(
            "TEND-0005", "标段编号不重复", "no two lots have one id", fix: "改用不同的编号", "use different ones",
            passes: .lines("lots: [{id: 1}, {id: 2}]"), fails: .lines("lots: [{id: 1}, {id: 1}]")),
        card(
            "TEND-0006", "一览表项目编号合乎规则", "the ids of the opening sheet's fields are well-formed",
            fix: "用 1 至 64 个字母、数字、“_”“-”", "use 1 to 64 letters, digits, '_', '-'",
            passes: .lines("sheet: [{id: price}]"),
            fails: .lines("sheet: [{id: total.price}]", "编号中有“.”", "a point in the id")),
        card(
            "TEND-0007", "一览表项目编号不重复", "no two fields have one id", fix: "改用不同的编号", "use different ones",
            passes: .lines("sheet: [{id: price}, {id: rate}]"),
            fails: .lines("sheet: [{id: price}, {id: rate}, {id: rate}]")),
        card(
            "TEND-0008", "组成部分编号合乎规则", "the ids of parts are well-formed", fix: "用 1 至 64 个字母、数字、“-”",
            "use 1 to 64 letters, digits, '-'", passes: .lines("parts: [{id: technical}]"),
            fails: .lines("parts: [{id: tech_file}]", "编号中有“_”", "an underscore in the id")),
        card(
            "TEND-0009", "组成部分编号不重复(不分大小写)", "no two parts have one id, case ignored", fix: "改用不同的编号",
            "use different ones", passes: .lines("parts: [{id: letter}, {id: technical}]"),
            fails: .lines("parts: [{id: letter}, {id: Letter}]")),
        card(
            "TEND-0010", "信封数为 1 或 2", "there are one or two envelopes", fix: "写 1 或 2", "write 1 or 2",
            passes: .lines("envelopes: 1"), fails: .lines("envelopes: 3")),
        card(
            "TEND-0011", "一览表项目和组成部分都在已有的信封中", "every field and part is in an envelope that is there",
            fix: "改正 envelope", "correct envelope", passes: .lines("parts: [{id: letter, envelope: 1}]"),
            fails: .lines("envelopes: 1\nparts: [{id: letter, envelope: 2}]")),
        card(
            "TEND-0012", "没有空的信封", "no envelope is empty", fix: "把项目或组成部分放入该信封", "put a field or a part into it",
            passes: .lines("envelopes: 2\nsheet: [{id: price, envelope: 2}]\nparts: [{id: letter, envelope: 1}]"),
            fails: .lines(
                "envelopes: 2\nsheet: [{id: price, envelope: 2}]\nparts: [{id: letter, envelope: 2}]", "第一信封是空的",
                "nothing is in the first")),
        card(
            "TEND-0020", "开标一览表有投标报价", "the opening sheet has the price", .order20("30"), fix: "加 column: price 的项目",
            "add a field with column: price", passes: .lines("sheet: [{id: price, column: price}]"),
            fails: .lines("sheet: [{id: days, column: duration}]")),
        card(
            "TEND-0021", "投标报价是必填的金额", "the price is a required amount of money", fix: "写 kind: money 和 required: true",
            "write kind: money and required: true", passes: .lines("sheet: [{id: price, column: price, kind: money}]"),
            fails: .lines("sheet: [{id: price, column: price, kind: text}]")),
        card(
            "TEND-0022", "双信封时投标报价在第二信封", "with two envelopes the price is in the second", fix: "写 envelope: 2",
            "write envelope: 2", passes: .lines("envelopes: 2\nsheet: [{id: price, envelope: 2}]"),
            fails: .lines("envelopes: 2\nsheet: [{id: price, envelope: 1}]\nparts: [{id: technical, envelope: 2}]")),
        card(
            "TEND-0023", "开标记录的一个栏目只由一个项目填写", "each column of the record is filled by one field", fix: "改正 column",
            "correct column", passes: .lines("sheet: [{id: price, column: price}, {id: days, column: duration}]"),
            fails: .lines(
                "sheet: [{id: price, column: price}, {id: days, column: duration}, {id: rate, column: duration}]")),
        card(
            "TEND-0040", "投标保证金不超过项目估算价的 2%", "the bid security is 2 % of the estimate at most", .regulation("26"),
            fix: "降低投标保证金", "lower it", passes: .lines("lots: [{estimate: 5000000, deposit: 100000}]"),
            fails: .lines("lots: [{estimate: 5000000, deposit: 100000.01}]", "多一分", "a fen too much")),
        card(
            "TEND-0041", .warning, "设投标保证金的标段写明项目估算价", "a lot with a bid security has an estimate", .regulation("26"),
            fix: "填写 estimate", "fill in the estimate", passes: .lines("lots: [{estimate: 5000000, deposit: 100000}]"),
            fails: .lines("lots: [{deposit: 100000}]")),
        card(
            "TEND-0042", "估算价、最高投标限价和保证金大于零", "estimate, ceiling and bid security are above zero",
            fix: "填写大于零的金额,不设的删去", "write an amount above zero, or leave it out",
            passes: .lines("lots: [{ceiling: 4800000}]"), fails: .lines("lots: [{ceiling: 0}]")),
    ]

    // MARK: - Signatures, officers, trustees, salt

    private static let opening: [RuleCard] = [
        card(
            "TEND-0013", "签名套件至少一个,不重复", "there is a signature suite, and none twice", fix: "列出套件,如 p256-sha256",
            "list suites, such as p256-sha256", passes: .lines("suites: [p256-sha256, sm2-sm3]"),
            fails: .lines("suites: [p256-sha256, p256-sha256]")),
        card(
            "TEND-0014", "解密时限为 1 至 1440 分钟", "bidders have 1 to 1440 minutes to release their bids", .order20("30"),
            fix: "改正 releaseWindow", "correct releaseWindow", passes: .lines("releaseWindow: 60"),
            fails: .lines("releaseWindow: 0")),
        card(
            "TEND-0015", "开标证书至少两张,持有人不同", "there are two opening certificates of different holders", fix: "再列一张他人的",
            "name one of another holder", passes: .lines("openingCertificates: [{holder: 甲}, {holder: 乙}]"),
            fails: .lines("openingCertificates: [{holder: 甲}]")),
        card(
            "TEND-0016", .warning, "一人只列一次", "nobody is listed twice", fix: "确认是否有意", "make sure that it is meant",
            passes: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}, {holder: 丙, file: certificates/officer3.crt}]"),
            fails: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}, {holder: 乙, file: certificates/officer3.crt}]")),
        card(
            "TEND-0017", "开标人不兼任受托人", "no officer is a trustee", .order20("27"), fix: "请换人", "name somebody else",
            passes: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}]\nrecovery: {trustees: [{holder: 丁}, {holder: 戊}]}"),
            fails: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}]\nrecovery: {trustees: [{holder: 甲}, {holder: 戊}]}")),
        card(
            "TEND-0018", "恢复门限至少为 2,不多于受托人数", "the recovery threshold is 2 or more, and not above the trustees",
            .order20("31"), fix: "改正 threshold", "correct threshold", passes: .lines("recovery: {threshold: 2}"),
            fails: .lines("recovery: {threshold: 1}", "一人即可恢复", "one trustee alone could recover")),
        card(
            "TEND-0019", "受托人为 2 至 255 名", "there are 2 to 255 trustees", .order20("31"), fix: "改正 trustees",
            "correct trustees", passes: .told("3 名受托人", "3 trustees"), fails: .told("256 名受托人", "256 trustees")),
        card(
            "TEND-0024", "签章角色不重复", "no signature role is listed twice", fix: "删去重复的", "remove the repetition",
            passes: .lines("roles: [unit, head]"), fails: .lines("roles: [unit, head, unit]")),
        card(
            "TEND-0025", "要求单位章和单位负责人签字", "the unit's seal and its head's signature are asked for",
            .regulation("51(一)"),
            fix: "在 roles 中补上", "add it to roles", passes: .lines("roles: [unit, head]"),
            fails: .lines("roles: [head]", "没有单位章", "no seal of the unit")),
        card(
            "TEND-0026", "写明接收平台的签名证书", "the receiving platform's certificate is there", .order20("27"),
            fix: "放入平台的签名证书", "add it", passes: .lines("platform: certificates/platform.crt"),
            fails: .told("没有接收平台的证书", "no certificate of the platform")),
        card(
            "TEND-0027", "证书各不相同", "no certificate stands for two people", fix: "每人放入各自的证书", "give each holder's own",
            passes: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}, {holder: 丙, file: certificates/officer3.crt}]"),
            fails: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 乙}, {holder: 丙, file: certificates/officer2.crt}]",
                "丙用了乙的证书文件", "the file of another holder")),
        card(
            "TEND-0028", "持有人和证书都已填写", "every holder and certificate is there", fix: "填写持有人并放入证书",
            "name the holder, add the certificate", passes: .lines("openingCertificates: [{holder: 甲}, {holder: 乙}]"),
            fails: .told("持有人没有证书", "a holder without a certificate")),
        card(
            "TEND-0070", .note, "约定解密后不足三家如何处理", "there is a clause on fewer than three decrypted bids",
            .regulation("44"),
            fix: "在 belowThreeClause 写明", "write it in belowThreeClause", passes: .lines("belowThreeClause: 不足三家时重新招标"),
            fails: .lines("belowThreeClause: 【待填】")),
        card(
            "TEND-0071", "平台盐值是 32 个随机字节", "the platform's salt is 32 random bytes", fix: "照抄平台公布的盐值",
            "copy what the platform publishes",
            passes: .lines("machineSalt: 8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"),
            fails: .lines("machineSalt: 8f3c1b5d7e92a406", "没有抄全", "cut short")),
    ]

    // MARK: - Times

    private static let times: [RuleCard] = [
        card(
            "TEND-0030", "投标截止晚于发出", "the deadline is after the issue", fix: "改正时间", "correct the times",
            passes: .lines("issued: 2026-11-16T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00"),
            fails: .lines("issued: 2026-12-09T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00")),
        card(
            "TEND-0031", "投标截止时间未过", "the deadline has not passed", fix: "改正截止时间", "correct the deadline",
            passes: .lines("deadline: 2026-12-08T09:30:00+08:00", "11 月 15 日检查", "checked on 15 November"),
            fails: .lines(
                "issued: 2026-10-16T09:00:00+08:00\ndeadline: 2026-11-10T09:30:00+08:00", "11 月 15 日检查",
                "checked on 15 November")),
        card(
            "TEND-0032", .warning, "发出至投标截止不少于 20 日(依法必须招标的项目)",
            "20 days or more from issue to deadline, where tendering is mandatory", .law("24"), fix: "推迟截止时间",
            "move the deadline",
            passes: .lines("issued: 2026-11-18T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00", "20 日", "20 days"),
            fails: .lines("issued: 2026-11-19T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00", "19 日", "19 days")),
        card(
            "TEND-0033", .note, "投标截止不在周末", "the deadline is on no weekend", fix: "确认开标人员在岗",
            "make sure that officers are at work",
            passes: .lines("deadline: 2026-12-08T09:30:00+08:00", "星期二", "a Tuesday"),
            fails: .lines("deadline: 2026-12-13T09:30:00+08:00", "星期日", "a Sunday")),
        card(
            "TEND-0034", "时间在 1980 至 2107 年之间", "times are within 1980 and 2107", fix: "检查年份", "check the year",
            passes: .lines("deadline: 2026-12-08T09:30:00+08:00"), fails: .told("2208 年截止", "a deadline in 2208")),
    ]

    // MARK: - Addenda

    private static let addenda: [RuleCard] = [
        card(
            "TEND-0050", "版本与补遗信息一致", "version and amendment agree", fix: "首次发布为版本 1,无补遗信息",
            "version 1 has no amendment, later ones have",
            passes: .told("版本 1,没有补遗信息", "version 1 without an amendment"),
            fails: .told("版本 2,没有补遗信息", "version 2 without an amendment")),
        card(
            "TEND-0051", "补遗是所修改版本的下一版", "an addendum follows the version that it amends", fix: "以最新版本为基础",
            "amend the newest version", passes: .told("版本 2 修改版本 1", "version 2 amends version 1"),
            fails: .told("版本 3 修改版本 1", "version 3 amends version 1")),
        card(
            "TEND-0052", "补遗不更换编号", "an addendum keeps the project number", fix: "改回编号", "keep the number",
            passes: .lines("id: ZB-2026-001"),
            fails: .lines("id: ZB-2026-002", "上一版为 ZB-2026-001", "it was ZB-2026-001")),
        card(
            "TEND-0053", "补遗不改变适用制度", "an addendum keeps the regime", fix: "改回 regime", "keep the regime",
            passes: .lines("regime: tendering"),
            fails: .lines("regime: procurement", "上一版为 tendering", "it was tendering")),
        card(
            "TEND-0054", "补遗不增减标段", "an addendum neither adds nor drops lots", fix: "另行招标", "hold a tender of its own",
            passes: .lines("lots: [{id: 1}]"),
            fails: .lines("lots: [{id: 1}, {id: 2}]", "上一版只有标段 1", "there was lot 1 only")),
        card(
            "TEND-0055", "旧版投标文件不能沿用的改动要求重新投标", "what bids so far cannot follow asks for new ones",
            fix: "写 newBidRequired: true", "write newBidRequired: true",
            passes: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 丙, file: certificates/officer3.crt}]\namendment: {newBidRequired: true}"
            ),
            fails: .lines(
                "openingCertificates: [{holder: 甲}, {holder: 丙, file: certificates/officer3.crt}]\namendment: {newBidRequired: false}",
                "乙换成了丙", "another officer")),
        card(
            "TEND-0056", .warning, "改动投标要求时,考虑是否重新投标", "where what is asked of bids changes, new bids are thought of",
            .regulation("21"), fix: "需要的写 newBidRequired: true", "write newBidRequired: true where needed",
            passes: .lines("lots: [{ceiling: 4700000}]\namendment: {newBidRequired: true}"),
            fails: .lines("lots: [{ceiling: 4700000}]\namendment: {newBidRequired: false}", "新设限价", "a new ceiling")),
        card(
            "TEND-0057", .warning, "补遗在投标截止 15 日前发出,否则顺延",
            "an addendum is issued 15 days before the deadline, or extends it",
            .regulation("21"), fix: "顺延截止时间", "extend the deadline",
            passes: .lines("issued: 2026-11-23T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00", "15 日", "15 days"),
            fails: .lines("issued: 2026-11-24T09:00:00+08:00\ndeadline: 2026-12-08T09:30:00+08:00", "14 日", "14 days")),
        card(
            "TEND-0058", .warning, "补遗不提前投标截止", "an addendum does not bring the deadline forward", .regulation("21"),
            fix: "改正截止时间", "correct the deadline",
            passes: .lines("deadline: 2026-12-15T09:30:00+08:00", "上一版为 12 月 8 日", "it was 8 December"),
            fails: .lines("deadline: 2026-12-07T09:30:00+08:00", "上一版为 12 月 8 日", "it was 8 December")),
        card(
            "TEND-0059", "补遗说明修改内容", "an addendum says what it changes", .regulation("21"), fix: "填写 summary",
            "fill in summary", passes: .lines("amendment: {summary: 更换图纸}"),
            fails: .told("没有修改说明", "no word on what changed")),
        card(
            "TEND-0060", "补遗在上一版发出之后、投标截止之前发出", "an addendum is issued between the version before and its deadline",
            fix: "改正 issued", "correct issued",
            passes: .lines(
                "issued: 2026-11-20T09:00:00+08:00", "上一版 11 月 16 日发出", "the version before is of 16 November"),
            fails: .lines(
                "issued: 2026-11-13T09:00:00+08:00", "上一版 11 月 16 日发出", "the version before is of 16 November")),
        card(
            "TEND-0062", .warning, "补遗不更换招标人", "an addendum keeps the tenderer", fix: "请确认",
            "make sure that it is meant", passes: .lines("tenderer: {name: 某建设管理中心}"),
            fails: .lines("tenderer: {name: 另一中心}", "上一版为某建设管理中心", "it was 某建设管理中心")),
    ]

    // MARK: - Scoring

    private static let scoring: [RuleCard] = [
        card(
            "TEND-0080", "各项分值合计 100 分", "the points add up to 100", fix: "核对分值", "check the points",
            passes: .lines("evaluation: {price: {points: 30}, items: [{points: 70}]}"),
            fails: .lines("evaluation: {price: {points: 30}, items: [{points: 60}]}")),
        card(
            "TEND-0081", "评分因素不涉及地域、规模、所有制等", "nothing is scored by region, size, ownership and the like",
            .regulation("32"),
            fix: "删去该评分因素", "remove it", passes: .lines("evaluation: {items: [{title: 施工方案, criterion: 方案完整的得 70 分}]}"),
            fails: .lines(
                "evaluation: {items: [{title: 企业实力, criterion: 注册资本 5000 万元以上的得 70 分}]}", "以注册资本评分",
                "scored by registered capital")),
        card(
            "TEND-0082", "基准价法写明高于、低于基准价的扣分", "the benchmark formula says what is lost above and below",
            fix: "填写 above 与 below", "fill in above and below",
            passes: .lines("evaluation: {price: {formula: benchmark, above: 1, below: 0.5}}"),
            fails: .lines("evaluation: {price: {formula: benchmark, above: 1}}")),
        card(
            "TEND-0083", "基准价含最高投标限价的,各标段都有限价", "where the ceiling is in the benchmark, every lot has one",
            fix: "填写 ceiling", "fill in the ceiling",
            passes: .lines("evaluation: {price: {ceilingShare: 40}}\nlots: [{ceiling: 4800000}]"),
            fails: .lines("evaluation: {price: {ceilingShare: 40}}\nlots: [{id: 1}]")),
        card(
            "TEND-0084", .warning, "小微企业价格扣除只用于政府采购", "the deduction for small enterprises is of procurement only",
            fix: "确认适用依据", "make sure that it applies",
            passes: .lines("regime: procurement\nevaluation: {price: {deduction: 10}}"),
            fails: .lines("regime: tendering\nevaluation: {price: {deduction: 10}}")),
    ]
}
