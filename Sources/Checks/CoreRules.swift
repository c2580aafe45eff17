// CoreRules.swift — the cards of the rules that hold without any template (基本规则): what TenderModel's checks, the workspaces
// and the commands find wrong with tenders and bids, whatever their industry.
internal import Reporting

/// The cards say what each rule is; the checks themselves are in `TenderRules`, `ScoringRules` and `BidRules`, and where files are
/// packed and sealed. A test holds the two against each other.
package enum CoreRules {
    /// Of tender documents.
    package static let tender: [RuleCard] = tenderCards
    /// Of bids, and between the bids of a lot.
    package static let bid: [RuleCard] = bidCards
    /// Of files and certificates, while documents are made, packed and sealed.
    package static let making: [RuleCard] = [
        card(
            "PREF-0001", "证书属于招标文件采用的签名套件", "the certificate is of a suite that the tender admits",
            fix: "换用所采用套件的证书", "use a certificate of an admitted suite"),
        card(
            "PREF-0002", "证书是投标人自己的", "the certificate is the bidder's own", fix: "使用投标人自己的证书",
            "use the bidder's own certificate"),
        card(
            "PREF-0003", "资料不超过一次封装的上限 60 GiB", "the documents are within the 60 GiB of one seal",
            fix: "压缩视频与扫描件", "make videos and scans smaller"),
        card(
            "PREF-0004", "补签的文件是本单位签过的", "a file that is signed further carries a signature of one's own unit",
            fix: "核对文件与身份", "check that file and identity are of one unit"),
        card(
            "PREF-0005", "备用证书是本单位的", "spare certificates are of one's own unit", fix: "只用本单位的加密证书作备用",
            "use encryption certificates of your own unit"),
        card(
            "PREF-0006", "所替换的是本单位为本次招标递交的文件", "what is replaced was handed in by one's own unit for this tender",
            fix: "--replaces 给出本单位已递交的 .sealed", "give --replaces the .sealed that your unit handed in"),
        card(
            "PREF-0010", "招标文件的开标证书都证明过能解密", "every opening certificate of the tender was proven to decrypt",
            fix: "请开标员到场检查,或更换证书", "have the officer check it, or name another certificate"),
        card(
            "PREF-0011", "签发招标文件的是招标人或其代理机构", "who signs a tender is the tenderer or its agency",
            fix: "用招标人或代理机构的身份签名", "sign as the tenderer or as its agency"),
        card(
            "PREF-0012", .warning, "开标证书和托管证书是所写持有人的",
            "opening and trustees' certificates are those of the holders given",
            fix: "核对是否放错了证书,或改正持有人", "see whether it is the wrong file, or correct the holder"),
        card(
            "WORK-0101", .note, "隐藏文件和编辑器留下的文件不装入", "hidden files and editors' leftovers are left out",
            fix: "若需要它,请改名", "rename it if it is needed"),
        card(
            "WORK-0102", .warning, "documents 文件夹里有招标文件", "there are tender documents in documents/", fix: "放入招标文件",
            "put the tender documents there"),
    ]

    package static var all: [RuleCard] { tender + bid + making }

    /// - Parameters:
    ///   - severity: In general; a case may weigh otherwise, as where a regime does not ask for it.
    ///   - zh: What has to hold; `en` the same in English.
    ///   - fix: What the person does about it.
    static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String,
        _ fixEn: String
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn))
    }

    /// The card of an error.
    static func card(
        _ id: String, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String, _ fixEn: String
    ) -> RuleCard { card(id, .error, zh, en, basis, fix: fix, fixEn) }
}
