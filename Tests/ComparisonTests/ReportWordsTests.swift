// ReportWordsTests.swift — every sentence of a report: nothing is said that its figures do not carry, and nobody is accused.
import PriceMatching
import Reporting
import Testing

@testable import Comparison

@Suite struct ReportWordsTests {
    /// Real findings of every signal, with a history and without, with few bills and with many.
    private static let comparisons: [Comparison] = {
        let all = [
            try? ReportSamples.compared(), try? ReportSamples.compared(history: PlantedHistory(using: 0)),
            try? ReportSamples.compared(history: PlantedHistory(using: 12), .lowest),
            // groups that do not take in everybody
            try? Comparison(
                try ReportSamples.rich(), ComparisonContext(), signals: [IdentitySignal(), PricesSignal()]),
            // an access log, and units that stand in for one another
            try? Comparison(try HandlingSamples.lot(), ComparisonContext(), signals: [HandlingSignal()]),
        ]
        return all.compactMap { $0 } + BillSamples.comparisons
    }()

    private static var clues: [Clue] { comparisons.flatMap(\.clues) }
    private static var remarks: [LotRemark] { comparisons.flatMap(\.remarks) }

    @Test func everySignalAndEveryKindIsAmongThem() {
        #expect(Self.comparisons.count == 5 + BillSamples.all.count + BillSamples.provenance.count)
        let met = Set(Self.clues.map { "\($0.signal.rawValue)/\($0.kind)" })
        for kind in [
            "identity/creation", "identity/lock", "identity/software", "identity/certificate", "identity/account",
            "identity/payer", "identity/guarantee", "identity/machine", "identity/machine-code", "ancestry/sessions",
            "ancestry/document", "ancestry/author", "ancestry/company", "people/person-number", "people/person-name",
            "handling/phone", "handling/email", "handling/address", "handling/network", "text/passages",
            "mixing/rival-named", "mixing/same-file", "bill/ratio", "bill/difference", "bill/identical",
            "bill/near-ratio", "bill/shared-errors", "bill/supplementary", "bill/unit-mistakes", "bill/conversions",
            "bill/resource-prices", "bill/consumptions", "handling/employer", "handling/rival-pays",
            "handling/rival-insures", "images/pictures", "evasion/zeroWidth", "evasion/concealed-white",
        ] {
            #expect(met.contains(kind), "\(kind)")
        }
        let told = Set(Self.remarks.map { "\($0.signal.rawValue)/\($0.kind)" })
        for kind in [
            "text/common-text", "handling/many-phone", "handling/log", "handling/withdrawals",
            "bill/common-resource-prices", "images/common-source", "prices/screens", "prices/without-group",
        ] {
            #expect(told.contains(kind), "\(kind)")
        }
    }

    @Test func everySentenceSaysWhatItsFiguresCarryAndNoMore() {
        for statement in statements { #expect(statement.flaws == [], "\(statement.words.zh)") }
    }

    @Test func noDigitStandsInWordsOfOurOwn() {
        // names of things, in which a digit is a letter like any other
        let names = ["SHA-256", "rsid", "paraId", "H(K_B)"]
        for statement in statements {
            for language in Language.allCases {
                var words = statement.pieces(language).map { if case .words(let words) = $0 { words } else { "" } }
                    .joined(separator: " ")
                for name in names { words = words.replacing(name, with: "") }
                #expect(!words.contains { $0.isNumber && $0.isASCII }, "\(words)")
            }
        }
    }

    /// What nobody may read out of a clue, in whatever words.
    private static let accusing = [
        "围标成立", "串标成立", "围标事实", "串标事实", "构成串通", "构成围标", "构成串标", "认定串通", "认定围标", "属于串通", "属于围标", "证明串通", "证实", "铁证",
        "涉嫌", "嫌疑", "违法", "作弊", "造假", "概率", "几率", "可能性为", "proves", "proof of", "guilty", "fraud", "offence",
        "suspect", "probability", "likelihood", "cheat", "illegal", "certainly",
    ]

    @Test func nobodyIsAccused() {
        var texts = statements.map(\.words)
        texts += Self.clues.flatMap { [$0.title] + $0.causes + $0.unchecked } + Self.remarks.map(\.title)
        texts += Self.comparisons.flatMap(\.unchecked) + StrengthTable.rows.map(\.what) + StrengthTable.rules
        texts += SignalID.allCases.map(\.title) + ReportView.allCases.map(\.title)
        for text in texts {
            for word in Self.accusing {
                #expect(
                    !text.zh.contains(word) && !text.en.lowercased().contains(word), "\(word): \(text.zh) \(text.en)")
            }
        }
    }

    /// The page puts no other figures into a clue's sentences than those of the clue, and all of those.
    @Test(arguments: Language.allCases) func thePagePrintsTheFiguresOfTheClueAndNoOthers(_ language: Language) {
        let page = PageText(language: language)
        for statement in statements {
            let html = page.sentence(statement)
            let parts = html.split(separator: "<bdi class=\"fig\">", omittingEmptySubsequences: false)
            var printed: Set<String> = []
            var words = String(parts.first ?? "")
            for part in parts.dropFirst() {
                let halves = String(part).split(separator: "</bdi>", maxSplits: 1, omittingEmptySubsequences: false)
                printed.insert(String(halves[0]))
                words += halves.count > 1 ? String(halves[1]) : ""
            }
            let mine = Set(statement.figures.values.map { page.text($0.text) })
            #expect(printed == mine, "\(statement.words.zh)")
            let named = words.replacing("SHA-256", with: "").replacing("&#39;", with: "")
            #expect(!named.contains { $0.isNumber && $0.isASCII }, "\(words)")
        }
    }

    @Test func bothLanguagesAreWritten() {
        for statement in statements {
            #expect(!statement.words.zh.isEmpty && !statement.words.en.isEmpty)
            #expect(statement.words.zh.contains { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } })
            #expect(
                !statement.words.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
                "\(statement.words.en)")
        }
    }

    /// A column of a table about two bids says whose it is: letters stand in an order that the reader does not know.
    @Test func tablesOfPricesSayWhoseTheyAre() {
        let clues = Self.clues.filter { $0.signal == .bill }
        #expect(!clues.isEmpty)
        for clue in clues {
            for case .table(_, let columns, _, _) in clue.evidence {
                let titles = columns.map(\.zh).joined(separator: " ")
                for bid in clue.bids { #expect(titles.contains(ComparedLot.letter(bid) + " "), "\(titles)") }
            }
        }
    }

    /// Every clue tells what it rests on, which item it bears on, and how the other side might explain it.
    @Test func everyClueIsComplete() {
        for clue in Self.clues {
            let code = "\(clue.signal.rawValue)/\(clue.kind)"
            #expect(!clue.statements.isEmpty && !clue.evidence.isEmpty && !clue.articles.isEmpty, "\(code)")
            #expect(!clue.causes.isEmpty, "\(code)")
            #expect(clue.strength < .veryStrong, "\(code): one clue alone is never very strong")
        }
    }

    private var statements: [Statement] {
        var all = Self.clues.flatMap(\.allStatements) + Self.remarks.flatMap(\.allStatements)
        for comparison in Self.comparisons {
            let facts = ReportFacts(comparison)
            all += facts.summary + facts.officerSummary
        }
        return all
    }
}
