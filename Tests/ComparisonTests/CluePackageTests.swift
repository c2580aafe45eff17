// CluePackageTests.swift — a clue package as it travels: what is in it, how its log grows, and how every alteration of it shows.
import Container
import Documents
import FileKit
import Foundation
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@testable import Comparison

private let made = Instant(seconds: 1_795_000_600)

private func signer(_ name: String, at time: Instant) throws -> Signer {
    Signer(identity: try Cast.identity(name), timestamps: nil, clock: .fixed(time))
}

/// A package of A and B of a lot of five, and log entries of these statuses by officer1 and platform in turn.
private func package(_ statuses: [ClueStatus] = []) throws -> String {
    let path = try temporaryFolder("clue") + "/clue-1.clue"
    let comparison = try ReportSamples.compared()
    try CluePackage.write(
        comparison, group: [0, 1], to: path, maker: try Cast.identity("officer1").organization(), at: made,
        signer: try signer("officer1", at: made), version: "0.1.0")
    for (index, status) in statuses.enumerated() { try append(status, to: path, minutes: index + 1) }
    return path
}

private func append(_ status: ClueStatus, to path: String, minutes: Int) throws {
    let who = minutes.isMultiple(of: 2) ? "platform" : "officer1"
    let time = made.adding(minutes: minutes)
    let step = ClueLog.Step(
        status: status, unit: "示例市发展和改革委员会", person: "张三", due: "2026-12-01", note: "第 \(minutes) 步")
    _ = try ClueLog.append(
        step, to: path, author: try Cast.identity(who).organization(), at: time, signer: try signer(who, at: time),
        trust: try Cast.trust())
}

/// Every code that verification and the log's checks find.
private func codes(_ path: String, earlier: String? = nil) throws -> [String] {
    let time = made.adding(minutes: 60)
    func read(_ path: String) throws -> (ContainerReport, ClueLog) {
        let reader = try ContainerReader(path)
        let report = try ContainerVerifier(trust: try Cast.trust(), time: time).verify(reader)
        return (report, try ClueLog(reader, report: report))
    }
    let (report, log) = try read(path)
    var findings = report.verdict.findings + log.findings
    if let earlier { findings += log.findings(against: try read(earlier).1) }
    return findings.filter { $0.severity <= .indeterminate }.map(\.code)
}

@Suite struct CluePackageTests {
    @Test func noByteOfItIsAboutOthers() throws {
        let path = try package([.handedOver])
        let folder = try temporaryFolder("unzipped")
        #expect(try shell(["unzip", "-q", path, "-d", folder]).status == 0)
        let lot = try ReportSamples.rich()
        let names = try shell(["find", ".", "-type", "f"], in: folder).text.split(separator: "\n").map(String.init)
        #expect(
            Set(names) == [
                "./mimetype", "./clue.xml", "./report.html", "./report.en.html", "./comparison.json", "./log/001.xml",
                "./META-INF/ASiCManifest001.xml", "./META-INF/signature001.p7s", "./META-INF/ASiCManifest002.xml",
                "./META-INF/signature002.p7s",
            ])
        for name in names {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            for other in lot.bids[2...] {
                var words = [other.name, other.code?.text ?? "?", other.files[0].digest.hex]
                words += other.documents.map { String($0.blocks.map(\.text).joined().suffix(30)) }
                for word in words { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(name) has \(word)") }
            }
        }
        #expect(try String(contentsOfFile: folder + "/report.html", encoding: .utf8).contains(lot.bids[0].name))
    }

    /// The signatures are what any tool can check, and each is over what was there then.
    @Test func stockToolsVerifyEverySignature() throws {
        let path = try package([.handedOver, .lookedInto])
        let folder = try temporaryFolder("unzipped")
        #expect(try shell(["unzip", "-q", path, "-d", folder]).status == 0)
        let trust = try Cast.trust()
        try Files.write(trust.anchors.map(\.pem).joined(), to: folder + "/roots.pem")
        for number in 1...3 {
            let ran = try shell(
                [
                    "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in",
                    "META-INF/signature00\(number).p7s", "-content", "META-INF/ASiCManifest00\(number).xml", "-CAfile",
                    "roots.pem", "-purpose", "any", "-attime", String(made.adding(minutes: 60).seconds), "-out",
                    "/dev/null",
                ], in: folder)
            #expect(ran.status == 0, "\(ran.errors)")
            let manifest = try String(contentsOfFile: folder + "/META-INF/ASiCManifest00\(number).xml", encoding: .utf8)
            for entry in 1...2 { #expect(manifest.contains("log/00\(entry).xml") == (entry < number)) }
        }
        // the chain, as anybody can follow it
        for (file, next) in [("clue.xml", "log/001.xml"), ("log/001.xml", "log/002.xml")] {
            let sum = try shell(["sha256sum", file], in: folder).text.prefix(64)
            #expect(try String(contentsOfFile: folder + "/" + next, encoding: .utf8).contains("sha256:\(sum)"))
        }
    }

    @Test func aWholePackagePasses() throws {
        #expect(try codes(try package()) == [])
        let path = try package([.handedOver, .handedOver, .lookedInto, .dealtWith, .reportedBack, .lookedInto])
        #expect(try codes(path) == [])
        let log = try ClueLog(try ContainerReader(path), report: nil)
        #expect(log.entries.map(\.number) == Array(1...6) && log.status == .lookedInto)
    }

    struct Step: Sendable, CustomTestStringConvertible {
        var from: [ClueStatus]
        var to: ClueStatus
        var isAllowed: Bool
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Step(from: [], to: .found, isAllowed: true, why: "a note on a clue that was found"),
        Step(from: [], to: .handedOver, isAllowed: true, why: "handed over"),
        Step(from: [], to: .lookedInto, isAllowed: false, why: "nobody has it yet who could look into it"),
        Step(from: [], to: .reportedBack, isAllowed: false, why: "nobody has it yet who could report back"),
        Step(from: [.handedOver], to: .handedOver, isAllowed: true, why: "handed on to another unit"),
        Step(from: [.handedOver], to: .found, isAllowed: false, why: "what was handed over is not merely found"),
        Step(from: [.handedOver], to: .reportedBack, isAllowed: true, why: "forward past what was not needed"),
        Step(from: [.handedOver, .reportedBack], to: .lookedInto, isAllowed: true, why: "taken up once more"),
        Step(from: [.handedOver, .dealtWith], to: .found, isAllowed: false, why: "back before it was handed over"),
    ]) func statusesFollowTheirRules(_ step: Step) throws {
        let path = try package(step.from)
        do {
            try append(step.to, to: path, minutes: step.from.count + 1)
            #expect(step.isAllowed)
        } catch let problem as Problem { #expect(!step.isAllowed && problem.code == "CLUE-0021") }
        #expect(try codes(path) == [])
    }

    // MARK: - Alterations

    struct Altered: Sendable, CustomTestStringConvertible {
        var code: String
        var why: String
        var alter: @Sendable (inout Parts) throws -> Void
        var testDescription: String { why }
    }

    static let altered = [
        Altered(code: "CLUE-0003", why: "the last entry taken out, its signature left") { $0["log/003.xml"] = nil },
        Altered(code: "CLUE-0003", why: "the last signature taken out, its entry left") { parts in
            parts["META-INF/ASiCManifest004.xml"] = nil
            parts["META-INF/signature004.p7s"] = nil
        },
        Altered(code: "CLUE-0003", why: "the first entry taken out") { $0["log/001.xml"] = nil },
        Altered(code: "CLUE-0004", why: "two entries change places") { $0.swap("log/001.xml", "log/002.xml") },
        Altered(code: "CLUE-0005", why: "a word of an entry is another") {
            try $0.replace("第 1 步", with: "第 9 步", in: "log/001.xml")
        },
        Altered(code: "CONT-0012", why: "a word of the last entry is another") {
            try $0.replace("张三", with: "李四", in: "log/003.xml")
        },
        Altered(code: "CLUE-0002", why: "the page is another, and signed again") { parts in
            parts["report.html"]?.append(32)
            try parts.list(["clue.xml", "report.html", "report.en.html", "comparison.json"])
            try parts.sign(try signer("officer1", at: made))
        },
        Altered(code: "CLUE-0009", why: "signed by another than the maker") {
            try $0.sign(try signer("platform", at: made))
        },
        Altered(code: "CLUE-0007", why: "an entry signed by another than its author") {
            try $0.sign(try signer("platform", at: made.adding(minutes: 3)), number: 4)
        },
        Altered(code: "CLUE-0001", why: "something else put in, and signed") { parts in
            parts["other.html"] = Array("x".utf8)
            for number in 1...4 {
                try parts.list(
                    ["clue.xml", "report.html", "report.en.html", "comparison.json", "other.html"]
                        + (1..<number).map(ClueHandover.entryName), number: number)
                try parts.sign(try signer(number == 3 ? "platform" : "officer1", at: made), number: number)
            }
        },
        Altered(code: "CONT-0013", why: "something else put in") { $0["log/x.xml"] = [] },
    ]

    @Test(arguments: altered) func everyAlterationShows(_ altered: Altered) throws {
        let path = try package([.handedOver, .lookedInto, .dealtWith])
        var parts = try Parts(path)
        try altered.alter(&parts)
        let other = try parts.write(to: path + ".altered")
        let found = try codes(other)
        #expect(found.contains(altered.code), "\(found)")
        // and nobody goes on from it
        #expect(throws: Problem.self) { try append(.reportedBack, to: other, minutes: 5) }
    }

    /// A log cut off whole was whole once: an earlier copy shows it.
    @Test func aLogThatWasCutOffShowsAgainstAnEarlierCopy() throws {
        let path = try package([.handedOver, .lookedInto])
        var parts = try Parts(path)
        for name in ["log/002.xml", "META-INF/ASiCManifest003.xml", "META-INF/signature003.p7s"] { parts[name] = nil }
        let cut = try parts.write(to: path + ".cut")
        #expect(try codes(cut) == [])
        #expect(try codes(cut, earlier: path) == ["CLUE-0010"])
        #expect(try codes(path, earlier: cut) == [], "a later copy goes on from an earlier one")
        #expect(try codes(path, earlier: path) == [])
        let other = try temporaryFolder("other") + "/x.clue"
        try CluePackage.write(
            try ReportSamples.compared(), group: [0, 1], to: other,
            maker: try Cast.identity("officer1").organization(), at: made.adding(minutes: 1),
            signer: try signer("officer1", at: made), version: "0.1.0")
        #expect(try codes(path, earlier: other) == ["CLUE-0011"], "another package")
    }

    @Test func anEntryDatedBeforeTheLastIsRefused() throws {
        let path = try package([.handedOver])
        #expect { try append(.lookedInto, to: path, minutes: 0) } throws: { ($0 as? Problem)?.code == "CLUE-0022" }
    }

    @Test func looseDocumentsHaveNoPackage() throws {
        let comparison = try ReportSamples.planted(
            [ReportSamples.everything()], in: try ReportSamples.empty(3))
        let path = try temporaryFolder("clue") + "/x.clue"
        #expect {
            try CluePackage.write(
                comparison, group: [0, 1], to: path, maker: try Cast.identity("officer1").organization(), at: made,
                signer: try signer("officer1", at: made), version: "0.1.0")
        } throws: {
            ($0 as? Problem)?.code == "CLUE-0031"
        }
        #expect(!Files.exists(path))
    }

    @Test func aFolderThatHoldsAPackageIsNotWrittenInto() throws {
        let path = try package()
        let folder = String(path.dropLast("/clue-1.clue".count))
        #expect { try CluePackage.requireNone(in: folder) } throws: { ($0 as? Problem)?.code == "CLUE-0030" }
    }
}
