// PracticePKI.swift — a certification authority to practise with (模拟CA): made as a folder, opened to issue and revoke.
internal import FileKit
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

/// A practice PKI on disk. Every certificate in it carries the practice policy, so nothing real ever trusts one.
/// ```
/// roots/       root.crt, tsa/tsa-root.crt, crls/*.crl: a trust folder
/// authority/   the authorities' keys, and the index of what was issued
/// agency/ …    identity folders; bidderN/head/ that of the head of the unit (法定代表人); tsa/ the timestamp authority
/// ```
package struct PracticePKI: Sendable {
    /// The folder.
    package let folder: String
    /// Opens every key in it.
    let passphrase: Secret

    /// An existing practice PKI. PKI-0002 where the folder is none.
    package init(_ folder: String, passphrase: Secret) throws(Problem) {
        var folder = folder
        while folder.utf8.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        guard Files.kind(of: AuthorityIndex.path(in: folder)) == .file else {
            throw Problem(
                code: "PKI-0002",
                message: LocalizedText(
                    zh: "这不是模拟CA 文件夹:没有 authority/index.tsv",
                    en: "this is no practice PKI: it has no authority/index.tsv"),
                remedy: LocalizedText(zh: "用 biao pki init 文件夹 新建一个", en: "make one with biao pki init FOLDER"),
                place: folder)
        }
        self.folder = folder
        self.passphrase = passphrase
    }

    private init(unfinished folder: String, passphrase: Secret) {
        self.folder = folder
        self.passphrase = passphrase
    }

    /// Makes a practice PKI with its whole cast; the folder appears whole or not at all.
    ///
    /// - Parameter now: authorities are valid for ten years and identities for three, from a day before.
    /// - Throws: PKI-0001 where there is something of that name; PKI-0009 for a passphrase of under 4 bytes.
    package static func create(
        at folder: String, suite: any SignatureSuite, passphrase: Secret, now: Instant,
        progress: ProgressReport? = nil
    ) throws(Problem) {
        try passphrase.requireLength()
        guard !Files.exists(folder) else {
            throw Problem(
                code: "PKI-0001",
                message: LocalizedText(
                    zh: "“\(folder)”已存在,不会覆盖", en: "\"\(folder)\" exists already and is not overwritten"),
                remedy: LocalizedText(zh: "请换一个文件夹名", en: "name another folder"), place: folder)
        }
        var new = try NewFolder(folder)
        let pki = PracticePKI(unfinished: new.temporaryPath, passphrase: passphrase)
        let people = try Cast.people()
        let keys = try KeyBatch.make(
            suite.keyKind, count: 3 + people.reduce(0) { $0 + $1.kind.purposes.count }, progress: progress)
        try pki.fill(people, keys: keys, now: now)
        try new.commit()
    }

    private func fill(_ people: [Person], keys: [PrivateKey], now: Instant) throws(Problem) {
        try Files.makeFolder(folder + "/authority", mode: 0o700)
        try Files.makeFolder(folder + "/roots/tsa")
        try Files.makeFolder(folder + "/roots/crls")
        var keys = keys[...]
        var index = AuthorityIndex(keyKind: keys.first?.kind ?? .p256)
        let begin = now.adding(days: -1)
        var authorities: [AuthorityName: KeyStore.Content] = [:]
        for name in AuthorityName.allCases {
            guard let key = keys.popFirst() else { throw .bug("too few keys") }
            let issuer = name.issuer.flatMap { authorities[$0] }
            let made = try Issuing.authority(name, key: key, issuer: issuer, from: begin)
            authorities[name] = made
            index.records.append(
                AuthorityIndex.Record(made.certificate, issuer: name.issuer ?? name, folder: "authority"))
            try Files.write(
                try KeyStore.make(
                    key: made.key, certificate: made.certificate, chain: made.chain, name: name.rawValue,
                    passphrase: passphrase, iterations: Issuing.iterations),
                to: folder + "/authority/\(name.rawValue).p12", mode: 0o600)
        }
        try Files.write(certificate(authorities, .root).pem, to: folder + "/roots/root.crt")
        try Files.write(certificate(authorities, .tsaRoot).pem, to: folder + "/roots/tsa/tsa-root.crt")
        for person in people {
            guard let issuer = authorities[person.kind.authority] else { throw .bug("no authority") }
            let own = Array(keys.prefix(person.kind.purposes.count))
            keys = keys.dropFirst(own.count)
            guard own.count == person.kind.purposes.count else { throw .bug("too few keys") }
            index.records += try write(
                person.kind, SubjectName(person.organization, person: person.name), folder: person.folder,
                keys: zip(person.kind.purposes, own).map { ($0, .ours($1)) }, issuer: issuer,
                to: folder + "/" + person.folder, from: begin, until: begin.adding(days: Issuing.leafDays))
        }
        try publishLists(&index, at: begin) { name in authorities[name] }
        try Files.write(Readme.text, to: folder + "/README.md")
        try index.write(in: folder)
    }

    private func certificate(
        _ authorities: [AuthorityName: KeyStore.Content], _ name: AuthorityName
    ) throws(Problem) -> Certificate {
        guard let content = authorities[name] else { throw .bug("no authority \(name.rawValue)") }
        return content.certificate
    }

    /// Key and certificate of one of the authorities.
    func authority(_ name: AuthorityName) throws(Problem) -> KeyStore.Content {
        let path = folder + "/authority/\(name.rawValue).p12"
        do throws(Problem) {
            return try KeyStore.read(try Files.read(path, limit: 1 << 20), passphrase: passphrase)
        } catch { throw error.at(path) }
    }
}
