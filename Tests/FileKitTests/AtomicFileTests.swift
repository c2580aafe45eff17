// AtomicFileTests.swift — a result is there whole or not at all, whatever goes wrong on the way.
import FileKit
import Foundation
import Reporting
import Testing

@Suite struct AtomicFileTests {
    @Test func droppedWithoutCommitLeavesNothing() throws {
        let folder = try TemporaryFolder()
        do {
            var file = try AtomicFile(folder.file("投标文件.bid"))
            try file.write(Array("half".utf8))
            #expect(folder.names.count == 1)
        }
        #expect(folder.names.isEmpty)
    }

    @Test func theOlderFileStaysUntilTheCommit() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("my.bid")
        try Files.write("old", to: path)
        var file = try AtomicFile(path)
        try file.write(Array("new".utf8))
        #expect(try Files.read(path) == Array("old".utf8))
        try file.commit()
        #expect(try Files.read(path) == Array("new".utf8))
        #expect(folder.names == ["my.bid"])
    }

    @Test func withoutReplacingAnExistingTargetIsRefusedAndKept() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("my.receipt")
        try Files.write(Array("first".utf8), to: path, replacing: false)
        let refusal = code { () throws(Problem) in try Files.write(Array("second".utf8), to: path, replacing: false) }
        #expect(refusal == "FILE-0005")
        #expect(try Files.read(path) == Array("first".utf8))
        #expect(folder.names == ["my.receipt"])
    }

    @Test func aFileThatALibraryPutUnderTheTemporaryNameIsWhatIsCommitted() throws {
        let folder = try TemporaryFolder()
        var file = try AtomicFile(folder.file("my.sealed"))
        try Files.write("by a library", to: file.temporaryPath)
        try file.commit()
        #expect(try Files.read(folder.file("my.sealed")) == Array("by a library".utf8))
    }

    @Test func secretsAreReadableByTheirOwnerOnly() throws {
        let folder = try TemporaryFolder()
        try Files.write(Array("key".utf8), to: folder.file("sign.p12"), mode: 0o600)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("sign.p12"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    struct Unwritable: Sendable {
        let target: String
        let code: String
        let why: String
    }

    @Test(arguments: [
        Unwritable(target: "missing/my.bid", code: "FILE-0001", why: "folders are not made on the way"),
        Unwritable(target: "folder", code: "FILE-0006", why: "a file never takes the place of a folder"),
    ])
    func impossibleTargetsLeaveNothing(_ c: Unwritable) throws {
        let folder = try TemporaryFolder()
        try Files.makeFolder(folder.file("folder"))
        #expect(
            code { () throws(Problem) in try Files.write("x", to: folder.file(c.target)) } == c.code, "\(c.why)")
        #expect(folder.names == ["folder"])
    }

    @Test(.enabled(if: canMount, "needs the right to mount a file system"))
    func aFullDiskLeavesTheOlderFileAndNothingElse() throws {
        let disk = try TemporaryFolder(mount: "size=64k")
        let path = disk.file("my.bid")
        try Files.write("old", to: path)
        let big = [UInt8](repeating: 7, count: 1 << 20)
        #expect(code { () throws(Problem) in try Files.write(big, to: path) } == "FILE-0003")
        #expect(try Files.read(path) == Array("old".utf8))
        #expect(disk.names == ["my.bid"])
    }

    @Test(.enabled(if: canMount, "needs the right to mount a file system"))
    func aReadOnlyDiskIsSaidToBeOne() throws {
        let disk = try TemporaryFolder(mount: "ro")
        #expect(code { () throws(Problem) in try Files.write("x", to: disk.file("my.bid")) } == "FILE-0004")
    }

    @Test(.enabled(if: geteuid() != 0, "permissions do not bind root"))
    func aFolderWithoutWriteAccessIsSaidToBeOne() throws {
        let folder = try TemporaryFolder()
        try #require(chmod(folder.path, 0o555) == 0)
        #expect(code { () throws(Problem) in try Files.write("x", to: folder.file("my.bid")) } == "FILE-0002")
        chmod(folder.path, 0o755)
    }
}
