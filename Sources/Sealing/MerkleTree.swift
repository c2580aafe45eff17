// MerkleTree.swift — the Merkle tree hash of RFC 6962 section 2.1, over the entries of a closing list.
package import Documents
package import OpenSSLKit
package import Reporting

/// Tree hashes: a leaf is H(0x00 ‖ data), a node H(0x01 ‖ left ‖ right), the left side the largest power of two.
package enum MerkleTree {
    package static func root(_ leaves: [[UInt8]], _ digest: DigestAlgorithm) throws(Problem) -> [UInt8] {
        guard !leaves.isEmpty else { return try Digest.of([], digest) }
        var hashes: [[UInt8]] = []
        for leaf in leaves { hashes.append(try Digest.of([0] + leaf, digest)) }
        return try node(hashes[...], digest)
    }

    private static func node(_ hashes: ArraySlice<[UInt8]>, _ digest: DigestAlgorithm) throws(Problem) -> [UInt8] {
        if hashes.count == 1 { return hashes[hashes.startIndex] }
        var left = 1
        while left * 2 < hashes.count { left *= 2 }
        let middle = hashes.startIndex + left
        return try Digest.of(
            [1] + node(hashes[..<middle], digest) + node(hashes[middle...], digest), digest)
    }
}

extension Closing {
    /// The tree hash over this list's entries: leaf n is salt ‖ receipt digest. Nil where an entry is not hexadecimal.
    package static func root(of entries: [ClosingEntry], _ digest: DigestAlgorithm) throws(Problem) -> String? {
        var leaves: [[UInt8]] = []
        for entry in entries {
            guard let salt = Hex.decode(entry.salt), let receipt = Hex.decode(entry.receipt) else { return nil }
            leaves.append(salt + receipt)
        }
        return Hex.encode(try MerkleTree.root(leaves, digest))
    }
}
