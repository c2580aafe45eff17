// Money.swift — placeholder until its own commit.
package struct Money: Sendable, Hashable, Codable { package var fen: Int64; package init(fen: Int64) { self.fen = fen } }
package struct CreditCode: Sendable, Hashable, Codable { package let text: String; package init?(_ t: String) { text = t } }
