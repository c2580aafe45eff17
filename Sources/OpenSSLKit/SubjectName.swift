// SubjectName.swift — whom a certificate or a request is for: a distinguished name (X.501), attribute by attribute.
internal import COpenSSL
package import Reporting

/// A distinguished name in the order of its attributes.
package struct SubjectName: Sendable {
    package static let commonName = "2.5.4.3"
    package static let country = "2.5.4.6"
    package static let organization = "2.5.4.10"
    package static let organizationIdentifier = "2.5.4.97"

    /// Dotted identifiers and values.
    package var attributes: [(oid: String, value: String)]

    package init(_ attributes: [(oid: String, value: String)]) { self.attributes = attributes }

    /// Reads `/C=CN/O=单位/CN=姓名`, as `openssl req -subj` takes it: names of OpenSSL's or dotted identifiers, `\` before
    /// a character that is meant as itself.
    ///
    /// - Throws: CRYP-0096 for anything else, and for two attributes joined by `+`, which we do not write.
    package init(slashed text: String) throws(Problem) {
        var parts: [[Unicode.Scalar]] = []
        var escaped = false
        for scalar in text.unicodeScalars {
            if escaped {
                parts[parts.count - 1].append(scalar)
                escaped = false
            } else if scalar == "/" {
                parts.append([])
            } else {
                guard !parts.isEmpty, scalar != "+" else { throw .badSubject(text) }
                escaped = scalar == "\\"
                if !escaped { parts[parts.count - 1].append(scalar) }
            }
        }
        guard !escaped, !parts.isEmpty else { throw .badSubject(text) }
        attributes = []
        for part in parts {
            guard let equals = part.firstIndex(of: "="), equals > 0, equals + 1 < part.count,
                let object = OBJ_txt2obj(Self.text(part[..<equals]), 0)
            else {
                ERR_clear_error()
                throw .badSubject(text)
            }
            defer { ASN1_OBJECT_free(object) }
            attributes.append((dotted(object), Self.text(part[(equals + 1)...])))
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The values of one kind, in order.
    package func values(_ oid: String) -> [String] { attributes.filter { $0.oid == oid }.map(\.value) }

    /// Puts one value in the place of all of its kind; where there is none, before the common name.
    package mutating func set(_ oid: String, _ value: String) {
        let place =
            attributes.firstIndex { $0.oid == oid } ?? attributes.firstIndex { $0.oid == Self.commonName }
            ?? attributes.count
        let before = attributes[..<place].filter { $0.oid != oid }
        let after = attributes[place...].filter { $0.oid != oid }
        attributes = before + [(oid, value)] + after
    }

    // ---- To OpenSSL and back ----

    /// Reads an X509_NAME.
    ///
    /// - Throws: CRYP-0097 for a value that is no text.
    init(handle name: OpaquePointer?) throws(Problem) {
        attributes = []
        for position in 0..<X509_NAME_entry_count(name) {
            let entry = X509_NAME_get_entry(name, position)
            var text: UnsafeMutablePointer<UInt8>?
            let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
            defer { biao_free(text) }
            guard count >= 0, let text,
                let value = String(validating: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
            else {
                throw .crypto(
                    "CRYP-0097", zh: "主体名称中有无法读取的字段", en: "a field of the subject cannot be read as text",
                    remedyZh: "请重新生成请求,名称用 UTF-8(openssl req -utf8)",
                    remedyEn: "make the request again, with names in UTF-8 (openssl req -utf8)"
                )
            }
            attributes.append((dotted(X509_NAME_ENTRY_get_object(entry)), value))
        }
    }

    /// An X509_NAME; the caller frees it.
    ///
    /// - Throws: CRYP-0070.
    func handle() throws(Problem) -> OpaquePointer {
        let name = try required(X509_NAME_new(), "X509_NAME_new")
        for part in attributes {
            let object = OBJ_txt2obj(part.oid, 1)
            defer { ASN1_OBJECT_free(object) }
            let value = Array(part.value.utf8)
            // RFC 5280 wants countryName as PrintableString.
            let type = part.oid == Self.country ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING
            guard object != nil, Self.isWritable(part.value, as: part.oid),
                X509_NAME_add_entry_by_OBJ(name, object, type, value, Int32(value.count), -1, 0) == 1
            else {
                X509_NAME_free(name)
                throw .crypto(
                    "CRYP-0070", kind: .usage, zh: "证书主体字段有误:\(part.oid) = \(part.value)",
                    en: "a subject field cannot be written: \(part.oid) = \(part.value)",
                    remedyZh: "请检查长度(通用名称与单位名称最多 64 个字符)",
                    remedyEn: "check its length: common and organisation names have at most 64 characters")
            }
        }
        return name
    }

    /// The upper bounds of RFC 5280, A.1, which OpenSSL leaves to its caller here; and nothing that a terminal obeys.
    private static func isWritable(_ value: String, as oid: String) -> Bool {
        let scalars = value.unicodeScalars
        guard !scalars.contains(where: { $0.properties.generalCategory == .control }) else { return false }
        switch oid {
        case country: return scalars.count == 2 && scalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
        case commonName, organization: return (1...64).contains(scalars.count)
        default: return (1...256).contains(scalars.count)
        }
    }
}

extension Problem {
    fileprivate static func badSubject(_ text: String) -> Problem {
        .crypto(
            "CRYP-0096", kind: .usage, zh: "主体名称的写法有误:\(text)", en: "a subject is not written like this: \(text)",
            remedyZh: "写成 /C=CN/O=单位名称/organizationIdentifier=NTRCN-统一社会信用代码/CN=名称;“/”与“+”前加“\\”",
            remedyEn:
                "write /C=CN/O=unit/organizationIdentifier=NTRCN-credit code/CN=name, with \\ before / and + in a name")
    }
}
