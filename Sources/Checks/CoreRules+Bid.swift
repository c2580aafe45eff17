// CoreRules+Bid.swift — the cards of what every bid has to keep (投标文件的基本规则), and of what bids must not share.
internal import Reporting

extension CoreRules {
    static let bidCards: [RuleCard] = procedure + sheet + parts + deposit + people + between

    // MARK: - For which tender, and how made

    private static let procedure: [RuleCard] = [
        card(
            "BIDC-0001", "投标文件属于本次招标", "the bid is for this tender", fix: "用本次招标文件重新制作",
            "make it from this tender's file", passes: .told("依据本次招标文件制作", "made from this tender"),
            fails: .told("依据另一个招标项目的文件制作", "made from another project's tender")),
        card(
            "BIDC-0002", "所投标段在招标文件中", "the tender has the lot", fix: "改正 lot", "correct lot", passes: .lines("lot: 1"),
            fails: .lines("lot: 2", "招标文件只有标段 1", "the tender has lot 1 only")),
        card(
            "BIDC-0003", "依据最新的招标文件制作", "the bid was made from the newest tender", .regulation("21"),
            fix: "用最新的招标文件重新制作",
            "make it anew from the newest tender file", passes: .told("依据版本 2,最新为版本 2", "from version 2, the newest"),
            fails: .told("依据版本 1,最新为要求重新投标的版本 2", "from version 1, where version 2 asks for new bids")),
        card(
            "BIDC-0004", "所依据的招标文件就是给出的这一份", "the tender file is the one that the bid was made from", fix: "取得最新的招标文件",
            "get the newest tender file", passes: .told("招标文件的摘要相同", "the tender files have one digest"),
            fails: .told("同为版本 1,摘要不同", "both are version 1, with different digests")),
        card(
            "BIDC-0005", "签名套件是招标文件接受的", "the tender admits the suite", .order20("26"), fix: "换用可用的套件",
            "use an admitted one", passes: .told("用 p256-sha256 签名", "signed with p256-sha256"),
            fails: .told(
                "用 rsa-sha256 签名,招标文件只接受 p256-sha256", "signed with rsa-sha256, where p256-sha256 alone is admitted")),
        card(
            "BIDC-0006", "信封号在招标文件中", "the tender has the envelope", fix: "用招标文件重新制作",
            "make it anew from the tender file", passes: .told("单信封,为第 1 信封", "envelope 1 of one"),
            fails: .told("单信封,写成第 2 信封", "envelope 2 of one")),
        card(
            "BIDC-0007", "声明的签章角色与招标文件要求一致", "the signature roles are those of the tender", .regulation("51(一)"),
            fix: "照招标文件签章", "sign as the tender asks", passes: .told("单位章和单位负责人", "the unit and its head"),
            fails: .told("只有单位章,招标文件还要求单位负责人", "the unit alone, where its head is asked for as well")),
        card(
            "BIDC-0008", "所依据的示范文本就是招标文件的", "the template is the tender's", .order20("19"), fix: "用招标文件重新制作",
            "make it anew from the tender file", passes: .told("与招标文件同一示范文本", "the tender's template"),
            fails: .told("示范文本是另一版", "another version of it")),
        card(
            "BIDC-0060", "文件创建标识码是 32 位十六进制数", "the file-creation id is 32 hexadecimal digits", fix: "请勿改动 provenance",
            "leave provenance as it was made",
            passes: .lines("provenance: {creationID: 00112233445566778899aabbccddeeff}"),
            fails: .lines("provenance: {creationID: 2026-001}")),
        card(
            "BIDC-0061", .warning, "在投标截止之前", "the deadline has not passed", .regulation("36"), fix: "逾期将被拒收",
            "a late bid is refused", passes: .told("截止前一秒检查", "checked a second before the deadline"),
            fails: .told("截止时检查", "checked at the deadline")),
        card(
            "BIDC-0062", "投标人名称已填写,为一行文字", "the bidder's name is filled in, in one line", fix: "照营业执照填写",
            "write it as on the licence", passes: .lines("bidder: {name: 青山建设集团}"),
            fails: .lines("bidder: {name: \"青山建设\\n集团\"}", "名称有两行", "a name of two lines")),
        card(
            "BIDC-0063", "招标文件公布平台盐值的,记录制作机器码", "where the tender carries a salt, the machine code is recorded",
            fix: "用最新的招标文件重新打包", "pack it anew from the newest tender file",
            passes: .told("有平台盐值,记录了制作机器码", "with a salt, a machine code is recorded"),
            fails: .told("有平台盐值,没有制作机器码", "with a salt, no machine code is recorded")),
        card(
            "BIDC-0064", .warning, "没有平台盐值的,不记录制作机器码", "without a salt no machine code is recorded",
            fix: "用最新的招标文件重新打包",
            "pack it anew from the newest tender file",
            passes: .told("没有平台盐值,没有制作机器码", "without a salt, no machine code is recorded"),
            fails: .told("没有平台盐值,记录了制作机器码", "without a salt, a machine code is recorded")),
        card(
            "BIDC-0065", .warning, "制作机器码有可比较的成分", "the machine code has something to compare", fix: "不影响投标;开标时会注明",
            "this does not stop the bid; the opening will say so",
            passes: .told("制作机器码有主板序列号", "the machine code has the board's serial number"),
            fails: .told("制作机器码没有任何成分", "the machine code has no component")),
    ]

    // MARK: - Opening sheet

    private static let sheet: [RuleCard] = [
        card(
            "BIDC-0010", "开标一览表必填项都已填写", "every required field of the opening sheet is filled in", fix: "填写该项",
            "fill it in", passes: .lines("sheet: {days: 180}"), fails: .lines("sheet: {days: 【待填】}")),
        card(
            "BIDC-0011", "开标一览表没有多余的项目", "the opening sheet has no other fields", fix: "删去该项", "remove it",
            passes: .lines("sheet: {rate: 5}", "下浮率在招标文件中", "the tender has the field"),
            fails: .lines("sheet: {discount: 5}", "招标文件没有这一项", "the tender has no such field")),
        card(
            "BIDC-0012", "每个项目只填一次", "each field is filled in once", fix: "只保留一处", "keep one",
            passes: .told("工期只有一处", "the duration stands once"), fails: .told("工期有两处", "the duration stands twice")),
        card(
            "BIDC-0013", "每个项目在规定的信封中", "each field is in its envelope", fix: "移到规定的信封", "move it",
            passes: .told("双信封,报价在第 2 信封", "of two envelopes the price is in the second"),
            fails: .told("双信封,报价在第 1 信封", "of two envelopes the price is in the first")),
        card(
            "BIDC-0014", "填写的值合乎该项目的写法", "each value is written as its field asks", fix: "照要求的写法填写", "write it so",
            passes: .lines("sheet: {days: 180}"), fails: .lines("sheet: {days: 180天}", "带了单位", "with its unit")),
        card(
            "BIDC-0015", "金额有大写", "amounts are written in words too", .evaluationRules("19"), fix: "补上大写",
            "add the words", passes: .lines("sheet: {price: {figures: 4567890.12, words: 肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分}}"),
            fails: .lines("sheet: {price: {figures: 4567890.12, words: 【待填】}}")),
        card(
            "BIDC-0016", "大写金额规范,能读出", "amounts in words can be read", .evaluationRules("19"), fix: "照规范书写",
            "write them properly", passes: .lines("sheet: {price: {figures: 4500000, words: 肆佰伍拾万元整}}"),
            fails: .lines("sheet: {price: {figures: 4500000, words: 四百五十多万}}")),
        card(
            "BIDC-0017", "大小写金额一致", "words and figures agree", .evaluationRules("19"), fix: "改正;以大写为准",
            "correct them; the words prevail", passes: .lines("sheet: {price: {figures: 4500000, words: 肆佰伍拾万元整}}"),
            fails: .lines("sheet: {price: {figures: 4500000, words: 肆佰伍拾伍万元整}}")),
        card(
            "BIDC-0018", "报价不高于最高投标限价", "the price is not above the ceiling", .regulation("51"), fix: "降低报价",
            "lower the price",
            passes: .lines("sheet: {price: {figures: 4800000, words: 肆佰捌拾万元整}}", "等于限价", "the ceiling itself"),
            fails: .lines("sheet: {price: {figures: 4800000.01, words: 肆佰捌拾万元零壹分}}", "高一分", "a fen above")),
        card(
            "BIDC-0019", .warning, "报价不为零", "the price is not zero", fix: "请确认", "make sure that it is meant",
            passes: .lines("sheet: {price: {figures: 4500000, words: 肆佰伍拾万元整}}"),
            fails: .lines("sheet: {price: {figures: 0, words: 零元整}}")),
    ]

    // MARK: - Parts

    private static let parts: [RuleCard] = [
        card(
            "BIDC-0020", "必备部分都有文件", "every required part has files", fix: "放入文件", "put its files there",
            passes: .told("parts/letter/ 中有投标函.pdf", "parts/letter/ holds 投标函.pdf"),
            fails: .told("parts/letter/ 是空的", "parts/letter/ is empty")),
        card(
            "BIDC-0021", "没有招标文件未列的部分", "there is no part that the tender does not list", fix: "移到列出的部分",
            "move its files", passes: .told("文件在 parts/technical/ 中", "files in parts/technical/"),
            fails: .told("文件在 parts/annex/ 中,招标文件没有这一部分", "files in parts/annex/, which the tender does not list")),
        card(
            "BIDC-0022", "各部分在规定的信封中", "each part is in its envelope", fix: "移到规定的信封", "move it",
            passes: .told("技术文件在第 1 信封", "the technical part in envelope 1"),
            fails: .told("属于第 2 信封的技术文件在第 1 信封", "the technical part of envelope 2 in envelope 1")),
        card(
            "BIDC-0023", "部分不重复", "no part is there twice", fix: "合并为一个", "make it one",
            passes: .told("投标函只有一个部分", "one part for the letter"), fails: .told("投标函有两个部分", "two parts for the letter")),
        card(
            "BIDC-0024", "文件在其部分的文件夹内", "each file is within its part's folder", fix: "移到该文件夹", "move it there",
            passes: .told("parts/letter/投标函.pdf 属于 letter", "parts/letter/投标函.pdf is of letter"),
            fails: .told("parts/other/投标函.pdf 属于 letter", "parts/other/投标函.pdf is of letter")),
    ]

    // MARK: - Bid security

    private static let deposit: [RuleCard] = [
        card(
            "BIDC-0030", "要求投标保证金的,已填写", "a bid security that is asked for is there", .regulation("26"),
            fix: "填写 deposit", "fill in deposit",
            passes: .lines("deposit: {amount: 100000, payer: 青山建设集团, account: 6222 0000 0002}"),
            fails: .lines("deposit: {amount: 【待填】, payer: 【待填】, account: 【待填】}")),
        card(
            "BIDC-0031", "投标保证金不少于要求", "it is as much as asked for", .regulation("26"), fix: "补足", "pay the difference",
            passes: .lines("deposit: {amount: 100000}", "要求 100000 元", "100,000 yuan are asked for"),
            fails: .lines("deposit: {amount: 99999.99}", "少一分", "a fen too little")),
        card(
            "BIDC-0032", "保证金在投标截止时仍有效", "it is valid on the day of the deadline", .regulation("26"), fix: "换开",
            "have it renewed", passes: .lines("deposit: {validUntil: 2026-12-08}", "投标截止日", "the day of the deadline"),
            fails: .lines("deposit: {validUntil: 2026-12-07}", "截止前一日", "the day before")),
        card(
            "BIDC-0033", .warning, "缴纳人是投标人", "the payer is the bidder", .regulation("26"), fix: "从投标人基本账户转出",
            "pay from the bidder's basic account", passes: .lines("deposit: {payer: 青山建设集团}"),
            fails: .lines("deposit: {payer: 张三}", "个人缴纳", "paid by a person")),
        card(
            "BIDC-0034", "有效期是日历上的日期", "its last day is a day of the calendar", .regulation("26"), fix: "写成 2026-11-21",
            "write it as 2026-11-21", passes: .lines("deposit: {validUntil: 2027-03-31}"),
            fails: .lines("deposit: {validUntil: 2027-03-32}")),
        card(
            "BIDC-0035", .warning, "转账、支票写明付款账户", "a transfer or cheque has its account", .regulation("26"),
            fix: "填写 account", "fill in account", passes: .lines("deposit: {form: transfer, account: 6222 0000 0002}"),
            fails: .lines("deposit: {form: transfer, account: 【待填】}")),
        card(
            "BIDC-0036", .warning, "保函、保单写明查询码", "a guarantee or policy has its query code", .regulation("26"),
            fix: "填写 reference",
            "fill in reference",
            passes: .lines("deposit: {form: guarantee, reference: BH2026-01, validUntil: 2027-03-31}"),
            fails: .lines("deposit: {form: guarantee, validUntil: 2027-03-31}")),
        card(
            "BIDC-0038", .warning, "保函、保险写明有效期", "a guarantee or insurance has its last day", .regulation("26"),
            fix: "填写 validUntil",
            "fill in validUntil",
            passes: .lines("deposit: {form: guarantee, reference: BH2026-01, validUntil: 2027-03-31}"),
            fails: .lines("deposit: {form: guarantee, reference: BH2026-01}")),
    ]

    // MARK: - People

    private static let people: [RuleCard] = [
        card(
            "BIDC-0040", "联合体不止一个成员", "a consortium has several members", .regulation("37"), fix: "独立投标的删去该节",
            "leave the section out", passes: .lines("consortium: [{share: 60}, {share: 40}]"),
            fails: .lines("consortium: [{share: 100}]")),
        card(
            "BIDC-0041", "联合体成员不重复", "no member is there twice", .regulation("37"), fix: "删去重复的",
            "remove the repetition",
            passes: .lines("consortium: [{code: 91999999MA0000002R}, {code: 91999999MA0000003W}]"),
            fails: .lines("consortium: [{code: 91999999MA0000002R}, {code: 91999999MA0000002R}]")),
        card(
            "BIDC-0042", "牵头人就是投标人", "the lead is the bidder", .regulation("37"), fix: "牵头人排在首位", "put the lead first",
            passes: .lines(
                "bidder: {code: 91999999MA0000002R}\nconsortium: [{code: 91999999MA0000002R}, {code: 91999999MA0000003W}]"
            ),
            fails: .lines(
                "bidder: {code: 91999999MA0000002R}\nconsortium: [{code: 91999999MA0000003W}, {code: 91999999MA0000002R}]"
            )),
        card(
            "BIDC-0043", "各成员份额之和为 100%", "the shares add up to 100 %", .regulation("37"), fix: "改正份额",
            "correct the shares", passes: .lines("consortium: [{share: 60}, {share: 40}]"),
            fails: .lines("consortium: [{share: 60}, {share: 39.99}]")),
        card(
            "BIDC-0050", "开标一览表的项目负责人在项目管理机构中", "the manager of the opening sheet is in the staff list", fix: "两处写同一人",
            "name the same person in both", passes: .lines("sheet: {manager: 张三}\nstaff: [{role: 项目负责人, name: 张三}]"),
            fails: .lines("sheet: {manager: 张三}\nstaff: [{role: 项目负责人, name: 李四}]")),
        card(
            "BIDC-0051", "人员的姓名和岗位都已填写", "names and roles of staff are filled in", fix: "填写或删去",
            "fill them in, or remove the line",
            passes: .lines("staff: [{role: 项目负责人, name: 张三}, {role: 安全员, name: 李四}]"),
            fails: .lines("staff: [{role: 项目负责人, name: 张三}, {role: 安全员, name: 【待填】}]")),
    ]

    // MARK: - Between the bids of a lot

    private static let between: [RuleCard] = [
        card(
            "BIDC-0101", "一家投标人在一个标段只有一份投标文件", "a bidder has one bid for a lot", .regulation("51"), fix: "核实以哪一份为准",
            "find out which one stands", passes: .told("两家各一份", "one bid of each of two bidders"),
            fails: .told("同一家两份", "two bids of one bidder")),
        card(
            "BIDC-0102", "联合体成员不另行投标", "a member of a consortium does not bid besides", .regulation("37"),
            fix: "核实联合体协议",
            "look at the agreements", passes: .told("两家各自独立投标", "two bidders, each alone"),
            fails: .told("一家的联合体成员另行投标", "a member of one bids alone as well")),
        card(
            "BIDC-0103", "各家的保证金不从同一账户转出", "no two deposits come from one account", .regulation("40(六)"),
            fix: "核对银行回单;由人判断",
            "compare the bank's records; a person judges", passes: .told("从两个账户转出", "from two accounts"),
            fails: .told("从同一账户转出,一处写有空格", "from one account, written with blanks in one bid")),
        card(
            "BIDC-0104", .warning, "各家的制作机器码没有相同之处", "no two bids were packed on one machine", .regulation("40(一)"),
            fix: "核对制作过程;由人判断", "ask how they were made; a person judges",
            passes: .told("主板序列号不同", "different board serial numbers"),
            fails: .told("主板序列号相同", "one board serial number")),
    ]
}
