// TenderWorkspace+Create.swift — the commented tender.yaml that a new tender workspace begins with.
internal import FileKit
package import Reporting
package import TenderModel

extension TenderWorkspace {
    /// Lays out a new workspace: tender.yaml to be filled in, `documents/` and `certificates/`.
    ///
    /// Throws WORK-0009 where the folder is not empty.
    ///
    /// - Parameters:
    ///   - machineSalt: What the platform publishes, 64 hexadecimal digits; nil where it publishes none, or it is not known yet.
    ///   - now: The example times count from here: issue on the next workday, deadline on the first workday from 21 days later
    ///     on, which keeps the 20 days of the law.
    ///   - skeleton: What a template decides; without one the sections are examples to be edited.
    package static func create(
        at folder: String, machineSalt: String? = nil, skeleton: TenderSkeleton? = nil, now: Instant
    ) throws(Problem) {
        try Layout.emptyFolder(folder)
        try Files.makeFolder(folder + "/documents")
        try Files.makeFolder(folder + "/certificates")
        try Layout.write(skeleton?.files ?? [:], below: folder)
        try Files.write(template(machineSalt: machineSalt, skeleton: skeleton, now: now), to: folder + "/tender.yaml")
    }

    private static func template(machineSalt: String?, skeleton: TenderSkeleton?, now: Instant) -> String {
        let issued = now.adding(days: 1).onWorkday
        let deadline = issued.adding(days: 21).onWorkday
        return """
            # 招标文件工作文件夹:请填写每一处“【待填】”,把招标文件放入 documents/,证书(PEM 或 DER)放入 certificates/。
            # Tender workspace: fill in every 【待填】, put the tender documents into documents/ and certificates (PEM or DER)
            # into certificates/. Lines beginning with # are remarks; remove the # to use an example.

            \(skeleton.map { $0.templateText + "\n" } ?? "")
            # 招标项目编号:字母、数字、. _ -,1 至 64 个 / project number: letters, digits, '.', '_', '-', 1 to 64
            id: 【待填】
            # 适用制度:tendering 招标投标法,procurement 政府采购法 / governing law
            regime: \(skeleton?.regime.rawValue ?? "tendering")
            # 项目名称 / title
            title: 【待填】

            # 招标人及其统一社会信用代码 / tenderer, with its unified social credit code
            tenderer:
              name: 【待填】
              code: 【待填】
            # 招标代理机构,没有则不写 / agency, where one acts
            # agency:
            #   name: 【待填】
            #   code: 【待填】

            # 标段:至少一个。金额单位为元,不写千分位。estimate 项目估算价,ceiling 最高投标限价,deposit 投标保证金(不超过估算价的 2%)
            # Lots, at least one. Amounts in yuan, no separators; the deposit is at most 2 % of the estimate.
            lots:
              - id: "1"
                title: 【待填】
                # estimate: 5000000.00
                # ceiling: 4800000.00
                # deposit: 80000.00

            # 信封数:1,或 2(双信封:先商务技术,后报价) / envelopes: 1, or 2 (business and technical first, price second)
            envelopes: \(skeleton?.envelopes ?? 1)
            # 接受的签名套件,第一个为默认 / suites that bids may use, the first is proposed
            suites:
              - p256-sha256
              - rsa-sha256

            # 招标文件发出时间与投标截止时间(即开标时间),须带时区;依法必须招标的项目相隔不少于 20 日
            # Issue and deadline (the opening time as well), with zone; at least 20 days apart where tendering is mandatory.
            # 以下日期避开了周末;法定节假日与调休请自行核对 / weekends are avoided below; look for public holidays yourself
            issued: \(issued.day)T09:00:00+08:00
            deadline: \(deadline.day)T09:30:00+08:00
            # 解密时限,分钟 / minutes after the deadline in which bidders release their bids
            releaseWindow: \(skeleton?.releaseWindow ?? 60)

            # 接收平台的签名证书 / the receiving platform's signing certificate
            platform: certificates/platform.crt
            # 开标证书:至少两张,持有人不同 / opening certificates (for encryption), at least two of different holders
            openingCertificates:
              - holder: 【待填】
                file: certificates/officer1.crt
              - holder: 【待填】
                file: certificates/officer2.crt
            # 解密补救:threshold 名受托人共同代替未解密的投标人;受托人不得兼任开标人
            # Recovery: any `threshold` of the trustees can stand in for a bidder's release; no trustee is an officer.
            # recovery:
            #   threshold: 2
            #   trustees:
            #     - holder: 【待填】
            #       file: certificates/trustee1.crt
            #     - holder: 【待填】
            #       file: certificates/trustee2.crt
            #     - holder: 【待填】
            #       file: certificates/trustee3.crt

            # 开标一览表,按唱标顺序。kind:text 文字,money 金额,days 天数,integer 整数,percent 百分数
            # column:开标记录表的栏目 price 投标报价,quality 质量目标,duration 工期,manager 项目负责人
            # The opening sheet in read-out order. Required unless `required: false`; with two envelopes, `envelope: 2` puts a
            # field or a part into the second (the price must be there).
            \(skeleton?.sheetText ?? exampleSheet)

            # 投标文件组成:id 即文件夹名 / parts of a bid: the id is the folder's name
            \(skeleton?.partsText ?? exampleParts)

            # 须签章的角色:unit 单位章,head 单位负责人 / who has to sign a bid
            roles: [\((skeleton?.roles ?? [.unit, .head]).map(\.rawValue).joined(separator: ", "))]

            # 解密后不足三家时的处理办法,没有约定则不写 / the clause on fewer than three decrypted bids, where there is one
            # belowThreeClause: 不足三家时由招标人依法重新招标

            # 平台盐值,照抄平台公布的 64 位十六进制数(同一平台的各标段相同);平台没有公布则不写,投标文件就不记录制作机器码
            # The platform's salt for machine codes, 64 hexadecimal digits as the platform publishes them, the same in all its
            # tenders. Without it bids record nothing about the machine they were made on.
            \(machineSalt.map { "machineSalt: \"\($0)\"" } ?? "# machineSalt: 【待填】")

            \(skeleton?.evaluationText ?? "")
            \(skeleton?.industry ?? "")
            # 补遗时启用:newBidRequired 是否须重新投标,summary 修改内容
            # For an addendum: whether bids must be made anew, and what changed.
            # amendment:
            #   newBidRequired: true
            #   summary: 【待填】

            """
    }

    private static let exampleSheet = """
        sheet:
          - id: price
            label: {zh: 投标总价, en: total price}
            kind: money
            column: price
          - id: quality
            label: {zh: 质量目标, en: quality}
            kind: text
            column: quality
          - id: duration
            label: {zh: 工期(日历天), en: duration in calendar days}
            kind: days
            column: duration
          - id: manager
            label: {zh: 项目负责人, en: project manager}
            kind: text
            column: manager
        """

    private static let exampleParts = """
        parts:
          - id: business
            title: 商务文件
          - id: technical
            title: 技术文件
          # - id: other
          #   title: 其他资料
          #   required: false
        """
}
