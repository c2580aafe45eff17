// ReceiptCheck.swift — "am I in?" (我在不在清单里): a receipt against the sealed file and the closing list.
package import Container
package import Documents
internal import OpenSSLKit
package import Reporting
internal import Signing
internal import TenderModel

/// A `.receipt` file as it was handed out.
package struct ReceiptFile: Sendable {
    package var path: String
    package var receipt: Receipt
    /// H(receipt.xml), hexadecimal: how the closing list names it.
    package var digest: String
    package var report: ContainerReport

    /// What the closing list says of the receipt.
    package enum Inclusion: Sendable, Hashable {
        /// In the list; the number counts from 1.
        case listed(ClosingEntry.Status, number: Int)
        case missing
    }

    package init(_ reader: ContainerReader, report: ContainerReport) throws(Problem) {
        self.path = reader.path
        self.receipt = try reader.document(Receipt.self)
        self.digest = Hex.encode(try Digest.of(try reader.rootBytes(), .sha256))
        self.report = report
    }

    /// Whether the receipt is for this very sealed file.
    package func check(of file: SealedFile) throws(Problem) -> [Finding] {
        let digest = try FileDigest(of: file.path, .sha256)
        guard digest == receipt.sealedFile else {
            return [
                finding(
                    "RCPT-0001", zh: "回执不是给这份密封文件的:摘要不同",
                    en: "the receipt is not for this sealed file: the digests differ",
                    remedyZh: "请核对给出的是否为递交的那一份", remedyEn: "check that this is the file that was handed in")
            ]
        }
        guard file.seal.id == receipt.sealID, file.seal.bidder.code == receipt.bidder.code,
            file.seal.lot == receipt.lot,
            file.seal.tender.first == receipt.tender.first
        else {
            return [
                finding(
                    "RCPT-0002", zh: "回执写的投标人、标段或项目与密封文件不同",
                    en: "bidder, lot or tender of the receipt are not those of the sealed file",
                    remedyZh: "请向平台核实", remedyEn: "ask the platform")
            ]
        }
        if let signer = report.signer, Hex.encode(signer.fingerprint) != file.seal.platform {
            return [
                finding(
                    "RCPT-0003", zh: "回执不是由招标文件指定的平台签名的",
                    en: "the receipt is not signed by the platform that the tender names",
                    remedyZh: "请向平台核实", remedyEn: "ask the platform")
            ]
        }
        return []
    }

    /// Looks the receipt up in a closing list, and checks its place in the order of receipts.
    package func check(in list: ClosingFile) throws(Problem) -> (Inclusion, [Finding]) {
        let closing = list.closing
        guard let index = closing.entries.firstIndex(where: { $0.receipt == digest }) else {
            return (
                .missing,
                [
                    finding(
                        "RCPT-0010", zh: "截标清单里没有这份回执:投标没有被列入",
                        en: "the closing list does not have this receipt: the bid is not listed",
                        remedyZh: "请立即持回执向平台和监督部门提出",
                        remedyEn: "take the receipt to the platform and the supervisor at once")
                ]
            )
        }
        var findings: [Finding] = []
        let entry = closing.entries[index]
        if entry.sealedFile != receipt.sealedFile || entry.bidder.code != receipt.bidder.code
            || entry.lot != receipt.lot
            || entry.kind != receipt.kind || entry.received != receipt.received || entry.sealID != receipt.sealID
            || entry.sealedForVersion != receipt.bidVersion
        {
            findings.append(
                finding(
                    "RCPT-0011", zh: "清单第 \(index + 1) 项与回执的内容不同",
                    en: "entry \(index + 1) of the list does not say what the receipt says",
                    remedyZh: "请持回执向平台和监督部门提出", remedyEn: "take the receipt to the platform and the supervisor"))
        }
        if report.signer != list.report.signer {
            findings.append(
                finding(
                    "RCPT-0012", zh: "回执与截标清单不是同一张平台证书签名的",
                    en: "receipt and closing list are not signed with the same platform certificate",
                    remedyZh: "请向平台核实", remedyEn: "ask the platform"))
        }
        if closing.tender.first != receipt.tender.first {
            findings.append(
                finding(
                    "RCPT-0013", zh: "截标清单属于另一个项目", en: "the closing list is of another tender",
                    remedyZh: "请检查 --closing", remedyEn: "check --closing"))
        }
        findings += try order(of: index, in: closing)
        return (.listed(entry.status, number: index + 1), findings)
    }

    /// The receipt committed to the one before it when it was made: nothing was slipped in between, or taken out.
    private func order(of index: Int, in closing: Closing) throws(Problem) -> [Finding] {
        // The first one commits to the tender file of that time: one of the versions up to the receipt's own.
        let before =
            index > 0 ? [closing.entries[index - 1].receipt] : [receipt.tender.first.hex, receipt.tender.digest.hex]
        let salt = Hex.decode(closing.entries[index].salt) ?? []
        for predecessor in before {
            let bytes = Hex.decode(predecessor) ?? []
            if Hex.encode(try Digest.of(salt + bytes, .sha256)) == receipt.previous { return [] }
        }
        let unknown = index == 0 && receipt.tender.version > 2
        return [
            Finding(
                code: "RCPT-0014", severity: unknown ? .indeterminate : .error,
                message: LocalizedText(
                    zh: unknown ? "无法核对首份回执所承诺的招标文件版本" : "清单中的先后次序与回执的承诺不符:有回执被插入或删除",
                    en: unknown
                        ? "which tender version the first receipt committed to cannot be checked"
                        : "the order of the list is not what the receipt committed to: a receipt was slipped in or taken out"
                ),
                remedy: LocalizedText(zh: "请持回执向平台和监督部门提出", en: "take the receipt to the platform and the supervisor"),
                place: path)
        ]
    }

    private func finding(_ code: String, zh: String, en: String, remedyZh: String, remedyEn: String) -> Finding {
        Finding(
            code: code, message: LocalizedText(zh: zh, en: en), remedy: LocalizedText(zh: remedyZh, en: remedyEn),
            place: path)
    }
}

extension ReleaseFile {
    /// Whether a trustee's share is the one that the seal committed to.
    package func shareFits(_ file: SealedFile) throws(Problem) -> Bool {
        let envelope = try file.envelope(release.envelope)
        guard let number = release.shareNumber, (1...max(1, envelope.shares.count)).contains(number),
            number <= envelope.shares.count, let share = release.share.flatMap(Hex.decode)
        else { return false }
        return try file.context(release.envelope).commitment(to: Secret(copying: share)) == envelope.shares[number - 1]
    }
}
