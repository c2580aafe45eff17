// Support.swift — what the tests of sealing share.
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel

/// The code of the problem that `body` throws, nil where it throws none.
func problemCode(_ body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error.code }
}

/// The problem that `body` throws, nil where it throws none.
func problem(of body: () throws(Problem) -> Void) -> Problem? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error }
}

/// A sealed bid with its halves: what an opening has at hand.
struct Sealed {
    let lot: Scenario
    let path: String
    let file: SealedFile

    init(suite: SuiteID = .p256SHA256, envelopes: Int = 1, recovery: Bool = false) throws {
        lot = try Scenario(suite: suite, envelopes: envelopes)
        path = try lot.seal(1, recovery: recovery)
        file = try SealedFile(path)
    }

    func bidderHalf(_ envelope: Int = 1) throws -> Secret {
        try file.bidderHalf(envelope: envelope, identity: try Cast.identity("bidder1", lot.suite))
    }

    func officerHalf(_ envelope: Int = 1) throws -> Secret {
        guard let half = try file.officerHalf(envelope: envelope, identity: try Cast.identity("officer1", lot.suite))
        else { throw Problem.bug("the officers' lock stays shut") }
        return half
    }

    /// The file with one change to its parts, and maybe to its seal.
    func altered(
        _ change: (inout Parts, inout Seal) throws -> Void
    ) throws -> SealedFile {
        var parts = try Parts(path)
        var seal = file.seal
        try change(&parts, &seal)
        parts["seal.xml"] = try seal.encoded()
        let target = try temporaryFolder("altered") + "/altered.sealed"
        return try SealedFile(try parts.write(to: target))
    }

    /// What both halves make of an altered file; nothing may be left at the target unless it is the bid.
    func outcome(_ file: SealedFile, envelope: Int = 1, _ bidder: Secret? = nil, _ officer: Secret? = nil) throws
        -> Unsealed
    {
        let folder = try temporaryFolder("unsealed")
        let unsealed = try Unsealer.open(
            file, envelope: envelope, bidderHalf: try bidder ?? bidderHalf(envelope),
            officerHalf: try officer ?? officerHalf(envelope), to: folder + "/out.bid")
        if unsealed == .notTheBid, !(try Files.list(folder).isEmpty) { throw Problem.bug("something was left behind") }
        return unsealed
    }
}
