// Support.swift — plugins made of the practice scripts in Fixtures/plugins, and a subject to show them.
import FileKit
import Foundation
import Reporting
import Sandbox
import TenderModel

@testable import Checks

/// Whether programs can be shut in here; where not, the tests of isolation say that they were skipped, and all others run.
let canIsolate = Bubblewrap.obstacle == nil

/// Whether plugins are shut in by these tests.
let wish: SandboxWish = canIsolate ? .required : .off

enum Fixtures {
    static let folder: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path + "/Fixtures/plugins"
    }()

    static func text(_ name: String) throws -> String {
        String(decoding: try Files.read("\(folder)/\(name)"), as: UTF8.self)
    }
}

/// A folder of plugins, gone when the test ends.
final class Shelf {
    let path: String
    /// Stands on the command line of every process of these plugins.
    let marker = String(Int.random(in: 100_000_000...999_999_999))

    init() throws {
        path = NSTemporaryDirectory() + "biao-test-" + AtomicFile.randomName()
        try Files.makeFolder(path)
        // root's plugins run as nobody; their folders are copied, so these need not be readable by others
    }

    deinit { try? Files.removeTree(path) }

    /// Makes a plugin out of a practice script.
    @discardableResult
    func add(_ script: String, id: String = "bad", seconds: Int = 20, processes: Int = 4) throws -> String {
        try add(
            source: try Fixtures.text("common.py") + Fixtures.text(script + ".py"), id: id, seconds: seconds,
            processes: processes)
    }

    @discardableResult
    func add(
        source: String, id: String, seconds: Int = 20, processes: Int = 4, protocols: String = "[1]"
    ) throws -> String {
        let folder = "\(path)/\(id)"
        try Files.makeFolder(folder)
        try Files.write(source, to: folder + "/check.py")
        try Files.write(
            """
            {"manifest": 1, "id": "\(id)", "version": "1.0.0", "protocols": \(protocols),
             "run": ["python3", "-I", "-S", "check.py", "\(marker)"], "sandbox": "\(wish.rawValue)",
             "limits": {"seconds": \(seconds), "cpuSeconds": 3, "memoryMiB": 128, "processes": \(processes)}}
            """, to: folder + "/plugin.json")
        return folder
    }

    func start(_ id: String) throws -> ProcessCheck {
        try ProcessCheck(try PluginFolder("\(path)/\(id)"), sandbox: wish, host: "test")
    }

    /// How many processes of these plugins there are.
    func processes() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").count { name in
            guard Int(name) != nil,
                let line = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
            else { return false }
            return line.contains(marker)
        }
    }
}

enum Samples {
    static func code(_ number: Int) throws -> CreditCode {
        try CreditCode.completing("91110000MA00000" + (number < 10 ? "0" : "") + "\(number)")
    }

    static func subject(files: [String: [UInt8]] = [:]) throws -> CheckSubject {
        let issued = try Instant("2026-11-16T09:00:00+08:00")
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
        let tender = Tender(
            id: "ZB-1", regime: .tendering, title: "某道路工程", tenderer: Organization(name: "甲", code: try code(1)),
            agency: Organization(name: "代理", code: try code(3)),
            lots: [Lot(id: "1", title: "一标段", estimate: try Money(yuan: "5000000.05"))], suites: [.p256SHA256],
            issued: issued, deadline: issued.adding(days: 22), releaseWindow: 60, platform: [],
            openingCertificates: [],
            sheet: [SheetField(id: "price", label: LocalizedText(zh: "总价", en: "price"), kind: .money, column: .price)],
            parts: [RequiredPart(id: "technical", title: "技术")], roles: [.unit],
            template: TemplateReference(id: "works", version: "1.0.0", digest: digest),
            evaluation: Evaluation(
                method: "comprehensive", award: .separated,
                price: PriceScoring(
                    formula: .benchmark, points: try Points("60"), ceilingShare: try Percentage("40"), trimFrom: 5,
                    reductions: [try Percentage("2.5")], above: try Points("1"), below: try Points("0.5")),
                items: [ScoringItem(id: "team", title: "人员", points: try Points("40"), criterion: "按表")]),
            industry: [IndustryElement("letter", children: [IndustryElement("validity", text: "90")])])
        let bid = Bid(
            tender: TenderReference(id: "ZB-1", version: 1, digest: digest, first: digest), lot: "1",
            bidder: Organization(name: "乙", code: try code(2)),
            consortium: [ConsortiumMember(organization: Organization(name: "乙", code: try code(2)), share: 10_000)],
            sheet: [SheetValue(field: "price", value: "300.30", words: "叁佰元叁角整")],
            deposit: Deposit(form: .guarantee, amount: try Money(yuan: "100"), payer: "乙", reference: "Q1"),
            staff: [StaffMember(role: "项目负责人", name: "张三", certificate: "京1")],
            parts: [BidPart(id: "technical", files: ["parts/technical/a.txt"])], roles: [.unit], suite: .p256SHA256,
            beside: .sm2SM3,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "0.1.0", created: issued),
            template: tender.template, industry: [IndustryElement("letter", text: "x")])
        return CheckSubject(stage: .bid, tender: tender, bid: bid, bidFiles: FilesInMemory(files), at: issued)
    }
}
