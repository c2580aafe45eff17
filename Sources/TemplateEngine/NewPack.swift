// NewPack.swift — the pack that biao template new lays out: small, complete, and passing its own checks.

package enum NewPack {
    /// The files of a new pack for `id`, by their path within it.
    ///
    /// - Parameters:
    ///   - area: Begins the ids of its rules, such as `ROAD`; two to eight capital letters.
    ///   - today: First day on which it is in force.
    package static func files(id: String, area: String, today: String) -> [String: String] {
        [
            "template.yaml": manifest(id, today),
            "README.md": readme(id, area),
            "rules/letter.yaml": rules(area),
            "schema/tender.xsd": tenderSchema,
            "schema/bid.xsd": bidSchema,
            "skeleton/documents/第一章招标公告.md": "# 第一章 招标公告\n\n(请填写)\n",
            "skeleton/parts/letter/投标函.md": "# 投标函\n\n(请填写、盖章后转为 PDF)\n",
            "tests/valid/tender.xml": tenderExample,
            "tests/valid/bid.xml": bidExample,
            "tests/invalid/\(area)-0101.too-short.yaml": """
            base: valid/bid.xml
            why: {zh: 有效期短于招标文件的要求, en: valid for a shorter time than the tender asks}
            edits:
              - {set: bid/industry/letter/validity, to: "30"}

            """,
            "tests/invalid/\(area)-0001.too-short.yaml": """
            base: valid/tender.xml
            why: {zh: 投标有效期不足 60 天, en: the bids need be valid for less than 60 days}
            edits:
              - {set: tender/industry/terms/validity, to: "30"}

            """,
        ]
    }

    private static func manifest(_ id: String, _ today: String) -> String {
        """
        # 示范文本包:每一项的含义见 docs/templates/README.md / what each key means: docs/templates/README.md
        format: 1
        id: \(id)
        version: 0.1.0
        title: {zh: 我的行业招标示范文本, en: model text of my industry}
        industry: {zh: 我的行业, en: my industry}
        effective: {from: \(today)}
        issuer: (请填写制定单位)
        regime: tendering

        # 规则引用的依据 / what rules cite
        sources:
          regulation: {document: 《招标投标法实施条例》(国务院令第613号), from: 2012-02-01}

        envelopes: [1]
        releaseWindow: 60
        roles: [unit, head]

        # 可用的评标办法,第一个为默认;有价格分或评分因素时合计须为 100 分 / admitted methods, the first is proposed
        evaluation:
          - method: lowest-reviewed
            title: {zh: 经评审的最低投标价法, en: lowest reviewed price}

        # 开标一览表 / opening sheet
        sheet:
          - {id: price, label: {zh: 投标总价, en: total price}, kind: money, column: price}

        # 招标文件各章 / chapters of the tender documents
        documents:
          - {id: notice, title: {zh: 第一章 招标公告, en: "chapter 1, notice of tender"}, prefix: 第一章}

        # 投标文件组成 / parts of a bid
        parts:
          - {id: letter, title: {zh: 投标函, en: letter of bid}}

        # 分组的名称(与投标文件组成同名的不必写) / titles of groups that are no parts
        groups:
          terms: {zh: 投标条件, en: terms of bidding}

        # 在 tender.yaml、bid.yaml 的 industry 一节填写的内容 / what is filled in under industry
        fields:
          tender:
            - {path: terms/validity, label: {zh: 投标有效期(日历天), en: bid validity in days}, initial: "90"}
          bid:
            - {path: letter/validity, label: {zh: 投标有效期(日历天), en: bid validity in days}}

        """
    }

    private static func rules(_ area: String) -> String {
        """
        - id: \(area)-0001
          stage: tender
          severity: error
          title: {zh: 投标有效期不少于 60 天, en: bids stay valid for 60 days or more}
          basis: {source: regulation, article: "25"}
          context: $tender/industry/terms
          assert: validity >= 60
          message: {zh: "投标有效期只有 {{validity}} 天", en: "bids are to stay valid for {{validity}} days only"}
          fix: {zh: 改为 60 天或以上, en: write 60 or more}

        - id: \(area)-0101
          stage: bid
          severity: error
          part: letter
          title: {zh: 投标有效期不短于招标文件的要求, en: the bid stays valid for as long as the tender asks}
          basis: {source: regulation, article: "51"}
          context: $bid/industry/letter
          assert: validity >= $tender/industry/terms/validity
          message: {zh: "投标有效期 {{validity}} 天,要求 {{$tender/industry/terms/validity}} 天", en: "the bid is valid for {{validity}} days; {{$tender/industry/terms/validity}} are asked for"}
          fix: {zh: 按招标文件填写投标有效期, en: write what the tender asks for}

        """
    }

    private static let tenderSchema = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="industry">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="terms">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="validity" type="xs:positiveInteger"/>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
            </xs:complexType>
          </xs:element>
        </xs:schema>

        """

    private static let bidSchema = tenderSchema.replacing("\"terms\"", with: "\"letter\"")

    private static let tenderExample = """
        <view stage="tender" at="2026-12-01">
          <tender id="EXAMPLE-1" version="1" regime="tendering" envelopes="1">
            <industry>
              <terms><validity>90</validity></terms>
            </industry>
          </tender>
          <tender-files><file name="documents/第一章招标公告.md" size="1"/></tender-files>
        </view>

        """

    private static let bidExample = """
        <view stage="bid" at="2026-12-01">
          <tender id="EXAMPLE-1" version="1" regime="tendering" envelopes="1">
            <industry>
              <terms><validity>90</validity></terms>
            </industry>
          </tender>
          <lot id="1"/>
          <bid lot="1" envelope="1">
            <industry>
              <letter><validity>90</validity></letter>
            </industry>
          </bid>
          <tender-files/>
          <bid-files><file name="parts/letter/投标函.pdf" size="1"/></bid-files>
        </view>

        """

    private static func readme(_ id: String, _ area: String) -> String {
        """
        # \(id)

        ```
        biao template lint .     检查写法、示例、公平竞争 / how it is written, its examples, fair competition
        biao template test .     运行 tests/ 中的示例 / runs the examples in tests/
        ```

        规则编号 \(area)-0001 起用于招标文件,\(area)-0101 起用于投标文件。写法见 docs/templates/README.md。
        Rules \(area)-0001 and up are about the tender, \(area)-0101 and up about bids. docs/templates/README.md says how to write them.

        """
    }
}
