// SQLText.swift — the statements of the history, as they lie in SQL/: the same text that other programs can run.

package enum SQLText {
    package static var schema: String { text(PackageResources.schema_sql) }
    package static var lots: String { text(PackageResources.lots_sql) }
    package static var units: String { text(PackageResources.units_sql) }
    package static var joint: String { text(PackageResources.joint_sql) }
    package static var prices: String { text(PackageResources.prices_sql) }
    package static var wins: String { text(PackageResources.wins_sql) }
    package static var shared: String { text(PackageResources.shared_sql) }
    package static var uses: String { text(PackageResources.uses_sql) }
    package static var names: String { text(PackageResources.names_sql) }
    package static var prints: String { text(PackageResources.prints_sql) }
    package static var sampled: String { text(PackageResources.sampled_sql) }
    package static var beside: String { text(PackageResources.beside_sql) }
    package static var texts: String { text(PackageResources.texts_sql) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
