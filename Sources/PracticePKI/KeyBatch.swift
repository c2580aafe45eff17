// KeyBatch.swift — many fresh keys at once, on all processors: RSA keys take a while to find.
internal import Dispatch
internal import OpenSSLKit
internal import Reporting
internal import Synchronization

enum KeyBatch {
    /// `count` keys of one kind; the first three, the authorities', as strong as the suite has them.
    static func make(_ kind: PrivateKey.Kind, count: Int, progress: ProgressReport?) throws(Problem) -> [PrivateKey] {
        let made = Mutex<[Int: PrivateKey]>([:])
        let problem = Mutex<Problem?>(nil)
        DispatchQueue.concurrentPerform(iterations: count) { number in
            do throws(Problem) {
                let key = try PrivateKey.generate(number < AuthorityName.allCases.count ? kind : leafKind(kind))
                let done = made.withLock { made in
                    made[number] = key
                    return made.count
                }
                progress?(Progress(step: .keys, completed: Int64(done), total: Int64(count)))
            } catch { problem.withLock { $0 = error } }
        }
        if let problem = problem.withLock({ $0 }) { throw problem }
        return made.withLock { made in (0..<count).compactMap { made[$0] } }
    }

    /// RSA keys of identities have 2048 bits: finding 31 of 3072 bits would take half a minute.
    static func leafKind(_ kind: PrivateKey.Kind) -> PrivateKey.Kind {
        if case .rsa = kind { return .rsa(bits: 2_048) }
        return kind
    }
}
