// OfficePackage.swift — the archive that a DOCX or XLSX is (Open Packaging Conventions): parts and the relations between them.
internal import Reporting
internal import XMLKit
internal import ZipKit

/// A relation from one part to another.
struct Relationship {
    var id: String
    /// The last word of its type, such as `header`; transitional and strict files differ before that.
    var kind: String
    /// The part's name within the archive; for an external one as it was written.
    var target: String
    var isExternal: Bool
}

/// An archive with parts. One task at a time.
final class OfficePackage {
    let archive: ForeignArchive
    /// Parts that somebody looked at; the others are named as not read.
    private(set) var seen: Set<String> = []

    static let archiveLimits: ForeignArchiveLimits = {
        var limits = ForeignArchiveLimits()
        limits.maxEntries = 65_000
        limits.maxTotalSize = 2 << 30
        return limits
    }()

    /// Deep and long as office programs write it, and no more than that.
    static let xmlLimits = XMLLimits(
        maxBytes: 256 << 20, maxDepth: 200, maxNodes: 60_000_000, maxTextBytes: 9 << 20, maxAttributes: 256)

    init(_ bytes: [UInt8], name: String) throws(Problem) {
        archive = try ForeignArchive(bytes, place: name, limits: Self.archiveLimits)
    }

    /// Takes a part for seen: it is named in another way.
    func pass(_ part: String) { seen.insert(part) }

    /// The contents of a part; nil where there is none.
    func read(_ part: String) throws(Problem) -> [UInt8]? {
        seen.insert(part)
        return try archive.read(part)
    }

    /// A part as one element; nil where there is none.
    func element(_ part: String) throws(Problem) -> XMLElement? {
        guard let bytes = try read(part) else { return nil }
        do throws(Problem) { return try XMLReader.parse(bytes, limits: Self.xmlLimits) } catch {
            throw error.inPart(part)
        }
    }

    /// Sends a part through a handler; false where there is none.
    @discardableResult
    func stream(_ part: String, to handler: any XMLEventHandler) throws(Problem) -> Bool {
        guard let bytes = try read(part) else { return false }
        do throws(Problem) { try XMLEvents.read(bytes, limits: Self.xmlLimits, to: handler) } catch {
            throw error.inPart(part)
        }
        return true
    }

    /// What a part refers to; of the archive itself for an empty name.
    func relations(of part: String) throws(Problem) -> [Relationship] {
        let (folder, name) = Self.split(part)
        guard let root = try element("\(folder)_rels/\(name).rels") else { return [] }
        return root.children.compactMap { child in
            guard let id = child["Id"], let type = child["Type"], let target = child["Target"] else { return nil }
            let isExternal = child["TargetMode"] == "External"
            return Relationship(
                id: id, kind: type.split(separator: "/").last.map(String.init) ?? "",
                target: isExternal ? target : Self.resolve(target, from: folder), isExternal: isExternal)
        }
    }

    /// `word/` and `document.xml` of `word/document.xml`.
    private static func split(_ part: String) -> (folder: String, name: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    /// A path that was written in a folder (`word/`), as the archive has it.
    static func resolve(_ target: String, from folder: String) -> String {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

extension Problem {
    /// The same problem, met in a part: `word/document.xml:12`.
    func inPart(_ part: String) -> Problem {
        var copy = self
        if let place, place.hasPrefix("line ") {
            copy.place = "\(part):\(place.dropFirst(5))"
        } else if place == nil {
            copy.place = part
        }
        return copy
    }
}

extension XMLStart {
    /// The value of the attribute of that local name, whatever its namespace.
    func any(_ name: String) -> String? {
        for index in 0..<count where attributeName(index) == name {
            return String(decoding: value(index), as: UTF8.self)
        }
        return nil
    }
}

extension XMLElement {
    /// The value of the attribute of that local name, whatever its namespace.
    func any(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}
