// TenderWorkspaceTests.swift — a tender workspace as it is made, filled in, and mistyped.
import FileKit
import Reporting
import TenderModel
import Testing

@testable import Workspace

struct TenderWorkspaceTests {
    static let now = Instant(seconds: 1_794_700_800)  // 2026-11-15T08:00:00+08:00

    static func filled(_ folder: borrowing TemporaryFolder) throws {
        try TenderWorkspace.create(at: folder.path + "/lot", now: now)
        try folder.edit(
            "lot/tender.yaml",
            [
                ("id: 【待填】", "id: ZB-2026-001"), ("title: 【待填】", "title: 某道路工程"), ("name: 【待填】", "name: 某中心"),
                ("code: 【待填】", "code: 91350100M000100Y43"), ("title: 【待填】", "title: 一标段"),
                ("# estimate: 5000000.00", "estimate: 5000000.00"), ("holder: 【待填】", "holder: 甲"),
                ("holder: 【待填】", "holder: 乙"),
            ])
        for (index, name) in ["platform", "officer1", "officer2"].enumerated() {
            try Files.write([UInt8(index + 1)], to: folder.path + "/lot/certificates/\(name).crt")
        }
    }

    static func load(_ folder: borrowing TemporaryFolder) throws(Problem) -> TenderDraft {
        try TenderWorkspace.load(folder.path + "/lot") { bytes in bytes + [0] }
    }

    /// Nobody issues or opens on a weekend by default, and the law's 20 days are kept.
    @Test(arguments: [
        ("2026-11-13T18:00:00+08:00", "2026-11-16", "2026-12-07", "a Friday: issued on Monday, three weeks on"),
        ("2026-11-14T18:00:00+08:00", "2026-11-16", "2026-12-07", "a Saturday: so is Sunday, and then it is Monday"),
        ("2026-11-15T18:00:00+08:00", "2026-11-16", "2026-12-07", "a Sunday"),
        ("2026-11-18T23:30:00+08:00", "2026-11-19", "2026-12-10", "a Wednesday, late: in UTC another day"),
        ("2026-11-15T16:30:00Z", "2026-11-17", "2026-12-08", "Monday in China, while it is Sunday in UTC"),
    ])
    func theProposedDaysAreWorkdays(_ now: String, _ issued: String, _ deadline: String, _ why: String) throws {
        let folder = try TemporaryFolder()
        try TenderWorkspace.create(at: folder.path + "/lot", now: try Instant(now))
        let text = String(decoding: try Files.read(folder.path + "/lot/tender.yaml"), as: UTF8.self)
        #expect(text.contains("\nissued: \(issued)T09:00:00+08:00\n"), "\(why)")
        #expect(text.contains("\ndeadline: \(deadline)T09:30:00+08:00\n"), "\(why)")
    }

    @Test func loadsWhatWasMadeAndFilledIn() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        try Files.write("x", to: folder.path + "/lot/documents/第一章 招标公告.pdf")
        try Files.makeFolder(folder.path + "/lot/documents/图纸")
        try Files.write("yz", to: folder.path + "/lot/documents/图纸/总平面.pdf")
        for leftover in [".hidden", "a.docx~", "~$a.docx", "Thumbs.db"] {
            try Files.write("", to: folder.path + "/lot/documents/" + leftover)
        }
        let draft = try Self.load(folder)
        #expect(draft.tender.id == "ZB-2026-001" && draft.tender.lots[0].estimate == Money(fen: 500_000_000))
        #expect(
            draft.tender.lots[0].id == "1"
                && draft.tender.sheet.map(\.column) == [.price, .quality, .duration, .manager])
        #expect(draft.tender.platform == [1, 0] && draft.tender.openingCertificates.map(\.holder) == ["甲", "乙"])
        #expect(draft.documents.map(\.name) == ["documents/图纸/总平面.pdf", "documents/第一章 招标公告.pdf"])
        #expect(draft.totalSize == 3)
        #expect(draft.remarks.map(\.code) == Array(repeating: "WORK-0101", count: 4))
        let tender = try draft.firstVersion()
        #expect(TenderRules.check(tender, previous: nil, now: Self.now).filter { $0.severity < .note }.isEmpty)
    }

    @Test func anAddendum() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        let first = try Self.load(folder).firstVersion()
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
        let reference = TenderReference(id: first.id, version: 1, digest: digest, first: digest)
        #expect(throws: (any Error).self) { try Self.load(folder).amending(first, reference: reference) }
        try folder.edit(
            "lot/tender.yaml",
            [
                (
                    "# amendment:\n#   newBidRequired: true\n#   summary: 【待填】",
                    "amendment:\n  newBidRequired: true\n  summary: 更换图纸"
                )
            ])
        let draft = try Self.load(folder)
        #expect(throws: (any Error).self) { try draft.firstVersion() }
        let second = try draft.amending(first, reference: reference)
        #expect(second.version == 2 && second.amendment?.newBidRequired == true && second.amendment?.summary == "更换图纸")
    }

    @Test func everyExampleInTheRemarksIsGood() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        var text = try String(decoding: Files.read(folder.path + "/lot/tender.yaml"), as: UTF8.self)
        // Uncomment each line that looks like YAML, as a person would.
        let keys = [
            "agency:", "  name:", "  code:", "recovery:", "  threshold:", "  trustees:", "    - holder:", "      file:",
            "belowThreeClause:", "amendment:", "  newBidRequired:", "  summary:", "ceiling:", "deposit:", "- id: other",
            "  title: 其他", "  required: false",
        ]
        text = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let mark = line.firstRange(of: "# "), line[..<mark.lowerBound].allSatisfy({ $0 == " " }),
                keys.contains(where: { line[mark.upperBound...].hasPrefix($0) })
            else { return String(line) }
            return String(line[..<mark.lowerBound]) + String(line[mark.upperBound...])
        }.joined(separator: "\n")
        text = text.replacing("name: 【待填】", with: "name: 代理").replacing("code: 【待填】", with: "code: 91350100M000100Y43")
            .replacing("holder: 【待填】", with: "holder: 丙").replacing("summary: 【待填】", with: "summary: 改")
        try Files.write(text, to: folder.path + "/lot/tender.yaml")
        for n in 1...3 { try Files.write([UInt8(10 + n)], to: folder.path + "/lot/certificates/trustee\(n).crt") }
        let draft = try Self.load(folder)
        #expect(draft.tender.agency?.name == "代理" && draft.tender.recovery?.trustees.count == 3)
        #expect(draft.tender.parts.last?.required == false && draft.tender.lots[0].deposit == Money(fen: 8_000_000))
        #expect(draft.amendment?.newBidRequired == true && draft.tender.belowThreeClause != nil)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var code: String
        /// What the place must end with: the key. The line is that of `new`.
        var key: String
        var why: String
        var says: String?
        var testDescription: String { why }
    }

    @Test(arguments: [
        Mistake(
            old: "title: 某道路工程", new: "title: 【待填】", code: "WORK-0006", key: "title", why: "left at the placeholder"),
        Mistake(
            old: "deadline: 2026", new: "deadlin: 2026", code: "WORK-0003", key: "deadlin", why: "a mistyped key",
            says: "did you mean \"deadline\"?"),
        Mistake(
            old: "estimate: 5", new: "estimate: 5,", code: "MONEY-0004", key: "lots[0].estimate", why: "separators"),
        Mistake(
            old: "regime: tendering", new: "regime: tender", code: "WORK-0007", key: "regime", why: "no such regime"),
        Mistake(
            old: "T09:30:00+08:00", new: "T09:30:00", code: "TIME-0001", key: "deadline", why: "a time without zone"),
        Mistake(old: "Y43", new: "Y44", code: "CODE-0003", key: "tenderer.code", why: "a mistyped code"),
        Mistake(
            old: "releaseWindow: 60", new: "releaseWindow: 1h", code: "WORK-0007", key: "releaseWindow",
            why: "no number"),
        Mistake(old: "roles: [unit, head]", new: "roles: unit", code: "WORK-0005", key: "roles", why: "no list"),
        Mistake(
            old: "\nenvelopes: 1\n", new: "\nenvelopes: 1\nenvelopes: 2\n", code: "WORK-0002", key: "",
            why: "a key twice"),
        Mistake(old: "\nenvelopes: 1\n", new: "\nenvelopes: [1\n", code: "WORK-0001", key: "", why: "no YAML"),
        Mistake(
            old: "kind: days", new: "kind: day", code: "WORK-0007", key: "sheet[2].kind", why: "no such kind"),
        Mistake(
            old: "file: certificates/officer2.crt", new: "file: certificates/none.crt", code: "FILE-0001",
            key: "openingCertificates[1].file (certificates/none.crt)", why: "a certificate that is not there"),
        Mistake(old: "regime: tendering", new: "regime:", code: "WORK-0004", key: "regime", why: "an empty value"),
        Mistake(
            old: "    kind: days", new: "    kind: days\n    required: yes", code: "WORK-0007",
            key: "sheet[2].required", why: "yes is no truth value"),
    ])
    func namesLineAndKey(_ m: Mistake) throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        try folder.edit("lot/tender.yaml", [(m.old, m.new)])
        let text = try String(decoding: Files.read(folder.path + "/lot/tender.yaml"), as: UTF8.self)
        let start = try #require(text.firstRange(of: m.new)).lowerBound
        let lines = m.new.contains("\n    ") ? 1 : 0
        let line = text[..<start].count { $0 == "\n" } + 1 + lines
        do throws(Problem) {
            _ = try Self.load(folder)
            Issue.record("nothing was refused")
        } catch {
            let problem = error
            #expect(problem.code == m.code)
            if m.key.isEmpty {
                #expect(problem.place?.hasPrefix(folder.path + "/lot/tender.yaml:") == true)
            } else {
                #expect(problem.place == folder.path + "/lot/tender.yaml:\(line): \(m.key)")
            }
            if let says = m.says { #expect(problem.message.en.contains(says)) }
        }
    }

    @Test func refusesWhatCannotBePacked() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        let documents = folder.path + "/lot/documents"
        #expect(code { () throws(Problem) in try Self.load(folder) } == nil)
        try Files.link(documents + "/link.pdf", to: "/etc/passwd")
        #expect(code { () throws(Problem) in try Self.load(folder) } == "WORK-0010")
        try Files.remove(documents + "/link.pdf")
        try Files.write("", to: documents + "/a\\b.pdf")
        #expect(code { () throws(Problem) in try Self.load(folder) } == "WORK-0011")
        try Files.remove(documents + "/a\\b.pdf")
        try Files.write("", to: documents + "/A.pdf")
        try Files.write("", to: documents + "/a.PDF")
        #expect(code { () throws(Problem) in try Self.load(folder) } == "WORK-0012")
        try Files.remove(documents + "/a.PDF")
        try Files.write("", to: documents + "/\u{e9}.pdf")
        try Files.write("", to: documents + "/e\u{301}.pdf")
        #expect(code { () throws(Problem) in try Self.load(folder) } == "WORK-0012")
    }

    @Test func survivesAnyText() throws {
        let folder = try TemporaryFolder()
        try Files.makeFolder(folder.path + "/lot")
        for text in [
            "", "# nothing", "[]", "a", String(repeating: "[", count: 100_000), "a: &x [*x]", "--- a\n--- b", "\u{1}",
            "? [a]\n: b", "<<: {id: 1}", "!!binary x",
        ] {
            try Files.write(text, to: folder.path + "/lot/tender.yaml")
            #expect(throws: (any Error).self) { try Self.load(folder) }
        }
        try Files.write([0xd5, 0xd0, 0xb1, 0xea], to: folder.path + "/lot/tender.yaml")
        #expect(throws: (any Error).self) { try Self.load(folder) }
    }

    @Test func takesThePlatformsSalt() throws {
        let salt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        #expect(try Self.load(folder).tender.machineSalt == nil, "none unless the platform publishes one")
        for written in [salt, salt.uppercased()] {
            try folder.edit("lot/tender.yaml", [("# machineSalt: 【待填】", "machineSalt: \"\(written)\"")])
            #expect(try Self.load(folder).tender.machineSalt == salt)
            try folder.edit("lot/tender.yaml", [("machineSalt: \"\(written)\"", "# machineSalt: 【待填】")])
        }
        try TenderWorkspace.create(at: folder.path + "/other", machineSalt: salt, now: Self.now)
        let text = String(decoding: try Files.read(folder.path + "/other/tender.yaml"), as: UTF8.self)
        #expect(text.contains("\nmachineSalt: \"\(salt)\"\n"))
    }

    @Test func doesNotOverwrite() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder)
        #expect(throws: (any Error).self) { try TenderWorkspace.create(at: folder.path + "/lot", now: Self.now) }
    }
}
