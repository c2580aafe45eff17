// BackgroundDigest.swift — a digest computed on another core while this one reads and writes.
internal import Dispatch
package import OpenSSLKit
package import Reporting

/// A digest fed in pieces. Pieces are gathered into blocks; full blocks are digested on a queue of their own, at most
/// `pending` at a time, so memory stays small. Small inputs never leave the calling thread.
package final class BackgroundDigest {
    private static let blockSize = 1 << 20
    private static let pending = 4

    private let worker: Worker
    private let queue = DispatchQueue(label: "biao.digest")
    private let places = DispatchSemaphore(value: pending)
    private var block: UnsafeMutableRawBufferPointer?
    private var filled = 0

    package init(_ algorithm: DigestAlgorithm) throws(Problem) {
        worker = Worker(try Digest(algorithm))
    }

    deinit {
        queue.sync {}
        block?.deallocate()
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty {
            let target = block ?? UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockSize, alignment: 64)
            block = target
            let count = min(rest.count, Self.blockSize - filled)
            UnsafeMutableRawBufferPointer(rebasing: target[filled...]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
            filled += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            if filled == Self.blockSize { hand(over: target) }
        }
    }

    /// The digest of everything; once.
    package func finish() throws(Problem) -> [UInt8] {
        queue.sync {}
        if let block { worker.update(UnsafeRawBufferPointer(rebasing: block[..<filled])) }
        return try worker.finish()
    }

    private func hand(over full: UnsafeMutableRawBufferPointer) {
        block = nil
        filled = 0
        places.wait()
        let lent = Lent(buffer: full)
        queue.async { [worker, places] in
            worker.update(UnsafeRawBufferPointer(lent.buffer))
            lent.buffer.deallocate()
            places.signal()
        }
    }

    /// A buffer on its way from one thread to another; exactly one of them holds it.
    private struct Lent: @unchecked Sendable {
        let buffer: UnsafeMutableRawBufferPointer
    }

    /// Touched by the queue, and by the owner only after the queue has run dry.
    private final class Worker: @unchecked Sendable {
        private var digest: Digest
        private var failure: Problem?

        init(_ digest: consuming Digest) { self.digest = digest }

        func update(_ bytes: UnsafeRawBufferPointer) {
            do throws(Problem) { try digest.update(bytes) } catch { failure = failure ?? error }
        }

        func finish() throws(Problem) -> [UInt8] {
            if let failure { throw failure }
            return try digest.finish()
        }
    }
}
