// SubjectJSON.swift — a tender and a bid as a process plugin is told of them: docs/plugins/protocol.md says what each member means.
//
// Money is yuan as text, times are ISO 8601 text, and every member is always there, null where there is nothing. Certificates,
// the platform's salt and the machine code are left out: no check of an industry needs them, and a machine is the bidder's affair.
package import Reporting
package import TenderModel

package enum SubjectJSON {
    package static func of(_ tender: Tender) -> JSON {
        .members([
            "id": .string(tender.id), "version": .number(Int64(tender.version)),
            "amendment": tender.amendment.map { amendment in
                .members([
                    "previous": .string(amendment.previous.description), "first": .string(amendment.first.description),
                    "newBidRequired": .bool(amendment.newBidRequired), "summary": .string(amendment.summary),
                ])
            } ?? .null,
            "regime": .string(tender.regime.rawValue), "title": .string(tender.title),
            "tenderer": of(tender.tenderer), "agency": tender.agency.map(of) ?? .null,
            "lots": .array(
                tender.lots.map { lot in
                    .members([
                        "id": .string(lot.id), "title": .string(lot.title), "estimate": JSON(lot.estimate?.yuan),
                        "ceiling": JSON(lot.ceiling?.yuan), "deposit": JSON(lot.deposit?.yuan),
                    ])
                }),
            "envelopes": .number(Int64(tender.envelopes)), "suites": .array(tender.suites.map { .string($0.rawValue) }),
            "issued": .string(tender.issued.text), "deadline": .string(tender.deadline.text),
            "releaseWindow": .number(Int64(tender.releaseWindow)), "sheet": .array(tender.sheet.map(of)),
            "parts": .array(
                tender.parts.map { part in
                    .members([
                        "id": .string(part.id), "title": .string(part.title), "required": .bool(part.required),
                        "envelope": .number(Int64(part.envelope)),
                    ])
                }),
            "roles": .array(tender.roles.map { .string($0.rawValue) }),
            "belowThreeClause": JSON(tender.belowThreeClause),
            "template": tender.template.map(of) ?? .null, "evaluation": tender.evaluation.map(of) ?? .null,
            "industry": .array(tender.industry.map(of)),
        ])
    }

    package static func of(_ bid: Bid) -> JSON {
        .members([
            "tender": .members([
                "id": .string(bid.tender.id), "version": .number(Int64(bid.tender.version)),
                "digest": .string(bid.tender.digest.description), "first": .string(bid.tender.first.description),
            ]), "lot": .string(bid.lot), "envelope": .number(Int64(bid.envelope)), "bidder": of(bid.bidder),
            "consortium": .array(
                bid.consortium.map { member in
                    .members([
                        "name": .string(member.organization.name), "code": .string(member.organization.code.text),
                        "share": .number(Int64(member.share)),
                    ])
                }),
            "sheet": .array(
                bid.sheet.map { value in
                    .members([
                        "field": .string(value.field), "value": .string(value.value), "words": JSON(value.words),
                    ])
                }),
            "deposit": bid.deposit.map { deposit in
                .members([
                    "form": .string(deposit.form.rawValue), "amount": .string(deposit.amount.yuan),
                    "payer": .string(deposit.payer), "account": JSON(deposit.account),
                    "reference": JSON(deposit.reference), "validUntil": JSON(deposit.validUntil),
                ])
            } ?? .null,
            "staff": .array(
                bid.staff.map { person in
                    .members([
                        "role": .string(person.role), "name": .string(person.name),
                        "certificate": JSON(person.certificate),
                    ])
                }),
            "parts": .array(
                bid.parts.map { part in
                    .members(["id": .string(part.id), "files": .array(part.files.map { .string($0) })])
                }), "roles": .array(bid.roles.map { .string($0.rawValue) }), "suite": .string(bid.suite.rawValue),
            "beside": JSON(bid.beside?.rawValue),
            "provenance": .members([
                "creationID": .string(bid.provenance.creationID), "tool": .string(bid.provenance.tool),
                "version": .string(bid.provenance.version), "created": .string(bid.provenance.created.text),
            ]), "template": bid.template.map(of) ?? .null, "industry": .array(bid.industry.map(of)),
        ])
    }

    private static func of(_ organization: Organization) -> JSON {
        .members(["name": .string(organization.name), "code": .string(organization.code.text)])
    }

    private static func of(_ field: SheetField) -> JSON {
        .members([
            "id": .string(field.id), "label": of(field.label), "kind": .string(field.kind.rawValue),
            "required": .bool(field.required), "envelope": .number(Int64(field.envelope)),
            "column": JSON(field.column?.rawValue),
        ])
    }

    private static func of(_ text: LocalizedText) -> JSON {
        .members(["zh": .string(text.zh), "en": .string(text.en)])
    }

    private static func of(_ template: TemplateReference) -> JSON {
        .members([
            "id": .string(template.id), "version": .string(template.version),
            "digest": .string(template.digest.description),
        ])
    }

    private static func of(_ element: IndustryElement) -> JSON {
        .members([
            "name": .string(element.name), "text": .string(element.text),
            "children": .array(element.children.map(of)),
        ])
    }

    private static func of(_ evaluation: Evaluation) -> JSON {
        .members([
            "method": .string(evaluation.method), "complex": .bool(evaluation.complex),
            "award": .string(evaluation.award.rawValue),
            "price": evaluation.price.map { price in
                .members([
                    "formula": .string(price.formula.rawValue), "points": .string(price.points.text),
                    "ceilingShare": .string(price.ceilingShare.text),
                    "trimFrom": price.trimFrom.map { .number(Int64($0)) } ?? .null,
                    "reductions": .array(price.reductions.map { .string($0.text) }),
                    "above": .string(price.above.text), "below": .string(price.below.text),
                    "deduction": .string(price.deduction.text),
                ])
            } ?? .null,
            "items": .array(
                evaluation.items.map { item in
                    .members([
                        "id": .string(item.id), "title": .string(item.title), "points": .string(item.points.text),
                        "criterion": .string(item.criterion),
                    ])
                }),
        ])
    }
}
