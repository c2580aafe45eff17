// FlipTests.swift — every single-bit flip and every truncation of a container: none is accepted, none crashes.
import Container
import Dispatch
import FileKit
import Foundation
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct FlipTests {
    /// Signed on P-256 and timestamped, certificates and revocation lists inside.
    @Test func everyBitOfAWithdrawal() throws {
        let lot = try Scenario()
        let bytes = try Files.read(try lot.withdrawal())
        let run = try FlipRun(bytes, trust: try lot.trust(), time: Scenario.before)
        #expect(run.judgement.status == .passed)
        let accepted = run.over(count: bytes.count * 8) { copy, index in copy[index / 8] ^= 1 << UInt8(index % 8) }
        #expect(accepted.isEmpty, "byte and bit of what was accepted: \(accepted.map { ($0 / 8, $0 % 8) })")
    }

    @Test func everyTruncationOfAWithdrawal() throws {
        let lot = try Scenario()
        let bytes = try Files.read(try lot.withdrawal())
        let run = try FlipRun(bytes, trust: try lot.trust(), time: Scenario.before)
        let accepted = run.over(count: bytes.count) { copy, index in copy.removeSubrange(index...) }
        #expect(accepted.isEmpty)
    }

    /// Two signatures, documents, in every suite: one bit of each byte, another one each time round.
    @Test(arguments: [
        Scenario.Sample(suite: .p256SHA256, stride: 17), Scenario.Sample(suite: .rsaSHA256, stride: 29),
        Scenario.Sample(suite: .sm2SM3, stride: 61),
    ])
    func bitsOfABidWithTwoSignatures(_ sample: Scenario.Sample) throws {
        let lot = try Scenario(suite: sample.suite, roles: [.unit, .head])
        let bid = try lot.bid(1) { $0.tender = Scenario.fixedReference($0.tender.id) }
        let bytes = try Files.read(try lot.pack(bid, by: 1))
        let run = try FlipRun(bytes, trust: try lot.trust(), time: Scenario.before)
        #expect(run.judgement.status == .passed)
        let bits = Array(stride(from: 0, to: bytes.count * 8, by: sample.stride))
        let accepted = run.over(count: bits.count) { copy, index in copy[bits[index] / 8] ^= 1 << UInt8(bits[index] % 8)
        }
        #expect(accepted.isEmpty, "byte and bit of what was accepted: \(accepted.map { (bits[$0] / 8, bits[$0] % 8) })")
        let cuts = Array(stride(from: 0, to: bytes.count, by: sample.stride))
        #expect(run.over(count: cuts.count) { copy, index in copy.removeSubrange(cuts[index]...) }.isEmpty)
    }
}

extension Scenario {
    struct Sample: Sendable {
        var suite: SuiteID
        /// Every how many bits one is flipped; no multiple of 8, so that all bits of a byte have their turn.
        var stride: Int
    }
}

/// Judges many alterations of one file on all cores.
private struct FlipRun {
    let original: [UInt8]
    let trust: TrustStore
    let time: Instant
    let folder: String

    init(_ original: [UInt8], trust: TrustStore, time: Instant) throws {
        self.original = original
        self.trust = trust
        self.time = time
        folder = try temporaryFolder("flips")
    }

    var judgement: Judgement { judged(original, worker: -1) }

    /// The alterations that were accepted, or at which our own code was at a loss.
    func over(count: Int, alter: @Sendable (inout [UInt8], Int) -> Void) -> [Int] {
        let workers = ProcessInfo.processInfo.activeProcessorCount
        let found = Collected()
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: count, by: workers) {
                var copy = original
                alter(&copy, index)
                let judgement = judged(copy, worker: worker)
                if judgement.status == .passed || judgement.isBug { found.add(index) }
            }
        }
        return found.all
    }

    private func judged(_ bytes: [UInt8], worker: Int) -> Judgement {
        let path = "\(folder)/\(worker)"
        // Not `Files.write`: that waits for the disk.
        guard (try? Data(bytes).write(to: URL(fileURLWithPath: path))) != nil else {
            return Judgement(status: .failed, codes: ["unwritten"], isBug: true)
        }
        return judge(path, trust: trust, time: time)
    }
}

private final class Collected: @unchecked Sendable {
    private let lock = NSLock()
    private var indexes: [Int] = []

    func add(_ index: Int) { lock.withLock { indexes.append(index) } }
    var all: [Int] { lock.withLock { indexes.sorted() } }
}
