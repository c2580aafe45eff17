// Bill.swift — a bill of quantities (工程量清单), priced or not: what the checks look at, and what bids are compared by.
package import Reporting

/// Which standard a bill was written by (清单版本); the same code can mean different things in two of them.
package enum BillEdition: String, Sendable, Hashable, Codable, CaseIterable {
    /// GB 50500-2013.
    case gb2013 = "2013"
    /// GB/T 50500-2024.
    case gb2024 = "2024"
    /// 公路工程标准施工招标文件 (2018).
    case highway2018 = "highway-2018"

    /// What people call it.
    package var title: LocalizedText {
        switch self {
        case .gb2013: LocalizedText(zh: "GB 50500-2013", en: "GB 50500-2013")
        case .gb2024: LocalizedText(zh: "GB/T 50500-2024", en: "GB/T 50500-2024")
        case .highway2018: LocalizedText(zh: "公路工程 2018 年版", en: "highway works, 2018")
        }
    }
}

/// What kind of cost an item is (费用类别).
package enum BillCategory: String, Sendable, Hashable, Codable, CaseIterable {
    /// 分部分项工程.
    case works
    /// 措施项目.
    case measures
    /// 安全文明施工费 (2013), 安全生产措施费 (2024).
    case safety
    /// 暂列金额.
    case provisionalSum = "provisional-sum"
    /// 材料、工程设备暂估价: a price that goes into unit prices, and is added up nowhere.
    case provisionalMaterial = "provisional-material"
    /// 专业工程暂估价.
    case provisionalWorks = "provisional-works"
    /// 计日工.
    case dayWork = "day-work"
    /// 总承包服务费.
    case mainContractor = "main-contractor"
    /// 其他项目 that is none of the four above.
    case other
    /// 规费: only in bills of 2013.
    case statutoryFees = "statutory-fees"
    /// 税金; 增值税.
    case tax

    /// What people call it.
    package var title: LocalizedText {
        switch self {
        case .works: LocalizedText(zh: "分部分项工程", en: "works")
        case .measures: LocalizedText(zh: "措施项目", en: "measures")
        case .safety: LocalizedText(zh: "安全文明施工(安全生产措施)费", en: "safety measures")
        case .provisionalSum: LocalizedText(zh: "暂列金额", en: "provisional sum")
        case .provisionalMaterial: LocalizedText(zh: "材料(设备)暂估价", en: "provisional material price")
        case .provisionalWorks: LocalizedText(zh: "专业工程暂估价", en: "provisional specialist works")
        case .dayWork: LocalizedText(zh: "计日工", en: "day work")
        case .mainContractor: LocalizedText(zh: "总承包服务费", en: "main contractor's attendance")
        case .other: LocalizedText(zh: "其他项目", en: "other items")
        case .statutoryFees: LocalizedText(zh: "规费", en: "statutory fees")
        case .tax: LocalizedText(zh: "税金", en: "tax")
        }
    }

    /// Whether the tender sets the amount, and bidders carry it over.
    package var isGiven: Bool {
        self == .provisionalSum || self == .provisionalMaterial || self == .provisionalWorks
    }
}

/// How many decimals the file says its numbers have (费用精度).
package struct BillPrecision: Sendable, Hashable, Codable {
    /// Decimals of line totals and sums; the fen unless the file says otherwise.
    package var amount: Int
    /// Decimals of unit prices.
    package var price: Int
    /// Decimals of quantities; nil where the file does not say.
    package var quantity: Int?
    /// Whether the file said so.
    package var declared: Bool

    package init(amount: Int = 2, price: Int = 2, quantity: Int? = nil, declared: Bool = false) {
        self.amount = amount
        self.price = price
        self.quantity = quantity
        self.declared = declared
    }
}

/// Something that the file says about how it was made (制作信息), under our name for it: `software`, `software-version`,
/// `lock` (造价锁号), `hardware`, `made`, `compiler` and the like.
package struct BillProvenance: Sendable, Hashable, Codable {
    package var name: String
    package var value: String
    /// Line, or row of a sheet.
    package var line: Int

    package init(name: String, value: String, line: Int) {
        self.name = name
        self.value = value
        self.line = line
    }
}

/// A part of the bill that holds items or further parts.
package struct BillNode: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// 建设项目.
        case project
        /// 单项工程.
        case single
        /// 单位工程.
        case unit
        /// A table or a group of costs: 分部分项, 措施项目, 其他项目, 规费.
        case group
        /// 分部工程; a chapter (章) of a highway bill.
        case section
    }

    package var kind: Kind
    package var code: String
    package var name: String
    /// The sum that the file states.
    package var total: ExactDecimal?
    /// Index in ``Bill/nodes``, -1 at the top.
    package var parent: Int32
    /// Line, or row of a sheet.
    package var line: UInt32
    /// Index in ``Bill/sheets``, for spreadsheets.
    package var sheet: UInt16
    /// Category of what stands in it, where the file tells.
    package var category: BillCategory?

    package init(
        kind: Kind, code: String = "", name: String = "", total: ExactDecimal? = nil, parent: Int32 = -1,
        line: UInt32 = 0, sheet: UInt16 = 0, category: BillCategory? = nil
    ) {
        self.kind = kind
        self.code = code
        self.name = name
        self.total = total
        self.parent = parent
        self.line = line
        self.sheet = sheet
        self.category = category
    }
}

/// One item (清单项目): a line with a price.
package struct BillItem: Sendable, Hashable {
    /// 项目编码; 子目号.
    package var code: String
    package var name: String
    /// 项目特征.
    package var features: String
    /// 计量单位.
    package var unit: String
    private var figures = BillFigures()
    package var category: BillCategory
    /// Whether the file marks the price as given by the tender (甲供, 暂估).
    package var isGiven: Bool
    /// Index in ``Bill/nodes``.
    package var node: Int32
    /// Line, or row of a sheet, from 1.
    package var line: UInt32

    package init(
        code: String = "", name: String = "", features: String = "", unit: String = "", quantity: ExactDecimal? = nil,
        price: ExactDecimal? = nil, total: ExactDecimal? = nil, ceiling: ExactDecimal? = nil,
        base: ExactDecimal? = nil, rate: ExactDecimal? = nil, category: BillCategory = .works, isGiven: Bool = false,
        node: Int32 = -1, line: UInt32 = 0
    ) {
        self.code = code
        self.name = name
        self.features = features
        self.unit = unit
        self.category = category
        self.isGiven = isGiven
        self.node = node
        self.line = line
        self.quantity = quantity
        self.price = price
        self.total = total
        self.ceiling = ceiling
        self.base = base
        self.rate = rate
    }

    package var quantity: ExactDecimal? {
        get { figures[0] }
        set { figures[0] = newValue }
    }
    /// 综合单价; nil where it is blank.
    package var price: ExactDecimal? {
        get { figures[1] }
        set { figures[1] = newValue }
    }
    /// 合价, or the amount of an item without a unit price; nil where it is blank.
    package var total: ExactDecimal? {
        get { figures[2] }
        set { figures[2] = newValue }
    }
    /// 最高限价 of this item's unit price.
    package var ceiling: ExactDecimal? {
        get { figures[3] }
        set { figures[3] = newValue }
    }
    /// What a rate applies to (计算基础), where the file gives an amount.
    package var base: ExactDecimal? {
        get { figures[4] }
        set { figures[4] = newValue }
    }
    /// 费率, per cent.
    package var rate: ExactDecimal? {
        get { figures[5] }
        set { figures[5] = newValue }
    }

    /// Whether nothing of a price stands there.
    package var isBlank: Bool { price == nil && total == nil }
}

/// A whole bill, as one file has it.
package struct Bill: Sendable, Hashable {
    /// The file's name, such as `parts/priced-bill/清单.xml`.
    package var file: String
    /// Id of the mapping that it was read by.
    package var format: String
    /// Nil where neither the file nor its format says.
    package var edition: BillEdition?
    /// Name and number of the exchange standard that the file declares.
    package var standardName: String?
    package var standardNumber: String?
    package var precision: BillPrecision
    package var provenance: [BillProvenance]
    /// The parts in the order of the file, each after the one it is in.
    package var nodes: [BillNode]
    /// The items in the order of the file.
    package var items: [BillItem]
    /// 投标总价 as the file states it.
    package var total: ExactDecimal?
    /// The same in words.
    package var totalWords: String?
    /// Ceiling of the whole (最高投标限价), where the file states one.
    package var ceiling: ExactDecimal?
    /// Names of the sheets that were read; empty for XML.
    package var sheets: [String]
    /// Columns of the price, total and other fields, by sheet, so that a cell can be named.
    package var columns: [[BillField: Int]]
    /// What could not be taken as it stands.
    package var flaws: [BillFlaw]
    /// How the unit prices were made up; nil where the file does not say, or nobody asked.
    package var analysis: BillAnalysis?

    package init(
        file: String, format: String, edition: BillEdition? = nil, precision: BillPrecision = BillPrecision()
    ) {
        self.file = file
        self.format = format
        self.edition = edition
        self.precision = precision
        provenance = []
        nodes = []
        items = []
        sheets = []
        columns = []
        flaws = []
    }
}

/// A column of a bill.
package enum BillField: String, Sendable, Hashable, Codable, CaseIterable {
    case code, name, features, unit, quantity, price, total, ceiling, base, rate, category, given

    /// What people call it.
    package var title: LocalizedText {
        switch self {
        case .code: LocalizedText(zh: "项目编码", en: "code")
        case .name: LocalizedText(zh: "项目名称", en: "name")
        case .features: LocalizedText(zh: "项目特征", en: "features")
        case .unit: LocalizedText(zh: "计量单位", en: "unit")
        case .quantity: LocalizedText(zh: "工程量", en: "quantity")
        case .price: LocalizedText(zh: "综合单价", en: "unit price")
        case .total: LocalizedText(zh: "合价", en: "total")
        case .ceiling: LocalizedText(zh: "最高限价", en: "ceiling")
        case .base: LocalizedText(zh: "计算基础", en: "base")
        case .rate: LocalizedText(zh: "费率", en: "rate")
        case .category: LocalizedText(zh: "费用类别", en: "category")
        case .given: LocalizedText(zh: "给定价", en: "given price")
        }
    }
}

/// Something in a bill's file that is not what it should be, and that a reader cannot mend.
package struct BillFlaw: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// A number that is none, or has more digits than any bill needs.
        case number
        /// A formula, whose last computed value was read.
        case formula
        /// A formula without a computed value, or one that failed (`#REF!`).
        case formulaWithoutValue
        /// A part that declares another edition than the file.
        case edition
        /// A category that is none of ours.
        case category
    }

    package var kind: Kind
    package var field: BillField?
    /// What stands there.
    package var text: String
    package var line: UInt32
    package var sheet: UInt16

    package init(kind: Kind, field: BillField? = nil, text: String, line: UInt32, sheet: UInt16 = 0) {
        self.kind = kind
        self.field = field
        self.text = text
        self.line = line
        self.sheet = sheet
    }
}
