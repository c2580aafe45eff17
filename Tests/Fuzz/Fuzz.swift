// Fuzz.swift — what libFuzzer throws bytes at: every parser of ours that reads what strangers send. See scripts/fuzz.
import BillOfQuantities
import Bills
import Checks
import Container
import Documents
import Extraction
import FileKit
import Glibc
import OpenSSLKit
import Reporting
import Sealing
import Signing
import Spreadsheet
import TenderModel
import XMLKit
import ZipKit

/// One entry point for each parser; `BIAO_FUZZ` names it.
enum Target: String, CaseIterable {
    /// The strict pass over an archive, and every byte of every entry.
    case zip
    /// XML into a tree.
    case xml
    /// Each kind of root document: schema, then reading.
    case document
    /// A detached signature, from DER to verdict.
    case signature
    /// A certificate, a revocation list, a PKCS#12, keys in PEM, a certification request, an envelope.
    case crypto
    /// What timestamp services and OCSP responders answer, and what the practice services are asked.
    case answer
    /// A whole container, and a sealed file.
    case container
    /// JSON: what a process plugin says, its manifest, its test cases, and the lock.
    case plugin
    /// A bill of quantities in XML: every mapping, every check, and what is written of it.
    case bill
    /// A bill in a workbook: an archive, or its parts with a zero byte between them, since no change of an archive keeps its checksums.
    case sheet
    /// A platform's access log: lines, cells, addresses and times.
    case log
    /// A document to extract from; of a PDF what is read in our own process, and poppler is left out.
    case extract
}

let target: Target = {
    let name = getenv("BIAO_FUZZ").map { String(cString: $0) } ?? ""
    guard let target = Target(rawValue: name) else {
        fatalError("BIAO_FUZZ is one of \(Target.allCases.map(\.rawValue))")
    }
    return target
}()

let scratch = "/dev/shm/biao-fuzz-\(getpid())"
let trust = TrustStore(anchors: [])
let now = Instant(seconds: 1_790_000_000)

/// A problem is a good answer; a crash is not.
func tolerate(_ body: () throws(Problem) -> Void) {
    do throws(Problem) { try body() } catch {
        if error.kind == .bug { fatalError("\(error)") }
    }
}

func write(_ bytes: [UInt8]) {
    let file = open(scratch, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
}

let bills: BillReader = {
    do throws(Problem) { return try BillReader(readsAnalyses: true) } catch { fatalError("\(error)") }
}()
let billCheck = BillOfQuantities()

/// What a person may do with a bill that a stranger sent.
func exercise(bill bytes: [UInt8], file: String) {
    tolerate { () throws(Problem) in
        let bill = try bills.read(bytes, file: file)
        _ = try BillWriter.validate(BillWriter.xml(bill))
        let again = try bills.read(BillWriter.xml(bill), file: "a.xml")
        guard again.items.count == bill.items.count, again.nodes.map(\.total) == bill.nodes.map(\.total),
            again.analysis?.lines.count ?? 0 == bill.analysis?.lines.count ?? 0,
            again.analysis?.uses.count ?? 0 == bill.analysis?.uses.count ?? 0
        else {
            fatalError("what was written is not what was read")
        }
        guard rows(BillWriter.csv(bill)) == bill.items.count + 1 else { fatalError("a cell ends its row") }
        tolerate { () throws(Problem) in
            _ = try Workbook(try BillWriter.bytes(bill, as: .xlsx), file: "a.xlsx").sheets.count
        }
    }
    for stage in CheckStage.allCases {
        tolerate { () throws(Problem) in
            var subject = try billCheck.subject(
                ofExample: "stage \(stage.rawValue)\nceiling 1000.00\nsheet 600.00 陆佰元整")
            subject.tenderFiles = FilesInMemory(["documents/bill/" + file: bytes])
            subject.bidFiles = FilesInMemory(["parts/priced-bill/" + file: bytes])
            _ = try billCheck.run(subject)
        }
    }
}

/// Rows of CSV, by its own rules; none of their cells may begin as a formula does, but for the three columns of figures.
func rows(_ bytes: [UInt8]) -> Int {
    var (rows, column, isQuoted, isStart) = (0, 0, false, true)
    for byte in bytes.dropFirst(3) {
        if isStart, byte != UInt8(ascii: "\""), column < 6, "=+-@\t".utf8.contains(byte) { fatalError("a formula") }
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted: column += 1
        case UInt8(ascii: "\n") where !isQuoted: (rows, column) = (rows + 1, 0)
        default: break
        }
        isStart = !isQuoted && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n"))
    }
    return rows
}

/// A workbook of parts: `workbook.xml`, its relations, the shared strings, and the sheets.
func workbook(_ parts: [ArraySlice<UInt8>]) -> [UInt8] {
    var archive = StoredArchive()
    let names = ["workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml"]
    for (index, part) in parts.prefix(16).enumerated() {
        let name = index < names.count ? names[index] : "worksheets/sheet\(index - names.count + 1).xml"
        archive.add("xl/" + name, Array(part))
    }
    return archive.finish() ?? []
}

func exercise(_ bytes: [UInt8]) {
    switch target {
    case .zip:
        write(bytes)
        tolerate { () throws(Problem) in
            let archive = try ZipReader(scratch)
            for entry in archive.entries {
                try archive.stream(entry) { (_: UnsafeRawBufferPointer) throws(Problem) in }
            }
        }
    case .xml:
        tolerate { () throws(Problem) in _ = try XMLReader.parse(bytes) }
    case .document:
        tolerate { () throws(Problem) in _ = try Tender.decode(bytes) }
        tolerate { () throws(Problem) in _ = try Bid.decode(bytes) }
        tolerate { () throws(Problem) in _ = try Seal.decode(bytes) }
        tolerate { () throws(Problem) in _ = try Release.decode(bytes) }
        tolerate { () throws(Problem) in _ = try Closing.decode(bytes) }
        tolerate { () throws(Problem) in _ = try OpeningRecord.decode(bytes) }
    case .signature:
        tolerate { () throws(Problem) in
            _ = try SignatureVerifier(trust: trust, time: now).verify(bytes, content: [1, 2, 3], name: "fuzz")
        }
    case .crypto:
        tolerate { () throws(Problem) in _ = try Certificate.readAll(bytes) }
        tolerate { () throws(Problem) in _ = try RevocationList.readAll(bytes) }
        tolerate { () throws(Problem) in _ = try KeyStore.read(bytes, passphrase: Secret(copying: [0x61])) }
        tolerate { () throws(Problem) in _ = try KeyStore.readPEM(bytes, passphrase: Secret(copying: [0x61])) }
        tolerate { () throws(Problem) in try CertificationRequest(reading: bytes).requireSignature() }
        tolerate { () throws(Problem) in _ = try CMSEnvelope.recipients(bytes) }
        tolerate { () throws(Problem) in _ = try TimestampToken(der: bytes) }
    case .answer:
        tolerate { () throws(Problem) in
            let request = try TimestampRequest(imprint: [UInt8](repeating: 1, count: 32), digest: .sha256)
            _ = try TimestampResponse(reading: bytes).token(for: request)
        }
        _ = try? TimestampRequest(reading: bytes)
        tolerate { () throws(Problem) in _ = try OCSPResponse(der: bytes) }
        tolerate { () throws(Problem) in _ = try CMSSignature.ocspResponses(bytes) }
    case .plugin:
        tolerate { () throws(Problem) in
            let json = try JSON(reading: bytes)
            guard try JSON(reading: Array(json.line.utf8)) == json, try JSON(reading: Array(json.text.utf8)) == json
            else {
                fatalError("what was written is not what was read")
            }
            tolerate { () throws(Problem) in _ = try PluginHandshake.answer(json) }
            tolerate { () throws(Problem) in _ = try PluginManifest(json) }
            tolerate { () throws(Problem) in _ = try PluginLock(json) }
            tolerate { () throws(Problem) in _ = try SubjectJSON.tender(json) }
        }
    case .bill: exercise(bill: bytes, file: "a.xml")
    case .sheet:
        let isArchive = bytes.starts(with: [0x50, 0x4B])
        exercise(
            bill: isArchive ? bytes : workbook(bytes.split(separator: 0, omittingEmptySubsequences: false)),
            file: "a.xlsx")
    case .log:
        tolerate { () throws(Problem) in
            let log = try HandlingLog(csv: bytes, file: "log.csv")
            guard try HandlingLog(csv: log.csv, file: "log.csv").entries.map(\.event) == log.entries.map(\.event) else {
                fatalError("what was written is not what was read")
            }
        }
    case .extract:
        _ = PDFFileID.read(bytes)
        let objects = PDFObjects(bytes)
        let samples = PDFSamples(bytes, objects: objects, maxPixels: 1 << 20)
        for number in 0..<16 {
            _ = objects.stream(of: number)
            guard let picture = samples.picture(of: number) else { continue }
            guard [1, 3].contains(where: { picture.samples.count == $0 * picture.width * picture.height }) else {
                fatalError("samples of another size than they say")
            }
        }
        for pages in 1..<5 { _ = PDFPicturePages(bytes, objects: objects, pages: pages)?.stretches }
        // a PDF's mark, wherever it stands near the beginning, would start poppler
        let mark = Array("%PDF-".utf8)
        guard !bytes.indices.prefix(1_100).contains(where: { bytes[$0...].starts(with: mark) }) else { return }
        tolerate { () throws(Problem) in _ = try Extractor().read(bytes, name: "fuzz") }
    case .container:
        write(bytes)
        tolerate { () throws(Problem) in
            let reader = try ContainerReader(scratch)
            _ = try ContainerVerifier(trust: trust, time: now).verify(reader)
            if reader.kind == .seal { _ = try SealedFile(scratch) }
        }
    }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    exercise(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
