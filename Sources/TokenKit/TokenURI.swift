// TokenURI.swift — the name of a token and of what is on it, read strictly: pkcs11: (RFC 7512) and our skf: after its model.
package import Reporting

/// A parsed URI.
///
/// ```
/// pkcs11:token=Bidder%201;id=%01?module-path=/usr/lib/vendor.so&pin-source=file:/home/me/pin
/// ```
/// RFC 7512 has more attributes than are read here; whatever is not read is refused, since leaving it out could name
/// another token than was meant.
package struct TokenURI: Sendable, Equatable {
    package enum Scheme: String, Sendable, CaseIterable {
        /// RFC 7512.
        case pkcs11
        /// A library with the interface of GM/T 0016: `skf:device=…;application=…;container=…?module-path=…`. The names are
        /// those that its enumerations give; there is no standard for this, so the form is RFC 7512's.
        case skf
    }

    package var scheme: Scheme
    /// The path attributes, decoded.
    private var path: [String: [UInt8]]
    /// The maker's library; nil where the URI names none.
    package private(set) var modulePath: String?
    /// A file with the PIN.
    package private(set) var pinFile: String?
    /// As it was written.
    package let text: String

    /// Whether a command's argument is meant as a URI and not as a folder's name.
    package static func isOne(_ text: String) -> Bool {
        Scheme.allCases.contains { text.lowercased().hasPrefix($0.rawValue + ":") }
    }

    /// - Throws: TOKN-0001 malformed, TOKN-0002 an attribute that is not read, TOKN-0003 a PIN in the URI.
    package init(_ text: String) throws(Problem) {
        guard let colon = text.firstIndex(of: ":"), let scheme = Scheme(rawValue: text[..<colon].lowercased()) else {
            throw .malformed(text, zh: "须以 pkcs11: 或 skf: 开头", en: "it begins with pkcs11: or skf:")
        }
        // before anything else, wherever it stands and however it is spelt: every other problem shows the URI
        guard !text.lowercased().contains("pin-value=") else { throw .pinInURI }
        self.scheme = scheme
        self.text = text
        path = [:]
        let halves = text[text.index(after: colon)...].split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        for (name, value) in try Self.attributes(halves[0], separator: ";", of: text) {
            guard Self.known(scheme).contains(name) else { throw .unknownAttribute(name, of: text) }
            guard path.updateValue(value, forKey: name) == nil else { throw .twice(name, of: text) }
        }
        var query: [String: [UInt8]] = [:]
        if halves.count == 2 {
            for (name, value) in try Self.attributes(halves[1], separator: "&", of: text) {
                // arguments are seen by every user of the machine, and kept in the shell's history
                guard ["module-path", "pin-source"].contains(name) else { throw .unknownAttribute(name, of: text) }
                guard query.updateValue(value, forKey: name) == nil else { throw .twice(name, of: text) }
            }
        }
        modulePath = try query["module-path"].map { (bytes) throws(Problem) in try Self.fileName(bytes, of: text) }
        pinFile = try query["pin-source"].map { (bytes) throws(Problem) in
            let source = try Self.fileName(bytes, of: text)
            let name =
                source.hasPrefix("file:///")
                ? String(source.dropFirst(7)) : source.hasPrefix("file:/") ? String(source.dropFirst(5)) : nil
            guard let name, !name.hasPrefix("//") else {
                throw .malformed(text, zh: "pin-source 须为 file:/绝对路径", en: "pin-source is file:/absolute/path")
            }
            return name
        }
        if let type = path["type"], !["cert", "private"].contains(String(decoding: type, as: UTF8.self)) {
            throw .malformed(text, zh: "type 须为 cert 或 private", en: "type is cert or private")
        }
        if let slot = path["slot-id"], UInt(String(decoding: slot, as: UTF8.self)) == nil {
            throw .malformed(text, zh: "slot-id 须为数字", en: "slot-id is a number")
        }
    }

    /// Whether the URI names this token: each attribute that it has is the token's.
    package func names(_ token: TokenDescription) -> Bool {
        func fits(_ name: String, _ value: String) -> Bool { path[name].map { $0 == Array(value.utf8) } ?? true }
        return fits("token", token.label) && fits("manufacturer", token.manufacturer) && fits("model", token.model)
            && fits("serial", token.serial) && fits("slot-id", String(token.slot))
            && fits("application", token.label) && fits("device", token.serial)
    }

    /// Whether the URI names this entry of its token.
    package func names(_ entry: TokenEntry) -> Bool {
        ((path["object"] ?? path["container"]).map { $0 == Array(entry.label.utf8) } ?? true)
            && (path["id"].map { $0 == entry.id } ?? true)
    }

    /// Whether the URI says more than which token.
    package var namesEntry: Bool { path["object"] != nil || path["id"] != nil || path["container"] != nil }

    private static func known(_ scheme: Scheme) -> Set<String> {
        switch scheme {
        case .pkcs11: ["token", "manufacturer", "model", "serial", "slot-id", "object", "id", "type"]
        case .skf: ["device", "application", "container"]
        }
    }

    private static func attributes(
        _ part: Substring, separator: Character, of text: String
    ) throws(Problem) -> [(String, [UInt8])] {
        guard !part.isEmpty else { return [] }
        var all: [(String, [UInt8])] = []
        for pair in part.split(separator: separator, omittingEmptySubsequences: false) {
            guard let equals = pair.firstIndex(of: "=") else {
                throw .malformed(text, zh: "“\(pair)”不是 名=值", en: "\"\(pair)\" is not name=value")
            }
            let name = String(pair[..<equals])
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7a).contains($0) || $0 == 0x2d }) else {
                throw .malformed(text, zh: "“\(name)”不是属性名", en: "\"\(name)\" is no attribute name")
            }
            all.append((name, try decode(pair[pair.index(after: equals)...], separator: separator, of: text)))
        }
        return all
    }

    /// `*pk11-pchar` or `*pk11-qchar` of RFC 7512, 2.3: unreserved, a few others, and percent-encoded bytes.
    private static func decode(
        _ value: Substring, separator: Character, of text: String
    ) throws(Problem) -> [UInt8] {
        let others = Array((":[]@!$'()*+,=" + (separator == ";" ? "&" : "/?|")).utf8) + Array("-._~".utf8)
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let next = rest.popFirst() {
            if next == UInt8(ascii: "%") {
                guard rest.count >= 2, let high = hexDigit(rest.removeFirst()), let low = hexDigit(rest.removeFirst())
                else { throw .malformed(text, zh: "% 之后须有两位十六进制数", en: "% is followed by two hexadecimal digits") }
                bytes.append(high << 4 | low)
            } else if others.contains(next) || (0x30...0x39).contains(next) || (0x41...0x5a).contains(next)
                || (0x61...0x7a).contains(next)
            {
                bytes.append(next)
            } else {
                let shown = String(value)
                throw .malformed(
                    text, zh: "“\(shown)”中的空格、中文等字符须写成 %XX",
                    en: "spaces, Chinese and the like in \"\(shown)\" are written %XX")
            }
        }
        return bytes
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func fileName(_ bytes: [UInt8], of text: String) throws(Problem) -> String {
        guard !bytes.isEmpty, !bytes.contains(0), let name = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(text, zh: "文件名有误", en: "a file name in it is wrong")
        }
        return name
    }
}
