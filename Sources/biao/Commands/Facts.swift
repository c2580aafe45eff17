// Facts.swift — the main facts of a root document, in words and as JSON.
import Comparison
import Container
import Documents
import OpenSSLKit
import Reporting
import TenderModel

/// One fact.
struct Fact {
    var key: String
    var label: LocalizedText
    var value: JSON
    private var words: LocalizedText?

    init(_ key: String, _ zh: String, _ en: String, _ value: JSON, words: LocalizedText? = nil) {
        self.key = key
        self.label = LocalizedText(zh: zh, en: en)
        self.value = value
        self.words = words
    }

    /// Nil where the document does not say.
    func text(_ language: Language) -> String? {
        if let words { return words[language] }
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .number(let number): return String(number)
        case .bool(let value): return LocalizedText(zh: value ? "是" : "否", en: value ? "yes" : "no")[language]
        case .array(let values):
            let texts = values.map { value in
                if case .string(let text) = value { return text }
                return value.text
            }
            return texts.isEmpty ? nil : texts.joined(separator: "; ")
        case .object: return nil
        }
    }
}

enum Facts {
    static func of(_ reader: ContainerReader) throws(Problem) -> [Fact] {
        switch reader.kind {
        case .tender: tender(try reader.document(Tender.self))
        case .bid: bid(try reader.document(Bid.self))
        case .seal: seal(try reader.document(Seal.self))
        case .receipt: receipt(try reader.document(Receipt.self))
        case .withdrawal: withdrawal(try reader.document(Withdrawal.self))
        case .closing: closing(try reader.document(Closing.self))
        case .release: release(try reader.document(Release.self))
        case .passed: passed(try reader.document(PassedList.self))
        case .opening: opening(try reader.document(OpeningRecord.self))
        case .review: review(try reader.document(TemplateReview.self))
        case .clue: clue(try ClueLog(reader, report: nil))
        }
    }

    static func clue(_ log: ClueLog) -> [Fact] {
        let clue = log.handover
        return [
            Fact("tender", "项目编号", "project", .string(clue.tender.id)),
            Fact("tenderVersion", "招标文件版本", "tender version", .number(Int64(clue.tender.version))),
            Fact("lot", "标段", "lot", .string(clue.lot)),
            Fact(
                "group", "投标人", "bidders",
                .array(clue.group.map { .string("\($0.letter) \($0.bidder.name) (\($0.bidder.code))") })),
            Fact("compared", "比对时间", "compared", .string(clue.compared.text)),
            Fact("made", "制作时间", "made", .string(clue.made.text)),
            Fact("maker", "制作人", "made by", unit(clue.maker)),
            Fact("tool", "比对程序", "program", .string("\(clue.tool) \(clue.version)")),
            Fact(
                "status", "办理状态", "status", .string(log.status.rawValue), words: log.status.title),
            Fact("entries", "办理记录条数", "entries of the log", .number(Int64(log.entries.count))),
            Fact("head", "最后一条的摘要", "digest of the last entry", JSON(log.head?.description)),
        ]
    }

    private static func review(_ review: TemplateReview) -> [Fact] {
        [
            Fact("template", "示范文本", "template", .string("\(review.template.id) \(review.template.version)")),
            Fact("digest", "摘要", "digest", .string(review.template.digest.description)),
            Fact("kind", "审查种类", "kind", .string(review.kind.rawValue)),
            Fact("decision", "审查结论", "decision", .string(review.decision.rawValue)),
            Fact("authority", "审查机关", "authority", .string(review.authority.name)),
            Fact("authorityCode", "机关代码", "authority’s code", .string(review.authority.code.text)),
            Fact("opinion", "审查意见", "opinion", JSON(review.opinion)),
            Fact("issued", "时间", "issued", .string(review.issued.text)),
        ]
    }

    private static func tender(_ tender: Tender) -> [Fact] {
        [
            Fact("tender", "项目编号", "project", .string(tender.id)),
            Fact("version", "版本", "version", .number(Int64(tender.version))),
            Fact("title", "项目名称", "title", .string(tender.title)),
            Fact("tenderer", "招标人", "tenderer", unit(tender.tenderer)),
            Fact("agency", "代理机构", "agency", tender.agency.map(unit) ?? .null),
            Fact(
                "lots", "标段", "lots",
                .array(
                    tender.lots.map { .string("\($0.id) \($0.title)" + ($0.ceiling.map { " ≤ ¥\($0.yuan)" } ?? "")) })),
            Fact("envelopes", "信封数", "envelopes", .number(Int64(tender.envelopes))),
            Fact("suites", "套件", "suites", .array(tender.suites.map { .string($0.rawValue) })),
            Fact("issued", "发出时间", "issued", .string(tender.issued.text)),
            Fact("deadline", "投标截止时间", "deadline", .string(tender.deadline.text)),
            Fact("releaseWindow", "解密时限(分钟)", "release window (minutes)", .number(Int64(tender.releaseWindow))),
            Fact(
                "openingCertificates", "开标证书", "opening certificates",
                .array(tender.openingCertificates.map { .string($0.holder) })),
            Fact(
                "recovery", "解密补救", "recovery",
                tender.recovery.map {
                    .string(
                        "\($0.threshold)/\($0.trustees.count): " + $0.trustees.map(\.holder).joined(separator: ", "))
                } ?? .null),
            Fact("parts", "投标文件组成", "parts", .array(tender.parts.map { .string($0.title + ($0.required ? "*" : "")) })),
            Fact("machineSalt", "平台盐值(制作机器码)", "platform's salt (machine codes)", JSON(tender.machineSalt)),
            Fact("amends", "修改内容", "amendment", JSON(tender.amendment?.summary)),
        ]
    }

    private static func bid(_ bid: Bid) -> [Fact] {
        reference(bid.tender, lot: bid.lot, bidder: bid.bidder) + [
            Fact("envelope", "信封", "envelope", .number(Int64(bid.envelope))),
            Fact("consortium", "联合体", "consortium", .array(bid.consortium.map { .string($0.organization.name) })),
            Fact(
                "sheet", "开标一览表", "opening sheet",
                .array(bid.sheet.map { .string("\($0.field) = \($0.value)" + ($0.words.map { " (\($0))" } ?? "")) })),
            Fact(
                "deposit", "投标保证金", "deposit",
                bid.deposit.map { .string("¥\($0.amount.yuan) \($0.form.rawValue)") } ?? .null),
            Fact("staff", "人员", "staff", .array(bid.staff.map { .string("\($0.role) \($0.name)") })),
            Fact("parts", "组成", "parts", .array(bid.parts.map { .string("\($0.id) (\($0.files.count))") })),
            Fact("roles", "签章角色", "roles", .array(bid.roles.map { .string($0.rawValue) })),
            Fact("suite", "套件", "suite", .string(bid.suite.rawValue)),
            Fact("beside", "另一套件", "signed beside, in", JSON(bid.beside?.rawValue)),
            Fact("creationID", "文件创建标识码", "creation id", .string(bid.provenance.creationID)),
            Fact(
                "machine", "制作机器码", "machine code", MachineRecord.json(bid.provenance.machine),
                words: bid.provenance.machine.map(machine)),
            Fact("tool", "制作工具", "made with", .string("\(bid.provenance.tool) \(bid.provenance.version)")),
        ]
    }

    private static func machine(_ machine: MachineCode) -> LocalizedText {
        let rows = MachineRecord.rows(machine)
        return LocalizedText(
            zh: rows.map { "\($0.label.zh) \($0.value.zh)" }.joined(separator: "; "),
            en: rows.map { "\($0.label.en) \($0.value.en)" }.joined(separator: "; "))
    }

    private static func seal(_ seal: Seal) -> [Fact] {
        reference(seal.tender, lot: seal.lot, bidder: seal.bidder) + [
            Fact("sealID", "封存编号", "seal id", .string(seal.id)),
            Fact("suite", "套件", "suite", .string(seal.suite.rawValue)),
            Fact("deadline", "投标截止时间", "deadline", .string(seal.deadline.text)),
            Fact("sealed", "密封时间(自称)", "sealed (claimed)", .string(seal.sealed.text)),
            Fact("replaces", "替换", "replaces", JSON(seal.replaces?.description)),
            Fact(
                "envelopes", "信封", "envelopes",
                .array(
                    seal.envelopes.map { envelope in
                        let recovery = envelope.threshold.map { ", \($0)/\(envelope.shares.count)" } ?? ""
                        return .string("\(envelope.number): \(envelope.size) B, \(envelope.bidderLocks) + 1\(recovery)")
                    })),
        ]
    }

    private static func receipt(_ receipt: Receipt) -> [Fact] {
        reference(receipt.tender, lot: receipt.lot, bidder: receipt.bidder) + [
            Fact("kind", "种类", "kind", .string(receipt.kind.rawValue)),
            Fact("sealedFile", "密封文件", "sealed file", .string(receipt.sealedFile.description)),
            Fact("size", "字节数", "bytes", .number(receipt.size)),
            Fact("replaces", "替换", "replaces", JSON(receipt.replaces?.description)),
            Fact("received", "收到时间", "received", .string(receipt.received.text)),
            Fact("deadline", "投标截止时间", "deadline", .string(receipt.deadline.text)),
        ]
    }

    private static func withdrawal(_ withdrawal: Withdrawal) -> [Fact] {
        reference(withdrawal.tender, lot: withdrawal.lot, bidder: withdrawal.bidder) + [
            Fact("sealedFile", "密封文件", "sealed file", .string(withdrawal.sealedFile.description)),
            Fact("issued", "时间(自称)", "issued (claimed)", .string(withdrawal.issued.text)),
        ]
    }

    private static func closing(_ closing: Closing) -> [Fact] {
        func count(_ status: ClosingEntry.Status) -> JSON {
            .number(Int64(closing.entries.filter { $0.status == status }.count))
        }
        return [
            Fact("tender", "项目编号", "project", .string(closing.tender.id)),
            Fact("deadline", "投标截止时间", "deadline", .string(closing.deadline.text)),
            Fact("closed", "截标时间", "closed", .string(closing.closed.text)),
            Fact("root", "默克尔根", "Merkle root", .string(closing.root)),
            Fact("standing", "有效投标", "standing", count(.standing)),
            Fact("replaced", "已替换", "replaced", count(.replaced)),
            Fact("withdrawn", "撤回", "withdrawn", count(.withdrawn)),
            Fact("outdated", "须重新递交而未递交", "outdated by an addendum", count(.outdated)),
            Fact("newBids", "要求重新递交的补遗", "addendum that asks for new bids", JSON(closing.newBids?.digest.description)),
            Fact(
                "entries", "投标人", "bidders",
                .array(
                    closing.entries.filter { $0.status == .standing }.map {
                        .string("\($0.bidder.name) (\($0.lot), \($0.received.text))")
                    })),
        ]
    }

    private static func release(_ release: Release) -> [Fact] {
        reference(release.tender, lot: release.lot, bidder: release.bidder) + [
            Fact("kind", "种类", "kind", .string(release.kind.rawValue)),
            Fact("sealID", "封存编号", "seal id", .string(release.sealID)),
            Fact("sealedFile", "密封文件", "sealed file", .string(release.sealedFile.description)),
            Fact("closing", "截标清单", "closing list", .string(release.closing.description)),
            Fact("envelope", "信封", "envelope", .number(Int64(release.envelope))),
            Fact("share", "托管份额编号", "share", release.shareNumber.map { .number(Int64($0)) } ?? .null),
            Fact("issued", "时间(自称)", "issued (claimed)", .string(release.issued.text)),
        ]
    }

    private static func passed(_ list: PassedList) -> [Fact] {
        [
            Fact("tender", "项目编号", "project", .string(list.tender.id)),
            Fact("lot", "标段", "lot", .string(list.lot)),
            Fact("passed", "通过", "passed", .array(list.passed.map(unit))),
            Fact(
                "rejected", "未通过", "rejected", .array(list.rejected.map { .string("\($0.bidder.name): \($0.reason)") })),
            Fact("issued", "时间(自称)", "issued (claimed)", .string(list.issued.text)),
        ]
    }

    private static func opening(_ record: OpeningRecord) -> [Fact] {
        [
            Fact("tender", "项目编号", "project", .string(record.tender.id)),
            Fact("title", "项目名称", "title", .string(record.title)),
            Fact("lot", "标段", "lot", .string("\(record.lot) \(record.lotTitle)")),
            Fact("view", "版本", "view", .string(record.view.rawValue)),
            Fact("status", "状态", "status", .string(record.status.rawValue)),
            Fact("envelope", "信封", "envelope", .number(Int64(record.envelope))),
            Fact("opened", "开标时间", "opened", .string(record.opened.text)),
            Fact("bidders", "投标人数", "bidders", .number(Int64(record.bidders))),
            Fact(
                "rows", "结果", "outcomes",
                .array(record.rows.map { .string("\($0.number) \($0.bidder.name): \($0.outcome.rawValue)") })),
        ]
    }

    private static func reference(_ tender: TenderReference, lot: String, bidder: Organization) -> [Fact] {
        [
            Fact("tender", "项目编号", "project", .string(tender.id)),
            Fact("tenderVersion", "招标文件版本", "tender version", .number(Int64(tender.version))),
            Fact("lot", "标段", "lot", .string(lot)),
            Fact("bidder", "投标人", "bidder", unit(bidder)),
        ]
    }

    private static func unit(_ unit: Organization) -> JSON { .string("\(unit.name) (\(unit.code))") }
}
