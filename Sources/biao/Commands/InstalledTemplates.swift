// InstalledTemplates.swift — where template packs are found: --templates, BIAO_TEMPLATES, beside the program, the working copy.
import ArgumentParser
import FileKit
import Reporting
import TemplateEngine

struct TemplateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "示范文本文件夹;否则取 BIAO_TEMPLATES 或随程序安装的 / folder of template packs; else BIAO_TEMPLATES, or those installed",
            valueName: "folder"), completion: .directory)
    var templates: String?

    /// The folder of packs. CLI-0050 where none is found.
    func library() throws(Problem) -> TemplateLibrary {
        if let folder = templates ?? environment("BIAO_TEMPLATES") { return TemplateLibrary(trimmingSlashes(folder)) }
        guard let folder = InstalledFolder.find("Templates") else {
            throw Problem(
                "CLI-0050", kind: .usage, zh: "没有找到示范文本", en: "no template packs were found",
                remedyZh: "加 --templates 文件夹,或设置 BIAO_TEMPLATES",
                remedyEn: "add --templates FOLDER, or set BIAO_TEMPLATES")
        }
        return TemplateLibrary(folder)
    }

    /// The pack that a person names: a folder, `id`, or `id@version`. Without a version the newest counts.
    func pack(_ name: String) throws(Problem) -> TemplatePack {
        if name.contains("/") || name == "." || name == ".." { return try TemplatePack(folder: trimmingSlashes(name)) }
        let halves = name.split(separator: "@", maxSplits: 1).map(String.init)
        let library = try library()
        let known = try library.list()
        guard let found = known.last(where: { $0.id == halves.first && (halves.count == 1 || $0.version == halves[1]) })
        else {
            let ids = known.map { "\($0.id)@\($0.version)" }
            throw Problem(
                "CLI-0051", kind: .usage, zh: "没有示范文本“\(name)”", en: "there is no template \"\(name)\"",
                remedyZh: "可用:\(ids.joined(separator: "、"));给出文件夹请写 ./文件夹",
                remedyEn: "there are \(ids.joined(separator: ", ")); for a folder write ./FOLDER", place: library.folder
            )
        }
        return try library.load(found.id, found.version)
    }
}

/// A folder that comes with the program.
enum InstalledFolder {
    /// `../share/biao/NAME` beside the program, else `NAME` in the working copy that it was built in.
    static func find(_ name: String) -> String? {
        guard let program = try? Files.resolve("/proc/self/exe") else { return nil }
        var folders = program.split(separator: "/").dropLast().map(String.init)
        let installed = "/" + (folders.dropLast() + ["share", "biao", name]).joined(separator: "/")
        if Files.kind(of: installed) == .folder { return installed }
        while !folders.isEmpty {
            let root = "/" + folders.joined(separator: "/")
            if Files.kind(of: root + "/Package.swift") == .file, Files.kind(of: "\(root)/\(name)") == .folder {
                return "\(root)/\(name)"
            }
            folders.removeLast()
        }
        return nil
    }
}
