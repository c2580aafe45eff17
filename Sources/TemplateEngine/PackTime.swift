// PackTime.swift — how long what others wrote into a pack may keep us (用时上限): its YAML, its schemas, its expressions.
internal import Reporting
internal import Synchronization
internal import XMLKit

/// Work on a pack's own text, with an end to our patience. Shipped packs take some hundredths of a second.
enum PackTime {
    /// For reading a pack, and again for each time that it is put to a document.
    static let limit = Duration.seconds(60)

    /// What comes of `work`. Throws TMPL-0019 where it does not end within `limit`; it is then left to itself, and its
    /// expressions stop at their next step.
    static func bounded<Value: Sendable>(
        _ limit: Duration = limit, _ work: @escaping @Sendable (_ expressions: Brakes) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        let brakes = Brakes()
        let running = Meanwhile<Value> { () throws(Problem) in try work(brakes) }
        if let value = try running.value(within: limit) { return value }
        brakes.pull()
        throw Problem(
            "TMPL-0019", zh: "示范文本的内容未能在 \(limit) 内处理完(表达式、结构定义或 YAML 过于复杂)",
            en:
                "working through the template took longer than \(limit): its expressions, schemas or YAML ask for too much",
            remedyZh: "未作任何结论;请联系示范文本的编制单位,勿采信来历不明的示范文本",
            remedyEn: "nothing was concluded; ask whoever made the template, and do not trust one of unknown origin")
    }

    /// The runs of expressions that are going on.
    final class Brakes: Sendable {
        private let all = Mutex<[XPathBrake]>([])

        func watch(_ run: XPathRun) { all.withLock { $0.append(run.brake) } }

        func pull() {
            for brake in all.withLock({ $0 }) { brake.pull() }
        }
    }
}
