// Parts.swift — a container taken apart, to be altered in one place and put together again as a sound archive.
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TenderModel
import ZipKit

/// The entries of a container. Unlike ``ContainerWriter`` it puts together whatever it is told to.
package struct Parts {
    package struct Entry {
        package var name: String
        package var bytes: [UInt8]
        package var method: ZipWriter.Method = .store
    }

    package var entries: [Entry]

    package init(_ path: String) throws {
        let archive = try ZipReader(path)
        entries = try archive.entries.map {
            Entry(name: $0.name, bytes: try archive.read($0, limit: 64 << 20), method: $0.method)
        }
    }

    package var names: [String] { entries.map(\.name) }

    /// The bytes of an entry; setting those of a new name adds it at the end, setting nil removes one.
    package subscript(name: String) -> [UInt8]? {
        get { entries.first { $0.name == name }?.bytes }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let bytes?): entries[index].bytes = bytes
            case (let index?, nil): entries.remove(at: index)
            case (nil, let bytes?): entries.append(Entry(name: name, bytes: bytes))
            case (nil, nil): break
            }
        }
    }

    package func text(_ name: String) -> String { String(decoding: self[name] ?? [], as: UTF8.self) }

    /// Replaces one text by another within an entry, where it must be.
    package mutating func replace(_ old: String, with new: String, in name: String) throws {
        let (before, old) = (self[name] ?? [], Array(old.utf8))
        guard let place = before.indices.first(where: { before[$0...].starts(with: old) }) else {
            throw Problem.bug("nothing to replace in \(name)")
        }
        self[name] = Array(before[..<place]) + Array(new.utf8) + Array(before[(place + old.count)...])
    }

    package mutating func rename(_ name: String, to new: String) {
        for index in entries.indices where entries[index].name == name { entries[index].name = new }
    }

    package mutating func swap(_ a: String, _ b: String) {
        let (first, second) = (self[a], self[b])
        self[a] = second
        self[b] = first
    }

    package mutating func flip(bit: Int = 0, at offset: Int, of name: String) {
        self[name]?[offset] ^= 1 << UInt8(bit)
    }

    /// Writes manifest `number` anew: these payload entries with their true digests, or all.
    package mutating func list(_ listed: [String]? = nil, number: Int = 1, signature: String? = nil) throws {
        let suite = suite
        let names = listed ?? names.filter { $0 != EntryName.mimetype && !$0.hasPrefix(EntryName.metadata) }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <a:ASiCManifest xmlns:a="http://uri.etsi.org/02918/v1.2.1#" xmlns:d="http://www.w3.org/2000/09/xmldsig#">
            <a:SigReference URI="\(signature ?? EntryName.signature(number))" MimeType="application/pkcs7-signature"/>

            """
        for name in names {
            let digest = Base64.encode(try Digest.of(self[name] ?? [], suite.digest))
            text += """
                <a:DataObjectReference URI="\(Self.escaped(name))">
                <d:DigestMethod Algorithm="\(suite.digestURI)"/><d:DigestValue>\(digest)</d:DigestValue>
                </a:DataObjectReference>

                """
        }
        self[EntryName.manifest(number)] = Array((text + "</a:ASiCManifest>\n").utf8)
    }

    /// The suite, as far as digests go: what the first manifest says.
    private var suite: any SignatureSuite {
        let text = String(decoding: self[EntryName.manifest(1)] ?? [], as: UTF8.self)
        let national = SignatureSuites.suite(.sm2SM3)
        return text.contains(national.digestURI) ? national : SignatureSuites.suite(.p256SHA256)
    }

    /// Names another digest algorithm in a manifest.
    package mutating func nameDigest(_ uri: String, in manifest: String) {
        let text = String(decoding: self[manifest] ?? [], as: UTF8.self)
        self[manifest] = Array(text.replacing(suite.digestURI, with: uri).utf8)
    }

    /// Signs manifest `number` as it stands.
    package mutating func sign(_ signer: Signer, role: SignatureRole? = nil, number: Int = 1) throws {
        self[EntryName.signature(number)] = try signer.sign(self[EntryName.manifest(number)] ?? [], role: role)
    }

    /// Puts the entries together, in their order, to `path`.
    @discardableResult
    package func write(to path: String) throws -> String {
        let archive = ZipWriter(path: path)
        for entry in entries {
            try archive.add(
                entry.name, .bytes(entry.bytes), method: entry.method, modified: Scenario.issued.seconds)
        }
        try archive.close()
        return path
    }

    private static func escaped(_ name: String) -> String {
        let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        return name.utf8.map { byte in
            kept.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
