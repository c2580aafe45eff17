// Schemas.swift — the XSDs of docs/formats, compiled into the program, so that reading needs no file on disk.
package import Reporting
package import XMLKit

/// The schemas of biao's formats, each parsed once.
package enum Schemas {
    /// `docs/formats/biao-1.xsd`: every root document.
    package static func biao() throws(Problem) -> XMLSchema { try parsedBiao.get() }

    /// `docs/formats/asic-manifest.xsd`: the manifest of a container.
    package static func manifest() throws(Problem) -> XMLSchema { try parsedManifest.get() }

    /// The published text, byte for byte.
    package static var biaoSource: [UInt8] { PackageResources.biao_1_xsd }
    package static var manifestSource: [UInt8] { PackageResources.asic_manifest_xsd }

    private static let parsedBiao = parse("biao-1.xsd", biaoSource)
    private static let parsedManifest = parse("asic-manifest.xsd", manifestSource)

    private static func parse(_ name: String, _ source: [UInt8]) -> Result<XMLSchema, Problem> {
        Result { () throws(Problem) in try XMLSchema(name: name, source) }
    }
}
