// AuthorityIndex.swift — what was issued, what was revoked, and how many lists there were: authority/index.tsv.
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import TenderModel

/// The authorities' memory. Tab-separated lines, replaced as a whole.
struct AuthorityIndex: Sendable {
    /// One certificate.
    struct Record: Sendable, Hashable {
        var issuer: AuthorityName
        /// Lower-case hexadecimal.
        var serial: String
        var notBefore: Instant
        var notAfter: Instant
        /// Within the practice folder; "authority" for an authority.
        var folder: String
        var revoked: Revocation?
        var subject: String

        init(_ certificate: Certificate, issuer: AuthorityName, folder: String) {
            self.issuer = issuer
            serial = certificate.serialNumber
            notBefore = Instant(seconds: certificate.notBefore)
            notAfter = Instant(seconds: certificate.notAfter)
            self.folder = folder
            subject = certificate.subject
        }
    }

    /// When and why.
    struct Revocation: Sendable, Hashable {
        var date: Instant
        var reason: RevocationReason
    }

    var keyKind: PrivateKey.Kind
    /// The number of the last list of each authority.
    var numbers: [AuthorityName: Int64] = [:]
    var records: [Record] = []

    static func path(in folder: String) -> String { folder + "/authority/index.tsv" }
    private static let heading = "# biao practice authority 1"

    init(keyKind: PrivateKey.Kind) { self.keyKind = keyKind }

    /// PKI-0003 where a line is not of this form.
    init(in folder: String) throws(Problem) {
        let path = Self.path(in: folder)
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        keyKind = .p256
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number == 0 ? line == Self.heading : line.isEmpty { continue }
            guard number > 0, read(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
            else {
                throw Problem(
                    code: "PKI-0003",
                    message: LocalizedText(
                        zh: "索引第 \(number + 1) 行无法读取", en: "line \(number + 1) of the index cannot be read"),
                    remedy: LocalizedText(zh: "请恢复该文件,或新建模拟CA", en: "restore the file, or make a new practice PKI"),
                    place: path)
            }
        }
    }

    private mutating func read(_ fields: [String]) -> Bool {
        switch fields.first {
        case "keys" where fields.count == 2:
            if fields[1] == "p256" {
                keyKind = .p256
            } else if fields[1] == "sm2" {
                keyKind = .sm2
            } else if fields[1] == "rsa" {
                keyKind = .rsa(bits: 3_072)
            } else {
                return false
            }
            return true
        case "list" where fields.count == 3:
            guard let name = AuthorityName(rawValue: fields[1]), let number = Int64(fields[2]) else { return false }
            numbers[name] = number
            return true
        case "certificate" where fields.count == 9:
            guard let record = Record(fields) else { return false }
            records.append(record)
            return true
        default: return false
        }
    }

    func write(in folder: String) throws(Problem) {
        let keys =
            switch keyKind {
            case .p256: "p256"
            case .sm2: "sm2"
            case .rsa: "rsa"
            }
        var lines = [Self.heading, "keys\t\(keys)"]
        for name in AuthorityName.allCases { lines.append("list\t\(name.rawValue)\t\(numbers[name] ?? 0)") }
        lines += records.map(\.line)
        try Files.write(lines.joined(separator: "\n") + "\n", to: Self.path(in: folder), mode: 0o600)
    }
}

extension AuthorityIndex.Record {
    fileprivate init?(_ fields: [String]) {
        guard let issuer = AuthorityName(rawValue: fields[1]), let begin = try? Instant(fields[3]),
            let end = try? Instant(fields[4])
        else { return nil }
        self.issuer = issuer
        serial = fields[2]
        notBefore = begin
        notAfter = end
        folder = fields[5]
        subject = fields[8]
        if fields[6] != "-" {
            guard let date = try? Instant(fields[6]), let reason = RevocationReason(rawValue: fields[7]) else {
                return nil
            }
            revoked = AuthorityIndex.Revocation(date: date, reason: reason)
        }
    }

    fileprivate var line: String {
        [
            "certificate", issuer.rawValue, serial, notBefore.utcText, notAfter.utcText, folder,
            revoked?.date.utcText ?? "-", revoked?.reason.rawValue ?? "-", subject,
        ].joined(separator: "\t")
    }
}
