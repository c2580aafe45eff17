// Unread.swift — what was not read, and why (未读): the codes EXTR-NNNN.
package import Reporting

/// Something of a document that was not read. "Cannot tell" is never a pass: whoever compares must say so.
package struct Unread: Sendable, Hashable {
    package enum Extent: String, Sendable {
        /// Nothing was read.
        case document
        /// The rest was.
        case part
    }

    /// `EXTR-NNNN`.
    package var code: String
    package var extent: Extent
    package var reason: LocalizedText
    package var remedy: LocalizedText
    /// Entry, page, line or the like; nil for the whole.
    package var place: String?

    init(_ reason: UnreadReason, _ extent: Extent = .part, zh: String = "", en: String? = nil, place: String? = nil) {
        let (words, remedy) = (reason.words, reason.remedy)
        self.code = reason.code
        self.extent = extent
        self.reason = LocalizedText(
            zh: words.zh + (zh.isEmpty ? "" : ":" + zh), en: words.en + (zh.isEmpty ? "" : ": " + (en ?? zh)))
        self.remedy = remedy
        self.place = place
    }

    /// A part that a problem keeps us from.
    init(_ reason: UnreadReason, _ extent: Extent = .part, of problem: Problem) {
        self.init(
            reason, extent, zh: "\(problem.message.zh) [\(problem.code)]",
            en: "\(problem.message.en) [\(problem.code)]", place: problem.place)
    }

    /// As a finding: it cannot be told what was not read.
    package var finding: Finding {
        Finding(code: code, severity: .indeterminate, message: reason, remedy: remedy, place: place)
    }
}

/// Why something was not read. The raw value is the number in the code and is never reused.
enum UnreadReason: Int, CaseIterable, Sendable {
    // 1 and 2 are problems, see ExtractionProblems
    case oldOffice = 10, encryptedOffice, otherFormat, unknownFormat, empty, tooLarge
    case damaged = 20, damagedPart, encryptedPDF, toolFailed, toolTimedOut, toolFlooded, toolComplained
    case scan = 30, noText, textLimit, imageLimit, revisionLimit, brokenEncoding, picture
    case embedded = 40, imageWithoutDigest, liveForm

    var code: String {
        let digits = String(rawValue)
        return "EXTR-" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    var words: LocalizedText {
        let (zh, en) =
            switch self {
            case .oldOffice:
                ("旧版 Office/WPS 格式,不读取", "the old formats of office programs are not read")
            case .encryptedOffice: ("文档已加密,无法读取", "the document is encrypted")
            case .otherFormat: ("不读取这种格式", "this format is not read")
            case .unknownFormat: ("不认识的格式", "an unknown format")
            case .empty: ("文件是空的", "the file is empty")
            case .tooLarge: ("文件过大,未读取", "the file is too large to be read")
            case .damaged: ("文件无法读取", "the file cannot be read")
            case .damagedPart: ("其中一部分无法读取", "a part cannot be read")
            case .encryptedPDF: ("PDF 有打开口令,无法读取", "the PDF needs a password to be opened")
            case .toolFailed: ("读取工具异常终止", "the tool that reads it failed")
            case .toolTimedOut: ("读取工具超时,已终止", "the tool that reads it did not end in time and was stopped")
            case .toolFlooded:
                ("读取工具的输出超过上限,其余未读", "the tool that reads it said more than is taken; the rest is not read")
            case .toolComplained: ("文件有损坏之处,文字可能不全", "the file is damaged in places; text may be missing")
            case .scan: ("只有图片、没有文字的页(扫描件)", "pages that are pictures without text (a scan)")
            case .noText:
                (
                    "没有文字和图片而画有线条的页(文字可能已转成曲线)",
                    "pages without text or pictures on which something is drawn (text as curves, perhaps)"
                )
            case .textLimit: ("文字超过上限,其余未读", "there is more text than is taken; the rest is not read")
            case .imageLimit: ("图片超过上限,其余未读", "there are more pictures than are taken; the rest is not read")
            case .revisionLimit:
                ("修订或批注超过上限,其余未读", "there are more tracked changes or comments than are taken; the rest is not read")
            case .brokenEncoding: ("编码损坏,有字节不成文字", "the coding is broken: some bytes are no text")
            case .picture:
                ("只有图片、没有文字,图片中的文字未读取", "pictures and no text: what is written in the pictures is not read")
            case .embedded: ("内嵌的文件或对象未读取", "an embedded file or object is not read")
            case .imageWithoutDigest: ("图片无法取得摘要", "pictures whose digest cannot be had")
            case .liveForm: ("动态表单(XFA)的内容未读取", "the contents of an XFA form are not read")
            }
        return LocalizedText(zh: zh, en: en)
    }

    var remedy: LocalizedText {
        let (zh, en) =
            switch self {
            case .oldOffice: ("请另存为 DOCX、XLSX 或 PDF", "save it as DOCX, XLSX or PDF")
            case .encryptedOffice, .encryptedPDF: ("请向提供者索取不加密的文件", "ask its maker for one without a password")
            case .otherFormat, .unknownFormat, .liveForm, .embedded:
                (
                    "请用原来的软件查看,必要时另存为 DOCX、XLSX、PDF 或 OFD",
                    "look at it with its own program; save it as DOCX, XLSX, PDF or OFD where it matters"
                )
            case .empty, .damaged, .damagedPart, .toolComplained:
                ("请核对文件是否完整,必要时向提供者重新索取", "check that the file is whole; ask its maker for another where it matters")
            case .toolFailed, .toolTimedOut, .toolFlooded, .tooLarge, .textLimit, .imageLimit, .revisionLimit:
                (
                    "正常文件不会如此;请人工查看,或拆分后重试",
                    "ordinary files do not do this: have a person look, or split it and try again"
                )
            case .scan, .noText, .picture:
                ("请人工查看;识别文字(OCR)后可再比对", "have a person look; it can be compared once its text was recognised (OCR)")
            case .brokenEncoding: ("请用原来的软件另存为 UTF-8", "save it as UTF-8 with its own program")
            case .imageWithoutDigest: ("请人工查看这些图片", "have a person look at these pictures")
            }
        return LocalizedText(zh: zh, en: en)
    }
}
