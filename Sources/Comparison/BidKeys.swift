// BidKeys.swift — the marks that a bid carries (标识键的提取): out of bid.xml, the bill's own statements, the signatures.
internal import Reporting
package import TenderModel

extension IdentityKey {
    /// The marks of a bid's own document.
    ///
    /// Members of a template's industry part count by what they are called: `phone`, `email`, `address`, `agent`, `applicant` (保函
    /// 申请人), `insuredBy` (社保缴纳单位), and people with a name and a number.
    package static func of(_ bid: Bid, file: String) -> [IdentityKey] {
        var keys: [IdentityKey?] = []
        func field(_ name: String) -> LocalizedText { LocalizedText(zh: name, en: name) }
        keys.append(IdentityKey(.creation, bid.provenance.creationID, file: file, place: field("provenance")))
        if let deposit = bid.deposit {
            keys.append(
                IdentityKey(.account, deposit.account ?? "", file: file, place: field("deposit/account")))
            keys.append(
                IdentityKey(.guarantee, deposit.reference ?? "", file: file, place: field("deposit/reference")))
            // that a unit pays for itself says nothing
            if StopValues.folded(deposit.payer) != StopValues.folded(bid.bidder.name) {
                keys.append(IdentityKey(.payer, deposit.payer, file: file, place: field("deposit/payer")))
            }
        }
        for person in bid.staff {
            keys.append(
                IdentityKey.person(
                    person.name, role: person.role, number: person.certificate, file: file, place: field("staff")))
        }
        for element in bid.industry { collect(element, path: element.name, file: file, into: &keys) }
        // nor that it applies for its own guarantee, or insures its own people
        let own = StopValues.canonical(.payer, bid.bidder.name)
        keys.removeAll { key in key.map { ($0.kind == .payer || $0.kind == .employer) && $0.value == own } ?? false }
        var seen: Set<String> = []
        return keys.compactMap { $0 }.filter { seen.insert($0.match).inserted }
    }

    /// A person: by number where there is one, else by name, which other people have too.
    static func person(
        _ name: String, role: String, number: String?, file: String, place: LocalizedText
    ) -> IdentityKey? {
        let person = StopValues.folded(name).filter { !$0.isWhitespace }
        guard !person.isEmpty, !Placeholder.isUnfilled(name) else { return nil }
        let number = StopValues.folded(number ?? "").filter { !$0.isWhitespace }
        let role = LocalizedText(zh: place.zh + "(\(role))", en: place.en + " (\(role))")
        guard number.count >= 4 else {
            return IdentityKey(.person, detail: "name", person, shown: person, file: file, place: role)
        }
        return IdentityKey(
            .person, detail: "number", "\(person) \(number.uppercased())", shown: "\(person) \(shortened(number))",
            file: file,
            place: role)
    }

    private static func shortened(_ number: String) -> String {
        number.count > 8 ? "\(number.prefix(4))…\(number.suffix(4))" : number
    }

    private static func collect(
        _ element: IndustryElement, path: String, file: String, into keys: inout [IdentityKey?]
    ) {
        let place = LocalizedText(zh: "industry/\(path)", en: "industry/\(path)")
        let name = element.name.lowercased()
        if element.children.isEmpty {
            let text = element.text
            if ["phone", "mobile", "telephone", "tel", "fax"].contains(name) {
                keys.append(IdentityKey(.phone, text, file: file, place: place))
            } else if ["email", "e-mail", "mail"].contains(name) {
                keys.append(IdentityKey(.email, text, file: file, place: place))
            } else if ["address", "residence"].contains(name) {
                keys.append(IdentityKey(.address, text, file: file, place: place))
            } else if ["basicaccount", "account", "bankaccount"].contains(name) {
                keys.append(IdentityKey(.account, text, file: file, place: place))
            } else if ["applicant", "guaranteeapplicant", "guarantee-applicant"].contains(name) {
                keys.append(IdentityKey(.payer, text, file: file, place: place))
            } else if ["employer", "insuredby", "insured-by", "socialinsurance", "social-insurance"].contains(name) {
                keys.append(IdentityKey(.employer, text, file: file, place: place))
            } else if ["agent", "signer"].contains(name) || path == "legal-representative/name" {
                keys.append(person(text, role: element.name, number: nil, file: file, place: place))
            }
        } else if let person = element.children.first(where: { $0.name == "name" }), !person.text.isEmpty,
            element.children.contains(where: { ["role", "certificate", "id", "position"].contains($0.name) })
        {
            let certificate = element.children.first { $0.name == "certificate" }
            let number =
                element.children.first { ["id", "idNumber", "number"].contains($0.name) }?.text
                ?? certificate?.children.first { $0.name == "number" }?.text ?? certificate?.text
            let role = element.children.first { $0.name == "role" }?.text ?? element.name
            keys.append(Self.person(person.text, role: role, number: number, file: file, place: place))
        }
        for child in element.children { collect(child, path: "\(path)/\(child.name)", file: file, into: &keys) }
    }

    /// The marks that a costing program left in a bill (制作信息).
    package static func of(_ bill: Bill) -> [IdentityKey] {
        bill.provenance.compactMap { statement in
            let kind: Kind? =
                switch statement.name {
                case "lock": .lock
                case "hardware", "machine": .machine
                case "serial", "registered", "user": .software
                default: nil
                }
            guard let kind else { return nil }
            return IdentityKey(
                kind, detail: kind == .machine ? "bill" : "", statement.value, file: bill.file,
                place: LocalizedText(zh: "第 \(statement.line) 行", en: "line \(statement.line)"))
        }
    }
}
