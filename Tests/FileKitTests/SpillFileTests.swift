// SpillFileTests.swift — what was put aside comes back, to several at once, and nothing of it stays behind.
import FileKit
import Foundation
import Reporting
import Testing

@Suite struct SpillFileTests {
    @Test func whatWasPutAsideComesBack() throws {
        let folder = try TemporaryFolder()
        let file = try SpillFile(in: folder.path)
        let parts = (0..<40).map { number in (0..<number * 700).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ number) } }
        let places = try parts.map { try file.append($0) }
        #expect(file.size == Int64(parts.map(\.count).reduce(0, +)))
        for (part, place) in zip(parts, places).reversed() {
            #expect(try file.read(at: place, count: part.count) == part)
        }
        #expect(try Files.list(folder.path).isEmpty, "it has no name")
    }

    @Test func severalMayPutAsideAtOnce() async throws {
        let file = try SpillFile()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 as Range<UInt8> {
                group.addTask {
                    for length in 1...50 {
                        let bytes = [UInt8](repeating: number, count: length)
                        let place = try file.append(bytes)
                        #expect(try file.read(at: place, count: length) == bytes)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(file.size == 8 * 50 * 51 / 2)
    }

    @Test(arguments: [(0, 6), (6, 1), (-1, 1), (0, -1), (Int64.max, 1)])
    func whatIsNotThereIsNotRead(_ offset: Int64, _ count: Int) throws {
        let file = try SpillFile()
        _ = try file.append([1, 2, 3, 4, 5])
        #expect(throws: Problem.self) { try file.read(at: offset, count: count) }
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = #expect(throws: Problem.self) { try SpillFile(in: "/nowhere/at/all") }
        #expect(error?.code == "FILE-0001")
    }
}
