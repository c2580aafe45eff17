// MachineRecord.swift — the machine code (制作机器码) that a bid will record, and how its bidder is shown every part of it.
import Machine
import Reporting
import TenderModel

enum MachineRecord {
    /// The code of this machine under the platform's salt; nil where the tender carries none, and nothing is read then.
    static func code(for tender: Tender) throws(Problem) -> MachineCode? {
        guard let salt = tender.machineSalt else { return nil }
        return try MachineCode(of: MachineSources.current.read(), salt: salt)
    }

    /// Everything that is recorded, as it is recorded.
    static func show(_ machine: MachineCode?, _ console: Console) {
        guard let machine else {
            console.table([
                (
                    LocalizedText(zh: "制作机器码", en: "machine code"),
                    LocalizedText(
                        zh: "不记录(招标文件没有公布平台盐值)", en: "not recorded (the tender carries no salt)")[console.language]
                )
            ])
            return
        }
        console.line(
            "  制作机器码:只写入下列加盐散列,原值不写入文件、不发出(\(machine.method.rawValue))",
            "  machine code: only these salted hashes go into the file, never the values (\(machine.method.rawValue))")
        console.table(rows(machine).map { ($0.label, $0.value[console.language]) }, indent: 4)
    }

    static func rows(_ machine: MachineCode) -> [(label: LocalizedText, value: LocalizedText)] {
        machine.components.map { ($0.kind.name, LocalizedText(zh: $0.hash, en: $0.hash)) }
            + machine.absent.map { absent in
                (
                    absent.kind.name,
                    LocalizedText(
                        zh: "未记录:\(absent.reason.name.zh)", en: "not recorded: \(absent.reason.name.en)")
                )
            }
            + (machine.virtual.map { [(LocalizedText(zh: "虚拟环境", en: "virtual environment"), $0.name)] } ?? [])
    }

    static func json(_ machine: MachineCode?) -> JSON {
        guard let machine else { return .null }
        return .members([
            "method": .string(machine.method.rawValue), "virtual": JSON(machine.virtual?.rawValue),
            "components": .array(
                machine.components.map { .members(["kind": .string($0.kind.rawValue), "hash": .string($0.hash)]) }),
            "absent": .array(
                machine.absent.map {
                    .members(["kind": .string($0.kind.rawValue), "reason": .string($0.reason.rawValue)])
                }),
        ])
    }
}
