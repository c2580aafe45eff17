// MachineHashTests.swift — what becomes of the identifiers: one spelling, no placeholders, one hash each.
import Machine
import OpenSSLKit
import Reporting
import TenderModel
import Testing

struct ValueCase: Sendable, CustomTestStringConvertible {
    var kind: MachineComponent.Kind = .boardSerial
    var value: String
    var why: String
    var testDescription: String { "\(value): \(why)" }
}

@Suite struct MachineHashTests {
    static let salt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
    static let other = "1f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"

    static func code(_ kind: MachineComponent.Kind, _ values: String..., salt: String = salt) throws -> MachineCode {
        var reading = MachineReading()
        for value in values { reading.add(kind, .text(value)) }
        return try MachineCode(of: reading, salt: salt)
    }

    /// `openssl kdf`, which no one here wrote, gives the same: the command is in docs/formats/README.md.
    @Test func aVectorMadeWithStockTools() throws {
        let code = try Self.code(.boardSerial, "PF-3A 1B2C")
        #expect(code.method == .scrypt16)
        #expect(code.components == [MachineComponent(kind: .boardSerial, hash: "b6f9ee74d6671d7fc96cfac782e385ef")])
        #expect(code.absent.count == MachineComponent.Kind.allCases.count - 1)
        #expect(code.absent.allSatisfy { $0.reason == .notPresent })
    }

    @Test func scryptIsTheOneOfTheStandard() throws {
        // RFC 7914, 12, third vector has N = 16384, r = 8, p = 1
        let hash = try KeyDerivation.scrypt(
            Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8), cost: 16_384, length: 64)
        #expect(
            Hex.encode(hash)
                == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")
    }

    @Test func oneSpelling() throws {
        let plain = try Self.code(.network, "8c:16:45:a1:b2:c3")
        #expect(try Self.code(.network, " 8C-16-45-A1-B2-C3\n") == plain)
        #expect(try Self.code(.network, "8c1645a1b2c3", "8C:16:45:A1:B2:C3") == plain, "the same one twice")
    }

    @Test func saltAndKindKeepHashesApart() throws {
        let hash = try Self.code(.boardSerial, "PF3A1B2C").components.map(\.hash)
        #expect(try Self.code(.boardSerial, "PF3A1B2C", salt: Self.other).components.map(\.hash) != hash)
        #expect(try Self.code(.chassisSerial, "PF3A1B2C").components.map(\.hash) != hash)
    }

    @Test(arguments: [
        ValueCase(value: "To be filled by O.E.M.", why: "not filled in"),
        ValueCase(value: "To Be Filled By O.E.M", why: "another spelling"),
        ValueCase(value: "Default string", why: "not filled in"),
        ValueCase(value: "System Serial Number", why: "the field's own name"),
        ValueCase(value: "None", why: "nothing"),
        ValueCase(value: "N/A", why: "nothing"),
        ValueCase(value: "0", why: "too short"),
        ValueCase(value: "00000000", why: "zeros"),
        ValueCase(value: "FFFFFFFF-FFFF", why: "ones"),
        ValueCase(value: "............", why: "nothing is left of it"),
        ValueCase(value: "123456789", why: "typed along the keyboard"),
        ValueCase(value: "1234567890", why: "typed along the keyboard"),
        ValueCase(kind: .systemUUID, value: "03000200-0400-0500-0006-000700080009", why: "AMI's example"),
        ValueCase(kind: .systemUUID, value: "00000000-0000-0000-0000-000000000000", why: "zeros"),
        ValueCase(kind: .network, value: "00:00:00:00:00:00", why: "zeros"),
        ValueCase(kind: .network, value: "ff:ff:ff:ff:ff:ff", why: "everybody"),
        ValueCase(kind: .network, value: "02:42:ac:11:00:02", why: "Docker's first container"),
        ValueCase(kind: .network, value: "52:54:00:12:34:56", why: "QEMU's default"),
        ValueCase(kind: .disk, value: "QM00001", why: "QEMU's first disk"),
        ValueCase(kind: .disk, value: "drive-scsi0", why: "Proxmox' label of a disk"),
        ValueCase(kind: .disk, value: "rootfs", why: "an operator's label of a virtual disk"),
        ValueCase(kind: .operatingSystem, value: "uninitialized", why: "an image before its first boot"),
    ])
    func dropsWhatManyShare(_ c: ValueCase) throws {
        let code = try Self.code(c.kind, c.value)
        #expect(code.components.isEmpty)
        #expect(code.absent.first { $0.kind == c.kind }?.reason == .meaningless)
    }

    @Test(arguments: [
        ValueCase(value: "PF3A1B2C", why: "a maker's number"),
        ValueCase(value: "BXVHFWN", why: "a service tag of letters alone"),
        ValueCase(kind: .disk, value: "WD-WCC4E0HHNYLT", why: "a disk's number"),
        ValueCase(kind: .disk, value: "Z1D5ABCD", why: "a disk's number with few figures"),
        ValueCase(value: "1234567892", why: "not quite along the keyboard"),
        ValueCase(value: "NONE4711", why: "a number that begins like a word"),
    ])
    func keepsWhatIsOnesOwn(_ c: ValueCase) throws {
        #expect(try Self.code(c.kind, c.value).components.count == 1)
    }

    @Test func aPlaceholderDoesNotHideARightValue() throws {
        let code = try Self.code(.disk, "None", "S4EWNX0R123456")
        #expect(code.components.map(\.kind) == [.disk])
        #expect(!code.absent.contains { $0.kind == .disk })
    }

    @Test func ofManyTheSameFewAreKept() throws {
        let some = try Self.code(.network, "8c16450000a1", "8c16450000a2", "8c16450000a3", "8c16450000a4")
        let more = try Self.code(
            .network, "8c16450000a9", "8c16450000a4", "8c16450000a1", "8c16450000a3", "8c16450000a2")
        #expect(some.components.count == 4)
        #expect(more == some, "whatever order they are listed in")
    }

    @Test func saysWhatMayNotBeRead() throws {
        var reading = MachineReading(virtual: .machine)
        reading.add(.systemUUID, .notReadable)
        reading.add(.boardSerial, .text("None"))
        let code = try MachineCode(of: reading, salt: Self.salt)
        #expect(code.virtual == .machine)
        #expect(code.components.isEmpty)
        #expect(code.absent.first { $0.kind == .systemUUID }?.reason == .notReadable)
        #expect(code.absent.first { $0.kind == .boardSerial }?.reason == .meaningless)
        #expect(code.absent.first { $0.kind == .disk }?.reason == .notPresent)
    }

    @Test(arguments: ["", "00", String(repeating: "zz", count: 32)])
    func aSaltIs32Bytes(_ salt: String) {
        #expect(throws: Problem.self) { try MachineCode(of: MachineReading(), salt: salt) }
    }

    @Test func nothingOfTheValuesIsLeft() throws {
        let machine = try FakeMachine()
        defer { machine.remove() }
        let reading = machine.read()
        let code = try MachineCode(of: reading, salt: Self.salt)
        #expect(code.components.count == 7)
        let written = "\(code)".lowercased()
        for value in reading.values.values.joined() { #expect(!written.contains(value.lowercased())) }
    }
}
