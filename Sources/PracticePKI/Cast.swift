// Cast.swift — who takes part in the exercise: invented units and people, with credit codes that check.
internal import Reporting
package import Signing
internal import TenderModel

/// What part someone plays; decides which certificates there are.
package enum IdentityKind: String, Sendable, Hashable, CaseIterable {
    /// 招标代理机构.
    case agency
    /// 交易平台.
    case platform
    /// 开标人.
    case officer
    /// 托管人.
    case trustee
    /// 投标人.
    case bidder
    /// Head of a unit (法定代表人): signs only.
    case head
    /// The timestamp authority (时间戳机构).
    case tsa

    /// One key and certificate for each.
    package var purposes: [CertificatePurpose] {
        switch self {
        case .head: [.signing]
        case .tsa: [.timestamping]
        default: [.signing, .encryption]
        }
    }

    var authority: AuthorityName { self == .tsa ? .tsaRoot : .intermediate }
}

/// One identity to be made.
struct Person: Sendable {
    var kind: IdentityKind
    /// Path of the identity folder within the practice folder.
    var folder: String
    var organization: Organization
    /// Nil where the certificate is the unit's own.
    var name: String?
}

/// The people of `biao pki init`. All are invented; division 999999 does not exist.
enum Cast {
    static func people() throws(Problem) -> [Person] {
        var people: [Person] = []
        for row in rows {
            let unit = Organization(name: row.unit, code: try CreditCode.completing(row.code))
            people.append(Person(kind: row.kind, folder: row.folder, organization: unit, name: row.person))
        }
        return people
    }

    private static let rows: [(kind: IdentityKind, folder: String, unit: String, code: String, person: String?)] = [
        (.agency, "agency", "滨河县公正招标代理有限公司", "91999999MA0GDL011", nil),
        (.platform, "platform", "滨河县公共资源交易中心", "12999999MB0JYX021", nil),
        (.officer, "officer1", "滨河县公正招标代理有限公司", "91999999MA0GDL011", "张敏"),
        (.officer, "officer2", "滨河县住房和城乡建设局", "11999999MB0JJ0031", "刘建平"),
        (.trustee, "trustee1", "滨河县公证处", "12999999MB0GC0041", "何静"),
        (.trustee, "trustee2", "滨河县公共资源交易监督管理局", "11999999MB0JDJ051", "高翔"),
        (.trustee, "trustee3", "滨河县招标投标协会", "51999999MJ0XH0061", "罗文"),
        (.bidder, "bidder1", "青山建设集团有限公司", "91999999MA0QCJH01", nil),
        (.head, "bidder1/head", "青山建设集团有限公司", "91999999MA0QCJH01", "赵建国"),
        (.bidder, "bidder2", "长河路桥工程有限公司", "91999999MA0CHLQ02", nil),
        (.head, "bidder2/head", "长河路桥工程有限公司", "91999999MA0CHLQ02", "孙伟民"),
        (.bidder, "bidder3", "东湖市政建设有限公司", "91999999MA0DHUT03", nil),
        (.head, "bidder3/head", "东湖市政建设有限公司", "91999999MA0DHUT03", "周立新"),
        (.bidder, "bidder4", "北原工程股份有限公司", "91999999MA0BYGC04", nil),
        (.head, "bidder4/head", "北原工程股份有限公司", "91999999MA0BYGC04", "郑晓东"),
        (.bidder, "bidder5", "南屏建筑安装有限公司", "91999999MA0NPJA05", nil),
        (.head, "bidder5/head", "南屏建筑安装有限公司", "91999999MA0NPJA05", "冯国华"),
        (.tsa, "tsa", "滨河县模拟时间戳中心", "12999999MB0TJX071", nil),
    ]
}
