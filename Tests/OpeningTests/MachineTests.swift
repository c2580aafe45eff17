// MachineTests.swift — machine codes (制作机器码) at the opening: what the supervisor is shown, and the public is not.
import Container
import Documents
import FileKit
import Opening
import Scenario
import TenderModel
import Testing

@Suite struct MachineTests {
    static func code(_ board: Character, _ disk: Character) -> MachineCode {
        MachineCode(components: [
            MachineComponent(kind: .boardSerial, hash: String(repeating: board, count: 32)),
            MachineComponent(kind: .disk, hash: String(repeating: disk, count: 32)),
        ])
    }

    @Test(arguments: SuiteID.allCases)
    func whatTwoBidsShareStandsInTheFullRecordOnly(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite) {
            $0.machineSalt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
        }
        try lot.makeBox()
        // 1 and 2 on one machine, 3 on another one, 4 did as if there were no salt
        let codes: [Int: MachineCode] = [1: Self.code("a", "b"), 2: Self.code("a", "b"), 3: Self.code("c", "d")]
        for bidder in 1...4 {
            _ = try lot.receive(try lot.seal(bidder) { $0.provenance.machine = codes[bidder] })
        }
        try lot.close()
        for bidder in 1...4 { try lot.release(bidder) }
        let record = try lot.session().run().concluded().record
        let clues = record.rows[0].remarks.filter { $0.code == "BIDC-0104" }
        try #require(clues.count == 1)
        let names = record.rows.map(\.bidder.name)
        #expect(clues[0].text.zh.contains("\(names[0])、\(names[1])的"))
        #expect(!clues[0].text.zh.contains(names[2]) && !clues[0].text.zh.contains(names[3]))
        #expect(clues[0].basis?.contains("第40条(一)") == true)
        #expect(record.rows.map { $0.provenance?.machine } == (1...4).map { codes[$0] })
        #expect(record.rows[3].remarks.contains { $0.code == "BIDC-0063" }, "the tender asks for it")

        let published = try ContainerReader(lot.path("opening/record-public.opening")).document(OpeningRecord.self)
        #expect(published.rows.allSatisfy { !$0.remarks.contains { $0.code == "BIDC-0104" } })
        #expect(published.rows[3].remarks.contains { $0.code == "BIDC-0063" })
        for name in ["record-public.html", "record-public.en.html"] {
            let page = String(decoding: try Files.read(lot.path("opening/" + name)), as: UTF8.self)
            #expect(!page.contains("BIDC-0104"))
        }
    }
}
