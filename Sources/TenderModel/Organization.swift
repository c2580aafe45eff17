// Organization.swift — a unit that takes part: its name and its unified social credit code.

/// A unit (单位) with its name and code.
package struct Organization: Sendable, Hashable, Codable {
    package var name: String
    /// Unified social credit code (统一社会信用代码), 18 characters.
    package var code: CreditCode

    package init(name: String, code: CreditCode) {
        self.name = name
        self.code = code
    }
}
