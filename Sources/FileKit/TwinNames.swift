// TwinNames.swift — names that are one and the same on machines that ignore case or normalise Unicode (仅大小写或 Unicode 写法不同).

/// Whoever keeps files by their names loses one of two twins, and two readers may lose different ones.
package enum TwinNames {
    /// The first two of `paths` that are twins, or that lie in folders that are; nil where there are none. Parts of a path are
    /// parted by `/`. One path that stands there twice is a twin of itself.
    package static func first(in paths: some Sequence<String>) -> (String, String)? {
        // String's `==` is blind to composition (NFC, NFD); what tells spellings apart are their bytes
        var spellings: [String: (bytes: [UInt8], path: String, isFile: Bool)] = [:]
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let steps = path.split(separator: "/", omittingEmptySubsequences: false)
            var above = ""
            for (index, step) in steps.enumerated() {
                above += index == 0 ? String(step) : "/" + step
                let isFile = index == steps.count - 1
                let spelling = (bytes: Array(above.utf8), path: path, isFile: isFile)
                guard let known = spellings[folded(above)] else {
                    spellings[folded(above)] = spelling
                    continue
                }
                guard known.bytes == spelling.bytes, !isFile, !known.isFile else { return (known.path, path) }
            }
        }
        return nil
    }

    /// Equal for names that some system takes for one. Lower, upper, lower comes to full case folding: ẞ, ß and ss are one.
    private static func folded(_ name: String) -> String { name.lowercased().uppercased().lowercased() }
}
