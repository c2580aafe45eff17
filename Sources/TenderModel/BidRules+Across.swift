// BidRules+Across.swift — what shows only between the bids of one lot.
package import Reporting

extension BidRules {
    /// Findings between bids. Bids of different lots, and the two envelopes of one bid, are told apart here.
    ///
    /// Each is a clue with both places named; a person decides.
    package static func across(_ bids: [Bid]) -> [SharedFinding] {
        var findings: [SharedFinding] = []
        for (index, bid) in bids.enumerated() {
            for (place, other) in bids.enumerated().dropFirst(index + 1)
            where other.lot == bid.lot && other.envelope == bid.envelope {
                findings += between(bid, other).map { SharedFinding(finding: $0, bids: [index, place]) }
            }
        }
        return findings + machines(bids)
    }

    private static func between(_ a: Bid, _ b: Bid) -> [Finding] {
        let place = "\(a.bidder.name) / \(b.bidder.name)"
        if a.bidder.code == b.bidder.code {
            return [
                Finding(
                    "BIDC-0101", zh: "投标人 \(a.bidder.name)(\(a.bidder.code))在标段“\(a.lot)”有两份投标文件",
                    en: "the bidder \(a.bidder.name) (\(a.bidder.code)) has two bids for lot \"\(a.lot)\"",
                    remedyZh: "请核实以哪一份为准;同一投标人不得提交两份不同的投标文件",
                    remedyEn: "find out which one stands; one bidder may not hand in two different bids", place: place,
                    basis: .regulation("51"))
            ]
        }
        var findings: [Finding] = []
        let shared = units(a).intersection(units(b))
        for code in shared.sorted(by: { $0.text < $1.text }) {
            findings.append(
                Finding(
                    "BIDC-0102", zh: "\(name(of: code, a)) 同时在两份投标文件中(联合体成员不得再单独投标或参加其他联合体)",
                    en:
                        "\(name(of: code, a)) is in both bids (a member of a consortium may not also bid alone or in another)",
                    remedyZh: "请核实联合体协议", remedyEn: "look at the consortium agreements", place: place,
                    basis: .regulation("37")))
        }
        if let account = payingAccount(a), account == payingAccount(b) {
            findings.append(
                Finding(
                    "BIDC-0103", zh: "两家的投标保证金从同一账户 \(account) 转出",
                    en: "both deposits were paid from one account, \(account)",
                    remedyZh: "请核对银行回单;此为线索,由人判断",
                    remedyEn: "compare the bank's records; this is a clue for a person to judge",
                    place: place, basis: .regulation("40(六)")))
        }
        return findings
    }

    private static func units(_ bid: Bid) -> Set<CreditCode> {
        Set([bid.bidder.code] + bid.consortium.map(\.organization.code))
    }

    private static func name(of code: CreditCode, _ bid: Bid) -> String {
        let units = [bid.bidder] + bid.consortium.map(\.organization)
        return units.first { $0.code == code }.map { "\($0.name)(\(code))" } ?? code.text
    }

    /// The account without blanks and dashes, as people write it in groups.
    private static func payingAccount(_ bid: Bid) -> String? {
        let digits = (bid.deposit?.account ?? "").filter { !$0.isWhitespace && $0 != "-" }
        return digits.isEmpty || Placeholder.isUnfilled(digits) ? nil : digits
    }
}

/// A finding on several bids: said of these, and of no other.
package struct SharedFinding: Sendable, Hashable {
    package var finding: Finding
    /// Places in the list that was looked at, ascending.
    package var bids: [Int]
}
