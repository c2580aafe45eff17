// ReadBackTests.swift — a sealed file is read back before it is kept: a bad disk shows while there is time.
import Container
import Documents
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct ReadBackTests {
    /// A byte flips on the disk between writing and reading.
    @Test(arguments: SuiteID.allCases)
    func aDiskThatForgetsIsNoticed(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let noise = Hex.encode(try randomBytes(1 << 20))
        let bid = try lot.pack(try lot.bid(1), by: 1, content: noise)
        let flip: ProgressReport = { progress in
            guard progress.step == .readBack, progress.completed < progress.total else { return }
            for entry in (try? Files.list(lot.folder)) ?? [] where entry.name.hasPrefix(".biao-") {
                let path = lot.path(entry.name)
                // in place: the program holds the file open
                guard let file = FileHandle(forUpdatingAtPath: path) else { continue }
                try? file.seek(toOffset: file.seekToEndOfFile() * 3 / 4)
                file.write(Data(repeating: 0x5a, count: 64))
                try? file.close()
            }
        }
        let refused = try refusal(lot, bid, progress: flip)
        #expect(refused?.code == "SEAL-0016" && refused?.kind == .system)
        #expect(!Files.exists(lot.path("1.sealed")))
    }

    private func refusal(_ lot: Scenario, _ bid: String, progress: ProgressReport?) throws -> Problem? {
        let sealer = Sealer(
            tender: try lot.tenderFile(), signer: try lot.signer("bidder1", at: Scenario.before), trust: try lot.trust()
        )
        return problem(of: { () throws(Problem) in
            _ = try sealer.seal([bid], replaces: nil, to: lot.path("1.sealed"), progress: progress)
        })
    }
}
