// Tool.swift — what this program calls itself, on the command line and in what it records (Provenance).

/// The program's name and version.
package enum Tool {
    package static let name = "biao"
    package static let version = "0.1.0"
}
