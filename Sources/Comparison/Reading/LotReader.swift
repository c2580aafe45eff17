// LotReader.swift — a lot out of files (读取标段): opened bids, or plain folders of documents, and the tender that they answer.
internal import Bills
internal import Container
package import Extraction
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

/// Reads what is to be compared. One document that cannot be read keeps nobody from the others: it is named in the result.
package struct LotReader: Sendable {
    package var extractor: Extractor
    /// Whom to believe about who signed; nil where nobody said.
    package var trust: TrustStore?
    package var at: Instant
    package var progress: ProgressReport?
    /// How much the pictures of one bid, and of the tender, may ask of us.
    package var imageLimits: ImageLimits
    /// Whether pictures are decoded too, which takes the most time of all.
    package var readsPictures = true

    package init(
        extractor: Extractor = Extractor(), imageLimits: ImageLimits = ImageLimits(), trust: TrustStore?, at: Instant,
        progress: ProgressReport? = nil
    ) {
        self.extractor = extractor
        self.imageLimits = imageLimits
        self.trust = trust
        self.at = at
        self.progress = progress
    }

    /// Bytes of one file within a bid that are read; what is larger is named.
    static let mostBytes = 256 << 20
    /// Characters of one bid that are compared; what is beyond is named. So many of as many bids as a lot may have can be told apart.
    package var mostCharacters = 5_000_000

    /// Opened bids of one lot.
    ///
    /// - Parameters:
    ///   - paths: `.bid` files, or folders that hold them, such as the output of an opening. One that is given twice counts once.
    ///   - tender: The `.tender` file that they answer; nil where it is not at hand.
    /// - Throws: COMP-0001, COMP-0002 (bids of several lots), COMP-0003 (no bids there), COMP-0004 (another tender's bid), COMP-0016 (two
    ///   bids of one unit), and what a container that cannot be read says.
    package func lot(_ paths: [String], tender: String?) throws(Problem) -> ComparedLot {
        var files: [String] = []
        for path in paths { files += try Self.bidFiles(path) }
        let reference = try tender.map { (path) throws(Problem) in try ContainerReader(path).document(Tender.self) }
        var groups: [(key: String, files: [BidFile])] = []
        var lots: Set<String> = []
        // what the tender is called, and the first bid that answers it where no tender was given
        var answered = reference?.id
        var damaged: [(file: String, problem: Problem)] = []
        for file in files {
            let bid: Bid
            do throws(Problem) { bid = try ContainerReader(file).document(Bid.self) } catch {
                // a file that is not there was given by mistake; one that is damaged keeps nobody from the others
                guard error.kind == .input, !error.code.hasPrefix("FILE-") else { throw error }
                damaged.append((file, error))
                continue
            }
            if let answered, bid.tender.id != answered {
                throw Problem(
                    "COMP-0004", zh: "投标文件属于另一个招标项目(\(bid.tender.id)),不是 \(answered)",
                    en: "this bid is for another tender, \(bid.tender.id), and not for \(answered)",
                    remedyZh: "只给出同一标段的投标文件", remedyEn: "give bids of one lot only", place: file)
            }
            answered = bid.tender.id
            lots.insert(bid.lot)
            let key = bid.bidder.code.text
            let own = BidFile(path: file, envelope: bid.envelope, unit: bid.bidder.name)
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].files.append(own)
            } else {
                groups.append((key, [own]))
            }
        }
        guard lots.count <= 1 else {
            let names = lots.sorted().joined(separator: "、")
            throw Problem(
                "COMP-0002", zh: "投标文件属于不同标段:\(names)", en: "the bids are for several lots: \(names)",
                remedyZh: "逐个标段比对", remedyEn: "compare one lot at a time")
        }
        // with nothing to compare, what is wrong is the answer
        if groups.count < 2, let first = damaged.first {
            var problem = first.problem
            // which bid, where it says only what part of one
            if problem.place?.hasPrefix(first.file) != true {
                problem.place = [first.file, problem.place].compactMap { $0 }.joined(separator: " ")
            }
            throw problem
        }
        let units = try groups.map { (group) throws(Problem) in try Self.envelopes(group.files) }
        let steps = units.count + (tender == nil ? 0 : 1)
        let counter = StepCounter(.extract, of: steps, progress)
        let bids = try concurrently(units) { (unit) throws(Problem) in
            defer { counter.step() }
            return try bid(unit.files, unit.repeated)
        }
        let unreadable = try damaged.map { (damaged) throws(Problem) in
            let file = try Self.file(damaged.file)
            var bid = ComparedBid(name: file.name)
            bid.files = [file]
            bid.notRead = [NotRead(damaged.problem, file: file.name)]
            return bid
        }
        var lot = try ComparedLot(bids: bids + unreadable, at: at)
        lot.tender = reference
        lot.lot = lots.first.flatMap { reference?.lot($0) }
        if let tender {
            let images = imageReader()
            var read = try contents(of: ContainerReader(tender), images) {
                $0.hasPrefix("documents/") || $0.hasPrefix("template/skeleton/") || $0.hasPrefix("bill")
            }
            try read.take(images)
            lot.tenderDocuments = read.documents
            lot.tenderBill = read.bill
            lot.tenderImages = read.images
            lot.tenderNotRead = read.notRead
            lot.tenderFiles =
                [try Self.file(tender)] + read.documents.map { ComparedFile(name: $0.name, digest: $0.digest) }
            counter.step()
        }
        return lot
    }

    /// Plain documents: each path is one bidder's folder or file, called as it is.
    ///
    /// - Throws: COMP-0001, COMP-0005 (two of one name), COMP-0006 (too many files), COMP-0017 (bids of biao's, which are no plain documents).
    package func loose(_ paths: [String], tender: [String]) throws(Problem) -> ComparedLot {
        let counter = StepCounter(.extract, of: paths.count + (tender.isEmpty ? 0 : 1), progress)
        let bids = try concurrently(paths) { (path) throws(Problem) in
            defer { counter.step() }
            let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
            var bid = ComparedBid(name: trimmed.split(separator: "/").last.map(String.init) ?? path)
            let read = try contents(below: path, most: mostCharacters)
            // every file that was handed in, in the order of the names: whoever adds up their digests has the copies too
            bid.files =
                (read.documents.map { ComparedFile(name: $0.name, digest: $0.digest) } + read.repeated.map(\.file))
                .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            bid.take(read)
            return bid
        }
        var names: Set<String> = []
        for bid in bids where !names.insert(bid.name).inserted {
            throw Problem(
                "COMP-0005", zh: "两份材料同名:“\(bid.name)”", en: "two of them are called \"\(bid.name)\"",
                remedyZh: "改一个文件夹名,以便区分", remedyEn: "rename one folder, so that they can be told apart", place: bid.name
            )
        }
        var lot = try ComparedLot(bids: bids, at: at)
        for path in tender {
            if (try? ContainerReader(path).document(Tender.self)) != nil {
                let images = imageReader()
                var read = try contents(of: ContainerReader(path), images) {
                    $0.hasPrefix("documents/") || $0.hasPrefix("template/skeleton/")
                }
                try read.take(images)
                lot.tender = try ContainerReader(path).document(Tender.self)
                lot.take(read, [try Self.file(path)])
            } else {
                lot.take(try contents(below: path, most: .max), [])
            }
        }
        return lot
    }

    // MARK: - One bid

    /// A `.bid` file of some unit.
    private struct BidFile: Sendable {
        var path: String
        var envelope: Int
        var unit: String
    }

    /// The envelopes of one unit's bid, and which files are one of them once more.
    ///
    /// - Throws: COMP-0016 where two of them are one envelope and not one file: which of them was opened only a person can say.
    private static func envelopes(
        _ files: [BidFile]
    ) throws(Problem) -> (files: [String], repeated: [RepeatedFile]) {
        guard files.count > 1 else { return (files.map(\.path), []) }
        var seen: [(file: ComparedFile, own: BidFile)] = []
        var repeated: [RepeatedFile] = []
        for own in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            let file = try Self.file(own.path)
            if let same = seen.first(where: { $0.file.digest == file.digest }) {
                repeated.append(RepeatedFile(file: file, first: same.file.name))
            } else if let other = seen.first(where: { $0.own.envelope == own.envelope }) {
                throw Problem(
                    "COMP-0016", zh: "“\(own.unit)”有两份不同的投标文件:\(other.own.path) 和 \(own.path)",
                    en: "\"\(own.unit)\" has two different bids: \(other.own.path) and \(own.path)",
                    remedyZh: "每家只给出开标时开启的那一份(双信封时每个信封一份)",
                    remedyEn: "give one bid for each unit, the one that was opened (with two envelopes one of each)",
                    place: own.path)
            } else {
                seen.append((file, own))
            }
        }
        return (seen.map(\.own.path), repeated)
    }

    private func bid(_ sorted: [String], _ repeated: [RepeatedFile]) throws(Problem) -> ComparedBid {
        let first = try ContainerReader(sorted[0]).document(Bid.self)
        var result = ComparedBid(name: first.bidder.name, code: first.bidder.code)
        result.repeated = repeated
        var seen = Seen(left: mostCharacters)
        // one for all envelopes: the limits are the bidder's
        let images = imageReader()
        for file in sorted {
            let reader = try ContainerReader(file)
            let bid = try reader.document(Bid.self)
            result.bids.append(bid)
            result.files.append(try Self.file(file))
            result.keys += IdentityKey.of(bid, file: reader.kind.rootName)
            try signatures(reader, &result)
            result.take(try contents(of: reader, images, &seen) { _ in true })
        }
        var pictures = Contents()
        try pictures.take(images)
        result.take(pictures)
        var known: Set<IdentityKey> = []
        result.keys = result.keys.filter { known.insert($0).inserted }
        return result
    }

    /// Who signed, as marks; and whether these are the bytes that were signed.
    private func signatures(_ reader: ContainerReader, _ bid: inout ComparedBid) throws(Problem) {
        let report: ContainerReport
        do throws(Problem) {
            report = try ContainerVerifier(trust: trust ?? TrustStore(anchors: []), time: at).verify(reader)
        } catch {
            guard error.kind == .input else { throw error }
            bid.notRead.append(
                NotRead(
                    file: reader.path, code: "COMP-0011",
                    reason: LocalizedText(
                        zh: "签名无法读取:\(error.message.zh)", en: "the signatures cannot be read: \(error.message.en)"),
                    place: error.place, isWhole: false))
            return
        }
        for certificate in report.signatures.compactMap(\.signer) {
            let shown = "\(certificate.commonName ?? certificate.subject) (\(certificate.serialNumber))"
            bid.keys += [
                IdentityKey(
                    .certificate, Hex.encode(certificate.fingerprint), shown: shown, file: reader.kind.rootName,
                    place: LocalizedText(zh: "签名", en: "signature"))
            ].compactMap { $0 }
        }
        if trust == nil {
            bid.notRead.append(
                NotRead(
                    file: reader.path, code: "COMP-0010",
                    reason: LocalizedText(
                        zh: "没有给出信任的根证书,未核验签名", en: "no trusted roots were given: the signatures were not verified"),
                    isWhole: false))
        } else if report.verdict.status != .passed {
            let words = report.verdict.findings.first?.message
            bid.notRead.append(
                NotRead(
                    file: reader.path, code: "COMP-0011",
                    reason: LocalizedText(
                        zh: "签名核验未通过:\(words?.zh ?? "")", en: "the signatures did not pass: \(words?.en ?? "")"),
                    isWhole: false))
        }
    }

    // MARK: - Files

    struct Contents: Sendable {
        var documents: [ExtractedDocument] = []
        var images: [ComparedImage] = []
        var bill: Bill?
        var notRead: [NotRead] = []
        var repeated: [RepeatedFile] = []

        /// Takes a document, with as much of its text as there is room for.
        mutating func add(_ document: ExtractedDocument, _ left: inout Int) {
            var document = document
            notRead += document.unread.map { NotRead($0, file: document.name) }
            for (place, block) in document.blocks.enumerated() {
                let count = block.text.unicodeScalars.count
                guard count <= left else {
                    notRead.append(.beyond(document.name, block.place.text))
                    document.blocks.removeSubrange(place...)
                    break
                }
                left -= count
            }
            documents.append(document)
        }

        mutating func take(_ reader: ImageReader?) throws(Problem) {
            guard let read = try reader?.finish() else { return }
            images += read.images
            notRead += read.notRead
        }
    }

    /// Of one bid, or of the tender; none where pictures are not wanted.
    private func imageReader() -> ImageReader? {
        readsPictures ? ImageReader(extractor: extractor, limits: imageLimits) : nil
    }

    /// What of one bidder was met so far.
    struct Seen {
        private var names: [FileDigest: String] = [:]
        /// Characters that may still come.
        var left: Int

        init(left: Int) { self.left = left }

        /// What a file is a copy of; nil where it is new.
        mutating func first(_ name: String, _ digest: FileDigest) -> String? {
            if let first = names[digest] { return first }
            names[digest] = name
            return nil
        }
    }

    /// All but the pictures, which are the reader's until it has finished.
    private func contents(
        of reader: ContainerReader, _ images: ImageReader?, where wanted: (String) -> Bool
    ) throws(Problem) -> Contents {
        // what is not taken out of the tender would be held against those who copied it
        var seen = Seen(left: .max)
        return try contents(of: reader, images, &seen, where: wanted)
    }

    private func contents(
        of reader: ContainerReader, _ images: ImageReader?, _ seen: inout Seen, where wanted: (String) -> Bool
    ) throws(Problem) -> Contents {
        var contents = Contents()
        let bills = try BillReader(readsAnalyses: true)
        for entry in reader.payload
        where entry.name != reader.kind.rootName && wanted(entry.name) && !entry.name.hasSuffix("/") {
            guard entry.size <= Int64(Self.mostBytes) else {
                contents.notRead.append(.tooLarge(entry.name, entry.size))
                continue
            }
            let bytes: [UInt8]
            do throws(Problem) { bytes = try reader.archive.read(entry, limit: Self.mostBytes) } catch {
                contents.notRead.append(NotRead(error, file: entry.name))
                continue
            }
            try add(bytes, entry.name, bills, images, &seen, &contents)
        }
        return contents
    }

    /// - Parameter most: characters that are taken.
    private func contents(below path: String, most: Int) throws(Problem) -> Contents {
        var contents = Contents()
        let bills = try BillReader(readsAnalyses: true)
        let images = imageReader()
        var seen = Seen(left: most)
        let folder = try LooseFolder(path)
        contents.notRead += folder.notRead
        for (name, file) in folder.files {
            guard try FileReader(file).size <= Int64(Self.mostBytes) else {
                contents.notRead.append(.tooLarge(name, try FileReader(file).size))
                continue
            }
            let bytes = try Files.read(file, limit: Self.mostBytes)
            try Self.requireLoose(bytes, file)
            try add(bytes, name, bills, images, &seen, &contents)
        }
        try contents.take(images)
        return contents
    }

    /// COMP-0017 for a bid of biao's, sealed or opened, among plain documents: nothing within it would be compared.
    private static func requireLoose(_ bytes: [UInt8], _ path: String) throws(Problem) {
        guard bytes.starts(with: [0x50, 0x4B]), let kind = try? ContainerReader(path).kind,
            [.bid, .seal].contains(kind)
        else { return }
        throw Problem(
            "COMP-0017", zh: "这是 biao 的\(kind.title.zh),不是散件:--loose 读不到其中的内容",
            en: "this is \(kind.oneInEnglish) of biao's and no plain document: --loose does not look into it",
            remedyZh: kind == .seal ? "先用 biao open 开启,再比对它的输出文件夹" : "去掉 --loose,直接给出 .bid 文件或开标输出文件夹",
            remedyEn: kind == .seal
                ? "open it with biao open, and compare that one's output folder"
                : "leave out --loose, and give the .bid files or the output folder of the opening", place: path)
    }

    private func add(
        _ bytes: [UInt8], _ name: String, _ bills: BillReader, _ images: ImageReader?, _ seen: inout Seen,
        _ contents: inout Contents
    ) throws(Problem) {
        let digest = try bytes.digest()
        if let first = seen.first(name, digest) {
            contents.repeated.append(RepeatedFile(file: ComparedFile(name: name, digest: digest), first: first))
            return
        }
        if BillReader.couldBeBill(name), let bill = try? bills.read(bytes, file: name) {
            if let other = contents.bill, other.items.count >= bill.items.count {
                contents.notRead.append(.furtherBill(name))
            } else {
                if let other = contents.bill { contents.notRead.append(.furtherBill(other.file)) }
                contents.bill = bill
            }
            // a workbook says who saved it, and may hold more than prices
            if bytes.starts(with: [0x50, 0x4B]) {
                var document = try extractor.read(bytes, name: name, digest: digest)
                document.leaveOut(bill)
                contents.add(document, &seen.left)
                try images?.add(document, bytes: bytes)
            }
            return
        }
        let document = try extractor.read(bytes, name: name, digest: digest)
        contents.add(document, &seen.left)
        try images?.add(document, bytes: bytes)
    }

    /// The `.bid` files at a path: itself, those in a folder, or in the folder `bids` that an opening leaves.
    private static func bidFiles(_ path: String) throws(Problem) -> [String] {
        guard Files.kind(of: path) == .folder else { return [path] }
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        for folder in [root + "/bids", root] where Files.kind(of: folder) == .folder {
            let found = try Files.list(folder).filter { $0.kind == .file && $0.name.hasSuffix(".bid") }
                .map { folder + "/" + $0.name }
            if !found.isEmpty { return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        }
        // a box keeps sealed bids in a folder of that name, under random names
        let isSealed = try Files.list(root).contains { entry in
            entry.kind == .folder ? entry.name == "sealed" : entry.name.hasSuffix(".sealed")
        }
        guard !isSealed else {
            throw Problem(
                "COMP-0003", zh: "文件夹里是尚未开启的投标文件(投标箱或 .sealed)",
                en: "the bids in this folder are still sealed (a box, or .sealed files)",
                remedyZh: "先用 biao open 开启,再给出它的输出文件夹",
                remedyEn: "open them with biao open, and give that one's output folder", place: path)
        }
        throw Problem(
            "COMP-0003", zh: "文件夹里没有开启后的投标文件(.bid)", en: "there are no opened bids (.bid) in this folder",
            remedyZh: "给出 biao open 的输出文件夹;没有签名的普通文件夹只能用 biao compare --loose 比对",
            remedyEn:
                "give the output folder of biao open; plain folders, signed by nobody, are for biao compare --loose only",
            place: path)
    }

    private static func file(_ path: String) throws(Problem) -> ComparedFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return ComparedFile(name: name, digest: try FileDigest(of: path, .sha256))
    }
}

extension ComparedBid {
    mutating func take(_ contents: LotReader.Contents) {
        documents += contents.documents
        images += contents.images
        notRead += contents.notRead
        repeated += contents.repeated
        guard let bill = contents.bill else { return }
        if let other = self.bill, other.items.count >= bill.items.count {
            notRead.append(.furtherBill(bill.file))
        } else {
            if let other = self.bill { notRead.append(.furtherBill(other.file)) }
            self.bill = bill
            keys += IdentityKey.of(bill)
        }
    }
}

extension ComparedLot {
    fileprivate mutating func take(_ contents: LotReader.Contents, _ files: [ComparedFile]) {
        tenderDocuments += contents.documents
        tenderImages += contents.images
        tenderBill = contents.bill ?? tenderBill
        tenderNotRead += contents.notRead
        tenderFiles += files + contents.documents.map { ComparedFile(name: $0.name, digest: $0.digest) }
    }
}

extension NotRead {
    init(_ unread: Unread, file: String) {
        self.init(
            file: file, code: unread.code, reason: unread.reason, place: unread.place,
            isWhole: unread.extent == .document)
    }

    init(_ problem: Problem, file: String) {
        self.init(file: file, code: problem.code, reason: problem.message, place: problem.place, isWhole: true)
    }

    static func tooLarge(_ name: String, _ size: Int64) -> NotRead {
        NotRead(
            file: name, code: "COMP-0012",
            reason: LocalizedText(
                zh: "文件 \(size) 字节,超过 \(LotReader.mostBytes) 字节的上限",
                en: "the file has \(size) bytes; the limit is \(LotReader.mostBytes)"), isWhole: true)
    }

    static func beyond(_ name: String, _ place: LocalizedText) -> NotRead {
        NotRead(
            file: name, code: "COMP-0041",
            reason: LocalizedText(
                zh: "一份投标文件的文字超过上限,从这里起未比对", en: "the text of one bid is more than is compared: left out from here on"),
            place: place.zh, isWhole: false)
    }

    static func noFiles(_ path: String) -> NotRead {
        NotRead(
            file: path.split(separator: "/").last.map(String.init) ?? path, code: "COMP-0015",
            reason: LocalizedText(zh: "文件夹里没有文件,没有可比的内容", en: "the folder holds no files: there is nothing to compare"),
            isWhole: true)
    }

    static func furtherBill(_ name: String) -> NotRead {
        NotRead(
            file: name, code: "COMP-0013",
            reason: LocalizedText(
                zh: "另有一份清单文件,只比对项目最多的一份", en: "a further bill: only the one with the most items was compared"),
            isWhole: false)
    }
}
