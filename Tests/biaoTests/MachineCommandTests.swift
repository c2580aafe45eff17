// MachineCommandTests.swift — the salt from platform to bid, and a bidder who sees every part of what is recorded.
import Container
import FileKit
import Foundation
import Scenario
import TenderModel
import Testing

@Suite struct MachineCommandTests {
    static let salt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
    private let acting = ["--at", "2026-03-31T16:00:00+08:00"]

    @Test func aPlatformMakesASaltAndAnAgencyTakesIt() throws {
        let salts = try (1...2).map { _ in
            try #require(try Program.json(["box", "salt"]).object.result["salt"] as? String)
        }
        #expect(Set(salts).count == 2 && salts.allSatisfy { $0.count == 64 })
        #expect(try Program.run(["box", "salt"]).text.count == 65)
        let folder = NSTemporaryDirectory() + UUID().uuidString
        defer { try? Files.removeTree(folder) }
        #expect(try Program.run(["tender", "init", "-o", folder, "--machine-salt", salts[0]]).status == 0)
        #expect(String(decoding: try Files.read(folder + "/tender.yaml"), as: UTF8.self).contains(salts[0]))
        let refused = try Program.json(["tender", "init", "-o", folder + "x", "--machine-salt", "secret"])
        #expect(refused.status == 64 && refused.object.codes("problems") == ["CLI-0040"])
    }

    @Test(arguments: SuiteID.allCases)
    func theBidderSeesExactlyWhatIsRecorded(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite) { $0.machineSalt = Self.salt }
        let (folder, identity) = try lot.workspace()
        let checked = try Program.json(
            ["bid", "check", folder, "--identity", identity] + acting, environment: unlocked)
        #expect(checked.status == 0, "\(checked.text)")
        let target = lot.path("my.bid")
        let packed = try Program.json(
            ["bid", "pack", folder, "--identity", identity, "-o", target] + acting, environment: unlocked)
        #expect(packed.status == 0, "\(packed.text)")
        let shown = try #require(
            (packed.object.result["provenance"] as? [String: Any])?["machine"] as? NSDictionary, "\(packed.text)")
        #expect((checked.object.result["provenance"] as? [String: Any])?["machine"] as? NSDictionary == shown)

        let recorded = try #require(try ContainerReader(target).document(Bid.self).provenance.machine)
        let components = (shown["components"] as? [[String: String]]) ?? []
        #expect(components.map { $0["hash"] } == recorded.components.map(\.hash))
        #expect(components.map { $0["kind"] } == recorded.components.map(\.kind.rawValue))
        let absent = (shown["absent"] as? [[String: String]]) ?? []
        #expect(absent.map { $0["reason"] } == recorded.absent.map(\.reason.rawValue))
        let kinds = Set(recorded.components.map(\.kind)).union(recorded.absent.map(\.kind))
        #expect(kinds == Set(MachineComponent.Kind.allCases), "each is there, or said to be absent")

        let inspected = try Program.json(["inspect", target])
        #expect((inspected.object.result["facts"] as? [String: Any])?["machine"] as? NSDictionary == shown)
        let text = try Program.run(["inspect", target, "--lang", "zh"]).text
        for component in recorded.components { #expect(text.contains(component.hash)) }
        #expect(text.contains("主板序列号"))
        let told = try Program.run(
            ["bid", "check", folder, "--identity", identity, "--lang", "zh"] + acting, environment: unlocked)
        #expect(told.text.contains("只写入下列加盐散列"))
    }

    @Test(arguments: SuiteID.allCases)
    func withoutASaltNothingIsRecordedAndThatIsSaid(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let (folder, identity) = try lot.workspace()
        let target = lot.path("my.bid")
        let packed = try Program.run(
            ["bid", "pack", folder, "--identity", identity, "-o", target] + acting, environment: unlocked)
        #expect(
            packed.status == 0 && packed.text.contains("not recorded (the tender carries no salt)"), "\(packed.errors)")
        #expect(try ContainerReader(target).document(Bid.self).provenance.machine == nil)
        let yaml = String(decoding: try Files.read(folder + "/bid.yaml"), as: UTF8.self)
        #expect(yaml.contains("除此之外不记录任何信息"))
    }
}
