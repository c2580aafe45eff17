// IdentityKey.swift — a mark that a unit, a machine or a person leaves in a bid (标识键): typed, in one spelling, with its place.
package import Reporting

/// One mark.
package struct IdentityKey: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
        /// 文件创建标识码: 128 random bits, made with a workspace.
        case creation
        /// A component of 制作机器码, as its salted hash; `machine-board` and so on are told apart by ``IdentityKey/detail``.
        case machine
        /// 造价软件加密锁号.
        case lock
        /// 造价软件序列号 or registered user.
        case software
        /// The certificate that signed.
        case certificate
        /// The account that the bid security came from.
        case account
        /// Who paid the bid security, or for whom it was guaranteed.
        case payer
        /// The number of a transfer or guarantee.
        case guarantee
        /// 联系电话.
        case phone
        case email
        case address
        /// Network address of a download, delivery or release.
        case network
        /// Who pays the social insurance of a bid's people (社保缴纳单位), where that is another than the bidder.
        case employer
        /// A person, by the number of an identity card or of a certificate; by name alone where there is none.
        case person

        package static func < (a: Kind, b: Kind) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }

        package var title: LocalizedText {
            switch self {
            case .creation: LocalizedText(zh: "文件创建标识码", en: "file-creation id")
            case .machine: LocalizedText(zh: "制作机器码", en: "machine code")
            case .lock: LocalizedText(zh: "造价软件锁号", en: "lock number of the costing software")
            case .software: LocalizedText(zh: "造价软件序列号", en: "serial number of the costing software")
            case .certificate: LocalizedText(zh: "签名证书", en: "signing certificate")
            case .account: LocalizedText(zh: "投标保证金转出账户", en: "account that the bid security came from")
            case .payer: LocalizedText(zh: "投标保证金缴纳人", en: "payer of the bid security")
            case .guarantee: LocalizedText(zh: "保函(转账)编号", en: "number of the guarantee or transfer")
            case .phone: LocalizedText(zh: "联系电话", en: "telephone number")
            case .email: LocalizedText(zh: "电子邮箱", en: "e-mail address")
            case .address: LocalizedText(zh: "地址", en: "address")
            case .network: LocalizedText(zh: "网络地址", en: "network address")
            case .employer: LocalizedText(zh: "社保缴纳单位", en: "unit that pays the social insurance")
            case .person: LocalizedText(zh: "人员", en: "person")
            }
        }
    }

    package var kind: Kind
    /// Which of its kind, such as the component of a machine or the role of a person; empty where there is one only.
    package var detail: String
    /// In one spelling: what is compared.
    package var value: String
    /// What the report shows: never the whole number of a person's papers or account.
    package var shown: String
    /// The file within the bid, and where in it.
    package var file: String
    package var place: LocalizedText

    /// Nil where `value` says nothing: empty, a placeholder, or one of those that everybody has.
    package init?(
        _ kind: Kind, detail: String = "", _ value: String, shown: String? = nil, file: String,
        place: LocalizedText = LocalizedText(zh: "", en: "")
    ) {
        guard let canonical = StopValues.canonical(kind, value) else { return nil }
        self.kind = kind
        self.detail = detail
        self.value = canonical
        self.shown = shown ?? Self.masked(kind, canonical)
        self.file = file
        self.place = place
    }

    /// Kind, detail and value: what two bids have in common.
    package var match: String { "\(kind.rawValue)|\(detail)|\(value)" }

    /// Numbers of papers and accounts are shown by their ends alone: enough to look them up, too little to use them.
    private static func masked(_ kind: Kind, _ value: String) -> String {
        switch kind {
        case .account, .phone, .person, .guarantee:
            let characters = Array(value)
            guard characters.count > 6, value.utf8.allSatisfy({ $0 < 0x80 }) else { return value }
            return String(characters.prefix(3)) + "…" + String(characters.suffix(3))
        default: return value
        }
    }
}
