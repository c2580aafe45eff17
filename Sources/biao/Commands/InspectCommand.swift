// InspectCommand.swift — biao inspect: what is inside one of our files, without unpacking or verifying it.
import ArgumentParser
import Container
import Documents
import Reporting
import Signing
import TenderModel
import ZipKit

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "查看文件里有什么,不解包 / what is inside a file, without unpacking it",
        discussion: """
            不作验证;验证用 biao verify。Verifies nothing; biao verify does.
            Example: biao inspect my.sealed --list
            """)

    @Argument(help: ArgumentHelp("biao 的文件 / a file of biao's", valueName: "file"), completion: .file())
    var file: String
    @Flag(help: "列出全部条目 / list every entry")
    var list = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let reader = try ContainerReader(file)
            let facts = try Facts.of(reader)
            let style = console.style
            console.line(style.bold("\(file)  \(reader.kind.title[console.language])"))
            console.table(facts.map { ($0.label, $0.text(console.language)) })
            let signatures = try names(reader)
            for (number, signature) in signatures.enumerated() {
                let who = signature.signer?.displayName ?? "?"
                let role = signature.role.map { $0 == .unit ? "(单位章 / unit)" : "(负责人 / head)" } ?? ""
                let claimed = signature.claimedTime?.text ?? "?"
                console.line(
                    "  签名 \(number + 1):\(who)\(role),自称时间 \(claimed)",
                    "  signature \(number + 1): \(who)\(role), claimed time \(claimed)")
            }
            let entries = reader.archive.entries
            let total = entries.reduce(Int64(0)) { $0 + $1.size }
            console.line(
                "  条目 \(entries.count) 个,展开共 \(total) 字节,文件 \(reader.archive.size) 字节",
                "  \(entries.count) entries, \(total) bytes in all, \(reader.archive.size) bytes as a file")
            if list {
                let width = entries.map { "\($0.size)".count }.max() ?? 0
                for entry in entries {
                    let size = String(repeating: " ", count: width - "\(entry.size)".count) + "\(entry.size)"
                    console.line("    \(size)  \(entry.name)")
                }
            }
            console.remark("以上内容未经验证;请用 biao verify", "nothing of this was verified: use biao verify")
            console.set("file", .string(file))
            console.set("kind", .string(reader.kind.rawValue))
            console.set("size", .number(reader.archive.size))
            console.set("facts", .object(facts.map { JSON.Member(name: $0.key, value: $0.value) }))
            console.set(
                "signatures",
                .array(
                    signatures.map { signature in
                        .members([
                            "name": .string(signature.name), "signer": JSON(signature.signer?.subject),
                            "code": JSON(signature.signer?.creditCodeText), "role": JSON(signature.role?.rawValue),
                            "claimedTime": JSON(signature.claimedTime?.text),
                        ])
                    }))
            console.set(
                "entries",
                .array(
                    entries.map { entry in
                        .members([
                            "name": .string(entry.name), "size": .number(entry.size),
                            "compressedSize": .number(entry.compressedSize),
                        ])
                    }))
        }
    }

    /// Who the signatures say they are of; judged against no root at all.
    private func names(_ reader: ContainerReader) throws(Problem) -> [SignatureReport] {
        let verifier = SignatureVerifier(trust: TrustStore(anchors: []), time: TimeSource.system.now())
        var reports: [SignatureReport] = []
        for place in reader.signatures {
            reports.append(
                try verifier.verify(
                    try reader.signature(place), content: try reader.manifestBytes(place),
                    name: place.signature))
        }
        return reports
    }
}
