// StopValues.swift — values that say nothing, since many machines share them (停用值), and the normalisation before it.
internal import TenderModel

/// One spelling for one identifier, whatever tool or driver read it.
enum Normalised {
    /// Letters and digits only, in lower case; other marks are what spellings differ in.
    static func form(_ value: String) -> String {
        String(value.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

enum StopValues {
    /// Whether a normalised value tells no machine from another.
    static func contains(_ form: String, _ kind: MachineComponent.Kind) -> Bool {
        // Too short to be rare, and "0", "1", "N/A", "OEM" with it.
        if form.count < 4 { return true }
        // All zeros, all F, all X, and the broadcast address: unset memory, or a key held down.
        if Set(form).count == 1 { return true }
        // 1234567, 0123456789, 12345678 90: typed along the keyboard.
        if "01234567890123456789".contains(form) { return true }
        // A word, perhaps counted, is the label that somebody gave to a virtual disk: drive-scsi0, root. Makers number
        // their disks; some makers of boards do use letters alone.
        if kind == .disk, form.drop(while: \.isLetter).count <= 2 { return true }
        return forms.contains(form)
    }

    private static let forms = Set(table.map { Normalised.form($0.value) })

    /// Each value with the reason why it is none.
    static let table: [(value: String, why: String)] = [
        // What makers of boards are to replace, and do not.
        ("To be filled by O.E.M.", "AMI's firmware, not filled in"),
        ("To be filled by OEM", "the same, in another spelling"),
        ("Filled by O.E.M.", "the same, in another spelling"),
        ("O.E.M.", "the same, cut short"),
        ("Default string", "AMI's firmware since 2015, not filled in"),
        ("System Serial Number", "the name of the field in the field: ASUS, Supermicro"),
        ("System UUID", "the name of the field in the field"),
        ("Serial Number", "the name of the field in the field"),
        ("Board Serial Number", "the name of the field in the field"),
        ("Base Board Serial Number", "the name of the field in the field: Intel"),
        ("Chassis Serial Number", "the name of the field in the field"),
        ("Type2 - Board Serial Number", "the name of the field in the field: Phoenix, Insyde"),
        ("Type1 - System Serial Number", "the name of the field in the field: Phoenix, Insyde"),
        ("MB-1234567890", "ASUS, an example left in"),
        ("SerNum0", "an example left in"),
        ("Not Specified", "what dmidecode writes for nothing"),
        ("Not Settable", "what dmidecode writes for a UUID of ones"),
        ("Not Present", "what dmidecode writes for a UUID of zeros"),
        ("Not Applicable", "typed in for nothing"),
        ("Not Available", "typed in for nothing"),
        ("Unknown", "typed in for nothing"),
        ("Undefined", "typed in for nothing"),
        ("Invalid", "typed in for nothing"),
        ("Empty", "typed in for nothing"),
        ("None", "typed in for nothing; what QEMU says of its board"),
        ("Null", "typed in for nothing"),
        ("No Asset Tag", "typed in for nothing"),
        ("Standard", "typed in for nothing"),
        ("INVALID SERIAL", "typed in for nothing"),
        ("未知", "typed in for nothing"),
        ("Uninitialized", "machine-id before the first boot of an image, see machine-id(5)"),
        ("EVAL", "boards sold for evaluation"),
        // UUIDs that whole series share.
        ("03000200-0400-0500-0006-000700080009", "AMI's example, on many boards of small makers"),
        ("03020100-0504-0706-0809-0a0b0c0d0e0f", "counted up, in SMBIOS byte order"),
        ("00010203-0405-0607-0809-0a0b0c0d0e0f", "counted up"),
        ("10000000-0000-8000-0040-000000000000", "a constant of one maker's"),
        ("11111111-2222-3333-4444-555555555555", "typed in"),
        ("12345678-1234-5678-90ab-cddeefaabbcc", "typed in"),
        ("12345678-1234-1234-1234-123456789012", "typed in"),
        ("fefefefe-fefe-fefe-fefe-fefefefefefe", "erased memory"),
        ("deadbeef-dead-beef-dead-beefdeadbeef", "marked memory"),
        ("4c4c4544-0000-2010-8020-80c04f202020", "Dell, board without a service tag"),
        // Serial numbers of virtual disks.
        ("QM00001", "QEMU's first SATA disk"),
        ("QM00002", "QEMU's second"),
        ("QM00003", "QEMU's third"),
        ("0123456789ABCDEF", "counted up, in enclosures without a number of their own"),
        ("1234567890ABCDEF", "counted up"),
        // Addresses.
        ("00:11:22:33:44:55", "typed in, and the default of several drivers"),
        ("00:01:02:03:04:05", "counted up"),
        ("01:23:45:67:89:ab", "counted up"),
        ("11:22:33:44:55:66", "counted up"),
        ("12:34:56:78:9a:bc", "counted up"),
        ("00:e0:4c:68:00:01", "Realtek's example, in many cheap adapters"),
        ("00:e0:4c:53:44:58", "CoreChip's adapters, all of them"),
        ("52:54:00:12:34:56", "QEMU, where none is given"),
        ("02:42:ac:11:00:02", "Docker's first container"),
        ("00:50:56:00:00:00", "VMware's prefix alone"),
        ("08:00:27:00:00:00", "VirtualBox' prefix alone"),
        ("00:15:5d:00:00:00", "Hyper-V's prefix alone"),
        ("00:16:3e:00:00:00", "Xen's prefix alone"),
    ]
}
