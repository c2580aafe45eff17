// CheckSubject.swift — what a check is given to look at: the tender, the bid, their files, the template's settings, the time.
package import Reporting
package import TenderModel

/// One file of a tender or a bid.
package struct SubjectFile: Sendable, Hashable {
    /// Its name in the container, such as `parts/priced-bill/清单.xml`.
    package var name: String
    /// Bytes.
    package var size: Int64

    package init(name: String, size: Int64) {
        self.name = name
        self.size = size
    }
}

/// The files of a tender or of a bid, wherever they lie: in a workspace's folder or in a container.
package protocol SubjectFiles: Sendable {
    /// All files under their container names, in name order.
    var list: [SubjectFile] { get }
    /// The bytes of one file. Throws where it is not there, larger than `limit`, or cannot be read.
    func read(_ name: String, limit: Int) throws(Problem) -> [UInt8]
    /// All files whose names begin with `folder`, which may have `limit` bytes together. Throws as ``read(_:limit:)``.
    func all(below folder: String, limit: Int) throws(Problem) -> [String: [UInt8]]
}

extension SubjectFiles {
    package func all(below folder: String, limit: Int) throws(Problem) -> [String: [UInt8]] {
        var (files, left): ([String: [UInt8]], Int) = ([:], limit)
        for file in list where file.name.hasPrefix(folder) {
            let bytes = try read(file.name, limit: left)
            left -= bytes.count
            files[file.name] = bytes
        }
        return files
    }
}

/// Files at hand in memory: of examples, and of what has no files.
package struct FilesInMemory: SubjectFiles {
    private let files: [String: [UInt8]]

    package init(_ files: [String: [UInt8]] = [:]) {
        self.files = files
    }

    package var list: [SubjectFile] {
        files.map { SubjectFile(name: $0.key, size: Int64($0.value.count)) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ name: String, limit: Int) throws(Problem) -> [UInt8] {
        guard let bytes = files[name] else { throw .noSuchFile(name) }
        guard bytes.count <= limit else { throw .fileTooLarge(name, size: Int64(bytes.count), limit: limit) }
        return bytes
    }
}

/// When documents are looked at (检查环节).
package enum CheckStage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Tender documents, before they are published (招标文件发布前).
    case tender
    /// A bid: by its bidder before sealing, by the agency or a committee after the opening.
    case bid
}

/// What a template tells a check (检查参数).
package struct CheckSettings: Sendable, Hashable {
    /// Values by name; what they mean is the check's own affair.
    package var values: [String: String]
    /// Data files of the template, such as mappings of bill formats, by their name within the pack.
    package var files: [String: [UInt8]]

    package init(values: [String: String] = [:], files: [String: [UInt8]] = [:]) {
        self.values = values
        self.files = files
    }
}

/// What a check looks at.
package struct CheckSubject: Sendable {
    package var stage: CheckStage
    package var tender: Tender
    /// The bid, or what one envelope holds of it; nil at the stage ``CheckStage/tender``.
    package var bid: Bid?
    package var tenderFiles: any SubjectFiles
    package var bidFiles: any SubjectFiles
    package var settings: CheckSettings
    /// Lists that a person gave along, by name, such as `engaged`: managers still engaged elsewhere (在建项目经理名单).
    package var lists: [String: [UInt8]]
    /// When the documents are judged to be made or handed in.
    package var at: Instant

    package init(
        stage: CheckStage, tender: Tender, bid: Bid? = nil, tenderFiles: any SubjectFiles = FilesInMemory(),
        bidFiles: any SubjectFiles = FilesInMemory(), settings: CheckSettings = CheckSettings(),
        lists: [String: [UInt8]] = [:], at: Instant
    ) {
        self.stage = stage
        self.tender = tender
        self.bid = bid
        self.tenderFiles = tenderFiles
        self.bidFiles = bidFiles
        self.settings = settings
        self.lists = lists
        self.at = at
    }

    /// The lot that the bid is for; nil at the stage ``CheckStage/tender`` and for a bid on a lot that is not there.
    package var lot: Lot? { bid.flatMap { tender.lot($0.lot) } }
}
