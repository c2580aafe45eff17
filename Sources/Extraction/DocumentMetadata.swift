// DocumentMetadata.swift — what a document says of itself (元数据): who made it, with what, when, and the marks that copies keep.
package import TenderModel

/// A document's own statements. Nothing of it is proved by anything: programs write it, and people can change it.
package struct DocumentMetadata: Sendable, Hashable {
    package var title: String?
    package var subject: String?
    package var keywords: String?
    /// 备注 of an office program, 摘要 of an OFD.
    package var remarks: String?
    package var author: String?
    package var lastModifiedBy: String?
    package var company: String?
    package var manager: String?
    /// The template's file name, such as `Normal.dotm`.
    package var template: String?
    /// The program that the document was written with.
    package var application: String?
    package var applicationVersion: String?
    /// The program that made the file out of it.
    package var producer: String?
    package var created: DocumentTime?
    package var modified: DocumentTime?
    package var printed: DocumentTime?
    /// How often it was saved.
    package var revision: Int?
    /// Minutes that it was open for editing in all.
    package var editingMinutes: Int?
    /// Properties that somebody's program added, in the order of the file.
    package var custom: [CustomProperty] = []
    package var ids: [DocumentID] = []
    /// Of a word processor's document.
    package var revisionIDs = RevisionSaveIDs()

    package init() {}
}

/// A property under a name of somebody's own (自定义属性).
package struct CustomProperty: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A point in time as a document has it.
package struct DocumentTime: Sendable, Hashable {
    /// As it was written.
    package var text: String
    /// The moment; nil where no zone was given, or the text is no time.
    package var instant: Instant?

    package init(_ text: String) {
        self.text = text
        // +08 for +08:00, as poppler writes it
        let bytes = Array(text.utf8)
        let isShort = bytes.count == 22 && (bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"))
        instant = try? Instant(isShort ? text + ":00" : text)
    }
}

/// An identifier that a program gave a document, and that often survives copying.
package struct DocumentID: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// First half of a PDF's `/ID`: made once, kept when the file is changed.
        case pdfPermanent = "pdf-permanent"
        /// Second half: made anew at every saving.
        case pdfVersion = "pdf-version"
        case xmpDocument = "xmp-document"
        case xmpInstance = "xmp-instance"
        case xmpOriginalDocument = "xmp-original-document"
        /// `DocID` of an OFD.
        case ofdDocument = "ofd-document"
        /// `w15:docId` (and `w14:docId`): made when a document is first saved, kept by its copies.
        case wordDocument = "word-document"
    }

    package var kind: Kind
    package var value: String

    package init(kind: Kind, value: String) {
        self.kind = kind
        self.value = value
    }
}

/// rsids: a random number for every editing session in which a document was changed, kept by whatever was written in it.
package struct RevisionSaveIDs: Sendable, Hashable {
    /// That of the first session.
    package var root: String?
    /// The sessions that the document lists, eight hexadecimal digits each.
    package var declared: Set<String> = []
    /// How many paragraphs, runs and rows bear each.
    package var used: [String: Int] = [:]
    /// `w14:paraId`: random, one a paragraph, kept by copies.
    package var paragraphs: Set<String> = []

    package init() {}

    package var isEmpty: Bool { declared.isEmpty && used.isEmpty && paragraphs.isEmpty }
}
