// SubjectJSON+Reading.swift — reads a tender and a bid back from the shape that plugins are told of: for their test cases.
//
// A case says only what matters to it: what may be left out has a plain value here.
package import Reporting
package import TenderModel

extension SubjectJSON {
    /// A tender of a test case, without certificates. Throws JSON-0003 and what its values throw.
    package static func tender(_ json: JSON, path: String = "tender") throws(Problem) -> Tender {
        var fields = try JSONFields(json, path: path)
        let issued = try instant(&fields, "issued")
        var tender = Tender(
            id: try fields.string("id"), version: Int(try fields.optionalNumber("version", in: 1...9_999) ?? 1),
            regime: try fields.optionalWord("regime") ?? .tendering, title: try fields.string("title"),
            tenderer: try organization(try fields.value("tenderer"), fields.name(of: "tenderer")), lots: [],
            envelopes: Int(try fields.optionalNumber("envelopes", in: 1...2) ?? 1),
            suites: try words(&fields, "suites"), issued: issued, deadline: try instant(&fields, "deadline"),
            releaseWindow: Int(try fields.optionalNumber("releaseWindow", in: 1...100_000) ?? 60), platform: [],
            openingCertificates: [], sheet: [], parts: [], roles: try words(&fields, "roles"),
            belowThreeClause: try fields.optionalString("belowThreeClause"))
        if var amendment = try fields.optionalFields("amendment") {
            tender.amendment = Amendment(
                previous: try digest(&amendment, "previous"), first: try digest(&amendment, "first"),
                newBidRequired: try amendment.flag("newBidRequired"), summary: try amendment.string("summary"))
            try amendment.end()
        }
        if let agency = fields.optional("agency") {
            tender.agency = try organization(agency, fields.name(of: "agency"))
        }
        for (name, value) in try fields.list("lots") {
            var lot = try JSONFields(value, path: name)
            tender.lots.append(
                Lot(
                    id: try lot.string("id"), title: try lot.string("title"), estimate: try money(&lot, "estimate"),
                    ceiling: try money(&lot, "ceiling"), deposit: try money(&lot, "deposit")))
            try lot.end()
        }
        for (name, value) in try fields.list("sheet") {
            var field = try JSONFields(value, path: name)
            tender.sheet.append(
                SheetField(
                    id: try field.string("id"), label: try field.text("label"), kind: try field.word("kind"),
                    required: field.optional("required") != .bool(false),
                    envelope: Int(try field.optionalNumber("envelope", in: 1...2) ?? 1),
                    column: try field.optionalWord("column")))
            try field.end()
        }
        for (name, value) in try fields.list("parts") {
            var part = try JSONFields(value, path: name)
            tender.parts.append(
                RequiredPart(
                    id: try part.string("id"), title: try part.string("title"),
                    required: part.optional("required") != .bool(false),
                    envelope: Int(try part.optionalNumber("envelope", in: 1...2) ?? 1)))
            try part.end()
        }
        tender.template = try template(&fields)
        if let value = fields.optional("evaluation") {
            tender.evaluation = try evaluation(value, fields.name(of: "evaluation"))
        }
        tender.industry = try industry(&fields, "industry")
        try fields.end()
        return tender
    }

    /// A bid of a test case for `tender`, without a machine code.
    package static func bid(_ json: JSON, tender: Tender, path: String = "bid") throws(Problem) -> Bid {
        var fields = try JSONFields(json, path: path)
        var bid = Bid(
            tender: TenderReference(id: tender.id, version: tender.version, digest: .none, first: .none),
            lot: try fields.string("lot"), envelope: Int(try fields.optionalNumber("envelope", in: 1...2) ?? 1),
            bidder: try organization(try fields.value("bidder"), fields.name(of: "bidder")),
            roles: try words(&fields, "roles"), suite: try fields.optionalWord("suite") ?? .p256SHA256,
            beside: try fields.optionalWord("beside"),
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "0", created: tender.issued))
        if var reference = try fields.optionalFields("tender") {
            bid.tender = TenderReference(
                id: try reference.string("id"), version: Int(try reference.number("version", in: 1...9_999)),
                digest: try digest(&reference, "digest"), first: try digest(&reference, "first"))
            try reference.end()
        }
        for (name, value) in try fields.list("consortium") {
            var member = try JSONFields(value, path: name)
            let share = Int(try member.number("share", in: 0...10_000))
            bid.consortium.append(ConsortiumMember(organization: try organization(&member), share: share))
        }
        for (name, value) in try fields.list("sheet") {
            var entry = try JSONFields(value, path: name)
            bid.sheet.append(
                SheetValue(
                    field: try entry.string("field"), value: try entry.string("value"),
                    words: try entry.optionalString("words")))
            try entry.end()
        }
        if var deposit = try fields.optionalFields("deposit") {
            guard let amount = try money(&deposit, "amount") else {
                throw .wrongMember(deposit.name(of: "amount"), zh: "缺少", en: "is missing")
            }
            bid.deposit = Deposit(
                form: try deposit.word("form"), amount: amount, payer: try deposit.string("payer"),
                account: try deposit.optionalString("account"), reference: try deposit.optionalString("reference"),
                validUntil: try deposit.optionalString("validUntil"))
            try deposit.end()
        }
        for (name, value) in try fields.list("staff") {
            var person = try JSONFields(value, path: name)
            bid.staff.append(
                StaffMember(
                    role: try person.string("role"), name: try person.string("name"),
                    certificate: try person.optionalString("certificate")))
            try person.end()
        }
        for (name, value) in try fields.list("parts") {
            var part = try JSONFields(value, path: name)
            bid.parts.append(BidPart(id: try part.string("id"), files: try part.strings("files")))
            try part.end()
        }
        if var provenance = try fields.optionalFields("provenance") {
            bid.provenance = Provenance(
                creationID: try provenance.string("creationID"), tool: try provenance.string("tool"),
                version: try provenance.string("version"), created: try instant(&provenance, "created"))
            try provenance.end()
        }
        bid.template = try template(&fields)
        bid.industry = try industry(&fields, "industry")
        try fields.end()
        return bid
    }

    // MARK: - values

    static func instant(_ fields: inout JSONFields, _ member: String) throws(Problem) -> Instant {
        let name = fields.name(of: member)
        do throws(Problem) { return try Instant(try fields.string(member)) } catch { throw error.at(name) }
    }

    private static func money(_ fields: inout JSONFields, _ member: String) throws(Problem) -> Money? {
        let name = fields.name(of: member)
        do throws(Problem) {
            return try fields.optionalString(member).map { (text) throws(Problem) in try Money(yuan: text) }
        } catch { throw error.at(name) }
    }

    private static func digest(_ fields: inout JSONFields, _ member: String) throws(Problem) -> FileDigest {
        guard let digest = FileDigest(try fields.string(member)) else {
            throw .wrongMember(fields.name(of: member), zh: "不是摘要", en: "is no digest")
        }
        return digest
    }

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ fields: inout JSONFields, _ member: String
    ) throws(Problem) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for text in try fields.strings(member) {
            guard let word = Word(rawValue: text) else {
                let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw .wrongMember(fields.name(of: member), zh: "应当取自:\(all)", en: "has something else than \(all)")
            }
            words.append(word)
        }
        return words
    }

    private static func organization(_ json: JSON, _ path: String) throws(Problem) -> Organization {
        var fields = try JSONFields(json, path: path)
        return try organization(&fields)
    }

    private static func organization(_ fields: inout JSONFields) throws(Problem) -> Organization {
        let (name, place) = (try fields.string("name"), fields.name(of: "code"))
        let code: CreditCode
        do throws(Problem) { code = try CreditCode(try fields.string("code")) } catch { throw error.at(place) }
        try fields.end()
        return Organization(name: name, code: code)
    }

    private static func template(_ fields: inout JSONFields) throws(Problem) -> TemplateReference? {
        guard var template = try fields.optionalFields("template") else { return nil }
        let reference = TemplateReference(
            id: try template.string("id"), version: try template.string("version"),
            digest: try digest(&template, "digest"))
        try template.end()
        return reference
    }

    private static func industry(_ fields: inout JSONFields, _ member: String) throws(Problem) -> [IndustryElement] {
        var elements: [IndustryElement] = []
        for (name, value) in try fields.list(member) {
            var element = try JSONFields(value, path: name)
            elements.append(
                IndustryElement(
                    try element.string("name"), text: try element.optionalString("text") ?? "",
                    children: try industry(&element, "children")))
            try element.end()
        }
        return elements
    }

    private static func points(_ fields: inout JSONFields, _ member: String) throws(Problem) -> Points {
        let name = fields.name(of: member)
        do throws(Problem) { return try Points(try fields.optionalString(member) ?? "0") } catch {
            throw error.at(name)
        }
    }

    private static func percentage(_ text: String?, _ name: String) throws(Problem) -> Percentage {
        do throws(Problem) { return try Percentage(text ?? "0") } catch { throw error.at(name) }
    }

    private static func evaluation(_ json: JSON, _ path: String) throws(Problem) -> Evaluation {
        var fields = try JSONFields(json, path: path)
        var evaluation = Evaluation(
            method: try fields.string("method"), complex: fields.optional("complex") == .bool(true),
            award: try fields.optionalWord("award") ?? .ranked)
        if var price = try fields.optionalFields("price") {
            var scoring = PriceScoring(formula: try price.word("formula"), points: try points(&price, "points"))
            scoring.ceilingShare = try percentage(
                try price.optionalString("ceilingShare"), price.name(of: "ceilingShare"))
            scoring.trimFrom = try price.optionalNumber("trimFrom", in: 3...10_000).map { Int($0) }
            for text in try price.strings("reductions") {
                scoring.reductions.append(try percentage(text, price.name(of: "reductions")))
            }
            scoring.above = try points(&price, "above")
            scoring.below = try points(&price, "below")
            scoring.deduction = try percentage(try price.optionalString("deduction"), price.name(of: "deduction"))
            try price.end()
            evaluation.price = scoring
        }
        for (name, value) in try fields.list("items") {
            var item = try JSONFields(value, path: name)
            evaluation.items.append(
                ScoringItem(
                    id: try item.string("id"), title: try item.string("title"), points: try points(&item, "points"),
                    criterion: try item.string("criterion")))
            try item.end()
        }
        try fields.end()
        return evaluation
    }
}

extension FileDigest {
    /// Of a test case's tender, which is no file.
    fileprivate static let none = FileDigest(algorithm: "sha256", hex: String(repeating: "0", count: 64))
}
