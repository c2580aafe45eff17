// WorkspaceCommandTests.swift — what people are told while they fill in a workspace.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct WorkspaceCommandTests {
    @Test func quietLeavesOutWhatIsNext() throws {
        let parent = try temporaryFolder("workspace")
        defer { try? Files.removeTree(parent) }
        let lot = try lot(.p256SHA256)
        for (name, arguments) in [
            ("tender", ["tender", "init"]), ("bid", ["bid", "init", lot.tenderPath, "--lot", "1"]),
        ] {
            let help = try Program.run(arguments.prefix(2) + ["--help"]).text
            let output = { help.contains("-o") ? ["-o", parent + "/" + $0] : [parent + "/" + $0] }
            let options = arguments.filter { $0 != "--lot" && $0 != "1" }
            let said = try Program.run(options + output(name))
            #expect(said.status == 0, "\(said.errors)")
            #expect((said.text + said.errors).contains("next:"))
            let quiet = try Program.run(options + output(name + "-quiet") + ["--quiet"])
            #expect(quiet.status == 0 && quiet.text.contains("made "))
            #expect(!(quiet.text + quiet.errors).contains("next:"))
        }
    }

    @Test func everyValueThatIsNotFilledInIsNamed() throws {
        let parent = try temporaryFolder("workspace")
        defer { try? Files.removeTree(parent) }
        #expect(try Program.run(["bid", "init", try lot(.p256SHA256).tenderPath, "-o", parent + "/bid"]).status == 0)
        for language in ["zh", "en"] {
            let ran = try Program.run(["bid", "check", parent + "/bid", "--lang", language])
            #expect(ran.status == 65)
            // one a line, with file and line before it, as editors and people jump to it
            for key in ["bidder.name", "bidder.code", "deposit.amount"] {
                let line = ran.errors.split(separator: "\n").first { $0.hasSuffix(": \(key)") }
                #expect(line?.contains(#/bid/bid\.yaml:\d+: /#) == true, "\(ran.errors)")
            }
        }
        let json = try Program.json(["bid", "check", parent + "/bid"])
        let problem = try #require((json.object["problems"] as? [[String: Any]])?.first)
        let places = try #require(problem["places"] as? [String])
        #expect(places.count > 5 && Set(places).count == places.count && places.first == problem["place"] as? String)
        #expect(places.allSatisfy { $0.hasPrefix(parent + "/bid/bid.yaml:") })
    }

    /// Where the result would go, and not the result, is what is not there.
    @Test func theFolderThatIsMissingIsNamed() throws {
        let parent = try temporaryFolder("workspace")
        defer { try? Files.removeTree(parent) }
        for (language, words) in [("zh", "要写入的文件夹不存在"), ("en", "the folder to write into is not there")] {
            let ran = try Program.run(
                ["rules", "-o", parent + "/nowhere/rules.md", "--lang", language],
                environment: ["BIAO_TEMPLATES": parent])
            #expect(ran.status == 65 && ran.errors.contains(words), "\(ran.errors)")
            #expect(ran.errors.contains(parent + "/nowhere\n"))
        }
    }

    @Test func theOtherKindOfWorkspaceIsNamed() throws {
        let parent = try temporaryFolder("workspace")
        defer { try? Files.removeTree(parent) }
        #expect(try Program.run(["tender", "init", "-o", parent + "/lot"]).status == 0)
        let json = try Program.json(["bid", "check", parent + "/lot"])
        #expect(json.status == 65 && json.object.codes("problems") == ["WORK-0016"], "\(json.text)")
        #expect(json.text.contains("biao tender pack"))
    }

    /// Without an identity it is the tender's chain that has to be a practice one.
    @Test(arguments: SuiteID.allCases)
    func aTimeIsSetForPracticeTendersOnly(_ suite: SuiteID) throws {
        let parent = try temporaryFolder("workspace")
        defer { try? Files.removeTree(parent) }
        #expect(try Program.run(["bid", "init", try lot(suite).tenderPath, "-o", parent + "/bid"]).status == 0)
        let yaml = String(decoding: try Files.read(parent + "/bid/bid.yaml"), as: UTF8.self)
        try Files.write(
            yaml.replacingOccurrences(
                of: "  name: 【待填】\n  code: 【待填】", with: "  name: 某公司\n  code: 91350100M000100Y43"),
            to: parent + "/bid/bid.yaml")
        let json = try Program.json(["bid", "check", parent + "/bid", "--at", "2026-03-20T09:00:00+08:00"])
        #expect(json.status == 1 && json.object.codes("problems").isEmpty, "\(json.text)")
    }
}
