// MachineMatch.swift — two machine codes (制作机器码) side by side: what agrees, what differs, and what that suggests.
package import Reporting

/// What two machine codes have in common. A clue, never a verdict; nothing here reads or hashes anything.
package struct MachineMatch: Sendable, Hashable {
    /// From the least to the most that can be said of a pair that shares something.
    package enum Relation: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Nothing agrees, and enough was there to agree.
        case different
        /// Too little can be compared.
        case undetermined
        /// Some components agree that others contradict: a copied system, or a part that moved.
        case clone
        /// The same board with another disk.
        case sameBoard
        /// Two parts or more agree, none differs.
        case same

        package static func < (a: Relation, b: Relation) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }

        package var name: LocalizedText {
            switch self {
            case .different: LocalizedText(zh: "不是同一台机器", en: "different machines")
            case .undetermined: LocalizedText(zh: "可比的太少,无法判断", en: "too little to compare, cannot be told")
            case .clone: LocalizedText(zh: "疑似克隆的系统,或部件换过机器", en: "perhaps a cloned system, or a part that moved")
            case .sameBoard: LocalizedText(zh: "同一主板,硬盘不同", en: "the same board, another disk")
            case .same: LocalizedText(zh: "像是同一台机器", en: "apparently the same machine")
            }
        }
    }

    package var relation: Relation
    /// Kinds of which the two share a value.
    package var agreeing: [MachineComponent.Kind]
    /// Kinds of which both have a value, and none in common.
    package var differing: [MachineComponent.Kind]
    /// Whether one of the two, or both, were virtual: identifiers of virtual hardware are copied with its image.
    package var virtual: Bool

    package init(_ a: MachineCode, _ b: MachineCode) {
        var states: [MachineComponent.Kind: Bool] = [:]
        if a.method == b.method {
            for kind in MachineComponent.Kind.allCases {
                let (mine, others) = (a.hashes(kind), b.hashes(kind))
                if !mine.isEmpty, !others.isEmpty { states[kind] = !mine.isDisjoint(with: others) }
            }
        }
        agreeing = MachineComponent.Kind.allCases.filter { states[$0] == true }
        differing = MachineComponent.Kind.allCases.filter { states[$0] == false }
        virtual = a.virtual != nil || b.virtual != nil
        func part(_ kinds: MachineComponent.Kind...) -> Part { Part(kinds.compactMap { states[$0] }) }
        relation = Self.relation(
            board: part(.systemUUID, .systemSerial, .boardSerial, .chassisSerial), disk: part(.disk),
            network: part(.network), system: part(.operatingSystem))
    }

    /// A part of the machine that comes and goes as a whole.
    private enum Part {
        case unknown, agrees, differs, mixed

        init(_ states: [Bool]) {
            self =
                switch (states.contains(true), states.contains(false)) {
                case (false, false): .unknown
                case (true, false): .agrees
                case (false, true): .differs
                case (true, true): .mixed
                }
        }
    }

    private static func relation(board: Part, disk: Part, network: Part, system: Part) -> Relation {
        let agreeing = [board, disk, network].count { $0 == .agrees }
        guard agreeing > 0 || board == .mixed || system == .agrees else {
            // Another disk alone, or another interface alone, does not make another machine.
            return board == .differs || (disk == .differs && network == .differs) ? .different : .undetermined
        }
        // Something agrees that a different board, or different interfaces on it, contradict.
        if board == .mixed || board == .differs || network == .differs { return .clone }
        if disk == .differs { return agreeing > 0 ? .sameBoard : .clone }
        // A machine can be installed anew: another operating system contradicts nothing.
        return agreeing > 0 && agreeing + (system == .agrees ? 1 : 0) >= 2 ? .same : .undetermined
    }
}
