// Court.swift — judges that no one here wrote, put before one container: each says yes or no.
import FileKit
import Foundation
import OpenSSLKit
import Scenario
import Signing
import TenderModel

/// A tool that is not ours, and the question that it is asked.
enum Judge: String, Sendable, CaseIterable, Comparable {
    /// `unzip -t`: is the archive sound?
    case unzip
    /// `sha256sum --check`, or `openssl dgst -sm3`, on each manifest: are these the bytes that were signed, and all of them?
    case sha256sum
    /// `openssl cms -verify -cades -crl_check_all`, or `openssl dgst -sm3 -verify` over the signed attributes: who signed the manifest?
    case openssl
    /// `xmllint --schema`: are root document and manifests of the published form?
    case xmllint
    /// Python's own zip and XML: as many signatures as the root document asks for roles, one manifest for each.
    case roles
    /// pyHanko: who signed the manifest, and when?
    case pyhanko

    static func < (a: Judge, b: Judge) -> Bool { a.rawValue < b.rawValue }

    /// Where pyHanko is; scripts/test installs it, or says in sight that it could not.
    static let pyhankoPath = ProcessInfo.processInfo.environment["BIAO_PYHANKO"]
    /// A Python that has gmssl and gmssl_pyx; from scripts/test too.
    static let gmsslPath = ProcessInfo.processInfo.environment["BIAO_GMSSL"]
    static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    /// All but pyHanko, which takes seconds and has tests of its own.
    static let quick = allCases.filter { $0 != .pyhanko }
}

/// A container before its judges.
struct Court {
    let suite: SuiteID
    let path: String
    let folder: String
    /// Root certificates in one file.
    let roots: String
    /// When the judges are to think it is.
    let time: Instant

    init(_ path: String, suite: SuiteID, at time: Instant = Scenario.afterWindow) throws {
        self.path = path
        self.suite = suite
        self.time = time
        let place = try temporaryFolder("court")
        folder = place + "/container"
        roots = place + "/roots.pem"
        let trust = try Cast.trust(suite)
        try Files.write((trust.anchors + trust.timestampAnchors).map(\.pem).joined(), to: roots)
        try Files.makeFolder(folder)
        // What unzip complains of is its own affair; the others judge what it took out.
        _ = try shell(["unzip", "-q", "-o", path, "-d", folder], environment: ["LC_ALL": "C.UTF-8"])
    }

    /// Those of the judges who say no.
    func refusals(of judges: [Judge] = Judge.quick) throws -> [Judge] {
        try judges.filter { try !accepts($0) }.sorted()
    }

    func accepts(_ judge: Judge) throws -> Bool {
        switch judge {
        case .unzip: return try shell(["unzip", "-tqq", path]).status == 0
        case .sha256sum: return try run(Self.checkSums) == 0
        case .openssl:
            return try eachSignature { signature, manifest in
                if suite == .sm2SM3 {
                    return [
                        "python3", Self.repository + "/scripts/lib/sm2_signature.py", "verify", signature, manifest,
                        roots,
                        "--attime", String(time.seconds),
                    ]
                }
                return [
                    "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", signature, "-content",
                    manifest,
                    "-CAfile", roots, "-purpose", "any", "-attime", String(time.seconds), "-crl_check_all", "-out",
                    "/dev/null",
                ]
            }
        case .xmllint: return try isOfPublishedForm()
        case .roles: return try run(Self.checkRoles) == 0
        case .pyhanko:
            guard let tool = Judge.pyhankoPath else { return false }
            return try eachSignature { signature, manifest in
                [
                    tool, "sign", "validate", "--trust", roots, "--trust-replace", "--no-revocation-check",
                    "--validation-time", time.text, "--detached", signature, manifest,
                ]
            }
        }
    }

    private func run(_ script: String) throws -> Int32 {
        try shell(["python3", "-c", script, path, folder, SignatureSuites.suite(suite).digestURI], in: folder).status
    }

    /// Whether there is a signature, and all of them satisfy.
    private func eachSignature(_ arguments: (_ signature: String, _ manifest: String) -> [String]) throws -> Bool {
        let numbers = try names(in: "META-INF").filter { $0.hasSuffix(".p7s") }.map {
            String($0.dropFirst(9).dropLast(4))
        }
        return try !numbers.isEmpty
            && numbers.allSatisfy { number in
                try shell(
                    arguments("META-INF/signature\(number).p7s", "META-INF/ASiCManifest\(number).xml"), in: folder
                ).status == 0
            }
    }

    private func isOfPublishedForm() throws -> Bool {
        func isValid(_ file: String, _ schema: String) throws -> Bool {
            let source = Self.repository + "/docs/formats/" + schema
            return try shell(["xmllint", "--noout", "--nonet", "--schema", source, file], in: folder).status == 0
        }
        let roots = try names(in: "").filter { $0.hasSuffix(".xml") }
        let manifests = try names(in: "META-INF").filter { $0.hasSuffix(".xml") }
        return try roots.count == 1 && roots.allSatisfy { try isValid($0, "biao-1.xsd") }
            && manifests.allSatisfy { try isValid("META-INF/" + $0, "asic-manifest.xsd") }
    }

    private func names(in part: String) throws -> [String] {
        guard Files.kind(of: folder + "/" + part) == .folder else { return [] }
        return try Files.list(folder + "/" + part).filter { $0.kind == .file }.map(\.name).sorted()
    }

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The manifest's digests, as sha256sum reads them; and no file beside those listed. Python's standard library only.
    private static let checkSums = """
        import base64, glob, os, subprocess, sys, urllib.parse, xml.etree.ElementTree as tree
        asic, ds = "{http://uri.etsi.org/02918/v1.2.1#}", "{http://www.w3.org/2000/09/xmldsig#}"
        manifests = sorted(glob.glob("META-INF/ASiCManifest*.xml"))
        present = {os.path.relpath(os.path.join(where, name)) for where, _, names in os.walk(".") for name in names}
        payload = {name for name in present if name != "mimetype" and not name.startswith("META-INF/")}
        for manifest in manifests:
            listed = {}
            for item in tree.parse(manifest).iter(asic + "DataObjectReference"):
                method = item.find(ds + "DigestMethod").get("Algorithm")
                assert method == sys.argv[3], method
                listed[urllib.parse.unquote(item.get("URI"))] = base64.b64decode(item.find(ds + "DigestValue").text).hex()
            assert set(listed) == payload, set(listed) ^ payload
            lines = "".join(f"{digest}  {name}\\n" for name, digest in listed.items())
            if method.startswith("urn:oid:"):
                for name, digest in listed.items():
                    found = subprocess.run(["openssl", "dgst", "-sm3", "-r", name], capture_output=True, check=True)
                    assert found.stdout.split()[0].decode() == digest, name
            else:
                subprocess.run(["sha256sum", "--check", "--strict", "--status"], input=lines.encode(), check=True)
        assert manifests
        """

    /// Roles that a bid asks for, against the signatures that there are.
    private static let checkRoles = """
        import sys, xml.etree.ElementTree as tree, zipfile
        names = zipfile.ZipFile(sys.argv[1]).namelist()
        seals = [name for name in names if name.endswith(".p7s")]
        lists = [name for name in names if name.startswith("META-INF/ASiCManifest")]
        assert names[0] == "mimetype" and seals and len(seals) == len(lists)
        if "bid.xml" in names:
            asked = tree.parse("bid.xml").findall("{*}roles/{*}role")
            assert len(asked) == len(seals), (asked, seals)
        """
}
