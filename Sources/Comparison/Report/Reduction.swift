// Reduction.swift — a comparison reduced to one group of bidders (按组摘出): what others may see of it, and nothing of any other bidder.
internal import Documents
internal import PriceMatching
internal import Reporting
internal import TenderModel

/// How much a reduced comparison left out: numbers, and nobody's name.
package struct Reduction: Sendable, Hashable {
    /// Bids of the whole comparison.
    package var bids: Int
    /// Clues and remarks that are not here, since they are about other bidders too.
    package var clues: Int
    package var remarks: Int

    var statements: [Statement] {
        [
            Statement(
                zh:
                    "本报告从 {bids} 份投标文件的比对中摘出,只含一组投标人;另有 {clues} 条线索、{remarks} 条备注涉及其他投标人,未列入。其他投标人的名称和代码在文字中以“{mark}”代替;简称未必能够识别。",
                en:
                    "This report is the part of a comparison of {bids} bids that is about one group; {clues} clues and {remarks} remarks that concern other bidders are left out. Where their names or codes stood in texts there is {mark}; short forms of names may have been missed.",
                [
                    "bids": .count(bids), "clues": .count(clues), "remarks": .count(remarks),
                    "mark": .quoted(Veil.mark),
                ])
        ]
    }
}

extension Comparison {
    /// The comparison as far as it is about the bids of `group` alone.
    ///
    /// Clues and remarks that concern any other bid are left out and counted, as is what is said of prices of the whole lot;
    /// names and codes of others, their consortia's among them, are hidden wherever they stand. The group keeps its letters.
    package func reduced(to group: [Int]) -> Comparison {
        let members = Set(group)
        let others = Set(lot.bids.indices).subtracting(members)
        let veil = lot.veil(over: others)
        func isOurs(_ bids: [Int], _ evidence: [Evidence]) -> Bool {
            !bids.isEmpty && members.isSuperset(of: bids) && evidence.allSatisfy { members.isSuperset(of: $0.bids) }
        }
        let letters = Set(others.map(ComparedLot.letter))
        let ours = clues.filter { isOurs($0.bids, $0.evidence) && !$0.names(letters) }
        // screens and benchmarks are of all prices, whosever they are
        let told = remarks.filter {
            isOurs($0.bids, $0.evidence) && $0.signal != .prices && !$0.allStatements.contains { $0.names(letters) }
        }
        var small = lot.keeping(group)
        small.tenderFiles = small.tenderFiles.map { ComparedFile(name: veil.over($0.name), digest: $0.digest) }
        // what other units did is theirs
        small.handling = small.handling.map { handling in
            LotHandling(file: ComparedFile(name: veil.over(handling.file.name), digest: handling.file.digest))
        }
        if let background = small.background {
            small.background?.texts = background.texts.map { text in
                ComparedBackground.Text(kind: text.kind, title: veil.over(text.title), characters: text.characters)
            }
        }
        small.tenderNotRead = small.tenderNotRead.map(veil.over)
        small.rewrite { bid in
            bid.files = bid.files.map { ComparedFile(name: veil.over($0.name), digest: $0.digest) }
            bid.notRead = bid.notRead.map(veil.over)
            bid.repeated = bid.repeated.map { copy in
                RepeatedFile(
                    file: ComparedFile(name: veil.over(copy.file.name), digest: copy.file.digest),
                    first: veil.over(copy.first))
            }
        }
        return Comparison(
            small, clues: ours.map(veil.over), remarks: told.map(veil.over),
            unchecked: unchecked.compactMap { Self.about(members, others, $0) }.map(veil.over),
            reduction: Reduction(
                bids: lot.bids.count, clues: clues.count - ours.count, remarks: remarks.count - told.count))
    }

    /// A sentence without others' letters; nil where it is about nobody else.
    private static func about(_ members: Set<Int>, _ others: Set<Int>, _ text: LocalizedText) -> LocalizedText? {
        let ours = Set(members.map(ComparedLot.letter))
        let theirs = Set(others.map(ComparedLot.letter))
        let words = text.zh.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        guard words.contains(where: theirs.contains) else { return text }
        guard words.contains(where: ours.contains) else { return nil }
        func hide(_ text: String) -> String {
            var (out, word) = ("", "")
            for character in text + "\n" {
                if character.isASCII, character.isLetter || character.isNumber {
                    word.append(character)
                } else {
                    out += (theirs.contains(word) ? "…" : word) + String(character)
                    word = ""
                }
            }
            return String(out.dropLast())
        }
        return LocalizedText(zh: hide(text.zh), en: hide(text.en))
    }
}

extension ComparedLot {
    /// Hides what names the bidders at `others`, and leaves what names the rest, the tenderer and the tender.
    func veil(over others: Set<Int>) -> Veil {
        func names(_ bid: ComparedBid) -> [String] {
            let units = bid.bids.flatMap { [$0.bidder] + $0.consortium.map(\.organization) }
            return [bid.name] + (bid.code.map { [$0.text] } ?? []) + units.flatMap { [$0.name, $0.code.text] }
        }
        var kept: [String] = [tender?.title, lot?.title].compactMap(\.self)
        for unit in [tender?.tenderer, tender?.agency].compactMap(\.self) { kept += [unit.name, unit.code.text] }
        for index in bids.indices where !others.contains(index) { kept += names(bids[index]) }
        return Veil(hiding: Set(others.flatMap { names(bids[$0]) }), keeping: Set(kept))
    }
}

// MARK: - Over everything that a report says

extension Statement {
    /// Whether a figure is one of the letters, or a list of letters with one of them.
    func names(_ letters: Set<String>) -> Bool {
        figures.values.contains { figure in
            guard case .quoted(let text) = figure else { return false }
            let words = text.split { ", 、".contains($0) }.map(String.init)
            return words.allSatisfy { $0.utf8.count <= 2 } && words.contains(where: letters.contains)
        }
    }
}

extension Clue {
    func names(_ letters: Set<String>) -> Bool { allStatements.contains { $0.names(letters) } }
}

extension Veil {
    func over(_ text: LocalizedText) -> LocalizedText { LocalizedText(zh: over(text.zh), en: over(text.en)) }

    func over(_ item: NotRead) -> NotRead {
        NotRead(
            file: over(item.file), code: item.code, reason: over(item.reason), place: item.place.map(over),
            isWhole: item.isWhole)
    }

    func over(_ statement: Statement) -> Statement {
        var copy = statement
        copy.words = over(statement.words)
        copy.figures = statement.figures.mapValues { figure in
            guard case .quoted(let text) = figure else { return figure }
            return .quoted(over(text))
        }
        return copy
    }

    func over(_ clue: Clue) -> Clue {
        var copy = clue
        copy.title = over(clue.title)
        copy.statements = clue.statements.map(over)
        copy.evidence = clue.evidence.map(over)
        copy.excluded = clue.excluded.map(over)
        copy.rarity = clue.rarity.map(over)
        copy.causes = clue.causes.map(over)
        copy.unchecked = clue.unchecked.map(over)
        return copy
    }

    func over(_ remark: LotRemark) -> LotRemark {
        var copy = remark
        copy.title = over(remark.title)
        copy.statements = remark.statements.map(over)
        copy.evidence = remark.evidence.map(over)
        return copy
    }

    private func over(_ place: EvidencePlace) -> EvidencePlace {
        EvidencePlace(bid: place.bid, file: over(place.file), place: over(place.place))
    }

    private func over(_ text: QuotedText) -> QuotedText {
        QuotedText(from: over(text.from), until: text.until.map(over), offsets: text.offsets, pieces: over(text.pieces))
    }

    private func over(_ evidence: Evidence) -> Evidence {
        switch evidence {
        case .value(let title, let value, let places):
            .value(title: over(title), value: over(value), places: places.map(over))
        case .passage(let first, let second, let summary):
            .passage(first: over(first), second: over(second), summary: over(summary))
        case .table(let title, let columns, let rows, let total):
            .table(title: over(title), columns: columns.map(over), rows: rows.map { $0.map(over) }, total: total)
        case .plot(let title, let x, let y, let points):
            .plot(title: over(title), x: over(x), y: over(y), points: points)
        case .images(let images, let summary):
            .images(
                images.map { image in
                    ShownImage(
                        at: over(image.at), mediaType: over(image.mediaType), thumbnail: image.thumbnail,
                        width: image.width, height: image.height)
                }, summary: over(summary))
        }
    }
}
