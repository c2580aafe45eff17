// PEM.swift — DER between BEGIN and END lines (RFC 7468).
internal import Reporting

/// Reading and writing of PEM. Encrypted blocks with headers are not read here.
enum PEM {
    /// The DER of every block with one of the labels, in order; text around the blocks is passed over.
    ///
    /// - Throws: CRYP-0024 for a block that is not Base64 or has no end.
    static func blocks(_ bytes: [UInt8], labels: Set<String>) throws(Problem) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var label: String?
        var body = ""
        for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            let text = String(decoding: line, as: UTF8.self).trimmingBlanks
            if let open = label {
                if text == "-----END \(open)-----" {
                    guard let der = Base64.decode(body) else { throw .badPEM }
                    if labels.contains(open) { found.append(der) }
                    label = nil
                } else if labels.contains(open) {
                    body += text
                }
            } else if text.hasPrefix("-----BEGIN "), text.hasSuffix("-----"), text.utf8.count > 16 {
                label = String(text.dropFirst(11).dropLast(5))
                body = ""
            }
        }
        guard label == nil else { throw .badPEM }
        return found
    }

    static func encode(_ der: [UInt8], label: String) -> String {
        let body = Array(Base64.encode(der).utf8)
        var text = "-----BEGIN \(label)-----\n"
        for start in stride(from: 0, to: body.count, by: 64) {
            text += String(decoding: body[start..<min(start + 64, body.count)], as: UTF8.self) + "\n"
        }
        return text + "-----END \(label)-----\n"
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var view = self[...]
        while view.first == " " || view.first == "\t" { view.removeFirst() }
        while view.last == " " || view.last == "\t" { view.removeLast() }
        return String(view)
    }
}

extension Problem {
    fileprivate static var badPEM: Problem {
        .crypto(
            "CRYP-0024", zh: "PEM 文本残缺或不是 Base64", en: "a PEM block is cut short or is not Base64",
            remedyZh: "请重新导出该文件", remedyEn: "export the file again")
    }
}
