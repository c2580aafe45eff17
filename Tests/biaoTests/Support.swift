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
}
