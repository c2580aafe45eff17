// MachineHash.swift — from what a machine says of itself to its machine code (制作机器码): normalised, sieved, hashed.
internal import OpenSSLKit
package import Reporting
package import TenderModel

extension MachineCode {
    /// Most values of one kind that are recorded: a server's 30 interfaces say no more than the first of them.
    static let mostOfAKind = 4

    /// Hashes each component of `reading` by itself, with the salt that the tender carries.
    ///
    /// The salt is public, and a network address has but 2²⁴ possible values for each maker: a plain HMAC would give it away
    /// within a second. Hence scrypt, whose cost (64 MiB, a fifth of a second) leaves a bidder a second or two, and whoever
    /// tries all addresses of one maker a month of one processor. SECURITY.md says what remains. Of the output 16 bytes are
    /// kept: by chance no two components of a country's machines agree in them, and fewer would not hide a value better.
    ///
    /// - Parameter salt: ``Tender/machineSalt``. Throws MACH-0001 where it is not 32 bytes.
    package init(of reading: MachineReading, salt: String) throws(Problem) {
        guard let salt = Hex.decode(salt), salt.count == 32 else {
            throw Problem(
                code: "MACH-0001",
                message: LocalizedText(
                    zh: "招标文件中的平台盐值不是 32 字节", en: "the platform's salt in the tender is not 32 bytes"),
                remedy: LocalizedText(zh: "请联系招标人更正招标文件", en: "ask the tenderer for a corrected tender"))
        }
        var components: [MachineComponent] = []
        var absent: [AbsentComponent] = []
        for kind in MachineComponent.Kind.allCases {
            let values = reading.values[kind] ?? []
            let forms = Set(values.map(Normalised.form)).filter { !StopValues.contains($0, kind) }
            // Sorted by value, so that the same ones are kept however the system lists them.
            var hashes: [String] = []
            for form in forms.sorted().prefix(Self.mostOfAKind) {
                hashes.append(Hex.encode(try Self.hash(kind, form, salt)))
            }
            components += hashes.sorted().map { MachineComponent(kind: kind, hash: $0) }
            if hashes.isEmpty {
                let reason: AbsentComponent.Reason =
                    reading.unreadable.contains(kind) ? .notReadable : values.isEmpty ? .notPresent : .meaningless
                absent.append(AbsentComponent(kind: kind, reason: reason))
            }
        }
        self.init(method: .scrypt16, virtual: reading.virtual, components: components, absent: absent)
    }

    /// scrypt over kind and value, each as UTF-8 behind its length in four bytes, big-endian: 16 bytes.
    private static func hash(_ kind: MachineComponent.Kind, _ form: String, _ salt: [UInt8]) throws(Problem) -> [UInt8]
    {
        let message = [kind.rawValue, form].flatMap { field -> [UInt8] in
            let bytes = Array(field.utf8)
            return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) } + bytes
        }
        return try KeyDerivation.scrypt(message, salt: salt, cost: 65_536, length: 16)
    }
}
