// FilesTests.swift — names as bytes, limits, and kinds of files that must not be read.
import FileKit
import Foundation
import Reporting
import Testing

@Suite struct FilesTests {
    @Test func namesComeInByteOrderWithTheirKinds() throws {
        let folder = try TemporaryFolder()
        try Files.write("12345", to: folder.file("投标函.pdf"))
        try Files.write("", to: folder.file("Z"))
        try Files.makeFolder(folder.file("a/b"))
        try Files.link(folder.file("link"), to: "/etc/passwd")
        let entries = try Files.list(folder.path)
        #expect(entries.map(\.name) == ["Z", "a", "link", "投标函.pdf"])
        #expect(entries.map(\.kind) == [.file, .folder, .link, .file])
        #expect(entries.map(\.size) == [0, 0, 0, 5])
    }

    @Test func aNameInGBKIsRefusedAndShown() throws {
        let folder = try TemporaryFolder()
        // 标 in GBK
        let path = (Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xB1, 0xEA, 0]).map { CChar(bitPattern: $0) }
        let descriptor = open(path, O_CREAT | O_WRONLY, 0o644)
        try #require(descriptor >= 0)
        close(descriptor)
        do {
            _ = try Files.list(folder.path)
            Issue.record("a GBK name was accepted")
        } catch {
            #expect(error.code == "FILE-0009")
            #expect(error.message.en.contains("\\xb1\\xea"))
        }
    }

    @Test func aFileOverTheLimitIsRefusedBeforeItIsRead() throws {
        let folder = try TemporaryFolder()
        try Files.write("12345", to: folder.file("f"))
        #expect(try Files.read(folder.file("f"), limit: 5).count == 5)
        #expect(code { () throws(Problem) in _ = try Files.read(folder.file("f"), limit: 4) } == "FILE-0008")
    }

    @Test func foldersAreNotFiles() throws {
        let folder = try TemporaryFolder()
        #expect(code { () throws(Problem) in _ = try Files.read(folder.path) } == "FILE-0006")
    }

    @Test(.timeLimit(.minutes(1))) func aPipeIsRefusedAtOnce() throws {
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(code { () throws(Problem) in _ = try FileReader(folder.file("pipe")) } == "FILE-0011")
    }

    @Test func readingAtAnOffsetStopsAtTheEnd() throws {
        let folder = try TemporaryFolder()
        try Files.write("0123456789", to: folder.file("f"))
        let reader = try FileReader(folder.file("f"))
        #expect(try reader.read(at: 7, count: 100) == Array("789".utf8))
        #expect(try reader.read(at: 10, count: 1).isEmpty)
        #expect(try reader.read(at: -1, count: 1).isEmpty)
    }
}
