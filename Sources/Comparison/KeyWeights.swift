// KeyWeights.swift — how much a mark says (强度表), published in docs/comparison: no mark is stronger than its row here.
package import PriceMatching
package import Reporting

package enum KeyWeights {
    /// The strength of a mark that two bids share, if nothing is known of how common it is.
    package static func strength(_ key: IdentityKey) -> ClueStrength { strength(key.kind, detail: key.detail) }

    package static func strength(_ kind: IdentityKey.Kind, detail: String) -> ClueStrength {
        switch kind {
        // random, or given out once, and carried along only by copying or lending: strong by itself
        case .creation, .lock, .account, .certificate: .strong
        case .software, .guarantee: .moderate
        case .machine: .moderate
        case .payer: .moderate
        case .phone, .email: .moderate
        case .address, .network, .employer: .weak
        case .person: detail == "number" ? .strong : .weak
        }
    }

    /// The items of Regulation art. 40 that it bears on.
    static func articles(_ kind: IdentityKey.Kind) -> [CollusionArticle] {
        switch kind {
        case .creation, .lock, .software, .machine: [.samePreparer]
        case .certificate, .phone, .email, .address, .network, .employer: [.sameHandler]
        case .account: [.sameAccount]
        case .payer, .guarantee: [.sameAccount, .sameHandler]
        case .person: [.samePerson]
        }
    }

    /// How the other side might explain it.
    package static func causes(_ kind: IdentityKey.Kind) -> [LocalizedText] {
        switch kind {
        case .creation:
            [LocalizedText(zh: "一家以另一家给的工作文件夹为底稿", en: "one started from a workspace that the other had handed out")]
        case .lock, .software:
            [
                LocalizedText(
                    zh: "两家委托同一造价咨询单位编制报价", en: "both had their prices made by one cost consultant"),
                LocalizedText(
                    zh: "招标人或其代理用该锁制作了下发的清单文件", en: "the tenderer's agent made the bill that was handed out with it"),
            ]
        case .machine: [LocalizedText(zh: "公用电脑、克隆的系统", en: "a public computer, a cloned system")]
        case .certificate: [LocalizedText(zh: "联合体成员或授权关系", en: "members of a consortium, or an authorisation")]
        case .account, .payer, .guarantee:
            [LocalizedText(zh: "同一担保机构或代缴机构的账户", en: "the account of a guarantor or of an agent that pays for many")]
        case .phone, .email, .address:
            [
                LocalizedText(zh: "同一办公楼、同一代办机构的联系方式", en: "one office building, or the contact of one agent"),
                LocalizedText(
                    zh: "关联企业(另有规定,不等于共同编制)", en: "affiliated firms, which is another matter than making bids together"),
            ]
        case .network:
            [
                LocalizedText(
                    zh: "交易中心的自助终端、运营商共享出口、政务外网出口",
                    en: "the centre's terminals, a carrier's shared exit, a government network's exit")
            ]
        case .employer:
            [
                LocalizedText(
                    zh: "同一劳务派遣或人力资源机构代为参保", en: "one agency for staff leasing insures people of many firms"),
                LocalizedText(
                    zh: "关联企业统一参保(另有规定)", en: "affiliated firms insured together, which is another matter"),
            ]
        case .person:
            [
                LocalizedText(zh: "同名不同人(按姓名相同的,须核对证件号)", en: "another person of the same name: compare the numbers"),
                LocalizedText(zh: "人员变更单位而资料未更新", en: "a person who changed employers, with records not updated"),
            ]
        }
    }
}
