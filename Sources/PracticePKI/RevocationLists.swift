// RevocationLists.swift — revoking, and publishing revocation lists to wherever they are read.
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// Why a certificate is revoked (RFC 5280, 5.3.1).
package enum RevocationReason: String, Sendable, Hashable, CaseIterable {
    case unspecified
    case keyCompromise = "key-compromise"
    case affiliationChanged = "affiliation-changed"
    case superseded
    case cessationOfOperation = "cessation-of-operation"
    case privilegeWithdrawn = "privilege-withdrawn"

    /// RFC 5280 wants the extension left out rather than `unspecified`.
    var number: Int? {
        switch self {
        case .unspecified: nil
        case .keyCompromise: 1
        case .affiliationChanged: 3
        case .superseded: 4
        case .cessationOfOperation: 5
        case .privilegeWithdrawn: 9
        }
    }
}

/// What was revoked, for people.
package struct RevokedCertificate: Sendable, Hashable {
    package var serial: String
    package var subject: String
    package var folder: String
    package var date: Instant
    package var reason: RevocationReason
}

extension PracticePKI {
    /// Revokes a certificate and publishes new lists.
    ///
    /// - Parameter which: a serial number in hexadecimal, or the path of a certificate.
    /// - Throws: PKI-0004 for one that was not issued here, PKI-0005 for one that is revoked already.
    package func revoke(
        _ which: String, reason: RevocationReason, at time: Instant
    ) throws(Problem) -> RevokedCertificate {
        let lock = try FolderLock(folder + "/authority")
        defer { lock.keep() }
        let serial: String
        if Files.kind(of: which) == .file {
            serial = try Certificate.readAll(try Files.read(which, limit: 1 << 20)).first?.serialNumber ?? ""
        } else {
            serial = String(which.lowercased().filter { $0 != ":" }.drop { $0 == "0" })
        }
        var index = try AuthorityIndex(in: folder)
        guard
            let place = index.records.firstIndex(where: {
                String($0.serial.drop { $0 == "0" }) == serial.drop { $0 == "0" }
            })
        else {
            throw Problem(
                code: "PKI-0004",
                message: LocalizedText(zh: "没有签发过这张证书:\(which)", en: "this certificate was not issued here: \(which)"),
                remedy: LocalizedText(
                    zh: "给出证书文件,或 biao identity show 显示的序列号",
                    en: "give the certificate's file, or the serial number that biao identity show prints"),
                place: folder)
        }
        let record = index.records[place]
        if let before = record.revoked {
            throw Problem(
                code: "PKI-0005",
                message: LocalizedText(
                    zh: "证书已于 \(before.date.text) 吊销", en: "the certificate was revoked on \(before.date.text) already"),
                remedy: LocalizedText(zh: "无需再次吊销", en: "nothing is left to do"), place: record.subject)
        }
        index.records[place].revoked = AuthorityIndex.Revocation(date: time, reason: reason)
        // The index first: lists that name fewer than it knows are renewed by the next `refreshLists`.
        try index.write(in: folder)
        try publishLists(&index, at: time) { (name) throws(Problem) in try authority(name) }
        try index.write(in: folder)
        return RevokedCertificate(
            serial: record.serial, subject: record.subject, folder: record.folder, date: time, reason: reason)
    }

    /// Publishes new lists, in force from `time` for a year.
    package func refreshLists(at time: Instant) throws(Problem) {
        let lock = try FolderLock(folder + "/authority")
        defer { lock.keep() }
        var index = try AuthorityIndex(in: folder)
        try publishLists(&index, at: time) { (name) throws(Problem) in try authority(name) }
        try index.write(in: folder)
    }

    /// Makes the three lists and writes them to `roots/crls`, and to the `crls` of every identity that they bear on.
    func publishLists(
        _ index: inout AuthorityIndex, at time: Instant,
        authority: (AuthorityName) throws(Problem) -> KeyStore.Content?
    ) throws(Problem) {
        var lists: [AuthorityName: RevocationList] = [:]
        for name in AuthorityName.allCases {
            guard let issuer = try authority(name) else { throw .bug("no authority \(name.rawValue)") }
            let number = (index.numbers[name] ?? 0) + 1
            let revoked = index.records.filter { $0.issuer == name }.compactMap { record in
                record.revoked.map { (serial: record.serial, date: $0.date.seconds, reason: $0.reason.number) }
            }
            lists[name] = try CertificateAuthority.revocationList(
                issuer: issuer.certificate, key: issuer.key, revoked: revoked, number: number, thisUpdate: time.seconds,
                nextUpdate: time.adding(days: 365).seconds)
            index.numbers[name] = number
        }
        for (name, list) in lists { try Files.write(list.pem, to: folder + "/roots/crls/\(name.rawValue).crl") }
        var seen: Set<String> = []
        for record in index.records where seen.insert(record.folder).inserted {
            let target = "\(folder)/\(record.folder)/crls"
            guard Files.kind(of: target) == .folder else { continue }
            for name in record.issuer == .tsaRoot ? [.tsaRoot] : [AuthorityName.root, .intermediate] {
                if let list = lists[name] { try Files.write(list.pem, to: "\(target)/\(name.rawValue).crl") }
            }
        }
    }
}
