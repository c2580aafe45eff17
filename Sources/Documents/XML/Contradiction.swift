// Contradiction.swift — values that are fine alone and cannot stand together: the codes, and what to say.
internal import Reporting

/// What a schema cannot say. Each case is one invariant of one or more documents, with its own code.
enum Contradiction: String, CaseIterable {
    // Of several documents
    case tenderReference = "DOC-0010"
    case consortiumLead = "DOC-0011"
    case consortiumTwice = "DOC-0012"
    case fieldTwice = "DOC-0013"
    case valueTwice = "DOC-0014"
    case partTwice = "DOC-0015"
    case roleTwice = "DOC-0016"
    case threshold = "DOC-0017"
    case passedList = "DOC-0018"
    case replacesItself = "DOC-0019"
    case industrySize = "DOC-0020"
    // Tender documents
    case amendment = "DOC-0101"
    case amendmentFirst = "DOC-0102"
    case issuedAfterDeadline = "DOC-0103"
    case lotTwice = "DOC-0104"
    case suiteTwice = "DOC-0105"
    case openingHolders = "DOC-0106"
    case trusteeTwice = "DOC-0107"
    case trusteeAndOfficer = "DOC-0108"
    case columnTwice = "DOC-0109"
    case envelopeNumber = "DOC-0110"
    case scoringItemTwice = "DOC-0111"
    case trimFrom = "DOC-0112"
    // Bid
    case fileOrder = "DOC-0201"
    case filePath = "DOC-0202"
    case fileTwice = "DOC-0203"
    case machineTwice = "DOC-0204"
    case besideItself = "DOC-0205"
    // Seal
    case envelopeOrder = "DOC-0301"
    case sharesWithoutThreshold = "DOC-0302"
    case commitmentTwice = "DOC-0303"
    // Receipt
    case receiptReplaces = "DOC-0401"
    case receiptWithdrawal = "DOC-0402"
    case receivedLate = "DOC-0403"
    case sealedForVersion = "DOC-0404"
    // Closing list
    case closedEarly = "DOC-0601"
    case receiptTwice = "DOC-0602"
    case entryLate = "DOC-0603"
    case entryOrder = "DOC-0604"
    case withdrawalStatus = "DOC-0605"
    case standingTwice = "DOC-0606"
    case newBids = "DOC-0607"
    case entryVersion = "DOC-0608"
    // Release
    case releaseKey = "DOC-0701"
    case releaseShare = "DOC-0702"
    // List of first envelopes passed
    case passedEmpty = "DOC-0801"
    case passedTwice = "DOC-0802"
    // Clue package
    case clueMemberTwice = "DOC-1001"
    case clueReports = "DOC-1002"
    case clueDue = "DOC-1003"
    // Opening record
    case openedEarly = "DOC-0901"
    case rowNumber = "DOC-0902"
    case unknownField = "DOC-0903"
    case publicSecrets = "DOC-0904"
    case bidDigest = "DOC-0905"
    case attribution = "DOC-0906"
    case releasedByShare = "DOC-0907"
    case releasedWithoutKind = "DOC-0908"
    case outdatedRow = "DOC-0909"

    /// The problem at an element or attribute, such as `tender/lots`.
    func problem(_ place: String) -> Problem {
        Problem(
            code: rawValue, message: message,
            remedy: LocalizedText(
                zh: "请改正后重新生成;收到的文件有此问题时,请与出具方联系",
                en: "correct it and make the file again; where you were sent the file, ask who made it"),
            place: place)
    }

    private var message: LocalizedText {
        switch self {
        case .tenderReference:
            LocalizedText(
                zh: "第 1 版的摘要必须与首版摘要相同,其后各版必须不同",
                en: "version 1 has the digest of the first version, and no later version has it")
        case .consortiumLead:
            LocalizedText(zh: "联合体的第一个成员必须是投标人(牵头人)", en: "the first member of a consortium is the bidder, its lead")
        case .consortiumTwice:
            LocalizedText(zh: "同一单位在联合体中出现两次", en: "a unit stands twice in the consortium")
        case .fieldTwice: LocalizedText(zh: "开标一览表中有重名栏目", en: "two fields of the opening sheet have one name")
        case .valueTwice: LocalizedText(zh: "开标一览表的同一栏目填写了两次", en: "a field of the opening sheet is filled in twice")
        case .partTwice:
            LocalizedText(zh: "两个组成部分同名(不分大小写)", en: "two parts have one name, upper and lower case aside")
        case .roleTwice: LocalizedText(zh: "同一签章角色列出两次", en: "a signature role stands twice")
        case .threshold:
            LocalizedText(
                zh: "恢复门限必须至少为 2,且不超过份额总数", en: "the recovery threshold is 2 or more, and at most the number of shares")
        case .passedList:
            LocalizedText(
                zh: "第二信封必须注明第一信封通过名单,第一信封不得注明",
                en: "the second envelope names the list of first envelopes passed, and the first names none")
        case .industrySize:
            LocalizedText(
                zh: "行业内容超过 16 层或 20000 个元素",
                en: "the industry part is more than 16 levels deep, or has more than 20,000 elements")
        case .scoringItemTwice: LocalizedText(zh: "两个评分因素编号相同", en: "two scoring items have one id")
        case .trimFrom:
            LocalizedText(
                zh: "去掉最高最低报价须至少有 3 个报价", en: "the highest and the lowest price are left out with 3 prices or more")
        case .replacesItself: LocalizedText(zh: "文件不能替换其自身", en: "a file cannot replace itself")
        case .amendment:
            LocalizedText(
                zh: "第 1 版不得有补遗说明,其后各版必须有", en: "version 1 has no amendment, and every later version has one")
        case .amendmentFirst:
            LocalizedText(
                zh: "第 2 版修改的就是首版,其后各版修改的不是首版",
                en: "version 2 amends the first version, and no later version does")
        case .issuedAfterDeadline:
            LocalizedText(zh: "投标截止时间必须晚于招标文件发出时间", en: "the deadline comes after the time of issue")
        case .lotTwice: LocalizedText(zh: "两个标段编号相同(不分大小写)", en: "two lots have one number, upper and lower case aside")
        case .suiteTwice: LocalizedText(zh: "同一签名套件列出两次", en: "a signature suite stands twice")
        case .openingHolders:
            LocalizedText(zh: "开标证书必须属于不同持有人,且互不相同", en: "opening certificates differ, and so do their holders")
        case .trusteeTwice: LocalizedText(zh: "同一托管人列出两次", en: "a trustee stands twice")
        case .trusteeAndOfficer:
            LocalizedText(zh: "同一人不得既持有开标证书又任托管人", en: "nobody holds an opening certificate and is a trustee at once")
        case .columnTwice:
            LocalizedText(zh: "两个栏目对应开标记录表的同一列", en: "two fields fill one column of the opening record")
        case .envelopeNumber:
            LocalizedText(zh: "信封编号超出本招标的信封数", en: "an envelope number is higher than the tender's number of envelopes")
        case .fileOrder:
            LocalizedText(zh: "文件必须按名称排序,且不得重复", en: "files stand in name order, each once")
        case .filePath:
            LocalizedText(zh: "文件名含有空段、“.”或“..”", en: "a file name has an empty part, \".\" or \"..\"")
        case .fileTwice: LocalizedText(zh: "同一文件属于两个组成部分", en: "a file stands in two parts")
        case .besideItself:
            LocalizedText(
                zh: "另一套件就是本来的套件", en: "the suite beside the bid's own is that very suite")
        case .machineTwice:
            LocalizedText(
                zh: "制作机器码的一项重复,或既有值又注明没有",
                en: "a component of the machine code stands twice, or is both there and absent")
        case .envelopeOrder: LocalizedText(zh: "信封必须从 1 起依次编号", en: "envelopes are numbered from 1, in order")
        case .sharesWithoutThreshold:
            LocalizedText(zh: "托管份额与恢复门限必须同时存在", en: "shares and a threshold come together or not at all")
        case .commitmentTwice: LocalizedText(zh: "两个密钥承诺值相同", en: "two commitments to keys are the same")
        case .receiptReplaces:
            LocalizedText(zh: "替换必须且只有替换才注明被替换的文件", en: "a replacement, and nothing else, names what it replaces")
        case .receiptWithdrawal:
            LocalizedText(zh: "撤回必须且只有撤回才注明撤回文件", en: "a withdrawal, and nothing else, names the withdrawal file")
        case .receivedLate: LocalizedText(zh: "接收时间不早于投标截止时间", en: "it came in at the deadline or later")
        case .sealedForVersion:
            LocalizedText(
                zh: "所注明的版本必须早于现行版本", en: "the version sealed for is named only where it is older than the one in force"
            )
        case .closedEarly: LocalizedText(zh: "截标清单早于投标截止时间", en: "the list was closed before the deadline")
        case .receiptTwice: LocalizedText(zh: "同一回执列出两次", en: "a receipt stands twice in the list")
        case .entryLate: LocalizedText(zh: "接收时间不早于投标截止时间", en: "the entry came in at the deadline or later")
        case .entryOrder: LocalizedText(zh: "条目未按接收先后排列", en: "entries are not in the order in which they came in")
        case .withdrawalStatus:
            LocalizedText(zh: "撤回条目的状态必须是“已撤回”", en: "the entry of a withdrawal has the status \"withdrawn\"")
        case .standingTwice:
            LocalizedText(zh: "同一投标人在同一标段有两份有效投标", en: "two bids of one bidder stand in one lot")
        case .newBids:
            LocalizedText(
                zh: "要求重新递交的补遗不是截标时有效的招标文件,也不是其之前的补遗",
                en:
                    "the addendum that asks for new bids is neither the version in force at the deadline nor one before it"
            )
        case .entryVersion:
            LocalizedText(
                zh: "递交和替换要写明按第几版封装,且不晚于截标时的版本;撤回不写",
                en:
                    "a bid names the version that it was sealed for, none later than that in force; a withdrawal names none"
            )
        case .releaseKey:
            LocalizedText(zh: "份额不得含半密钥,其他授权必须含半密钥", en: "a share carries no half key, and every other release does")
        case .releaseShare:
            LocalizedText(
                zh: "份额必须含份额及其编号,其他授权不得含", en: "a share carries the share and its number, and no other release does")
        case .passedEmpty: LocalizedText(zh: "名单为空", en: "the list is empty")
        case .passedTwice: LocalizedText(zh: "同一投标人列出两次", en: "a bidder stands twice in the list")
        case .clueMemberTwice:
            LocalizedText(zh: "同一投标人或同一代号列出两次", en: "a bidder, or a letter, stands twice in the group")
        case .clueReports:
            LocalizedText(
                zh: "报告文件须为 report.html、report.en.html、comparison.json",
                en: "the reports are report.html, report.en.html and comparison.json")
        case .clueDue:
            LocalizedText(
                zh: "移交、核查、处理的记录必须写明办理期限", en: "what is handed over, looked into or dealt with has a due date")
        case .openedEarly:
            LocalizedText(zh: "开标或解密时限早于投标截止时间", en: "the opening, or the end of its window, is before the deadline")
        case .rowNumber: LocalizedText(zh: "序号必须从 1 起连续", en: "rows are numbered from 1 without gaps")
        case .unknownField: LocalizedText(zh: "填写了未列出的栏目", en: "a value is given for a field that is not listed")
        case .publicSecrets:
            LocalizedText(
                zh: "公开版不得含密钥、人员或制作信息", en: "the public view holds no keys, no staff and no provenance")
        case .bidDigest:
            LocalizedText(
                zh: "已解密的投标文件必须有摘要,未解密的不得有", en: "an opened bid has its digest, and one that was not opened has none")
        case .attribution: LocalizedText(zh: "已解密的投标文件没有未解密原因", en: "an opened bid has no reason for not being opened")
        case .releasedByShare:
            LocalizedText(
                zh: "单个份额不能解密,应为投标人解密或托管恢复", en: "one share opens nothing: it was the bidder's release or a recovery")
        case .releasedWithoutKind:
            LocalizedText(zh: "有解密时间而无解密方式", en: "the time of a release is given, and not whose it was")
        case .outdatedRow:
            LocalizedText(
                zh: "须重新递交而未递交的投标不开启:没有解密、原因、裁定和唱标内容",
                en: "a bid that had to be handed in anew and was not has no release, attribution, ruling, key or value")
        }
    }
}
