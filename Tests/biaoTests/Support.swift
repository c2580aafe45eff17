// Support.swift — running the program as a person does.
import Container
import Documents
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

/// The program that was built together with these tests.
enum Program {
    static let path: String = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("biao").path
    }()

    /// Nothing of the person's own environment decides what these tests see.
    private static let blank = [
        "BIAO_PASSPHRASE": "", "BIAO_PASSPHRASE_FILE": "", "BIAO_TRUST": "", "BIAO_TSA": "", "BIAO_LANG": "",
        "BIAO_TSA_PASSPHRASE": "", "BIAO_TSA_PASSPHRASE_FILE": "", "LC_ALL": "C.UTF-8", "LC_MESSAGES": "", "LANG": "",
        "no_proxy": "127.0.0.1,localhost",
    ]

    /// Runs it to its end, without a terminal.
    static func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Ran {
        try shell(
            ["setsid", "--wait", path] + arguments, in: folder, environment: blank.merging(environment) { $1 })
    }

    /// The same with `--format json`; the parsed object, and the exit status.
    static func json(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> (status: Int32, object: [String: Any], text: String) {
        let ran = try run(arguments + ["--format", "json"], in: folder, environment: environment)
        let object = try #require(
            try JSONSerialization.jsonObject(with: ran.output) as? [String: Any],
            "\(arguments): \(ran.text)\(ran.errors)")
        return (ran.status, object, ran.text)
    }
}

extension [String: Any] {
    /// The codes of an array of findings or problems.
    func codes(_ member: String) -> [String] {
        (self[member] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }

    var result: [String: Any] { self["result"] as? [String: Any] ?? [:] }

    /// The first file's part of what `verify` says.
    var firstFile: [String: Any] { (result["files"] as? [[String: Any]])?.first ?? [:] }
}

/// The passphrase of the shared cast.
let unlocked = ["BIAO_PASSPHRASE": "scenario"]

/// Ideographs that follow from a seed, and stand nowhere else.
func prose(_ seed: UInt64, _ length: Int) -> String {
    var (state, text) = (seed &* 6_364_136_223_846_793_005 &+ 1, "")
    for _ in 0..<length {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if let scalar = Unicode.Scalar(0x4E00 + UInt32(state >> 40) % 5_000) { text.unicodeScalars.append(scalar) }
    }
    return text
}

/// A lot that was delivered by bidders 1 to 3, closed and released, made once a suite.
let lot = Shared { (suite: SuiteID) in
    let scenario = try Scenario(suite: suite)
    try scenario.deliver([1, 2, 3])
    return scenario
}

extension Scenario {
    /// The receipt of a delivery, or of its withdrawal, as the platform kept it.
    func receipt(of sealed: String, withdrawn: Bool = false) throws -> String {
        let digest = try FileDigest(of: sealed, .sha256)
        for entry in try Files.list(boxPath + "/receipts") {
            let path = boxPath + "/receipts/" + entry.name
            let receipt = try ContainerReader(path).document(Receipt.self)
            if receipt.sealedFile == digest, (receipt.kind == .withdrawal) == withdrawn { return path }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// A workspace that packs, made for a tender.
    func workspace() throws -> (folder: String, identity: String) {
        let folder = path("mybid")
        let cast = try Cast.folder(suite)
        let made = try Program.run(["bid", "init", tenderPath, "-o", folder, "--at", "2026-03-10T09:00:00+08:00"])
        try #require(made.status == 0, "\(made.errors)")
        let bid = try bid(1)
        var text = String(decoding: try Files.read(folder + "/bid.yaml"), as: UTF8.self)
        func fill(_ old: String, _ new: String) throws {
            let range = try #require(text.range(of: old), "\(old)")
            text.replaceSubrange(range, with: new)
        }
        try fill(
            "bidder:\n  name: 【待填】\n  code: 【待填】", "bidder:\n  name: \(bid.bidder.name)\n  code: \(bid.bidder.code)")
        try fill("figures: 【待填】", "figures: \(bid.sheet[0].value)")
        try fill("words: 【待填】", "words: \(bid.sheet[0].words ?? "")")
        for value in bid.sheet.dropFirst() {
            try fill("\"\(value.field)\": 【待填】", "\"\(value.field)\": \(value.value)")
        }
        try fill("  amount: 【待填】", "  amount: 200000")
        try fill("  payer: 【待填】", "  payer: \(bid.bidder.name)")
        try fill("  account: 【待填】", "  account: 6222")
        try fill("  reference: 【待填】", "  reference: TR1")
        try fill("  validUntil: 【待填】", "  validUntil: 2026-12-31")
        try fill("    name: 【待填】", "    name: 经理1")
        try Files.write(text, to: folder + "/bid.yaml")
        try Files.write("商务文件", to: folder + "/parts/business/商务文件.txt")
        return (folder, cast + "/bidder1")
    }
}

/// A tender's workspace as its agency fills it in, of the shared cast.
struct TenderFolder {
    /// The folder in which it lies, as `lot`.
    let parent: String
    let cast: String
    var path: String { parent + "/lot" }
    var agency: String { cast + "/agency" }
    /// At which the commands act.
    static let acting = ["--at", "2026-03-01T09:00:00+08:00"]

    init() throws {
        parent = try temporaryFolder("tender")
        cast = try Cast.folder(.p256SHA256)
        let made = try Program.run(["tender", "init", "-o", parent + "/lot"])
        try #require(made.status == 0, "\(made.errors)")
        let unit = try Cast.identity("agency").organization()
        try edit("id: 【待填】", "id: SC-2026-009")
        try edit("\ntitle: 【待填】", "\ntitle: 示例路道路改造工程")
        try edit("name: 【待填】\n  code: 【待填】", "name: \(unit.name)\n  code: \(unit.code)")
        try edit("    title: 【待填】\n", "    title: 第一标段\n")
        try edit("holder: 【待填】\n    file: certificates/officer1", "holder: 张敏\n    file: certificates/officer1")
        try edit("holder: 【待填】\n    file: certificates/officer2", "holder: 刘建平\n    file: certificates/officer2")
        var text = String(decoding: try Files.read(path + "/tender.yaml"), as: UTF8.self)
        text.replace(/(?m)^issued: .*$/, with: "issued: 2026-03-02T09:00:00+08:00")
        text.replace(/(?m)^deadline: .*$/, with: "deadline: 2026-04-01T09:30:00+08:00")
        try Files.write(text, to: path + "/tender.yaml")
        try put("platform/sign.crt", as: "platform")
        try put("officer1/enc.crt", as: "officer1")
        try put("officer2/enc.crt", as: "officer2")
        try Files.write("招标文件正文", to: path + "/documents/招标文件.txt")
    }

    /// A certificate of the cast, in place of the one that was there.
    func put(_ file: String, as name: String) throws {
        try Files.write(try Files.read("\(cast)/\(file)"), to: "\(path)/certificates/\(name).crt")
    }

    func edit(_ old: String, _ new: String) throws {
        let text = String(decoding: try Files.read(path + "/tender.yaml"), as: UTF8.self)
        let range = try #require(text.range(of: old), "\(old)")
        try Files.write(text.replacingCharacters(in: range, with: new), to: path + "/tender.yaml")
    }
}
