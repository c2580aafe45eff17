// ContradictionTests.swift — each value is fine alone and the document is not: refused when read and when written.
import Documents
import Reporting
import TenderModel
import Testing

@Suite struct ContradictionTests {
    static let amendment = "<amendment previous=\"sha256:\(Value.hex32("b"))\""
    static let contradictions: [Bad] = [
        Bad(.withdrawal, "version=\"1\"", "version=\"2\"", "DOC-0010", "version 2 with the digest of version 1"),
        Bad(.sealMaximal, "version=\"2\"", "version=\"1\"", "DOC-0010", "version 1 with a digest of its own"),
        Bad(.bidMaximal, ">恒达路桥建设集团有限公司</member>", ">其他公司</member>", "DOC-0011", "the lead is not the bidder"),
        Bad(.tenderMaximal, "threshold=\"2\"", "threshold=\"1\"", "DOC-0017", "one trustee could do it alone"),
        Bad(.tenderMaximal, "threshold=\"2\"", "threshold=\"4\"", "DOC-0017", "more than there are trustees"),
        Bad(.sealMaximal, "threshold=\"2\"", "threshold=\"4\"", "DOC-0017", "more than there are shares"),
        Bad(.releaseBidder, "envelope=\"1\"", "envelope=\"2\"", "DOC-0018", "a second envelope without its list"),
        Bad(.releaseRecovery, "envelope=\"2\"", "envelope=\"1\"", "DOC-0018", "a first envelope with a list"),
        Bad(.openingFull, "envelope=\"2\"", "envelope=\"1\"", "DOC-0018", "a first envelope with a list"),
        Bad(.tenderMinimal, "version=\"1\"", "version=\"2\"", "DOC-0101", "version 2 without an amendment"),
        Bad(.tenderMaximal, "version=\"3\"", "version=\"1\"", "DOC-0101", "version 1 with an amendment"),
        Bad(
            .tenderMaximal, "version=\"3\"", "version=\"2\"", "DOC-0102",
            "version 2 amends something else than version 1"),
        Bad(
            .tenderMaximal, amendment, amendment.replacing("bb", with: "aa"), "DOC-0102", "version 3 amends version 1"),
        Bad(.tenderMinimal, "deadline=\"2026", "deadline=\"2025", "DOC-0103", "the deadline is before the issue"),
        Bad(.tenderMaximal, "<suite>rsa-sha256", "<suite>p256-sha256", "DOC-0105", "a suite twice"),
        Bad(.tenderMaximal, ">officer2<", ">officer1<", "DOC-0106", "one holder with two certificates"),
        Bad(.tenderMinimal, ">MAEC/w==<", ">MAEB<", "DOC-0106", "two holders with one certificate"),
        Bad(.tenderMaximal, ">监管部门<", ">公证处<", "DOC-0107", "a trustee twice"),
        Bad(.tenderMaximal, ">监管部门<", ">officer1<", "DOC-0108", "an officer as trustee"),
        Bad(.tenderMaximal, ">MAM=<", ">MAEB<", "DOC-0108", "an officer's certificate as a trustee's"),
        Bad(.tenderMaximal, "column=\"duration\"", "column=\"price\"", "DOC-0109", "a column twice"),
        Bad(.tenderMaximal, "envelopes=\"2\"", "envelopes=\"1\"", "DOC-0110", "fields of a second envelope"),
        Bad(.tenderMaximal, "<role>head", "<role>unit", "DOC-0016", "a role twice"),
        Bad(.bidMaximal, "<role>head", "<role>unit", "DOC-0016", "a role twice"),
        Bad(.tenderMaximal, "id=\"boq\"", "id=\"LETTER\"", "DOC-0015", "one folder where case does not count"),
        Bad(.bidMaximal, "id=\"boq\"", "id=\"LETTER\"", "DOC-0015", "one folder where case does not count"),
        Bad(.bidMaximal, "a &amp; b.xlsx", "图纸/02.pdf", "DOC-0201", "files not in name order"),
        Bad(.bidMaximal, "letter/投标函.pdf", "../投标函.pdf", "DOC-0202", "a way out of the folder"),
        Bad(.bidMaximal, "letter/投标函.pdf", "letter//投标函.pdf", "DOC-0202", "an empty folder name"),
        Bad(.bidMaximal, "letter/投标函.pdf", "boq/图纸/01.pdf", "DOC-0203", "a file in two parts"),
        Bad(
            .bidMaximal, "hash=\"\(Value.hex16("9"))\"", "hash=\"\(Value.hex16("8"))\"", "DOC-0204",
            "a component of the machine twice"),
        Bad(
            .bidMaximal, "<absent kind=\"disk\"", "<absent kind=\"network\"", "DOC-0204",
            "a component both there and absent"),
        Bad(
            .bidMaximal, "<absent kind=\"disk\"", "<absent kind=\"system-uuid\"", "DOC-0204",
            "a component absent for two reasons"),
        Bad(
            .bidMinimal, "suite=\"p256-sha256\"", "suite=\"sm2-sm3\" beside=\"sm2-sm3\"", "DOC-0205",
            "SM2 beside SM2"),
        Bad(.sealMinimal, "number=\"1\"", "number=\"2\"", "DOC-0301", "a second envelope without the first"),
        Bad(.sealMaximal, " threshold=\"2\"", "", "DOC-0302", "shares without a threshold"),
        Bad(
            .sealMinimal, "bidderLocks=\"1\"", "bidderLocks=\"1\" threshold=\"2\"", "DOC-0302",
            "a threshold without shares"),
        Bad(
            .sealMinimal, "officerHalf=\"\(Value.hex32("4"))", "officerHalf=\"\(Value.hex32("3"))", "DOC-0303",
            "both halves are one"),
        Bad(
            .receiptReplacement, "kind=\"replacement\"", "kind=\"delivery\"", "DOC-0401", "a delivery replaces nothing"),
        Bad(.receiptMinimal, "kind=\"delivery\"", "kind=\"replacement\"", "DOC-0401", "a replacement of nothing"),
        Bad(.receiptMinimal, "kind=\"delivery\"", "kind=\"withdrawal\"", "DOC-0402", "a withdrawal without its file"),
        Bad(.receiptWithdrawal, "kind=\"withdrawal\"", "kind=\"delivery\"", "DOC-0402", "a delivery with a withdrawal"),
        Bad(
            .receiptMinimal, "received=\"\(Value.before)", "received=\"\(Value.deadline)", "DOC-0403",
            "at the deadline is late"),
        Bad(
            .receiptReplacement, "sealedForVersion=\"1\"", "sealedForVersion=\"2\"", "DOC-0404", "the version in force"),
        Bad(
            .closing, "closed=\"2026-11-21T09:31", "closed=\"2026-11-21T09:29", "DOC-0601", "closed before the deadline"
        ),
        Bad(
            .closing, "receipt=\"\(Value.hex32("2"))", "receipt=\"\(Value.hex32("1"))", "DOC-0602", "a receipt twice"),
        Bad(.closing, "T09:09:00", "T09:01:00", "DOC-0604", "out of order"),
        Bad(.closing, "2026-11-01T09:09:00", "2026-11-21T09:30:00", "DOC-0603", "an entry at the deadline"),
        Bad(
            .closing, "kind=\"withdrawal\" status=\"withdrawn\"", "kind=\"withdrawal\" status=\"replaced\"", "DOC-0605",
            "a withdrawal cannot be replaced"),
        Bad(.closing, "status=\"replaced\"", "status=\"standing\"", "DOC-0606", "two bids stand"),
        Bad(.closing, "<newBids version=\"2\"", "<newBids version=\"1\"", "DOC-0607", "version 1 amends nothing"),
        Bad(.closing, "<newBids version=\"2\"", "<newBids version=\"3\"", "DOC-0607", "an addendum to come"),
        Bad(
            .closing, "<newBids version=\"2\" digest=\"sha256:b", "<newBids version=\"2\" digest=\"sha256:c",
            "DOC-0607",
            "not the version in force, of the same number"),
        Bad(.closing, "sealedForVersion=\"2\"", "sealedForVersion=\"3\"", "DOC-0608", "sealed for a version to come"),
        Bad(.closing, " sealedForVersion=\"2\"", "", "DOC-0608", "a bid for no version"),
        Bad(
            .closing, "kind=\"withdrawal\"", "sealedForVersion=\"1\" kind=\"withdrawal\"", "DOC-0608",
            "a withdrawal is sealed for nothing"),
        Bad(.clue, "letter=\"AB\"", "letter=\"A\"", "DOC-1001", "two bidders with one letter"),
        Bad(.clue, "name=\"report.html\"", "name=\"report.en.html\"", "DOC-1002", "a report twice, another missing"),
        Bad(.clueEntry, " due=\"2026-12-01\"", "", "DOC-1003", "handed over, and until no day"),
        Bad(.releaseBidder, " key=\"\(Value.hex32("7"))\"", "", "DOC-0701", "a release of nothing"),
        Bad(.releaseShare, "kind=\"share\"", "kind=\"bidder\"", "DOC-0701", "a share that calls itself a key"),
        Bad(.releaseBidder, "kind=\"bidder\"", "kind=\"share\"", "DOC-0701", "a key that calls itself a share"),
        Bad(.releaseShare, " shareNumber=\"255\"", "", "DOC-0702", "a share without its number"),
        Bad(
            .releaseBidder, " key=", " shareNumber=\"1\" share=\"\(Value.hex32("8"))\" key=", "DOC-0702",
            "a key and a share"),
        Bad(
            .openingFull, "windowEnd=\"2026-11-21T10", "windowEnd=\"2026-11-21T08", "DOC-0901",
            "released before the deadline"),
        Bad(.openingFull, "number=\"2\"", "number=\"3\"", "DOC-0902", "a gap in the numbers"),
        Bad(
            .openingFull, "value field=\"duration\"", "value field=\"unknown\"", "DOC-0903",
            "a field that is not listed"),
        Bad(.openingFull, "view=\"full\"", "view=\"public\"", "DOC-0904", "keys in the public view"),
        Bad(.openingPublic, " bid=\"sha256:\(Value.hex32("9"))\"", "", "DOC-0905", "opened, and no digest"),
        Bad(.openingPublic, "outcome=\"opened\"", "outcome=\"payload\"", "DOC-0905", "not opened, and a digest"),
        Bad(
            .openingPublic, "outcome=\"opened\"", "outcome=\"opened\" attribution=\"bidder\"", "DOC-0906",
            "a reason for what did not happen"),
        Bad(.openingPublic, "releasedBy=\"recovery\"", "releasedBy=\"share\"", "DOC-0907", "one share opens nothing"),
        Bad(.openingPublic, " releasedBy=\"recovery\"", "", "DOC-0908", "released by nobody"),
        Bad(
            .openingPublic, "outcome=\"outdated\"", "outcome=\"outdated\" attribution=\"bidder\"", "DOC-0909",
            "nobody is to blame for what was not to be opened"),
        Bad(
            .openingPublic, "outcome=\"not-released\"", "outcome=\"outdated\"", "DOC-0909",
            "a ruling on what was not to be opened"),
    ]

    @Test(arguments: contradictions)
    func refuses(_ bad: Bad) throws {
        let found = try problem(bad.kind, bad.bytes())
        #expect(found?.code.hasPrefix(bad.code) == true, "\(found.map { "\($0.code) \($0.message.en)" } ?? "accepted")")
        #expect(found?.place?.contains(".xml: ") == true)
    }

    /// What cannot be made by altering one place of an example.
    @Test func refusesToWrite() throws {
        func code(_ document: some RootDocument) -> String? {
            do throws(Problem) {
                _ = try document.encoded()
                return nil
            } catch {
                return error.code
            }
        }
        var bid = try Sample.maximalBid()
        bid.consortium.append(bid.consortium[1])
        #expect(code(bid) == "DOC-0012", "a member twice")
        bid = try Sample.maximalBid()
        bid.sheet.append(bid.sheet[0])
        #expect(code(bid) == "DOC-0014", "a field filled in twice")
        bid = try Sample.maximalBid()
        bid.sheet[1].value = "365\n天"
        #expect(code(bid) == "DOC-0001", "the schema has its say before anything is written")
        var tender = try Sample.maximalTender()
        tender.sheet.append(tender.sheet[2])
        #expect(code(tender) == "DOC-0013", "a field twice")
        tender = try Sample.maximalTender()
        tender.lots[1].id = "1"
        #expect(code(tender) == "DOC-0104", "a lot twice")
        var receipt = try Sample.receipt(.replacement)
        receipt.replaces = receipt.sealedFile
        #expect(code(receipt) == "DOC-0019", "a file replaces itself")
        let passed = PassedList(
            tender: Value.first(), lot: "1", closing: Value.digest("c"), firstOpening: Value.digest("d"), passed: [],
            rejected: [], issued: try Instant(Value.later))
        #expect(code(passed) == "DOC-0801", "nobody in the list")
        var twice = passed
        twice.passed = [try Value.bidder(), try Value.bidder()]
        #expect(code(twice) == "DOC-0802", "passed twice")
        twice.passed = [try Value.bidder()]
        twice.rejected = [PassedList.Rejection(bidder: try Value.bidder(), reason: "无")]
        #expect(code(twice) == "DOC-0802", "passed and rejected")
    }
}
