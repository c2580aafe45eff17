// EntryName.swift — the names within a container, and how a manifest writes them.

/// Names that have a meaning in every container.
package enum EntryName {
    package static let mimetype = "mimetype"
    package static let mediaType = "application/vnd.etsi.asic-e+zip"
    package static let metadata = "META-INF/"

    /// `META-INF/ASiCManifest001.xml` and so on; `number` from 1 to 999.
    package static func manifest(_ number: Int) -> String { "META-INF/ASiCManifest\(digits(number)).xml" }

    /// `META-INF/signature001.p7s` and so on.
    package static func signature(_ number: Int) -> String { "META-INF/signature\(digits(number)).p7s" }

    static func digits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 3 - text.count)) + text
    }

    /// A name as a URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded UTF-8.
    static func uri(_ name: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x2f, 0x5f, 0x7e: text.append(byte)
            default: text += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The name behind a relative URI reference; nil where its escapes are not UTF-8 or cut short.
    static func name(uri text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.nibble), let low = rest.popFirst().flatMap(Self.nibble) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
