// PluginLock.swift — plugins.lock.json (插件登记表): which plugins may be started, each pinned by the digest of its folder.
internal import FileKit
package import Reporting
package import TenderModel

/// The lock file of a folder of plugins.
package struct PluginLock: Sendable, Hashable {
    package static let fileName = "plugins.lock.json"

    /// What was locked of one plugin.
    package struct Entry: Sendable, Hashable {
        package var id: String
        package var version: String
        package var digest: FileDigest
        /// Ids of the rules that it registered, in order of the ids.
        package var rules: [String]

        package init(id: String, version: String, digest: FileDigest, rules: [String]) {
            self.id = id
            self.version = version
            self.digest = digest
            self.rules = rules
        }
    }

    /// In the order of their ids.
    package var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries.sorted { $0.id < $1.id }
    }

    package subscript(id: String) -> Entry? { entries.first { $0.id == id } }

    /// Reads the lock of a folder of plugins; one without entries where there is no such file.
    package init(folder: String) throws(Problem) {
        let path = folder + "/" + Self.fileName
        guard Files.exists(path) else {
            self.init()
            return
        }
        do throws(Problem) {
            self = try PluginLock(JSON(reading: try Files.read(path, limit: 4 << 20)))
        } catch { throw error.at(path) }
    }

    /// Throws JSON-0003.
    package init(_ json: JSON) throws(Problem) {
        var fields = try JSONFields(json)
        _ = try fields.number("lock", in: 1...1)
        var table = try fields.fields("plugins")
        var entries: [Entry] = []
        for member in table.rest() {
            var entry = try JSONFields(member.value, path: "plugins.\(member.name)")
            let version = try entry.string("version", limit: 32)
            guard let digest = FileDigest(try entry.string("digest", limit: 80)) else {
                throw .wrongMember(entry.name(of: "digest"), zh: "不是摘要", en: "is no digest")
            }
            let rules = try entry.strings("rules", length: 16)
            try entry.end()
            entries.append(Entry(id: member.name, version: version, digest: digest, rules: rules))
        }
        try fields.end()
        self.init(entries)
    }

    /// Throws CHCK-0002 or CHCK-0003 where an id of a locked plugin, started or not, stands twice.
    package func check(beside registry: CheckRegistry) throws(Problem) {
        var owners: [String: String] = [:]
        for entry in entries {
            guard registry.check(entry.id) == nil else { throw .checkTwice(entry.id) }
            for rule in entry.rules {
                if let other = registry.owner(ofRule: rule) ?? owners.updateValue(entry.id, forKey: rule) {
                    throw .ruleTwice(rule, entry.id, other)
                }
            }
        }
    }

    package var json: JSON {
        .members([
            "lock": 1,
            "plugins": .object(
                entries.map { entry in
                    JSON.Member(
                        name: entry.id,
                        value: .members([
                            "version": .string(entry.version), "digest": .string(entry.digest.description),
                            "rules": .array(entry.rules.map { .string($0) }),
                        ]))
                }),
        ])
    }

    package func write(folder: String) throws(Problem) {
        try Files.write(json.text + "\n", to: folder + "/" + Self.fileName)
    }
}
