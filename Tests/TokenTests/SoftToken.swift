// SoftToken.swift — SoftHSM tokens for tests, with keys and certificates of the practice cast: bought, as it were, from a CA.
import FileKit
import Glibc
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel

/// Whether a key, its certificate, or both are put on a token.
struct Load {
    enum What { case both, keyOnly, certificateOnly }
    /// Folder of the practice identity.
    var person: String
    /// `sign` or `enc`.
    var half: String
    var id: String
    var label: String
    var what = What.both
    /// The key wants the PIN before each use (CKA_ALWAYS_AUTHENTICATE).
    var careful = false
}

/// SoftHSM reads its configuration once a process and shows the tokens that were there then, so all are made at once.
enum SoftToken {
    static let module = "/usr/lib/softhsm/libsofthsm2.so"
    static let pin = "24680"
    static var secret: Secret { Secret(copying: Array(pin.utf8)) }
    /// What asks for its PIN again and again has one of its own.
    private static func pin(of label: String) -> String { label.hasSuffix("careful") ? "97531" : pin }

    /// Every token by its label.
    private static let plan: [(label: String, suite: SuiteID, loads: [Load])] = {
        func pair(_ person: String, careful: Bool = false) -> [Load] {
            [
                Load(person: person, half: "sign", id: "01", label: "签名", careful: careful),
                Load(person: person, half: "enc", id: "02", label: "加密", careful: careful),
            ]
        }
        return [
            ("RSA bidder", .rsaSHA256, pair("bidder1")),
            ("RSA officer", .rsaSHA256, pair("officer1")),
            ("EC bidder", .p256SHA256, pair("bidder1")),
            ("EC officer", .p256SHA256, pair("officer1")),
            ("EC platform", .p256SHA256, pair("platform")),
            (
                "Two signers", .p256SHA256,
                pair("bidder1") + [Load(person: "bidder1/head", half: "sign", id: "03", label: "负责人")]
            ),
            (
                "Two openers", .p256SHA256,
                pair("bidder1") + [Load(person: "bidder1", half: "enc", id: "04", label: "旧加密")]
            ),
            (
                "Keyless", .p256SHA256,
                [Load(person: "bidder1", half: "sign", id: "01", label: "s", what: .certificateOnly)]
            ),
            ("Certless", .p256SHA256, [Load(person: "bidder1", half: "sign", id: "01", label: "s", what: .keyOnly)]),
            (
                "Crossed", .p256SHA256,
                [
                    Load(person: "bidder1", half: "sign", id: "01", label: "s", what: .certificateOnly),
                    Load(person: "bidder2", half: "sign", id: "01", label: "s", what: .keyOnly),
                ]
            ),
            ("Empty", .p256SHA256, []), ("Wrong PIN", .p256SHA256, pair("bidder1")),
            ("Final try", .p256SHA256, pair("bidder1")), ("Locked", .p256SHA256, pair("bidder1")),
            ("Pulled", .p256SHA256, pair("bidder1")), ("Broken", .p256SHA256, pair("officer1")),
            ("RSA careful", .rsaSHA256, pair("bidder1", careful: true)),
            ("EC careful", .p256SHA256, pair("bidder1", careful: true)),
            ("Twin", .p256SHA256, []), ("Twin", .p256SHA256, []),
        ]
    }()

    /// The folder with the tokens; SOFTHSM2_CONF points to it from then on.
    static let home: Result<String, any Error> = Result {
        let folder = try temporaryFolder("softhsm")
        try Files.makeFolder(folder + "/tokens")
        try Files.write(
            "directories.tokendir = \(folder)/tokens\nobjectstore.backend = file\nlog.level = ERROR\n",
            to: folder + "/softhsm2.conf")
        setenv("SOFTHSM2_CONF", folder + "/softhsm2.conf", 1)
        for (position, token) in plan.enumerated() {
            try tool([
                "softhsm2-util", "--init-token", "--free", "--label", token.label, "--so-pin", "13579", "--pin",
                pin(of: token.label),
            ])
            // the second of two twins has nothing on it
            for load in token.loads {
                let source = "\(try Cast.folder(token.suite))/\(load.person)/\(load.half)"
                let key = "\(folder)/\(position)-\(load.id).pem"
                if load.what != .certificateOnly {
                    try tool([
                        "sh", "-c",
                        "openssl pkcs12 -in '\(source).p12' -nocerts -nodes -passin pass:scenario | openssl pkcs8 -topk8 -nocrypt -outform DER -out '\(key)'",
                    ])
                    // softhsm2-util would bring an EC key in without the right to derive
                    try write(
                        key, "privkey", to: token.label, id: load.id, label: load.label,
                        more: load.half == "sign"
                            ? ["--usage-sign"] : token.suite == .rsaSHA256 ? ["--usage-decrypt"] : ["--usage-derive"],
                        careful: load.careful)
                }
                if load.what != .keyOnly {
                    try tool([
                        "sh", "-c", "openssl x509 -in '\(source).crt' -outform DER -out '\(key).der'",
                    ])
                    try write("\(key).der", to: token.label, id: load.id, label: load.label)
                }
            }
            if let first = token.loads.first {
                let chain = "\(try Cast.folder(token.suite))/\(first.person)/chain.crt"
                try tool(["sh", "-c", "openssl x509 -in '\(chain)' -outform DER -out '\(folder)/chain.der'"])
                try write("\(folder)/chain.der", to: token.label, id: "f0", label: "CA")
            }
        }
        return folder
    }

    private static func write(
        _ file: String, _ type: String = "cert", to token: String, id: String, label: String, more: [String] = [],
        careful: Bool = false
    ) throws {
        try tool(
            [
                "pkcs11-tool", "--module", module, "--token-label", token, "--login", "--pin",
                pin(of: token), "--write-object",
                file,
                "--type", type, "--id", id, "--label", label,
            ] + (type == "privkey" ? ["--sensitive"] : []) + (careful ? ["--always-auth"] : []) + more)
    }

    @discardableResult
    static func tool(_ arguments: [String]) throws -> String {
        let ran = try shell(arguments)
        guard ran.status == 0 else {
            throw ScenarioFailure(findings: [
                Finding(code: "TEST-0001", message: LocalizedText(zh: "", en: "\(arguments): \(ran.errors)"))
            ])
        }
        return ran.text
    }

    /// The URI of a token.
    static func uri(_ label: String, more: String = "", module: String = module) throws -> String {
        _ = try home.get()
        return "pkcs11:token=\(label.split(separator: " ").joined(separator: "%20"))\(more)?module-path=\(module)"
    }

    /// An identity folder whose keys are on a token: what is not on it comes from the practice identity.
    static func folder(_ label: String, _ person: String, _ suite: SuiteID, module: String = module) throws -> String {
        let practice = try Cast.folder(suite) + "/" + person
        let folder = try temporaryFolder("token-identity")
        try Files.write(try uri(label, module: module) + "\n", to: folder + "/" + Identity.tokenFile)
        for name in ["crls", "roots", "tsa"] { try Files.link(folder + "/" + name, to: practice + "/" + name) }
        return folder
    }

    static func identity(_ label: String, _ person: String, _ suite: SuiteID, module: String = module) throws
        -> Identity
    {
        try Identity.load(
            try folder(label, person, suite, module: module), passphrase: Secret(copying: Array(pin(of: label).utf8)))
    }
}
