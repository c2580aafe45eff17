// ClueHandover.swift — clue.xml: the clues of one group of bidders as they are handed over (线索移交包), and the entries of its status log.
package import Reporting
package import TenderModel

/// What a `.clue` container is about, and which files are in it. It names the bidders of one group and no other.
package struct ClueHandover: Sendable, Hashable {
    /// A bidder of the group, by the letter that the comparison gave it, with the bid files that were compared.
    package struct Member: Sendable, Hashable {
        package var bidder: Organization
        /// `A` to `Z`, then `AA`, `AB`….
        package var letter: String
        package var files: [FileDigest]

        package init(bidder: Organization, letter: String, files: [FileDigest]) {
            self.bidder = bidder
            self.letter = letter
            self.files = files
        }
    }

    /// A file of the report inside the container.
    package struct Report: Sendable, Hashable {
        package var name: String
        package var digest: FileDigest

        package init(name: String, digest: FileDigest) {
            self.name = name
            self.digest = digest
        }
    }

    package var tender: TenderReference
    package var lot: String
    package var group: [Member]
    package var reports: [Report]
    /// The program that compared, and its version.
    package var tool: String
    package var version: String
    /// Who ran the comparison and signs it.
    package var maker: Organization
    package var compared: Instant
    package var made: Instant

    package init(
        tender: TenderReference, lot: String, group: [Member], reports: [Report], tool: String, version: String,
        maker: Organization, compared: Instant, made: Instant
    ) {
        self.tender = tender
        self.lot = lot
        self.group = group
        self.reports = reports
        self.tool = tool
        self.version = version
        self.maker = maker
        self.compared = compared
        self.made = made
    }

    /// The report's files, in the order of the container.
    package static let reportNames = ["report.html", "report.en.html", "comparison.json"]

    /// `log/001.xml` and so on; `number` from 1 to ``mostEntries``.
    package static func entryName(_ number: Int) -> String {
        let digits = String(number)
        return "log/" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ".xml"
    }

    /// As many as signatures can be numbered beside the first one.
    package static let mostEntries = 998
}

/// How far the handling of a clue has come (办理状态).
package enum ClueStatus: String, Sendable, Hashable, CaseIterable, Comparable {
    /// 发现.
    case found
    /// 移交.
    case handedOver = "handed-over"
    /// 核查.
    case lookedInto = "looked-into"
    /// 处理.
    case dealtWith = "dealt-with"
    /// 反馈.
    case reportedBack = "reported-back"

    package static func < (a: ClueStatus, b: ClueStatus) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    package var title: LocalizedText {
        switch self {
        case .found: LocalizedText(zh: "发现", en: "found")
        case .handedOver: LocalizedText(zh: "移交", en: "handed over")
        case .lookedInto: LocalizedText(zh: "核查", en: "looked into")
        case .dealtWith: LocalizedText(zh: "处理", en: "dealt with")
        case .reportedBack: LocalizedText(zh: "反馈", en: "reported back")
        }
    }

    /// What may follow. A clue is handed over before anything is done about it; what was handed over cannot be merely found
    /// again; between these it may go on, stay, and be taken up once more.
    package var next: [ClueStatus] {
        self == .found ? [.found, .handedOver] : [.handedOver, .lookedInto, .dealtWith, .reportedBack]
    }

    /// Whether something is still to be done then, by somebody, until a day.
    package var isOpen: Bool { self == .handedOver || self == .lookedInto || self == .dealtWith }
}

/// One entry of the status log (办理记录), signed by its author.
package struct ClueEntry: Sendable, Hashable {
    /// From 1.
    package var number: Int
    package var status: ClueStatus
    /// SHA-256 of the entry before; of the first entry, of clue.xml.
    package var previous: FileDigest
    package var time: Instant
    /// Who wrote and signs the entry.
    package var author: Organization
    /// The unit whose turn it is (责任单位), and the person (责任人).
    package var unit: String
    package var person: String
    /// Until when, as `2026-12-01`; nil only where nothing is left to do.
    package var due: String?
    /// 说明.
    package var note: String?

    package init(
        number: Int, status: ClueStatus, previous: FileDigest, time: Instant, author: Organization, unit: String,
        person: String, due: String? = nil, note: String? = nil
    ) {
        self.number = number
        self.status = status
        self.previous = previous
        self.time = time
        self.author = author
        self.unit = unit
        self.person = person
        self.due = due
        self.note = note
    }
}
