// Support.swift — packs in memory, and one thing altered in them.
import Checks
import Reporting
import TemplateEngine
import TenderModel

enum Packs {
    /// The pack that `biao template new` lays out.
    static let files = NewPack.files(id: "water-works", area: "WATR", today: "2026-11-01")

    static func pack(_ files: [String: String] = Packs.files) throws(Problem) -> TemplatePack {
        try TemplatePack(PackFiles(files.mapValues { Array($0.utf8) }))
    }

    /// The same with a text in one file replaced; the text must be there.
    static func altered(_ name: String, _ old: String, _ new: String) throws -> [String: String] {
        var files = files
        guard let text = files[name], text.contains(old) else { throw Missing(text: "\(name): \(old)") }
        files[name] = text.replacing(old, with: new)
        return files
    }

    struct Missing: Error { var text: String }
}

/// The code of the problem that `body` throws; nil where it throws none.
func code(_ body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) { try body() } catch { return error.code }
    return nil
}
