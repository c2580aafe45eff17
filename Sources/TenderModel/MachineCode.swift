// MachineCode.swift — the machine code (制作机器码): on which machine a bid was packed, told by salted hashes alone.
package import Reporting

/// What a bid records about the machine that it was packed on, where its tender carries the platform's salt.
///
/// 聊公共资源〔2020〕2号 (八) has bids compared by file-creation id and machine code. Each component is normalised and hashed
/// by itself, so that two codes can agree in part: a machine with another disk, a system copied to another machine.
package struct MachineCode: Sendable, Hashable, Codable {
    /// How a component becomes a hash; a new one is a new case, and codes of different methods are never compared.
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// scrypt (RFC 7914) with N = 65,536, r = 8, p = 1: 16 bytes.
        case scrypt16 = "scrypt-65536-8-1"
    }

    /// Signs that the hardware was not real (虚拟环境), so that its identifiers can be copied with it.
    package enum Virtual: String, Sendable, Hashable, Codable, CaseIterable {
        /// 虚拟机, a cloud desktop too.
        case machine
        /// 容器.
        case container

        package var name: LocalizedText {
            switch self {
            case .machine: LocalizedText(zh: "虚拟机", en: "virtual machine")
            case .container: LocalizedText(zh: "容器", en: "container")
            }
        }
    }

    package var method: Method
    /// Nil where nothing speaks for a virtual environment.
    package var virtual: Virtual?
    /// In the order of their kinds, those of one kind in the order of their hashes.
    package var components: [MachineComponent]
    /// Kinds that no usable value was found for, and why.
    package var absent: [AbsentComponent]

    package init(
        method: Method = .scrypt16, virtual: Virtual? = nil, components: [MachineComponent],
        absent: [AbsentComponent] = []
    ) {
        self.method = method
        self.virtual = virtual
        self.components = components
        self.absent = absent
    }

    /// The hashes of one kind.
    package func hashes(_ kind: MachineComponent.Kind) -> Set<String> {
        Set(components.filter { $0.kind == kind }.map(\.hash))
    }
}

/// One component, hashed.
package struct MachineComponent: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// SMBIOS system UUID.
        case systemUUID = "system-uuid"
        /// 整机序列号.
        case systemSerial = "system-serial"
        /// 主板序列号.
        case boardSerial = "board-serial"
        /// 机箱序列号.
        case chassisSerial = "chassis-serial"
        /// Serial number of a fixed disk (硬盘序列号).
        case disk
        /// Address of a built-in network interface (网卡地址).
        case network
        /// The id that the operating system was given when it was installed.
        case operatingSystem = "os-id"

        package var name: LocalizedText {
            switch self {
            case .systemUUID: LocalizedText(zh: "整机标识(UUID)", en: "system UUID")
            case .systemSerial: LocalizedText(zh: "整机序列号", en: "system serial number")
            case .boardSerial: LocalizedText(zh: "主板序列号", en: "board serial number")
            case .chassisSerial: LocalizedText(zh: "机箱序列号", en: "chassis serial number")
            case .disk: LocalizedText(zh: "硬盘序列号", en: "disk serial number")
            case .network: LocalizedText(zh: "网卡地址", en: "network address")
            case .operatingSystem: LocalizedText(zh: "操作系统标识", en: "operating system id")
            }
        }
    }

    package var kind: Kind
    /// 16 bytes in lower-case hexadecimal.
    package var hash: String

    package init(kind: Kind, hash: String) {
        self.kind = kind
        self.hash = hash
    }
}

/// A kind of component without a value.
package struct AbsentComponent: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// The machine has none.
        case notPresent = "not-present"
        /// It is there, and the account that packed the bid may not read it.
        case notReadable = "not-readable"
        /// Only what many machines share stood there, such as "To be filled by O.E.M.".
        case meaningless

        package var name: LocalizedText {
            switch self {
            case .notPresent: LocalizedText(zh: "没有", en: "not there")
            case .notReadable: LocalizedText(zh: "无权读取", en: "not readable")
            case .meaningless: LocalizedText(zh: "厂家未填写或填了通用值", en: "a placeholder of the maker's")
            }
        }
    }

    package var kind: MachineComponent.Kind
    package var reason: Reason

    package init(kind: MachineComponent.Kind, reason: Reason) {
        self.kind = kind
        self.reason = reason
    }
}
