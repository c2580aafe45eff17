// TenderCommandTests.swift — the certificates that a tender names, and what becomes of a tender that is there already.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

/// What may be wrong with the certificates that a tender names.
struct CertificateFault: Sendable, CustomTestStringConvertible {
    var why: String
    /// Codes of findings; empty where it is the problem.
    var findings: Set<String>
    var problem: String?
    var status: Int32
    var make: @Sendable (TenderFolder) throws -> Void
    var testDescription: String { why }
}

@Suite struct TenderCertificateTests {
    static let faults: [CertificateFault] = [
        CertificateFault(why: "nothing is wrong", findings: [], status: 0) { _ in },
        CertificateFault(why: "a signing certificate cannot open anything", findings: ["SIGN-0010"], status: 1) {
            try $0.put("officer1/sign.crt", as: "officer1")
        },
        CertificateFault(
            why: "what the platform's is for is signing; whose it is does not matter here", findings: ["SIGN-0010"],
            status: 1
        ) { try $0.put("platform/enc.crt", as: "platform") },
        CertificateFault(why: "all have run out by the opening", findings: ["SIGN-0011"], status: 1) {
            try $0.edit("deadline: 2026", "deadline: 2066")
        },
        CertificateFault(why: "a trustee's counts as well", findings: ["SIGN-0010"], status: 1) {
            try $0.edit(
                "# recovery:\n#   threshold: 2\n#   trustees:\n#     - holder: 【待填】\n#       file: certificates/trustee1.crt\n"
                    + "#     - holder: 【待填】\n#       file: certificates/trustee2.crt",
                "recovery:\n  threshold: 2\n  trustees:\n    - holder: 滨河县公证处 何静\n      file: certificates/trustee1.crt\n"
                    + "    - holder: 滨河县公共资源交易监督管理局\n      file: certificates/trustee2.crt")
            try $0.put("trustee1/enc.crt", as: "trustee1")
            try $0.put("trustee2/sign.crt", as: "trustee2")
        },
        CertificateFault(why: "somebody else's name: a person should look", findings: ["PREF-0012"], status: 0) {
            try $0.edit("holder: 张敏", "holder: 王五")
        },
        CertificateFault(why: "the two were mixed up", findings: ["PREF-0012"], status: 0) {
            try $0.put("officer2/enc.crt", as: "officer1")
            try $0.put("officer1/enc.crt", as: "officer2")
        },
        CertificateFault(why: "the unit's name, with a blank in it", findings: [], status: 0) {
            try $0.edit("holder: 刘建平", "holder: 滨河县 住房和城乡建设局")
        },
        CertificateFault(why: "no certificate at all", findings: [], problem: "CRYP-0022", status: 65) {
            try Files.write("not a certificate", to: $0.path + "/certificates/officer1.crt")
        },
        CertificateFault(why: "a file that is not there", findings: [], problem: "FILE-0001", status: 65) {
            try Files.remove($0.path + "/certificates/officer2.crt")
        },
    ]

    /// check, check with the identity that will sign, and pack: all three say the same.
    @Test(arguments: faults) func allCommandsSayIt(_ fault: CertificateFault) throws {
        let tender = try TenderFolder()
        defer { try? Files.removeTree(tender.parent) }
        try fault.make(tender)
        let output = tender.parent + "/lot.tender"
        let signing = ["--identity", tender.agency]
        for arguments in [
            ["check", tender.path], ["check", tender.path] + signing, ["pack", tender.path, "-o", output] + signing,
        ] {
            let json = try Program.json(["tender"] + arguments + TenderFolder.acting, environment: unlocked)
            #expect(json.status == fault.status, "\(arguments): \(json.text)")
            let about = json.object.codes("findings").filter { $0.hasPrefix("SIGN-") || $0.hasPrefix("PREF-") }
            #expect(Set(about) == fault.findings, "\(arguments): \(json.text)")
            #expect(json.object.codes("problems") == [fault.problem].compactMap(\.self), "\(arguments): \(json.text)")
            if fault.problem != nil { #expect(json.text.contains("tender.yaml:") && json.text.contains(".crt")) }
        }
        #expect(Files.exists(output) == (fault.status == 0))
    }

    @Test func countsComeAfterAllThatIsCounted() throws {
        let tender = try TenderFolder()
        defer { try? Files.removeTree(tender.parent) }
        try tender.put("officer1/sign.crt", as: "officer1")
        let ran = try Program.run(
            ["tender", "pack", tender.path, "-o", tender.parent + "/lot.tender", "--identity", tender.agency]
                + TenderFolder.acting, environment: unlocked)
        #expect(ran.status == 1 && ran.text.contains("1 errors") && !ran.text.contains(" 0 errors"), "\(ran.text)")
        #expect(ran.errors.contains("not packed") && !ran.text.contains("packed version"))
    }
}

@Suite struct OverwriteTests {
    @Test func aTenderIsNotLost() throws {
        let tender = try TenderFolder()
        defer { try? Files.removeTree(tender.parent) }
        let output = tender.parent + "/lot.tender"
        let pack =
            ["tender", "pack", tender.path, "-o", output, "--identity", tender.agency] + TenderFolder.acting
        try staysUntilToldOtherwise(pack, output)
    }

    @Test func aBidIsNotLost() throws {
        let lot = try Scenario()
        let (folder, identity) = try lot.workspace()
        let output = lot.path("my.bid")
        try staysUntilToldOtherwise(
            ["bid", "pack", folder, "-o", output, "--identity", identity] + Self.acting, output)
    }

    @Test func neitherEnvelopeOfABidIsLost() throws {
        let lot = try Scenario(envelopes: 2)
        let (folder, identity) = try lot.workspace()
        try Files.write("报价", to: folder + "/parts/pricing/报价.txt")
        let pack = ["bid", "pack", folder, "-o", lot.path("my.bid"), "--identity", identity] + Self.acting
        try Files.write("mine", to: lot.path("my-2.bid"))
        let refused = try Program.json(pack, environment: unlocked)
        #expect(refused.status == 64 && refused.object.codes("problems") == ["CLI-0067"], "\(refused.text)")
        #expect(!Files.exists(lot.path("my-1.bid")) && refused.text.contains("my-2.bid"))
    }

    private static let acting = ["--at", "2026-03-31T16:00:00+08:00"]

    private func staysUntilToldOtherwise(_ pack: [String], _ output: String) throws {
        let first = try Program.run(pack, environment: unlocked)
        try #require(first.status == 0, "\(first.text)\(first.errors)")
        let before = try Files.read(output)
        for language in ["zh", "en"] {
            let again = try Program.run(pack + ["--lang", language], environment: unlocked)
            #expect(again.status == 64 && again.errors.contains("CLI-0067"), "\(again.errors)")
            #expect(again.errors.contains(output) && again.errors.contains("--overwrite"))
        }
        #expect(try Files.read(output) == before)
        #expect(try Program.run(pack + ["--overwrite"], environment: unlocked).status == 0)
        #expect(try Files.read(output) != before, "signed anew")
    }
}
