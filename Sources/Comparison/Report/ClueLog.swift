// ClueLog.swift — the status log of a clue package (办理记录): read, checked entry by entry, and added to.
package import Container
package import Documents
package import Reporting
package import Signing
package import TenderModel
internal import ZipKit

/// What a package's log says, and what is wrong with package and log beyond what ``ContainerVerifier`` finds.
///
/// Each entry names the SHA-256 of the one before it, the first that of clue.xml, and its signature is over all that is there
/// then. Entries taken out, moved or altered show. Entries cut off at the end together with their signatures leave a file that
/// was whole once: that shows against an earlier copy, or against the digest of the last entry.
package struct ClueLog: Sendable {
    package let handover: ClueHandover
    /// As far as they can be read, in the order of their names.
    package private(set) var entries: [ClueEntry] = []
    package private(set) var findings: [Finding] = []
    /// Digests of clue.xml and of each entry's bytes.
    package private(set) var digests: [FileDigest] = []

    /// Most that an entry weighs.
    private static let entryLimit = 1 << 20

    package var status: ClueStatus { entries.last?.status ?? .found }
    /// What the next entry refers to; whoever keeps it can tell a log that was cut off.
    package var head: FileDigest? { digests.last }

    /// - Parameter report: of the verification; nil where the signatures were not looked at.
    /// - Throws: what ``ContainerReader`` says of a root document that cannot be read.
    package init(_ reader: ContainerReader, report: ContainerReport?) throws(Problem) {
        handover = try reader.document(ClueHandover.self)
        digests.append(try CluePackage.digest(try reader.rootBytes()))
        try readReports(reader)
        try readEntries(reader)
        guard let report else { return }
        checkSigners(report)
    }

    private mutating func add(
        _ code: String, zh: String, en: String, place: String,
        remedyZh: String = "文件被改动过;请向移交人重新索取",
        remedyEn: String = "the file was altered; ask for it again where it came from"
    ) {
        findings.append(
            Finding(code, zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn, place: place))
    }

    // MARK: - Reading

    private mutating func readReports(_ reader: ContainerReader) throws(Problem) {
        let logs = Set((1...ClueHandover.mostEntries).map(ClueHandover.entryName))
        let wanted = Set([ClueHandover.kind.rootName] + ClueHandover.reportNames)
        for entry in reader.payload where !wanted.contains(entry.name) && !logs.contains(entry.name) {
            add(
                "CLUE-0001", zh: "移交包里有不属于它的“\(entry.name)”",
                en: "\"\(entry.name)\" is no part of a clue package", place: entry.name)
        }
        for report in handover.reports {
            guard let entry = reader.archive.entry(report.name) else {
                add(
                    "CLUE-0001", zh: "移交包里缺少“\(report.name)”", en: "\"\(report.name)\" is missing", place: report.name)
                continue
            }
            do throws(Problem) {
                let bytes = try reader.archive.read(entry, limit: CluePackage.reportLimit)
                guard try CluePackage.digest(bytes) != report.digest else { continue }
                add(
                    "CLUE-0002", zh: "“\(report.name)”的摘要与 clue.xml 不符",
                    en: "\"\(report.name)\" does not have the digest that clue.xml gives", place: report.name)
            } catch {
                guard error.kind == .input else { throw error }
                findings.append(Finding(error).at(report.name))
            }
        }
    }

    private mutating func readEntries(_ reader: ContainerReader) throws(Problem) {
        let present = (1...ClueHandover.mostEntries).filter {
            reader.archive.entry(ClueHandover.entryName($0)) != nil
        }
        let signed = reader.signatures.count(where: { $0.row == .main }) - 1
        if present != Array(1..<present.count + 1) || present.count != signed {
            add(
                "CLUE-0003", zh: "办理记录残缺:有 \(present.count) 条记录,而签名的记录应有 \(signed) 条",
                en: "the log is not whole: there are \(present.count) entries, and signatures over \(signed)",
                place: "log/")
        }
        var (status, last) = (ClueStatus.found, handover.made)
        for number in present {
            let name = ClueHandover.entryName(number)
            guard let place = reader.archive.entry(name) else { throw Problem.bug("\(name) vanished") }
            let entry: ClueEntry
            do throws(Problem) {
                let bytes = try reader.archive.read(place, limit: Self.entryLimit)
                let before = digests.last
                digests.append(try CluePackage.digest(bytes))
                entry = try ClueEntry.decode(bytes)
                if entry.previous != before {
                    add(
                        "CLUE-0005", zh: "第 \(number) 条记录接不上前一条:所记摘要与前一条不符",
                        en: "entry \(number) does not follow the one before it: the digest that it names is another",
                        place: name)
                }
            } catch {
                guard error.kind == .input else { throw error }
                findings.append(Finding(error).at(name))
                continue
            }
            if entry.number != number {
                add(
                    "CLUE-0004", zh: "第 \(number) 条的位置上是第 \(entry.number) 条记录:顺序被改动",
                    en: "in the place of entry \(number) stands entry \(entry.number): the order was changed",
                    place: name)
            }
            if !status.next.contains(entry.status) {
                add(
                    "CLUE-0006", zh: "“\(status.title.zh)”之后不能是“\(entry.status.title.zh)”",
                    en: "\"\(entry.status.title.en)\" cannot follow \"\(status.title.en)\"", place: name,
                    remedyZh: "未移交的先移交;已移交的不能退回“发现”",
                    remedyEn: "hand it over first; what was handed over is not merely found any more")
            }
            if entry.time < last {
                add(
                    "CLUE-0008", zh: "第 \(number) 条记录的时间早于前一条", en: "entry \(number) is dated before the one before it",
                    place: name)
            }
            (status, last) = (entry.status, entry.time)
            entries.append(entry)
        }
    }

    // MARK: - Signers

    /// clue.xml is signed by its maker, each entry by its author.
    private mutating func checkSigners(_ report: ContainerReport) {
        let signers = report.signatures.filter { !$0.isBeside }.map { $0.signer?.creditCodeText }
        if let first = signers.first, first != handover.maker.code.text {
            add(
                "CLUE-0009", zh: "移交包写明由“\(handover.maker.name)”制作,签名的不是它",
                en: "the package is said to be by \(handover.maker.name), and is not signed by it", place: "clue.xml")
        }
        guard entries.count == digests.count - 1 else { return }
        for (entry, signer) in zip(entries, signers.dropFirst()) where signer != entry.author.code.text {
            add(
                "CLUE-0007", zh: "第 \(entry.number) 条记录写明由“\(entry.author.name)”记录,签名的不是它",
                en: "entry \(entry.number) is said to be by \(entry.author.name), and is not signed by it",
                place: ClueHandover.entryName(entry.number))
        }
    }

    /// What shows against an earlier copy: another package, or a log that does not begin with that one's.
    package func findings(against earlier: ClueLog) -> [Finding] {
        guard digests.first == earlier.digests.first else {
            return [
                Finding(
                    "CLUE-0011", zh: "给出的早先副本不是同一个移交包", en: "the earlier copy is of another package",
                    remedyZh: "请检查 --earlier", remedyEn: "check --earlier", place: "clue.xml")
            ]
        }
        guard !digests.starts(with: earlier.digests) else { return [] }
        return [
            Finding(
                "CLUE-0010",
                zh: "早先副本中有 \(earlier.digests.count - 1) 条记录,其中有的在这里被截去或改动",
                en:
                    "the earlier copy has \(earlier.digests.count - 1) entries; some of them were cut off or altered here",
                remedyZh: "以早先副本为准,并查明是谁改动的", remedyEn: "go by the earlier copy, and find out who altered this one",
                place: "log/")
        ]
    }

    // MARK: - Adding

    /// What a new entry says, but for what follows from the log and from who signs.
    package struct Step: Sendable {
        package var status: ClueStatus
        package var unit: String
        package var person: String
        package var due: String?
        package var note: String?

        package init(status: ClueStatus, unit: String, person: String, due: String? = nil, note: String? = nil) {
            self.status = status
            self.unit = unit
            self.person = person
            self.due = due
            self.note = note
        }

        /// That it can be signed at all, told in the words of who types it.
        ///
        /// - Throws: CLUE-0024 where there is no day until when, or none of the calendar, CLUE-0025 where that day is over, CLUE-0026
        ///   where unit, person or note are blank, too long, or have what no line may have.
        package func check(at time: Instant) throws(Problem) {
            for (name, text) in [("--owner", unit), ("--person", person)] {
                guard !Self.isLine(text) else { continue }
                throw Problem(
                    "CLUE-0026", kind: .usage, zh: "\(name) 是空白、以空白开头、有换行或看不见的控制字符,或超过 1,000 字",
                    en:
                        "\(name) is blank, begins with a blank, has line breaks or unseen control characters, or is over 1,000 characters",
                    remedyZh: name == "--owner" ? "--owner 写成 示例市发展和改革委员会" : "--person 写成 张三",
                    remedyEn: name == "--owner" ? "write --owner as the unit's name" : "write --person as a name",
                    place: name)
            }
            if let note, !Self.isLine(note, most: 20_000, breaks: true) {
                throw Problem(
                    "CLUE-0026", kind: .usage, zh: "--note 是空白、以空白开头、有看不见的控制字符,或超过 20,000 字",
                    en:
                        "--note is blank, begins with a blank, has unseen control characters, or is over 20,000 characters",
                    remedyZh: "写明说明,或去掉 --note", remedyEn: "say something, or leave --note out", place: "--note")
            }
            guard let due else {
                guard status.isOpen else { return }
                throw Problem(
                    "CLUE-0024", kind: .usage, zh: "“\(status.title.zh)”须写明办理期限",
                    en: "\"\(status.title.en)\" needs a day until when", remedyZh: "--due 写成 2026-12-01",
                    remedyEn: "write --due as 2026-12-01", place: "--due")
            }
            guard due.utf8.count == 10, (try? Instant.endOfDay(due)) != nil else {
                throw Problem(
                    "CLUE-0024", kind: .usage, zh: "“\(due)”不是有效的日期", en: "\"\(due)\" is not a day of the calendar",
                    remedyZh: "--due 写成 2026-12-01", remedyEn: "write --due as 2026-12-01", place: "--due")
            }
            guard due >= time.day else {
                throw Problem(
                    "CLUE-0025", kind: .usage, zh: "办理期限 \(due) 早于今天(\(time.day));签名之后不能更正",
                    en: "the day until when, \(due), is before today, \(time.day); once signed it cannot be put right",
                    remedyZh: "--due 写成今天或以后的日期,如 2026-12-01",
                    remedyEn: "write --due as today or later, such as 2026-12-01",
                    place: "--due")
            }
        }

        /// As the schema has a line, or with `breaks` several.
        private static func isLine(_ text: String, most: Int = 1_000, breaks: Bool = false) -> Bool {
            let scalars = text.unicodeScalars
            guard let first = scalars.first, !first.properties.isWhitespace, scalars.count <= most else { return false }
            return !scalars.contains { scalar in
                switch scalar.value {
                case 0x0A: !breaks
                case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
                default: false
                }
            }
        }
    }

    /// Adds an entry to a package that passes, signed by `author`; the file is replaced when the new one is whole.
    ///
    /// - Throws: what ``Step/check(at:)`` does. CONT-0020 or CLUE-0020 where the package does not pass: nobody goes on from what was altered. CLUE-0021 where
    ///   the status cannot follow, CLUE-0022 where the time lies before the last entry's, CLUE-0023 where the log is full.
    package static func append(
        _ step: Step, to path: String, author: Organization, at time: Instant, signer: Signer, trust: TrustStore
    ) throws(Problem) -> ClueEntry {
        try step.check(at: time)
        let reader = try ContainerReader(path)
        let report = try ContainerVerifier(trust: trust, time: time).verify(reader)
        try report.requirePassed(path)
        let log = try ClueLog(reader, report: report)
        if let first = log.findings.first {
            throw Problem(
                "CLUE-0020", zh: "移交包未通过验证:\(first.message.zh)", en: "the package does not verify: \(first.message.en)",
                remedyZh: "用 biao verify 查看全部原因", remedyEn: "see every reason with biao verify", place: path)
        }
        guard log.status.next.contains(step.status) else {
            let next = log.status.next
            throw Problem(
                "CLUE-0021", kind: .usage, zh: "现在是“\(log.status.title.zh)”,之后不能是“\(step.status.title.zh)”",
                en: "the status is \"\(log.status.title.en)\", which \"\(step.status.title.en)\" cannot follow",
                remedyZh: "可以是:" + next.map { "\($0.title.zh)(\($0.rawValue))" }.joined(separator: "、"),
                remedyEn: "it may be: " + next.map(\.rawValue).joined(separator: ", "), place: "--status")
        }
        guard time >= (log.entries.last?.time ?? log.handover.made) else {
            throw Problem(
                "CLUE-0022", zh: "时间早于前一条记录", en: "the time lies before the entry before",
                remedyZh: "请核对本机时钟", remedyEn: "check this machine's clock", place: path)
        }
        guard log.entries.count < ClueHandover.mostEntries, let head = log.head else {
            throw Problem(
                "CLUE-0023", zh: "办理记录已满 \(ClueHandover.mostEntries) 条",
                en: "the log is full: \(ClueHandover.mostEntries) entries",
                remedyZh: "后续情况另行记录", remedyEn: "keep what follows elsewhere", place: path)
        }
        let entry = ClueEntry(
            number: log.entries.count + 1, status: step.status, previous: head, time: time, author: author,
            unit: step.unit, person: step.person, due: step.due, note: step.note)
        let bytes: [UInt8]
        do throws(Problem) { bytes = try entry.encoded() } catch {
            var problem = error
            problem.kind = .usage
            throw problem
        }
        try ContainerWriter.append(
            ContainerItem(name: ClueHandover.entryName(entry.number), source: .bytes(bytes), method: .deflate),
            to: path, output: path, at: time, signer: signer)
        return entry
    }
}
