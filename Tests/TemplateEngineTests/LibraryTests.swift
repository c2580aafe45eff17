// LibraryTests.swift — folders of packs and their lock file; the digest that stock tools make.
import FileKit
import Reporting
import Scenario
import TemplateEngine
import Testing

@Suite struct LibraryTests {
    private func library() throws -> TemplateLibrary {
        let folder = try temporaryFolder("templates")
        for (name, text) in Packs.files {
            let path = "\(folder)/water-works/0.1.0/\(name)"
            try Files.makeFolder(path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 })
            try Files.write(text, to: path)
        }
        return TemplateLibrary(folder)
    }

    @Test func stockToolsMakeTheSameDigest() throws {
        let library = try library()
        let folder = library.folder + "/water-works/0.1.0"
        try Files.makeFolder(folder + "/reviews")
        try Files.write("no part of it", to: folder + "/reviews/x.review")
        let pack = try TemplatePack(folder: folder)
        let line = "find . -type f -not -path './reviews/*' | LC_ALL=C sort | xargs sha256sum | sha256sum"
        let ran = try shell(["sh", "-c", line], in: folder)
        #expect(ran.text.prefix(64) == pack.digest.hex)
    }

    @Test func aPackThatDiffersFromTheLockIsRefused() throws {
        let library = try library()
        #expect(
            try library.load("water-works", "0.1.0").manifest.id == "water-works",
            "without a lock file there is nothing to differ from")
        let locked = try library.writeLock()
        #expect(locked.map(\.id) == ["water-works"])
        #expect(try library.lock() == locked)
        _ = try library.load("water-works", "0.1.0")
        let readme = library.folder + "/water-works/0.1.0/README.md"
        try Files.write("altered", to: readme)
        #expect(code { () throws(Problem) in _ = try library.load("water-works", "0.1.0") } == "TMPL-0030")
        try Files.write(Packs.files["README.md"] ?? "", to: readme)
        _ = try library.load("water-works", "0.1.0")
        try Files.write("{\"format\": \"1\", \"templates\": []}", to: "\(library.folder)/\(TemplateLibrary.lockName)")
        #expect(code { () throws(Problem) in _ = try library.load("water-works", "0.1.0") } == "TMPL-0031")
        try Files.write(
            "{\"format\": \"1\", \"templates\": [{\"id\": \"a\", \"version\": \"1.0.0\", \"digest\": \"sha256:0\"}]}",
            to: "\(library.folder)/\(TemplateLibrary.lockName)")
        #expect(code { () throws(Problem) in _ = try library.load("water-works", "0.1.0") } == "WORK-0007")
    }

    @Test func aFolderThatIsCalledOtherwiseIsRefused() throws {
        let library = try library()
        try Files.rename(library.folder + "/water-works/0.1.0", to: library.folder + "/water-works/0.2.0")
        #expect(code { () throws(Problem) in _ = try library.load("water-works", "0.2.0") } == "TMPL-0032")
        #expect(code { () throws(Problem) in _ = try library.writeLock() } == "TMPL-0032")
        #expect(!Files.exists("\(library.folder)/\(TemplateLibrary.lockName)"), "nothing is pinned then")
    }

    @Test func versionsAreInTheOrderOfTheirNumbers() throws {
        let library = try library()
        for version in ["0.10.0", "0.9.0", "x", "1.0"] {
            try Files.makeFolder("\(library.folder)/water-works/\(version)")
        }
        #expect(try library.list().map(\.version) == ["0.1.0", "0.9.0", "0.10.0"])
    }
}
