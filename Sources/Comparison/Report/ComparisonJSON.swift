// ComparisonJSON.swift — a comparison as data (比对报告 JSON, biao-comparison-1): what the page says, for programs.
//
// Published as docs/formats/comparison-1.schema.json. Members stand in a fixed order, numbers with decimals are strings.
internal import OpenSSLKit
internal import PriceMatching
package import Reporting
internal import TenderModel

package enum ComparisonJSON {
    package static let format = "biao-comparison-1"

    /// - Parameter version: of the program.
    package static func of(_ comparison: Comparison, view: ReportView, version: String) -> JSON {
        let facts = ReportFacts(comparison)
        var members: [JSON.Member] = head(facts, view, version)
        func add(_ name: String, _ value: JSON) { members.append(JSON.Member(name: name, value: value)) }
        switch view {
        case .officer:
            add("summary", .array(facts.officerSummary.map(\.json)))
            add("closing", .array(ReportWords.officerClosing.map(text)))
        case .supervisor:
            if let reduction = comparison.reduction { add("reduced", .array(reduction.statements.map(\.json))) }
            add("strengthTable", .string(StrengthTable.digest))
            add("summary", .array(facts.summary.map(\.json)))
            add("pairs", .array(facts.pairs.map(pair)))
            add("groups", .array(comparison.groups.map(letters)))
            add("clues", .array(comparison.clues.map(clue)))
            add("remarks", .array(comparison.remarks.map(remark)))
            add("totals", .array(facts.totals.map(total)))
            add("ceiling", JSON(facts.lot.lot?.ceiling?.yuan))
            add("unchecked", .array(comparison.unchecked.map(text)))
            add("closing", .array(ReportWords.closing.map(text)))
        }
        return plain(.object(members))
    }

    /// NUL, which many readers of JSON refuse, stands as U+FFFD.
    private static func plain(_ value: JSON) -> JSON {
        switch value {
        case .string(let text) where text.utf8.contains(0): .string(text.replacing("\0", with: "\u{FFFD}"))
        case .array(let values): .array(values.map(plain))
        case .object(let members): .object(members.map { JSON.Member(name: $0.name, value: plain($0.value)) })
        default: value
        }
    }

    // MARK: - Both views

    private static func head(_ facts: ReportFacts, _ view: ReportView, _ version: String) -> [JSON.Member] {
        let lot = facts.lot
        let tender: JSON =
            lot.tender.map { tender in
                .members([
                    "id": .string(tender.id), "version": .number(Int64(tender.version)), "title": .string(tender.title),
                ])
            } ?? .null
        let own: JSON = lot.lot.map { .members(["id": .string($0.id), "title": .string($0.title)]) } ?? .null
        let all: KeyValuePairs<String, JSON> = [
            "format": .string(format), "view": .string(view.rawValue),
            "program": .members(["name": .string(Tool.name), "version": .string(version)]),
            "at": .string(lot.at.text), "tender": tender, "lot": own,
            "tenderFiles": .array(
                lot.tenderFiles.map {
                    .members(["name": .string($0.name), "digest": .string($0.digest.description)])
                }),
            "handlingLog": lot.handling.map {
                .members(["name": .string($0.file.name), "digest": .string($0.file.digest.description)])
            } ?? .null,
            "background": lot.background.map(background) ?? .null,
            "tenderUnread": .array(lot.tenderNotRead.map(unread)),
            "bids": .array(lot.shown.map { bid($0, facts, view) }),
            "clueCount": .number(Int64(facts.comparison.clues.count)),
        ]
        return all.map { JSON.Member(name: $0.key, value: $0.value) }
    }

    private static func background(_ background: ComparedBackground) -> JSON {
        .members([
            "name": .string(background.file.name), "digest": .string(background.file.digest.description),
            "texts": .array(
                background.texts.map {
                    .members([
                        "kind": .string($0.kind), "title": .string($0.title),
                        "characters": .number(Int64($0.characters)),
                    ])
                }),
        ])
    }

    private static func bid(_ index: Int, _ facts: ReportFacts, _ view: ReportView) -> JSON {
        let bid = facts.lot.bids[index]
        return .members([
            "letter": .string(ComparedLot.letter(index)), "name": .string(bid.name), "code": JSON(bid.code?.text),
            "files": .array(
                facts.inputs(index, view).map { input in
                    .members([
                        // a digest over a list of loose documents has a count, and no name
                        "name": input.count == nil ? .string(input.name) : .null,
                        "count": input.count.map { .number(Int64($0)) } ?? .null, "digest": .string(input.digest),
                    ])
                }),
            "unread": .array(bid.notRead.map(unread)),
            "repeated": .array(
                bid.repeated.map { .members(["file": .string($0.file.name), "sameAs": .string($0.first)]) }),
        ])
    }

    private static func unread(_ item: NotRead) -> JSON {
        .members([
            "file": .string(item.file), "code": .string(item.code), "reason": text(item.reason),
            "place": JSON(item.place), "whole": .bool(item.isWhole),
        ])
    }

    // MARK: - The supervisor's

    private static func text(_ text: LocalizedText) -> JSON {
        .members(["zh": .string(text.zh), "en": .string(text.en)])
    }

    private static func letters(_ bids: [Int]) -> JSON { .array(bids.map { .string(ComparedLot.letter($0)) }) }

    private static func pair(_ pair: ReportFacts.Pair) -> JSON {
        .members([
            "bids": letters([pair.first, pair.second]), "strength": .string(pair.strength.rawValue),
            // places in `clues`, from 0
            "clues": .array(pair.clues.map { .number(Int64($0)) }),
        ])
    }

    private static func total(_ total: ReportFacts.Total) -> JSON {
        .members([
            "bid": .string(ComparedLot.letter(total.bid)), "amount": .string(total.amount.description),
            "source": .string(total.source.rawValue),
        ])
    }

    private static func clue(_ clue: Clue) -> JSON {
        .members([
            "signal": .string(clue.signal.rawValue), "kind": .string(clue.kind), "bids": letters(clue.bids),
            "strength": .string(clue.strength.rawValue),
            "articles": .array(
                clue.articles.map { item in
                    .members([
                        "document": .string(ReportWords.article.document),
                        "article": .string(ReportWords.article.article), "item": .number(Int64(item.rawValue)),
                        "words": text(ReportWords.words(item)),
                    ])
                }),
            "title": text(clue.title), "statements": .array(clue.statements.map(\.json)),
            "evidence": .array(clue.evidence.map(evidence)), "excluded": .array(clue.excluded.map(\.json)),
            "rarity": .array(clue.rarity.map(\.json)), "causes": .array(clue.causes.map(text)),
            "unchecked": .array(clue.unchecked.map(text)),
        ])
    }

    private static func remark(_ remark: LotRemark) -> JSON {
        .members([
            "signal": .string(remark.signal.rawValue), "kind": .string(remark.kind), "bids": letters(remark.bids),
            "title": text(remark.title), "statements": .array(remark.statements.map(\.json)),
            "evidence": .array(remark.evidence.map(evidence)),
        ])
    }

    // MARK: - Evidence

    private static func evidence(_ evidence: Evidence) -> JSON {
        switch evidence {
        case .value(let title, let value, let places):
            .members([
                "is": "value", "title": text(title), "value": .string(value), "places": .array(places.map(place)),
            ])
        case .passage(let first, let second, let summary):
            .members(["is": "passage", "summary": summary.json, "first": quote(first), "second": quote(second)])
        case .table(let title, let columns, let rows, let total):
            .members([
                "is": "table", "title": text(title), "columns": .array(columns.map(text)),
                "rows": .array(rows.map { .array($0.map { .string($0) }) }), "total": .number(Int64(total)),
            ])
        case .plot(let title, let x, let y, let points):
            .members([
                "is": "plot", "title": text(title), "x": text(x), "y": text(y),
                "points": .array(
                    points.map {
                        .members(["x": real($0.x), "y": real($0.y), "matching": .bool($0.isMatching)])
                    }),
            ])
        case .images(let images, let summary):
            .members(["is": "images", "summary": summary.json, "images": .array(images.map(image))])
        }
    }

    private static func place(_ place: EvidencePlace) -> JSON {
        .members([
            "bid": .string(ComparedLot.letter(place.bid)), "file": .string(place.file), "place": text(place.place),
        ])
    }

    private static func quote(_ quote: QuotedText) -> JSON {
        .members([
            "from": place(quote.from), "until": quote.until.map(text) ?? .null,
            "start": .number(Int64(quote.offsets.lowerBound)), "end": .number(Int64(quote.offsets.upperBound)),
            "pieces": .array(
                quote.pieces.map { .members(["text": .string($0.text), "equal": .bool($0.isEqual)]) }),
        ])
    }

    private static func image(_ image: ShownImage) -> JSON {
        let type = PageEvidence.type(of: image.thumbnail)
        return .members([
            "at": place(image.at), "mediaType": .string(image.mediaType),
            "width": image.width.map { .number(Int64($0)) } ?? .null,
            "height": image.height.map { .number(Int64($0)) } ?? .null,
            "thumbnail": type.map {
                .members(["mediaType": .string($0), "base64": .string(Base64.encode(image.thumbnail))])
            } ?? .null,
        ])
    }

    /// As short as it can be written and read back; what is no number is null.
    private static func real(_ value: Double) -> JSON { value.isFinite ? .string("\(value)") : .null }
}
