// ContainerVerifier.swift — is this container whole, and who signed it? Digests, manifests, signatures, roles.
package import Documents
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel
internal import XMLKit
internal import ZipKit

/// What verification found.
package struct ContainerReport: Sendable {
    package var kind: DocumentKind
    package var signatures: [SignatureReport] = []
    /// Findings about the container itself; those of a signature are in its report.
    package var findings: [Finding] = []

    /// Container and signatures together.
    package var verdict: Verdict {
        Verdict(findings: findings + signatures.flatMap(\.verdict.findings))
    }

    /// The earliest time that a valid timestamp proves for every signature; nil where one lacks a timestamp.
    package var provenTime: Instant? {
        let times = signatures.compactMap(\.provenTime)
        return times.count == signatures.count ? times.max() : nil
    }

    /// The signer of the first signature.
    package var signer: Certificate? { signatures.first?.signer }

    /// What one more signature would make wrong: what verification would find once it is there.
    ///
    /// - Parameter beside: whether it goes into the row beside the bid's own suite.
    package func faults(ofAdding certificate: Certificate, role: SignatureRole, beside: Bool) -> [Finding] {
        var faults: [Finding] = []
        if signatures.contains(where: { $0.isBeside == beside && $0.role == role }) { faults.append(.roleTwice(role)) }
        if signatures.contains(where: { $0.signer == certificate }) { faults.append(.oneCertificateTwice) }
        return faults
    }

    /// Timestamps that lie after the time now: what they prove has not happened yet, or a clock is wrong, and nobody can
    /// tell which. A minute is allowed for clocks that do not quite agree.
    package func stampedAfter(_ now: Instant) -> [Finding] {
        signatures.compactMap { signature in
            guard let time = signature.provenTime, time > now.adding(minutes: 1) else { return nil }
            return Finding(
                code: "SIGN-0024", severity: .indeterminate,
                message: LocalizedText(
                    zh: "时间戳 \(time.text) 晚于现在(\(now.text))",
                    en: "the timestamp \(time.text) lies after now (\(now.text))"),
                remedy: LocalizedText(
                    zh: "请核对本机时钟;如时钟无误,请向时间戳机构核实",
                    en: "check this machine's clock; if it is right, ask the timestamp authority"),
                place: signature.name)
        }
    }
}

/// Verifies containers.
package struct ContainerVerifier: Sendable {
    package var trust: TrustStore
    /// Where no timestamp proves a time: a receipt's, else now.
    package var time: Instant

    package init(trust: TrustStore, time: Instant) {
        self.trust = trust
        self.time = time
    }

    /// Reads every byte of the container once.
    ///
    /// - Parameter proven: entries whose bytes are bound to the container by other means than the manifest's digest, and
    ///   are not read here; they must be listed like all others.
    package func verify(
        _ reader: ContainerReader, except proven: Set<String> = [], progress: ProgressReport? = nil
    ) throws(Problem) -> ContainerReport {
        var report = ContainerReport(kind: reader.kind)
        let demands: Demands
        do throws(Problem) { demands = try Demands(reader) } catch {
            guard error.kind == .input else { throw error }
            report.findings.append(Finding(error))
            return report
        }
        let verifier = SignatureVerifier(trust: trust, time: time)
        var listings: [SignaturePlace.Row: Listing] = [:]
        var others: [Listing] = []
        for place in reader.signatures {
            let bytes = try reader.manifestBytes(place)
            var signature = try verifier.verify(
                try reader.signature(place), content: bytes, name: place.signature, suite: demands.suite(of: place.row))
            signature.isBeside = place.row == .beside
            report.signatures.append(signature)
            guard let suite = signature.suite.map(SignatureSuites.suite) else { continue }
            do throws(Problem) {
                let manifest = try Manifest.decode(bytes, name: place.manifest, digestURI: suite.digestURI)
                if manifest.signature != place.signature { report.findings.append(Self.wrongReference(place)) }
                let sorted = manifest.entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
                let listing = Listing(place: place, entries: sorted, suite: suite)
                if reader.kind == .clue {
                    others.append(listing)
                } else if let known = listings[place.row] {
                    if known.entries != sorted { report.findings.append(Self.differentManifests(place)) }
                } else {
                    listings[place.row] = listing
                }
            } catch {
                guard error.kind == .input else { throw error }
                report.findings.append(Finding(error))
            }
        }
        let all = [listings[.main], listings[.beside]].compactMap(\.self) + others
        if !all.isEmpty {
            report.findings += try checkDigests(reader, all, except: proven, progress: progress)
        }
        report.findings += demands.unmet(by: report.signatures)
        return report
    }

    /// What the manifests of one row say; in a container whose log grows, what one of them says.
    private struct Listing {
        var place: SignaturePlace
        /// In the order of their names.
        var entries: [Manifest.Entry]
        var suite: any SignatureSuite
    }

    /// Reads every entry once, whatever the number of listings.
    private func checkDigests(
        _ reader: ContainerReader, _ listings: [Listing], except proven: Set<String>, progress: ProgressReport?
    ) throws(Problem) -> [Finding] {
        let payload = reader.payload.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for listing in listings {
            let signed = reader.payload(of: listing.place).map(\.name)
            let extra = Set(signed).symmetricDifference(listing.entries.map(\.name)).sorted()
            guard !extra.isEmpty else { continue }
            return [
                Finding(
                    code: "CONT-0013",
                    message: LocalizedText(
                        zh: "清单列出的条目与包内条目不一致", en: "the manifest does not list exactly the entries that are there"),
                    remedy: LocalizedText(
                        zh: "文件被改动过;请向制作人重新索取", en: "the file was altered; ask its maker for it again"),
                    place: extra.first ?? EntryName.manifest(1))
            ]
        }
        let total = payload.reduce(Int64(0)) { $0 + $1.size }
        var done: Int64 = 0
        var findings: [Finding] = []
        var digests: [BackgroundDigest] = []
        // one digest an algorithm, however many signatures there are
        let algorithms = DigestAlgorithm.allCases.filter { one in listings.contains { $0.suite.digest == one } }
        for algorithm in algorithms { digests.append(try BackgroundDigest(algorithm)) }
        let listed = listings.map { listing in
            Dictionary(listing.entries.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
        }
        for entry in payload where !proven.contains(entry.name) {
            do throws(Problem) {
                try reader.archive.stream(entry) { (bytes) throws(Problem) in
                    for digest in digests { digest.update(bytes) }
                    done += Int64(bytes.count)
                    progress?(Progress(step: .verify, completed: done, total: total))
                }
            } catch {
                guard error.kind == .input else { throw error }
                findings.append(Finding(error).at(entry.name))
                // what came of it is not to be in the next one's digest
                for digest in digests { _ = try digest.finish() }
                continue
            }
            var agrees = true
            for (digest, algorithm) in zip(digests, algorithms) {
                let found = try digest.finish()
                for (listing, values) in zip(listings, listed) where listing.suite.digest == algorithm {
                    if let value = values[entry.name], value != found { agrees = false }
                }
            }
            guard agrees else {
                findings.append(
                    Finding(
                        code: "CONT-0012",
                        message: LocalizedText(
                            zh: "“\(entry.name)”的摘要与清单不符",
                            en: "\"\(entry.name)\" does not have the digest that the manifest gives"),
                        remedy: LocalizedText(
                            zh: "文件被改动过;请向制作人重新索取", en: "the file was altered; ask its maker for it again"),
                        place: entry.name))
                continue
            }
        }
        return findings
    }

    private static func wrongReference(_ place: SignaturePlace) -> Finding {
        Finding(
            code: "CONT-0011",
            message: LocalizedText(zh: "清单所指的签名不是同号的签名", en: "the manifest refers to a signature other than its own"),
            remedy: LocalizedText(zh: "文件被改动过;请向制作人重新索取", en: "the file was altered; ask its maker for it again"),
            place: place.manifest)
    }

    private static func differentManifests(_ place: SignaturePlace) -> Finding {
        Finding(
            code: "CONT-0014",
            message: LocalizedText(zh: "各签名的清单列出的内容不同", en: "the signatures do not all sign the same entries"),
            remedy: LocalizedText(zh: "文件被改动过;请向制作人重新索取", en: "the file was altered; ask its maker for it again"),
            place: place.manifest)
    }
}

/// What the root document demands of its signatures, so that one taken away, or made in another suite, shows.
private struct Demands {
    var suite: SuiteID?
    /// The suite of the signatures beside those.
    var beside: SuiteID?
    var roles: [SignatureRole] = []
    /// Whether later signatures are about later things: one person writes many entries of a log.
    var oneCertificateMaySignAgain = false

    /// What the signatures of a row must be made in; nil where the root document does not say.
    func suite(of row: SignaturePlace.Row) -> SuiteID? {
        row == .main ? suite : .sm2SM3
    }

    init(_ reader: ContainerReader) throws(Problem) {
        switch reader.kind {
        case .bid:
            let bid = try reader.document(Bid.self)
            suite = bid.suite
            beside = bid.beside
            roles = bid.roles
        case .seal:
            suite = try reader.document(Seal.self).suite
        case .tender: _ = try reader.document(Tender.self)
        case .receipt: _ = try reader.document(Receipt.self)
        case .withdrawal: _ = try reader.document(Withdrawal.self)
        case .closing: _ = try reader.document(Closing.self)
        case .release: _ = try reader.document(Release.self)
        case .passed: _ = try reader.document(PassedList.self)
        case .opening: _ = try reader.document(OpeningRecord.self)
        case .review: _ = try reader.document(TemplateReview.self)
        case .clue:
            _ = try reader.document(ClueHandover.self)
            oneCertificateMaySignAgain = true
        }
    }

    func unmet(by signatures: [SignatureReport]) -> [Finding] {
        var findings = unmet(by: signatures.filter { !$0.isBeside }, beside: nil)
        let others = signatures.filter(\.isBeside)
        if let beside {
            findings += unmet(by: others, beside: beside)
        } else if let other = others.first {
            findings.append(
                Finding(
                    code: "CONT-0020",
                    message: LocalizedText(
                        zh: "根文件没有声明另有 SM2 签名", en: "the root document declares no SM2 signature beside the others"),
                    remedy: LocalizedText(
                        zh: "打包时用 --beside 指定 SM2 身份", en: "name the SM2 identity with --beside when packing"),
                    place: other.name))
        }
        let signers = signatures.compactMap(\.signer)
        if !oneCertificateMaySignAgain, Set(signers).count != signers.count { findings.append(.oneCertificateTwice) }
        return findings
    }

    /// The roles that one row of signatures leaves open, or fills twice.
    private func unmet(by signatures: [SignatureReport], beside: SuiteID?) -> [Finding] {
        var findings: [Finding] = []
        let suite = beside.map { LocalizedText(zh: " \($0.rawValue) 的", en: ", in the suite \($0.rawValue),") }
        for role in roles where !signatures.contains(where: { $0.role == role }) {
            let name =
                role == .unit
                ? LocalizedText(zh: "单位章", en: "the unit's seal")
                : LocalizedText(zh: "负责人签字", en: "the head's signature")
            findings.append(
                Finding(
                    code: "CONT-0015",
                    message: LocalizedText(
                        zh: "缺少\(suite?.zh ?? "")\(name.zh)(--as \(role.rawValue))",
                        en: "\(name.en)\(suite?.en ?? "") is missing (--as \(role.rawValue))"),
                    remedy: LocalizedText(
                        zh: "用 biao bid pack 文件.bid --as \(role.rawValue) 补签",
                        en: "add it: biao bid pack FILE.bid --as \(role.rawValue)"),
                    basis: .regulation("51(一)")))
        }
        for role in SignatureRole.allCases where signatures.filter({ $0.role == role }).count > 1 {
            findings.append(.roleTwice(role))
        }
        return findings
    }
}

extension Finding {
    fileprivate static let oneCertificateTwice = Finding(
        "CONT-0017", zh: "同一张证书签了两次", en: "one certificate signed twice",
        remedyZh: "单位章与负责人签字使用各自的证书", remedyEn: "the unit and its head sign with certificates of their own")

    fileprivate static func roleTwice(_ role: SignatureRole) -> Finding {
        Finding(
            "CONT-0016", zh: "角色 \(role.rawValue) 有多个签名", en: "the role \(role.rawValue) signed more than once",
            remedyZh: "每个角色只签一次", remedyEn: "each role signs once")
    }
}
