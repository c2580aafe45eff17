// StopValues.swift — values that many unrelated units have (停用值): what programs fill in by themselves says nothing of who used them.

package enum StopValues {
    /// The value in one spelling; nil for what says nothing.
    package static func canonical(_ kind: IdentityKey.Kind, _ value: String) -> String? {
        var text = folded(value)
        switch kind {
        case .lock, .software, .account, .guarantee, .creation, .certificate, .machine:
            text = text.filter { $0.isLetter || $0.isNumber }.uppercased()
            // a number that is one digit over and over was never given to anybody
            guard text.count >= 4, Set(text).count > 1, !isSequence(text) else { return nil }
        case .phone:
            text = String(text.filter(\.isNumber))
            if text.hasPrefix("86"), text.count == 13 { text.removeFirst(2) }
            guard text.count >= 7, Set(text).count > 2, !serviceNumbers.contains(text) else { return nil }
        case .email:
            text = text.lowercased()
            guard text.contains("@"), text.count >= 6 else { return nil }
        case .network:
            guard !isShared(text) else { return nil }
        case .address, .payer, .employer, .person:
            text.removeAll { $0.isWhitespace }
            guard text.count >= 2 else { return nil }
        }
        return placeholders.contains(text.lowercased()) || bare.contains(text.lowercased()) ? nil : text
    }

    /// Names of authors and firms in documents' properties, as programs, makers and cracked copies fill them in.
    package static func isTelling(author: String) -> Bool {
        let name = folded(author).lowercased()
        guard name.count >= 2, !placeholders.contains(name), !makers.contains(name) else { return false }
        return !["user", "用户", "pc-", "desktop-", "laptop-", "win-", "windows", "microsoft", "admin"].contains {
            name.hasPrefix($0) || name.hasSuffix($0)
        }
    }

    /// Without blanks at the ends, full-width letters and digits as ASCII ones.
    static func folded(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { scalars.append(ascii) }
            case 0x3000: scalars.append(" ")
            default: if !scalar.properties.isDefaultIgnorableCodePoint { scalars.append(scalar) }
            }
        }
        var result = Substring(String(scalars))
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return String(result)
    }

    private static let placeholders: Set<String> = [
        "", "无", "/", "-", "—", "none", "null", "nil", "n/a", "na", "unknown", "default", "test", "测试", "0", "同上",
        "见附件",
        "to be filled by o.e.m.", "tobefilledbyoem", "default string", "system serial number", "not specified",
        "not applicable", "【待填】", "0000000000000000", "ffffffffffffffff",
    ]

    /// The same as numbers are compared: letters and figures alone.
    private static let bare = Set(placeholders.map { $0.filter { $0.isLetter || $0.isNumber } })

    private static let makers: Set<String> = [
        "administrator", "admin", "user", "lenovo", "lenovo user", "联想", "联想用户", "dell", "hp", "asus", "acer",
        "thinkpad",
        "think", "huawei", "xiaomi", "apple", "mac", "微软用户", "微软中国", "windows 用户", "windows用户", "windows",
        "windows user",
        "microsoft", "microsoft office user", "microsoft office", "office", "wps", "wps office", "wps_office",
        "kingsoft",
        "雨林木风", "番茄花园", "深度技术", "电脑公司", "系统之家", "www.ylmf.com", "ylmf", "tomato", "ghost", "china", "中国", "pc",
        "owner", "guest", "root", "ubuntu", "python-docx", "openpyxl", "apache poi", "un-named", "unknown", "作者",
        "author",
        "打字员", "文印", "文员",
    ]

    private static let serviceNumbers: Set<String> = ["4000000000", "13800138000", "13888888888", "12345678900"]

    /// 123456, abcdef, and such.
    private static func isSequence(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map { Int($0.value) }
        return zip(scalars, scalars.dropFirst()).allSatisfy { $1 - $0 == 1 }
    }

    /// Loopback, private networks, carriers' shared ranges (RFC 6598), link-local: an address that many have at once.
    private static func isShared(_ address: String) -> Bool {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard parts.count == 4 else {
            let lower = address.lowercased()
            return lower == "::1" || lower.hasPrefix("fe80:") || lower.hasPrefix("fc") || lower.hasPrefix("fd")
                || !lower.contains(":")
        }
        switch (parts[0], parts[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168): return true
        case (172, 16...31), (100, 64...127): return true
        default: return false
        }
    }
}
