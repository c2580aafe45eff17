// CoreRules.swift — the cards of the rules that hold without any template (基本规则): what TenderModel's checks, the workspaces
// and the commands find wrong with tenders and bids, whatever their industry.
internal import Reporting

/// The cards say what each rule is; the checks themselves are in `TenderRules`, `ScoringRules` and `BidRules`, and where files are
/// packed and sealed. Tests hold the two against each other, and play every example of the cards.
package enum CoreRules {
    /// Of tender documents.
    package static let tender: [RuleCard] = tenderCards
    /// Of bids, and between the bids of a lot.
    package static let bid: [RuleCard] = bidCards
    /// Of files and certificates, while documents are made, packed and sealed.
    package static let making: [RuleCard] = [
        card(
            "PREF-0001", "证书属于招标文件采用的签名套件", "the certificate is of a suite that the tender admits",
            fix: "换用所采用套件的证书", "use a certificate of an admitted suite",
            passes: .told(
                "招标文件采用 p256-sha256,用 p256-sha256 的证书", "p256-sha256 is admitted, and the certificate is of it"),
            fails: .told(
                "招标文件采用 p256-sha256,用 rsa-sha256 的证书", "p256-sha256 is admitted, the certificate is of rsa-sha256")),
        card(
            "PREF-0002", "证书是投标人自己的", "the certificate is the bidder's own", fix: "使用投标人自己的证书",
            "use the bidder's own certificate",
            passes: .told("bid.yaml 写甲公司,用甲公司的身份", "bid.yaml names a bidder, the identity is its own"),
            fails: .told("bid.yaml 写甲公司,用乙公司的身份", "bid.yaml names a bidder, the identity is another's")),
        card(
            "PREF-0003", "资料不超过一次封装的上限 60 GiB", "the documents are within the 60 GiB of one seal",
            fix: "压缩视频与扫描件", "make videos and scans smaller", passes: .told("资料共 1 MiB", "1 MiB of documents"),
            fails: .told("资料共 61 GiB", "61 GiB of documents")),
        card(
            "PREF-0004", "补签的文件是本单位签过的", "a file that is signed further carries a signature of one's own unit",
            fix: "核对文件与身份", "check that file and identity are of one unit",
            passes: .told("单位负责人给本单位签过的文件补签", "the head signs what the own unit signed"),
            fails: .told("给别的单位签过的文件补签", "signing what another unit signed")),
        card(
            "PREF-0005", "备用证书是本单位的", "spare certificates are of one's own unit", fix: "只用本单位的加密证书作备用",
            "use encryption certificates of your own unit",
            passes: .told("--also-to 给本单位的加密证书", "--also-to takes the own unit's encryption certificate"),
            fails: .told("--also-to 给别的单位的加密证书", "--also-to takes another unit's encryption certificate")),
        card(
            "PREF-0006", "所替换的是本单位为本次招标递交的文件", "what is replaced was handed in by one's own unit for this tender",
            fix: "--replaces 给出本单位已递交的 .sealed", "give --replaces the .sealed that your unit handed in",
            passes: .told("--replaces 给本单位先前的 .sealed", "--replaces takes the own unit's earlier .sealed"),
            fails: .told("--replaces 给别的单位的 .sealed", "--replaces takes another unit's .sealed")),
        card(
            "PREF-0010", "招标文件的开标证书都证明过能解密", "every opening certificate of the tender was proven to decrypt",
            fix: "请开标员到场检查,或更换证书", "have the officer check it, or name another certificate",
            passes: .told("两名开标员都到场检查", "both officers had theirs checked"),
            fails: .told("两名开标员只有一名到场检查", "one of two officers had theirs checked")),
        card(
            "PREF-0011", "签发招标文件的是招标人或其代理机构", "who signs a tender is the tenderer or its agency",
            fix: "用招标人或代理机构的身份签名", "sign as the tenderer or as its agency",
            passes: .told("代理机构签发", "signed by the agency"), fails: .told("投标人签发", "signed by a bidder")),
        card(
            "PREF-0012", .warning, "开标证书和托管证书是所写持有人的",
            "opening and trustees' certificates are those of the holders given",
            fix: "核对是否放错了证书,或改正持有人", "see whether it is the wrong file, or correct the holder",
            passes: .told("holder 写证书上的姓名", "holder is the name on the certificate"),
            fails: .told("holder 写另一人的姓名", "holder is somebody else's name")),
        card(
            "WORK-0101", .note, "隐藏文件和编辑器留下的文件不装入", "hidden files and editors' leftovers are left out",
            fix: "若需要它,请改名", "rename it if it is needed", passes: .told("documents/招标文件.pdf", "documents/招标文件.pdf"),
            fails: .told("documents/~$招标文件.docx", "documents/~$招标文件.docx")),
        card(
            "WORK-0102", .warning, "documents 文件夹里有招标文件", "there are tender documents in documents/", fix: "放入招标文件",
            "put the tender documents there", passes: .told("documents/招标文件.pdf", "documents/招标文件.pdf"),
            fails: .told("documents/ 是空的", "documents/ is empty")),
    ]

    package static var all: [RuleCard] { tender + bid + making }

    /// - Parameters:
    ///   - severity: In general; a case may weigh otherwise, as where a regime does not ask for it.
    ///   - zh: What has to hold; `en` the same in English.
    ///   - fix: What the person does about it.
    ///   - passes: Keeps the rule; `fails` breaks it, and no other. A test plays both.
    static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String,
        _ fixEn: String, passes: RuleExample, fails: RuleExample
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn), passes: [passes], fails: [fails])
    }

    /// The card of an error.
    static func card(
        _ id: String, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String, _ fixEn: String,
        passes: RuleExample, fails: RuleExample
    ) -> RuleCard { card(id, .error, zh, en, basis, fix: fix, fixEn, passes: passes, fails: fails) }
}
