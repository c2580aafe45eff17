// ContainerWriter.swift — writing a signed ASiC-E container, streamed: digests are taken while entries go out.
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel
package import ZipKit

/// One payload entry to be written.
package struct ContainerItem {
    package var name: String
    package var source: ZipWriter.Source
    package var method: ZipWriter.Method

    /// An entry stored as it is.
    package init(name: String, source: ZipWriter.Source, method: ZipWriter.Method = .store) {
        self.name = name
        self.source = source
        self.method = method
    }

    /// A document from disk, deflated where a sample says that it pays.
    package static func document(name: String, path: String) throws(Problem) -> ContainerItem {
        ContainerItem(name: name, source: .file(path), method: try Compressibility.pays(file: path) ? .deflate : .store)
    }

    /// Bytes at hand, deflated where that pays.
    package static func bytes(name: String, _ bytes: [UInt8]) -> ContainerItem {
        ContainerItem(name: name, source: .bytes(bytes), method: Compressibility.pays(bytes) ? .deflate : .store)
    }
}

/// Writes containers. The target appears whole and signed, or not at all.
package enum ContainerWriter {
    /// Writes a container whose root document is known beforehand.
    package static func write<Root: RootDocument>(
        _ root: Root, items: [ContainerItem] = [], to target: String, at time: Instant, signer: Signer,
        beside: Signer? = nil, role: SignatureRole? = nil, mode: UInt32 = 0o644,
        progress: (total: Int64, report: ProgressReport)? = nil
    ) throws(Problem) {
        let bytes = try root.encoded()
        try write(
            items: [ContainerItem(name: Root.kind.rootName, source: .bytes(bytes), method: .deflate)] + items,
            to: target,
            at: time, signer: signer, beside: beside, role: role, mode: mode, progress: progress)
    }

    /// Writes a container from all its payload entries, the root document among them; deferred entries are asked for
    /// after the ones before them were written.
    ///
    /// - Parameters:
    ///   - beside: signs too, in the suite that may stand beside another.
    ///   - progress: bytes of payload to come, and who is told how many have gone out.
    ///   - inspect: a last look at the finished file under its temporary name; a problem it throws leaves nothing.
    package static func write(
        items: [ContainerItem], to target: String, at time: Instant, signer: Signer, beside: Signer? = nil,
        role: SignatureRole? = nil, mode: UInt32 = 0o644, progress: (total: Int64, report: ProgressReport)? = nil,
        inspect: ((String) throws(Problem) -> Void)? = nil
    ) throws(Problem) {
        try requireReplaceable(target, by: items)
        var items = items
        while true {
            do throws(Problem) {
                return try attempt(
                    items, target, time, [(.main, signer)] + (beside.map { [(.beside, $0)] } ?? []), role, mode,
                    progress, inspect)
            } catch {
                // What shrinks so far that it would look like a bomb goes in as it is: a blank scan is no one's fault.
                guard error.code == "ZIP-0073",
                    let swollen = items.firstIndex(where: { $0.name == error.place && $0.method == .deflate })
                else { throw error }
                items[swollen].method = .store
            }
        }
    }

    /// CONT-0019 where the target is there already and is something else: a wrong -o must not cost anyone a sealed bid.
    private static func requireReplaceable(_ target: String, by items: [ContainerItem]) throws(Problem) {
        guard Files.kind(of: target) == .file, try FileReader(target).size > 0 else { return }
        let kind = try? ContainerReader(target).kind
        guard kind == nil || !items.contains(where: { $0.name == kind?.rootName }) else { return }
        throw Problem(
            code: "CONT-0019",
            message: LocalizedText(
                zh: "输出位置已有另一种文件\(kind.map { "(\($0.title.zh))" } ?? "")",
                en: "another kind of file is there already\(kind.map { " (\($0.title.en))" } ?? "")"),
            remedy: LocalizedText(zh: "请用 -o 另给一个文件名", en: "name another file with -o"), place: target)
    }

    private static func attempt(
        _ items: [ContainerItem], _ target: String, _ time: Instant,
        _ signers: [(row: SignaturePlace.Row, signer: Signer)],
        _ role: SignatureRole?, _ mode: UInt32, _ progress: (total: Int64, report: ProgressReport)?,
        _ inspect: ((String) throws(Problem) -> Void)?
    ) throws(Problem) {
        var file = try AtomicFile(target, mode: mode)
        var algorithms: [DigestAlgorithm] = []
        for (_, signer) in signers { algorithms.append(try signer.identity.suite().digest) }
        let digests = try DigestCollector(algorithms)
        var done: Int64 = 0
        let archive = ZipWriter(path: file.temporaryPath)
        try archive.add(
            EntryName.mimetype, .bytes(Array(EntryName.mediaType.utf8)), method: .store, modified: time.seconds)
        for item in items {
            let index = digests.add(item.name)
            try archive.add(
                item.name, item.source, method: item.method, modified: time.seconds,
                observe: { bytes in
                    digests.update(bytes, of: index)
                    done += Int64(bytes.count)
                    progress?.report(Progress(step: .pack, completed: done, total: progress?.total ?? 0))
                })
        }
        for (row, signer) in signers {
            let suite = try signer.identity.suite()
            let place = SignaturePlace(row, 1)
            try add(place, to: archive, time, signer, role) { () throws(Problem) in
                Manifest(signature: place.signature, entries: try digests.entries(suite.digest)).encoded(
                    digestURI: suite.digestURI)
            }
        }
        try archive.close()
        try inspect?(file.temporaryPath)
        try file.commit()
    }

    /// A manifest and the signature over it, both made when all entries before them have been read.
    private static func add(
        _ place: SignaturePlace, to archive: ZipWriter, _ time: Instant, _ signer: Signer, _ role: SignatureRole?,
        _ manifest: @escaping () throws(Problem) -> [UInt8]
    ) throws(Problem) {
        let sealed = SignedManifest(manifest)
        try archive.add(
            place.manifest, .deferred { () throws(Problem) in try sealed.bytes() }, method: .deflate,
            modified: time.seconds)
        try archive.add(
            place.signature, .deferred { () throws(Problem) in try signer.sign(try sealed.bytes(), role: role) },
            method: .store, modified: time.seconds)
    }

    /// Adds one more signature to a container: the same entries again, then a manifest and signature of the next number
    /// of a row. The file is replaced only when the new one is whole. Nobody signs what the manifest only claims:
    /// CONT-0018 where an entry does not have the digest that the first manifest gives.
    package static func addSignature(
        to path: String, output target: String, at time: Instant, signer: Signer, row: SignaturePlace.Row = .main,
        role: SignatureRole?
    ) throws(Problem) {
        let reader = try ContainerReader(path)
        let suite = try signer.identity.suite()
        let first = SignaturePlace(.main, 1)
        let main = row == .main ? suite : try mainSuite(of: reader)
        let listed = try reader.manifest(first, digestURI: main.digestURI).entries
        let place = SignaturePlace(row, reader.signatures.count(where: { $0.row == row }) + 1)
        var file = try AtomicFile(target)
        let archive = ZipWriter(path: file.temporaryPath)
        let digests = try DigestCollector([main.digest, suite.digest])
        let payload = Set(reader.payload.map(\.name))
        for entry in reader.archive.entries {
            let copy = EntryCopy(reader.archive, entry, beside: target)
            let index = payload.contains(entry.name) ? digests.add(entry.name) : nil
            try archive.add(
                entry.name, .stream(size: entry.size) { (buffer) throws(Problem) in try copy.next(into: buffer) },
                method: entry.method, modified: entry.modified,
                observe: index.map { index in { bytes in digests.update(bytes, of: index) } })
        }
        try add(place, to: archive, time, signer, role) { () throws(Problem) in
            let found = try digests.entries(main.digest)
            guard found.sorted(by: { $0.name < $1.name }) == listed.sorted(by: { $0.name < $1.name }) else {
                throw Problem(
                    code: "CONT-0018",
                    message: LocalizedText(
                        zh: "包内文件与已有签名的清单不符,不能补签",
                        en: "the entries are not those that the first signature signs; no signature is added"),
                    remedy: LocalizedText(zh: "文件被改动过;请重新打包", en: "the file was altered; pack it anew"), place: path)
            }
            let own = row == .main ? listed : try digests.entries(suite.digest)
            return Manifest(signature: place.signature, entries: own).encoded(digestURI: suite.digestURI)
        }
        try archive.close()
        try file.commit()
    }

    /// Adds an entry to a container whose log grows, and a signature over all that is there then. The file is replaced only
    /// when the new one is whole. It must have been verified: every entry goes into the new manifest as it is found.
    package static func append(
        _ item: ContainerItem, to path: String, output target: String, at time: Instant, signer: Signer
    ) throws(Problem) {
        let reader = try ContainerReader(path)
        let suite = try signer.identity.suite()
        let place = SignaturePlace(.main, reader.signatures.count + 1)
        // what few may read does not become everybody's by growing
        var file = try AtomicFile(target, mode: Files.mode(of: path) ?? 0o600)
        let archive = ZipWriter(path: file.temporaryPath)
        let digests = try DigestCollector([suite.digest])
        let payload = Set(reader.payload.map(\.name))
        for entry in reader.archive.entries {
            let copy = EntryCopy(reader.archive, entry, beside: target)
            let index = payload.contains(entry.name) ? digests.add(entry.name) : nil
            try archive.add(
                entry.name, .stream(size: entry.size) { (buffer) throws(Problem) in try copy.next(into: buffer) },
                method: entry.method, modified: entry.modified,
                observe: index.map { index in { bytes in digests.update(bytes, of: index) } })
        }
        let index = digests.add(item.name)
        try archive.add(
            item.name, item.source, method: item.method, modified: time.seconds,
            observe: { bytes in digests.update(bytes, of: index) })
        try add(place, to: archive, time, signer, nil) { () throws(Problem) in
            Manifest(signature: place.signature, entries: try digests.entries(suite.digest)).encoded(
                digestURI: suite.digestURI)
        }
        try archive.close()
        try file.commit()
    }

    /// The suite of a bid's own signatures; any other container has no row beside them.
    private static func mainSuite(of reader: ContainerReader) throws(Problem) -> any SignatureSuite {
        SignatureSuites.suite(try reader.document(Bid.self).suite)
    }
}

/// An entry on its way from one archive into another. A stored one is passed through; a deflated one goes by way of an
/// unnamed file, since archives give out deflated bytes only in one go.
private final class EntryCopy {
    private let archive: ZipReader
    private let entry: ZipEntry
    private let scratchTarget: String
    private var reader: FileReader?
    private var offset: Int64 = 0

    init(_ archive: ZipReader, _ entry: ZipEntry, beside target: String) {
        self.archive = archive
        self.entry = entry
        scratchTarget = target
    }

    func next(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        var count = 0
        if entry.method == .store {
            count = try archive.pull(entry, at: offset, into: buffer)
        } else {
            if offset == 0 && entry.size > 0 && !isInflated { try inflate() }
            count = try read(into: buffer)
        }
        offset += Int64(count)
        return count
    }

    private var isInflated = false

    private func inflate() throws(Problem) {
        var scratch = try AtomicFile(scratchTarget, mode: 0o600)
        try archive.stream(entry) { (bytes) throws(Problem) in try scratch.write(bytes) }
        // the file loses its name when the scratch goes, and its bytes when the reader does
        reader = try FileReader(scratch.temporaryPath)
        isInflated = true
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        guard reader != nil else { return 0 }
        return try reader?.read(into: buffer) ?? 0
    }
}

/// The digests of the entries as they are written, one entry after another, in every algorithm that is wanted.
private final class DigestCollector {
    private let algorithms: [DigestAlgorithm]
    private let digests: [BackgroundDigest]
    private var names: [String] = []
    /// By entry, in the order of the algorithms; an empty entry never comes by.
    private var values: [Int: [[UInt8]]] = [:]
    private var current: Int?
    private var failure: Problem?

    init(_ algorithms: [DigestAlgorithm]) throws(Problem) {
        self.algorithms = DigestAlgorithm.allCases.filter(algorithms.contains)
        var digests: [BackgroundDigest] = []
        for algorithm in self.algorithms { digests.append(try BackgroundDigest(algorithm)) }
        self.digests = digests
    }

    func add(_ name: String) -> Int {
        names.append(name)
        return names.count - 1
    }

    func update(_ bytes: UnsafeRawBufferPointer, of index: Int) {
        if index != current {
            endCurrent()
            current = index
        }
        for digest in digests { digest.update(bytes) }
    }

    private func endCurrent() {
        guard let index = current else { return }
        current = nil
        do throws(Problem) {
            var finished: [[UInt8]] = []
            for digest in digests { finished.append(try digest.finish()) }
            values[index] = finished
        } catch { failure = failure ?? error }
    }

    func entries(_ algorithm: DigestAlgorithm) throws(Problem) -> [Manifest.Entry] {
        endCurrent()
        if let failure { throw failure }
        guard let place = algorithms.firstIndex(of: algorithm) else { throw Problem.bug("a digest that nobody took") }
        let empty = try Digest.of([], algorithm)
        return names.enumerated().map {
            Manifest.Entry(name: $0.element, digest: values[$0.offset]?[place] ?? empty)
        }
    }
}

/// The manifest's bytes, made once when the archive first asks.
private final class SignedManifest {
    private let make: () throws(Problem) -> [UInt8]
    private var made: [UInt8]?

    init(_ make: @escaping () throws(Problem) -> [UInt8]) { self.make = make }

    func bytes() throws(Problem) -> [UInt8] {
        if let made { return made }
        let bytes = try make()
        made = bytes
        return bytes
    }
}
