// HandlingOptions.swift — --handling: the platform's access log beside the bids (办理日志).
import ArgumentParser
import Comparison
import FileKit
import OpenSSLKit
import Reporting
import TenderModel

struct HandlingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "平台导出的办理日志 / access log of the platform: downloads, deliveries, releases", valueName: "log.csv"),
        completion: .file(extensions: ["csv"]))
    var handling: String?
    @Option(
        help: ArgumentHelp(
            "已知的公用地址,可多次 / address that many share, such as the centre's terminals; repeatable",
            valueName: "address"))
    var sharedAddress: [String] = []

    /// A log that was read, to be laid beside the bids.
    struct Loaded {
        var log: HandlingLog
        var file: ComparedFile
        var shared: Set<String>

        func add(to lot: inout ComparedLot) throws(Problem) {
            try lot.take(handling: log, file: file, shared: shared)
        }
    }

    /// The log, read before the bids are: they take longer. Nil where none is given.
    func load() throws(Problem) -> Loaded? {
        guard let handling else {
            guard sharedAddress.isEmpty else {
                throw Problem(
                    "CLI-0074", kind: .usage, zh: "--shared-address 须与 --handling 同用",
                    en: "--shared-address goes with --handling", remedyZh: "用 --handling 给出办理日志",
                    remedyEn: "give the access log with --handling")
            }
            return nil
        }
        var shared: Set<String> = []
        for address in sharedAddress {
            do throws(Problem) { shared.insert(try NetworkAddress(address).text) } catch {
                var problem = error
                problem.kind = .usage
                throw problem.at("--shared-address")
            }
        }
        let name = Files.name(of: handling)
        let bytes = try Files.read(handling, limit: HandlingLog.mostBytes)
        let log = try HandlingLog(csv: bytes, file: name)
        let digest = FileDigest(algorithm: "sha256", hex: Hex.encode(try Digest.of(bytes, .sha256)))
        return Loaded(log: log, file: ComparedFile(name: name, digest: digest), shared: shared)
    }
}
