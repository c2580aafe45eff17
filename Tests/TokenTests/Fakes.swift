// Fakes.swift — modules in C that the tests compile: troubles that SoftHSM has not, and a library after GM/T 0016.
import FileKit
import Glibc
import OpenSSLKit
import Reporting
import Scenario
import Signing
import Synchronization
import TenderModel

enum Fakes {
    private static let sources = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Modules"
    private static let folder: Result<String, any Error> = Result { try temporaryFolder("modules") }
    private static let number = Atomic<Int>(0)

    /// Compiles a module anew, so that each has its own state.
    static func compile(_ name: String, _ options: [String] = []) throws -> String {
        let module = "\(try folder.get())/\(name)-\(number.add(1, ordering: .relaxed).newValue).so"
        try SoftToken.tool(["cc", "-shared", "-fPIC", "-o", module, "\(sources)/\(name).c"] + options)
        return module
    }

    static func program(_ name: String, _ options: [String]) throws -> String {
        let program = "\(try folder.get())/\(name)-\(number.add(1, ordering: .relaxed).newValue)"
        try SoftToken.tool(["cc", "-o", program, "\(sources)/\(name).c"] + options)
        return program
    }

    static func pkcs11(_ options: String...) throws -> String { try compile("fake-pkcs11", options + ["-ldl"]) }

    /// The devices, by name: the practice identities that are their containers.
    private static let devices = [
        "bidder": "bidder1", "officer": "officer1", "wrong": "bidder1", "locked": "bidder1", "pulled": "bidder1",
    ]

    private static let skf: Result<(home: String, module: String), any Error> = Result {
        let home = try temporaryFolder("skf")
        for (device, person) in devices {
            try Files.makeFolder("\(home)/\(device)")
            for half in ["sign.p12", "enc.p12"] {
                try Files.link("\(home)/\(device)/\(half)", to: "\(try Cast.folder(.sm2SM3))/\(person)/\(half)")
            }
        }
        // RSA keys in the same library
        try Files.makeFolder(home + "/rsa")
        try Files.link(home + "/rsa/sign.p12", to: "\(try Cast.folder(.rsaSHA256))/bidder1/sign.p12")
        setenv("FAKE_SKF", home, 1)
        return (home, try compile("fake-skf", ["-lcrypto"]))
    }

    static func skfHome() throws -> String { try skf.get().home }

    static func skfURI(_ device: String, more: String = "", module: String? = nil) throws -> String {
        "skf:device=\(device)\(more)?module-path=\(try module ?? skf.get().module)"
    }

    /// An identity folder whose keys are in an SKF device.
    static func skfIdentity(
        _ device: String, pin: String = SoftToken.pin, module: String? = nil
    ) throws -> Identity {
        let practice = "\(try Cast.folder(.sm2SM3))/\(devices[device] ?? "bidder1")"
        let folder = try temporaryFolder("skf-identity")
        try Files.write(try skfURI(device, module: module) + "\n", to: folder + "/" + Identity.tokenFile)
        for name in ["crls", "roots", "tsa", "chain.crt"] {
            try Files.link("\(folder)/\(name)", to: "\(practice)/\(name)")
        }
        return try Identity.load(folder, passphrase: Secret(copying: Array(pin.utf8)))
    }

    /// An identity whose keys are on a token, for any suite: SM2 keys by SKF, others by PKCS#11.
    static func identity(_ kind: String, _ person: String, _ suite: SuiteID) throws -> Identity {
        switch suite {
        case .sm2SM3: try skfIdentity(kind)
        case .rsaSHA256: try SoftToken.identity("RSA \(kind)", person, suite)
        case .p256SHA256: try SoftToken.identity("EC \(kind)", person, suite)
        }
    }
}
