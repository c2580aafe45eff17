// Rules.swift — the cards of the check's rules (规则卡); each rule's examples are its tests.
internal import Checks
internal import Reporting

enum Rule {
    static let all: [RuleCard] = [
        unreadablePost, tooFew, certificate, specialty, title, expired, noDate, exclusivePost, severalPosts,
        sharedCertificate, sheetManager, staffList, notListed, engaged, engagedByName, noList, badList, badLine,
        noNumber,
    ]

    // MARK: - Examples

    /// What is asked for, and people who answer it without a flaw.
    private static let good = """
        post 项目经理|1|一级注册建造师|公路工程|高级工程师|exclusive|free
        post 专职安全员|1|安全生产考核合格证书(C类)
        person 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31|B1@2028-06-30|高级工程师
        person 孙晓峰|专职安全员|安全生产考核合格证书(C类)|C1||2027-09-30
        staff 项目经理|刘建国|京1
        staff 专职安全员|孙晓峰|C1
        sheet 刘建国
        list engaged
        姓名,证书编号,项目,开始日期,结束日期,备注
        马志强,京9,临江大桥,2026-03-01,2027-11-30,
        刘建国,京1,绕城公路,2023-03-01,2026-10-31,已交工
        """

    private static let header = "姓名,证书编号,项目,开始日期,结束日期,备注"

    private static func changed(_ old: String, _ new: String) -> String { good.replacing(old, with: new) }

    private static let goodList = """
        马志强,京9,临江大桥,2026-03-01,2027-11-30,
        刘建国,京1,绕城公路,2023-03-01,2026-10-31,已交工
        """

    private static func withList(_ lines: String) -> String { changed(goodList, lines) }

    private static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, basis: Basis, fix: String,
        fixEn: String, passes: [String] = [], fails: [(zh: String, en: String, text: String)]
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn),
            passes: ([good] + passes).map {
                RuleExample(why: LocalizedText(zh: "符合规则", en: "keeps the rule"), text: $0)
            },
            fails: fails.map { RuleExample(why: LocalizedText(zh: $0.zh, en: $0.en), text: $0.text) })
    }

    /// 《注册建造师管理规定》 art. 21: nobody is head of two projects at once.
    private static let builders = Basis(
        document: "《注册建造师管理规定》(建设部令第153号)", article: "21", validFrom: "2007-03-01")

    // MARK: - What the tender asks for

    static let unreadablePost = card(
        "PERS-0001", .error, "人员要求写得明白", "what is asked of staff can be read", basis: .law("19"),
        fix: "写明岗位名称,人数写整数,exclusive、engaged 写 yes 或 no",
        fixEn: "write the role, a whole number of people, and yes or no for exclusive and engaged",
        passes: ["stage tender\npost 项目经理|1|一级注册建造师|公路工程||exclusive|free"],
        fails: [
            ("人数不是数字", "no number of people", "stage tender\npost 项目经理|若干"),
            ("没有写岗位名称", "no role", "stage tender\npost |1|一级注册建造师"),
            ("engaged 既非 yes 也非 no", "neither yes nor no", "stage tender\npost 项目经理|1||||不得在建"),
        ])

    // MARK: - Whom the bid names

    static let tooFew = card(
        "PERS-0101", .error, "各岗位的人数满足要求", "there are as many people for each post as asked for",
        basis: .regulation("51(三)"),
        fix: "补足人员", fixEn: "name more people",
        fails: [
            ("要求两名安全员,只有一名", "two are asked for, one is named", changed("post 专职安全员|1", "post 专职安全员|2")),
            ("没有项目经理", "no manager", "post 项目经理|1\nperson 孙晓峰|专职安全员|安全生产考核合格证书|C1||2027-09-30"),
        ])

    static let certificate = card(
        "PERS-0102", .error, "证书种类满足要求", "certificates are of the kind asked for", basis: .regulation("51(三)"),
        fix: "换用持有所要求证书的人员,或更正证书种类", fixEn: "name somebody who holds it, or correct the kind",
        passes: [
            changed("1|一级注册建造师", "1|二级及以上注册建造师"), changed("项目经理|一级注册建造师|京", "项目经理|壹级建造师注册证书|京"),
        ],
        fails: [
            ("要求一级,持二级", "the first level is asked for, the second held", changed("项目经理|一级注册建造师|京", "项目经理|二级注册建造师|京")),
            ("证书种类没有填写", "the kind is not filled in", changed("项目经理|一级注册建造师|京", "项目经理||京")),
        ])

    static let specialty = card(
        "PERS-0103", .error, "专业满足要求", "certificates are of the specialty asked for", basis: .regulation("51(三)"),
        fix: "换用具有所要求专业的人员,或补填专业", fixEn: "name somebody of that specialty, or fill it in",
        passes: [changed("京1|公路工程", "京1|市政公用、公路")],
        fails: [
            ("要求公路,为建筑", "highways are asked for, buildings held", changed("京1|公路工程", "京1|建筑工程")),
            ("专业没有填写", "not filled in", changed("京1|公路工程", "京1|")),
        ])

    static let title = card(
        "PERS-0104", .error, "职称满足要求", "titles are as high as asked for", basis: .regulation("51(三)"),
        fix: "换用具有所要求职称的人员,或补填职称", fixEn: "name somebody of that title, or fill it in",
        passes: [changed("B1@2028-06-30|高级工程师", "B1@2028-06-30|正高级工程师")],
        fails: [
            ("要求高级,为中级", "a senior title is asked for", changed("B1@2028-06-30|高级工程师", "B1@2028-06-30|工程师")),
            ("职称没有填写", "not filled in", changed("B1@2028-06-30|高级工程师", "B1@2028-06-30|")),
        ])

    // MARK: - Until when

    static let expired = card(
        "PERS-0201", .error, "证书在投标截止日有效", "certificates are valid on the day of the deadline",
        basis: .regulation("51(三)"),
        fix: "换用证书有效的人员,或提交延续后的证书", fixEn: "name somebody whose certificate is valid, or hand in the renewed one",
        passes: [changed("2028-05-31", "2027-01-06"), changed("2028-05-31", "2028年5月31日")],
        fails: [
            ("注册证书截止前一日到期", "it ends the day before", changed("2028-05-31", "2027-01-05")),
            ("B 证过期", "the safety certificate has expired", changed("B1@2028-06-30", "B1@2026-06-30")),
        ])

    static let noDate = card(
        "PERS-0202", .indeterminate, "写明证书的有效期", "it is said until when certificates are valid",
        basis: .regulation("51(三)"),
        fix: "填写有效期,如 2027-12-31", fixEn: "write until when, such as 2027-12-31",
        passes: [
            changed("post 专职安全员|1|安全生产考核合格证书(C类)", "post 专职安全员|1").replacing(
                "安全生产考核合格证书(C类)|C1||2027-09-30", with: "高级工程师证|C1|")
        ],
        fails: [
            ("没有填写", "not filled in", changed("|公路工程|2028-05-31|", "|公路工程||")),
            ("日历上没有这一天", "no day of the calendar", changed("2028-05-31", "2028-02-30")),
        ])

    // MARK: - Several posts

    static let exclusivePost = card(
        "PERS-0301", .error, "不得兼任的岗位由专人担任", "who must hold no other post holds none", basis: .regulation("51(六)"),
        fix: "为每个岗位各派一人", fixEn: "name somebody else for one of the posts",
        passes: [
            changed("person 孙", "person 刘建国|专职安全员|一级注册建造师|京2|公路工程|2028-05-31\nperson 孙").replacing(
                "post 专职安全员|1|安全生产考核合格证书(C类)", with: "post 专职安全员|1")
        ],
        fails: [
            (
                "项目经理兼安全员,证书编号相同", "the manager holds another post, by one certificate number",
                "post 项目经理|1||||exclusive\nperson 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31\nperson 刘建国|专职安全员|一级注册建造师|京 1|公路工程|2028-05-31"
            ),
            (
                "两处同名,证书种类不同", "one name, certificates of different kinds",
                "post 项目经理|1||||exclusive\nperson 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31\nperson 刘建国|专职安全员|安全生产考核合格证书|C1||2028-05-31"
            ),
        ])

    static let severalPosts = card(
        "PERS-0302", .warning, "一人一岗", "one person holds one post", basis: .regulation("51(六)"),
        fix: "请确认招标文件允许兼任", fixEn: "make sure that the tender admits it",
        fails: [
            (
                "质检员兼试验员", "two posts of one person",
                "person 何志刚|质检员|质检员证|Z1||2028-05-31\nperson 何志刚|试验员|质检员证|Z1||2028-05-31"
            )
        ])

    static let sharedCertificate = card(
        "PERS-0304", .error, "一个证书编号只属于一人", "a certificate number stands for one person", basis: .evaluationRules("19"),
        fix: "核对证书编号", fixEn: "check the numbers",
        fails: [
            (
                "两人写了同一编号", "two people, one number",
                changed("合格证书(C类)|C1", "合格证书(C类)|京1").replacing("孙晓峰|C1", with: "孙晓峰|京1")
            )
        ])

    // MARK: - One bid, one set of people

    static let sheetManager = card(
        "PERS-0401", .error, "开标一览表的项目经理就是项目管理机构的项目经理", "the manager of the opening sheet is that of the project team",
        basis: .evaluationRules("19"), fix: "两处写同一人", fixEn: "name the same person in both",
        fails: [
            ("唱标的是另一人", "another person is read out", changed("sheet 刘建国", "sheet 马志强")),
            ("项目管理机构没有项目经理", "the team has no manager", changed("person 刘建国|项目经理", "person 刘建国|技术负责人")),
        ])

    static let staffList = card(
        "PERS-0402", .error, "人员名单与项目管理机构一致", "the staff list agrees with the project team",
        basis: .evaluationRules("19"),
        fix: "两处写同样的姓名、岗位和证书编号", fixEn: "write the same name, role and number in both",
        passes: [changed("\nstaff 项目经理|刘建国|京1", "\nstaff 项目经理|刘 建国|京 1")],
        fails: [
            ("名单上的人不在机构中", "somebody is not in the team", changed("staff 专职安全员|孙晓峰", "staff 专职安全员|赵云海")),
            ("证书编号不同", "another number", changed("staff 项目经理|刘建国|京1", "staff 项目经理|刘建国|京7")),
        ])

    static let notListed = card(
        "PERS-0403", .warning, "项目管理机构的人员都列入人员名单", "everybody of the project team is in the staff list",
        basis: .regulation("40(三)"), fix: "在 bid.yaml 的 staff 中补上", fixEn: "add them to staff in bid.yaml",
        fails: [("漏列一人", "one is left out", changed("\nstaff 专职安全员|孙晓峰|C1", ""))])

    // MARK: - Engaged elsewhere

    static let engaged = card(
        "PERS-0501", .error, "不得有在建项目的人员没有在建项目", "who must not be engaged elsewhere is not", basis: builders,
        fix: "换人,或提交证明(已交工验收、发包人同意撤离等)", fixEn: "name somebody else, or prove that the engagement ends",
        passes: [
            withList("刘建国,京1,绕城公路,2023-03-01,2027-01-05,"),
            changed("项目经理|1|一级注册建造师|公路工程|高级工程师|exclusive|free", "项目经理|1").replacing(
                goodList, with: "刘建国,京1,临江大桥,2026-03-01,,"),
        ],
        fails: [
            ("编号相同,尚未完工", "the same number, not yet done", withList("刘建国,京1,临江大桥,2026-03-01,2027-11-30,")),
            ("没有写结束日期", "no end", withList("刘 建国,京 1,\"临江大桥,一期\",2026-03-01,,")),
            ("有备注,由人判断", "remarks: a person decides", withList("刘建国,京1,临江大桥,2026-03-01,2027-11-30,发包人同意撤离")),
        ])

    static let engagedByName = card(
        "PERS-0502", .warning, "没有同名的人在其他项目任职", "nobody of the same name is engaged elsewhere", basis: builders,
        fix: "核对是否同一人", fixEn: "find out whether it is the same person",
        fails: [
            ("同名,编号不同", "one name, another number", withList("刘建国,沪88,临江大桥,2026-03-01,2027-11-30,")),
            (
                "同名,名单没有编号:无法判断", "one name, no number in the list: nobody can tell",
                withList("刘建国,,临江大桥,2026-03-01,2027-11-30,")
            ),
        ])

    static let noList = card(
        "PERS-0503", .indeterminate, "要求没有在建项目的,核对在建项目人员名单",
        "where nobody may be engaged elsewhere, a list is looked up", basis: builders,
        fix: "用 --list engaged=名单.csv 提供名单", fixEn: "give a list with --list engaged=FILE.csv",
        passes: ["post 项目经理|1\nperson 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31"],
        fails: [
            (
                "开标后没有名单", "no list after the opening",
                "at 2027-01-10\n" + String(good.prefix { $0 != "姓" }).replacing("list engaged\n", with: "")
            ),
            (
                "截止前没有名单:只作说明", "no list before the deadline: a note",
                String(good.prefix { $0 != "姓" }).replacing("list engaged\n", with: "")
            ),
        ])

    static let badList = card(
        "PERS-0504", .indeterminate, "在建项目人员名单能够读取", "the list of engagements can be read", basis: builders,
        fix: "另存为 UTF-8 编码的 CSV,第一行为表头(姓名,证书编号,项目,开始日期,结束日期,备注)",
        fixEn: "save it as CSV in UTF-8 with the header name,certificate number,project,from,until,remarks",
        passes: [
            changed(header, "\u{FEFF}" + header), changed(header, "name,certificate number,project,from,until,remarks"),
            changed(header + "\n" + goodList, "姓名;证书编号\r\n马志强;京9\r"),
        ],
        fails: [
            ("GBK 编码", "GBK", changed(header + "\n" + goodList, "bytes d0d5c3fb2cd6a4cae9b1e0bac50a")),
            ("没有表头", "no header", changed(header + "\n", "")),
            ("引号没有结束", "a quote is never closed", withList("马志强,\"京9,临江大桥,2026-03-01,2027-11-30,")),
            ("是电子表格", "a workbook", changed(header + "\n" + goodList, "bytes 504b0304")),
            ("空文件", "empty", changed("\n" + header + "\n" + goodList, "")),
        ])

    static let badLine = card(
        "PERS-0505", .indeterminate, "在建项目人员名单的每一行都能读取", "every line of the list of engagements can be read",
        basis: builders,
        fix: "改正该行后重新检查", fixEn: "correct the line, and check again",
        fails: [
            ("项目名称里有逗号,没有加引号", "a comma without quotes", withList("马志强,京9,临江大桥,一期,2026-03-01,2027-11-30,")),
            ("列数不足", "too few columns", withList("马志强")),
            ("编号变成科学计数", "a power of ten", withList("马志强,1.32202E+15,临江大桥,2026-03-01,2027-11-30,")),
            ("引号后面还有文字", "text behind a quote", withList("\"马志强\"某,京9,临江大桥,2026-03-01,2027-11-30,")),
        ])

    static let noNumber = card(
        "PERS-0506", .indeterminate, "不得有在建项目的人员写明证书编号", "who must not be engaged elsewhere has a certificate number",
        basis: builders,
        fix: "填写证书编号", fixEn: "fill it in",
        fails: [
            ("没有编号", "no number", changed("一级注册建造师|京1|", "一级注册建造师||").replacing("刘建国|京1\nstaff", with: "刘建国\nstaff"))
        ])
}
