// OpenViewTests.swift — biao open at the opening: clues to collusion are counted on the officer's terminal, and shown to the supervisor alone.
import Container
import Documents
import FileKit
import Foundation
import Scenario
import TenderModel
import Testing

@Suite(.serialized) struct OpenViewTests {
    /// Three bids, of which the first two were packed on one machine and have one account.
    private static let opened = Shared { (_: Int) in
        let lot = try Scenario {
            $0.machineSalt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
        }
        try lot.makeBox()
        for bidder in 1...3 {
            let letter = bidder < 3 ? "a" : "c"
            _ = try lot.receive(
                try lot.seal(bidder) {
                    $0.provenance.machine = MachineCode(components: [
                        MachineComponent(kind: .boardSerial, hash: String(repeating: letter, count: 32)),
                        MachineComponent(kind: .disk, hash: String(repeating: letter, count: 32)),
                    ])
                    if bidder < 3 { $0.deposit?.account = "62220000001" }
                })
        }
        try lot.close()
        for bidder in 1...3 { try lot.release(bidder) }
        return lot
    }

    private func open(_ name: String, _ more: [String]) throws -> (lot: Scenario, ran: Ran) {
        let lot = try Self.opened(1)
        let cast = try Cast.folder(lot.suite)
        let ran = try Program.run(
            [
                "open", lot.boxPath, "--releases", lot.path("releases"), "--identity", cast + "/officer1", "-o",
                lot.path(name), "--at", Scenario.afterWindow.text,
            ] + more, environment: unlocked)
        try #require(ran.status == 0, "\(ran.text)\(ran.errors)")
        return (lot, ran)
    }

    @Test(arguments: [("zh", "另有 2 条备注只记入完整开标记录"), ("en", "2 more remarks stand in the full record only")])
    func theTerminalCountsAndDoesNotShow(_ language: String, _ words: String) throws {
        let (lot, ran) = try open("opening-\(language)", ["--lang", language])
        #expect(ran.text.contains(words), "\(ran.text)")
        for word in ["BIDC-0103", "BIDC-0104", "机器码", "machine code", "62220000001", "转出"] {
            #expect(!ran.text.contains(word) && !ran.errors.contains(word), "\(word)")
        }
        let record = try ContainerReader(lot.path("opening-\(language)/record.opening")).document(OpeningRecord.self)
        let codes = Set(record.rows.flatMap { $0.remarks.map(\.code) })
        #expect(codes.isSuperset(of: ["BIDC-0103", "BIDC-0104"]), "the supervisor has them in the full record")
    }

    @Test func neitherDoesTheJSON() throws {
        let (_, ran) = try open("opening-json", ["--format", "json"])
        #expect(!ran.text.contains("BIDC-0103") && !ran.text.contains("BIDC-0104"))
        let object = try #require(JSONSerialization.jsonObject(with: ran.output) as? [String: Any])
        #expect(object.result["remarksForSupervisor"] as? Int == 2)
    }
}
