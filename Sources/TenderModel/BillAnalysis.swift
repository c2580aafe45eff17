// BillAnalysis.swift — how unit prices were made up (综合单价分析): quotas, and what labour, materials and plant cost, kept once each.

/// A quota (定额子目) as a bill names it. Every quota stands once, however many items use it.
package struct Quota: Sendable, Hashable {
    /// 定额编号, as written; a conversion may stand in it, such as `A1-5换` or `A1-5 R*1.15`.
    package var code: String
    package var name: String
    /// 定额单位, such as `10m3`.
    package var unit: String
    /// Whether the bidder made it up (补充定额): the file says so, or its code does.
    package var isSupplementary: Bool
    /// Whether it was changed from what the book has (换算): the file says so, or its code does.
    package var isConverted: Bool

    package init(
        code: String, name: String = "", unit: String = "", isSupplementary: Bool = false, isConverted: Bool = false
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.isSupplementary = isSupplementary || Self.isSupplementary(code)
        self.isConverted = isConverted || Self.split(code).base.utf8.count < code.utf8.count
    }

    /// The code as the book has it; all of it where nothing was changed.
    package var base: String { Self.split(code).base }
    /// What the code says of the change, such as `换` or `R*1.15`; empty where it says nothing.
    package var conversion: String { Self.split(code).conversion }

    /// `补12`, `补充-3`, `B-7`, `BC012`.
    private static func isSupplementary(_ code: String) -> Bool {
        if code.utf8.starts(with: "补".utf8) { return true }
        var rest = Substring(code)
        guard rest.popFirst().map({ $0 == "B" || $0 == "b" }) == true else { return false }
        if let next = rest.first, next == "C" || next == "c" { rest.removeFirst() }
        if let next = rest.first, next == "-" || next == "_" || next == ":" { rest.removeFirst() }
        return !rest.isEmpty && rest.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func split(_ code: String) -> (base: String, conversion: String) {
        let scalars = code.unicodeScalars
        let marks: Set<Unicode.Scalar> = ["换", "*", "×", "+", " ", "\u{3000}", "[", "(", "(", "{", "【"]
        if let mark = scalars.firstIndex(where: { marks.contains($0) }), mark > scalars.startIndex {
            return (String(scalars[..<mark]), String(scalars[mark...].drop { $0.properties.isWhitespace }))
        }
        // A1-5H: an H that follows a figure
        if let last = scalars.last, last == "H" || last == "h", scalars.count > 1,
            ("0"..."9").contains(scalars[scalars.index(scalars.endIndex, offsetBy: -2)])
        {
            return (String(scalars.dropLast()), "H")
        }
        return (code, "")
    }
}

/// A quota under an item.
package struct QuotaLine: Sendable, Hashable {
    /// Index in ``Bill/items``.
    package var item: Int32
    /// Index in ``BillAnalysis/quotas``.
    package var quota: Int32
    /// In quota units; nil where it is blank.
    package var quantity: ExactDecimal?
    /// Whether ``quantity`` is for one unit of the item, and not for all of it.
    package var isPerUnit: Bool
    /// Line of the file, from 1.
    package var line: UInt32

    package init(item: Int32, quota: Int32, quantity: ExactDecimal?, isPerUnit: Bool, line: UInt32) {
        self.item = item
        self.quota = quota
        self.quantity = quantity
        self.isPerUnit = isPerUnit
        self.line = line
    }
}

/// Labour, a material or plant (人工、材料、机械), with its price in this bill.
package struct Resource: Sendable, Hashable {
    /// 人材机编码.
    package var code: String
    package var name: String
    /// 规格型号.
    package var specification: String
    package var unit: String
    /// In yuan for one unit, as the bidder reckons it (编制价); nil where it is blank.
    package var price: ExactDecimal?
    /// What the file says that the price is published at (信息价、基准价); nil where it says nothing.
    package var published: ExactDecimal?
    /// Line of the file, from 1; 0 where the file only refers to it.
    package var line: UInt32

    package init(
        code: String, name: String = "", specification: String = "", unit: String = "", price: ExactDecimal? = nil,
        published: ExactDecimal? = nil, line: UInt32 = 0
    ) {
        self.code = code
        self.name = name
        self.specification = specification
        self.unit = unit
        self.price = price
        self.published = published
        self.line = line
    }
}

/// How much of a resource a quota, or an item, takes (含量、消耗量).
package struct ResourceUse: Sendable, Hashable {
    /// Index in ``Bill/items``.
    package var item: Int32
    /// Index in ``BillAnalysis/lines``; -1 for the item as a whole.
    package var quotaLine: Int32
    /// Index in ``BillAnalysis/resources``.
    package var resource: Int32
    package var consumption: ExactDecimal?

    package init(item: Int32, quotaLine: Int32, resource: Int32, consumption: ExactDecimal?) {
        self.item = item
        self.quotaLine = quotaLine
        self.resource = resource
        self.consumption = consumption
    }
}

/// The analyses of a whole bill. An item's lines and uses stand together, in the order of the items.
package struct BillAnalysis: Sendable, Hashable {
    package var quotas: [Quota] = []
    package var lines: [QuotaLine] = []
    package var resources: [Resource] = []
    package var uses: [ResourceUse] = []
    /// Whether the file has more than is kept.
    package var isCut = false

    package init() {}

    package var isEmpty: Bool { lines.isEmpty && resources.isEmpty && uses.isEmpty }

    /// Places in ``lines`` of an item's quotas.
    package func lines(of item: Int) -> Range<Int> {
        let item = Int32(clamping: item)
        return Self.range(lines.count) {
            lines[$0].item < item
        } until: {
            lines[$0].item <= item
        }
    }

    /// Places in ``uses`` of what an item takes.
    package func uses(of item: Int) -> Range<Int> {
        let item = Int32(clamping: item)
        return Self.range(uses.count) {
            uses[$0].item < item
        } until: {
            uses[$0].item <= item
        }
    }

    private static func range(
        _ count: Int, from before: (Int) -> Bool, until through: (Int) -> Bool
    ) -> Range<Int> {
        func first(_ holds: (Int) -> Bool) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if holds(middle) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let start = first(before)
        return start..<max(start, first(through))
    }
}
