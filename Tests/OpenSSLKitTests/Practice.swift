// Practice.swift — a small PKI of every kind, made once for all tests, and the openssl tool to check us against.
import Foundation
import OpenSSLKit
import Reporting

/// 2026-01-01T00:00:00Z
let epoch: Int64 = 1_767_225_600
let day: Int64 = 86_400

/// Root, intermediate, signer, recipient and TSA with keys of one kind.
struct Practice {
    struct Identity {
        var key: PrivateKey
        var certificate: Certificate
    }

    var root: Identity
    var intermediate: Identity
    var signer: Identity
    var recipient: Identity
    var tsa: Identity

    static let rsa = Result { try Practice(.rsa(bits: 2048)) }
    static let p256 = Result { try Practice(.p256) }

    static let sm2 = Result { try Practice(.sm2) }

    static func of(_ kind: String) throws -> Practice {
        switch kind {
        case "rsa": try rsa.get()
        case "sm2": try sm2.get()
        default: try p256.get()
        }
    }

    init(_ kind: PrivateKey.Kind) throws {
        root = try Self.make("根 Root", kind, by: nil, usage: [.keyCertSign, .crlSign], isCA: true)
        intermediate = try Self.make(
            "中级 Intermediate", kind, by: root, usage: [.keyCertSign, .crlSign], isCA: true, pathLength: 0)
        signer = try Self.make("甲 Signer", kind, by: intermediate, usage: [.digitalSignature, .nonRepudiation])
        recipient = try Self.make(
            "乙 Recipient", kind, by: intermediate, usage: kind == .p256 ? .keyAgreement : .keyEncipherment)
        tsa = try Self.make(
            "时间戳 TSA", kind, by: root, usage: .digitalSignature, extended: [TimestampAuthority.extendedKeyUsage])
    }

    static func make(
        _ name: String, _ kind: PrivateKey.Kind, by issuer: Identity?, usage: KeyUsage, extended: [String] = [],
        isCA: Bool = false, pathLength: Int? = nil, from: Int64 = epoch, to: Int64 = epoch + 3650 * day
    ) throws -> Identity {
        let key = try PrivateKey.generate(kind)
        let request = CertificateTemplate(
            subject: [("2.5.4.6", "CN"), ("2.5.4.10", "某某公司"), ("2.5.4.97", "91110000600037341L"), ("2.5.4.3", name)],
            publicKey: try key.publicKey, keyUsage: usage, extendedKeyUsage: extended, policies: ["1.2.3.4"],
            isCA: isCA,
            pathLength: pathLength, notBefore: from, notAfter: to)
        let certificate = try CertificateAuthority.issue(
            request, issuer: issuer?.certificate, issuerKey: issuer?.key ?? key)
        return Identity(key: key, certificate: certificate)
    }
}

/// A folder that goes away with the test.
final class Folder {
    let path: String
    init() throws {
        path = NSTemporaryDirectory() + "biao-openssl-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    /// Runs the openssl tool in the folder; its exit status and everything it said.
    @discardableResult
    func openssl(_ arguments: String...) throws -> (status: Int32, said: String) { try openssl(arguments) }

    @discardableResult
    func openssl(_ arguments: [String]) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}

/// The code of the problem that `body` throws, nil where it throws none.
func problemCode(_ body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error.code }
}

/// Where the bytes of the embedded certificates and lists lie in a message: they are judged on their own.
func ranges(of parts: [[UInt8]], in message: [UInt8]) -> [Range<Int>] {
    parts.compactMap { part in
        (0...max(0, message.count - part.count)).first { message[$0...].starts(with: part) }.map {
            $0..<$0 + part.count
        }
    }
}
