// BackgroundDigest.swift — a digest computed on another core while this one reads and writes.
internal import Dispatch
package import OpenSSLKit
package import Reporting

/// A digest fed in pieces, of one message after another. The beginning of a message, and so the whole of a small one, is
/// digested where it comes up; of what follows, full blocks are digested on a queue of their own. At most four blocks
/// are held, whatever the length.
package final class BackgroundDigest {
    /// As long as this a message is not worth another thread.
    private static let short = 1 << 18

    private let worker: Worker
    private var blocks: Blocks?
    private var taken = 0

    package init(_ algorithm: DigestAlgorithm) throws(Problem) {
        worker = try Worker(algorithm)
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        if taken <= Self.short - bytes.count {
            taken += bytes.count
            return worker.update(bytes)
        }
        taken = Self.short
        let blocks = self.blocks ?? Blocks(worker)
        self.blocks = blocks
        blocks.update(bytes)
    }

    /// The digest of everything since the last one.
    package func finish() throws(Problem) -> [UInt8] {
        blocks?.drain()
        taken = 0
        return try worker.finish()
    }
}

/// Blocks on their way to the worker, filled and digested in turn.
private final class Blocks {
    private static let size = 1 << 18
    private static let count = 4

    private let worker: Worker
    private let queue = DispatchQueue(label: "biao.digest")
    private let places = DispatchSemaphore(value: count)
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count * size, alignment: 4096)
    /// The block being filled; a place is held while there is anything in it.
    private var current = 0
    private var filled = 0

    init(_ worker: Worker) { self.worker = worker }

    deinit {
        queue.sync {}
        if filled > 0 { places.signal() }
        memory.deallocate()
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty {
            // blocks come free in the order in which they were handed over
            if filled == 0 { places.wait() }
            let count = min(rest.count, Self.size - filled)
            let start = current * Self.size + filled
            UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
            filled += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            if filled == Self.size { handOver() }
        }
    }

    /// Returns when the worker has everything.
    func drain() {
        if filled > 0 { handOver() }
        queue.sync {}
    }

    private func handOver() {
        let start = current * Self.size
        let lent = Lent(bytes: UnsafeRawBufferPointer(rebasing: memory[start..<start + filled]))
        current = (current + 1) % Self.count
        filled = 0
        queue.async { [worker, places] in
            worker.update(lent.bytes)
            places.signal()
        }
    }

    /// A block on its way from one thread to another; exactly one of them holds it.
    private struct Lent: @unchecked Sendable {
        let bytes: UnsafeRawBufferPointer
    }
}

/// Touched by the queue, and by the owner only after the queue has run dry.
private final class Worker: @unchecked Sendable {
    private let algorithm: DigestAlgorithm
    private var digest: Digest
    private var failure: Problem?

    init(_ algorithm: DigestAlgorithm) throws(Problem) {
        self.algorithm = algorithm
        digest = try Digest(algorithm)
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        do throws(Problem) { try digest.update(bytes) } catch { failure = failure ?? error }
    }

    /// The digest; a new one begins.
    func finish() throws(Problem) -> [UInt8] {
        if let failure { throw failure }
        let value = try digest.finish()
        digest = try Digest(algorithm)
        return value
    }
}
