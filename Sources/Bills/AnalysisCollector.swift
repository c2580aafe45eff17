// AnalysisCollector.swift — quotas, uses and resources as they pass by (综合单价分析的读取): each kept once, referred to by number.
internal import TenderModel

/// What a reading collects of how prices were made up.
struct AnalysisCollector {
    /// What one open element says so far.
    struct Draft {
        fileprivate var role: BillMapping.Role
        fileprivate var item: Int32
        /// The unit works: a code may mean different things in two of them.
        fileprivate var scope: Int32
        fileprivate var line: UInt32
        /// Of a quota: its place in the lines.
        fileprivate var place: Int32 = -1
        var code = ""
        var name = ""
        var specification = ""
        var unit = ""
        var reference = ""
        var quantity: ExactDecimal?
        var perUnit: ExactDecimal?
        var price: ExactDecimal?
        var published: ExactDecimal?
        var isSupplementary = false
        var isConverted = false
    }

    private struct Name: Hashable {
        var scope: Int32
        var text: String
    }

    private let limits: BillLimits
    private var analysis = BillAnalysis()
    private var drafts: [Draft] = []
    private var quotas: [Quota: Int32] = [:]
    private var resources: [Name: Int32] = [:]

    init(_ limits: BillLimits) { self.limits = limits }

    /// An element begins. False where it is not kept: there are too many, or it stands where it means nothing.
    mutating func begin(_ role: BillMapping.Role, item: Int32, unit scope: Int32, line: UInt32) -> Bool {
        var draft = Draft(role: role, item: item, scope: scope, line: line)
        switch role {
        case .quota:
            guard !drafts.contains(where: { $0.role == .quota }), analysis.lines.count < limits.maxQuotas else {
                return cut(analysis.lines.count >= limits.maxQuotas)
            }
            // its place is taken now, so that what lies within can name it
            draft.place = Int32(analysis.lines.count)
            analysis.lines.append(QuotaLine(item: item, quota: -1, quantity: nil, isPerUnit: false, line: line))
        case .use:
            guard analysis.uses.count < limits.maxUses else { return cut(true) }
        default:
            guard analysis.resources.count < limits.maxUses else { return cut(true) }
        }
        drafts.append(draft)
        return true
    }

    private mutating func cut(_ isFull: Bool) -> Bool {
        if isFull { analysis.isCut = true }
        return false
    }

    /// The innermost element that has begun. Set only between ``begin(_:item:unit:line:)`` and ``end()``.
    var draft: Draft {
        get { drafts[drafts.count - 1] }
        _modify { yield &drafts[drafts.count - 1] }
    }

    /// The innermost element ends.
    mutating func end() {
        guard let draft = drafts.popLast() else { return }
        switch draft.role {
        case .quota:
            let quota = Quota(
                code: draft.code, name: draft.name, unit: draft.unit, isSupplementary: draft.isSupplementary,
                isConverted: draft.isConverted)
            let known = quotas[quota] ?? Int32(analysis.quotas.count)
            if Int(known) == analysis.quotas.count {
                analysis.quotas.append(quota)
                quotas[quota] = known
            }
            analysis.lines[Int(draft.place)].quota = known
            analysis.lines[Int(draft.place)].quantity = draft.perUnit ?? draft.quantity
            analysis.lines[Int(draft.place)].isPerUnit = draft.perUnit != nil
        case .use:
            guard let resource = resource(draft) else { return }
            analysis.uses.append(
                ResourceUse(
                    item: draft.item, quotaLine: drafts.last { $0.role == .quota }?.place ?? -1, resource: resource,
                    consumption: draft.quantity))
        default: _ = resource(draft)
        }
    }

    /// The place of the resource that a draft names or describes; nil where it does neither.
    private mutating func resource(_ draft: Draft) -> Int32? {
        let text = draft.reference.isEmpty ? (draft.code.isEmpty ? draft.name : draft.code) : draft.reference
        guard !text.isEmpty else { return nil }
        // a list for the whole bill, where there is one, stands before the parts
        if draft.role == .use, let known = resources[Name(scope: -1, text: text)], !describes(draft) { return known }
        let name = Name(scope: draft.scope, text: text)
        guard let known = resources[name] else { return add(draft, as: name) }
        let place = Int(known)
        guard describes(draft) else { return known }
        // what was only referred to so far
        if analysis.resources[place].line == 0 {
            fill(place, draft)
            return known
        }
        guard let price = draft.price, let other = analysis.resources[place].price, price != other else { return known }
        // one code at two prices: two resources
        let further = Name(scope: draft.scope, text: text + "\u{0}" + price.description)
        return resources[further] ?? add(draft, as: further)
    }

    private func describes(_ draft: Draft) -> Bool {
        draft.role == .resource || draft.price != nil || !draft.name.isEmpty
    }

    private mutating func add(_ draft: Draft, as name: Name) -> Int32 {
        let place = Int32(analysis.resources.count)
        analysis.resources.append(Resource(code: draft.code.isEmpty ? name.text : draft.code))
        resources[name] = place
        if describes(draft) { fill(Int(place), draft) }
        return place
    }

    private mutating func fill(_ place: Int, _ draft: Draft) {
        let code = draft.code.isEmpty ? analysis.resources[place].code : draft.code
        analysis.resources[place] = Resource(
            code: code, name: draft.name, specification: draft.specification, unit: draft.unit, price: draft.price,
            published: draft.published, line: draft.line)
    }

    /// What was collected, once the document has ended: a list for the whole bill may stand at its end.
    var collected: BillAnalysis {
        var whole = analysis
        for (name, place) in resources where name.scope != -1 && whole.resources[Int(place)].line == 0 {
            if let general = resources[Name(scope: -1, text: name.text)] {
                whole.resources[Int(place)] = whole.resources[Int(general)]
            }
        }
        return whole
    }
}
