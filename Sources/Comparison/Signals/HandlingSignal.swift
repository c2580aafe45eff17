// HandlingSignal.swift — how bids were handled (办理痕迹): contacts, and network addresses of download, delivery and release.
package import Reporting

package struct HandlingSignal: Signal {
    package init() {}

    package var id: SignalID { .handling }

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = try KeyJoin(signal: .handling, kinds: [.phone, .email, .address, .network]).run(lot, context)
        if lot.bids.allSatisfy({ bid in !bid.keys.contains { $0.kind == .network } }) {
            result.unchecked.append(
                LocalizedText(
                    zh: "没有下载、递交和解密时的网络地址与时间可比",
                    en: "no network addresses and times of download, delivery and release to compare"))
        }
        return result
    }
}
