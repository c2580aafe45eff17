// RecordSigner.swift — an opening record is for an opening officer to sign (开标员): is its signer one whom the tender names?
package import Container
package import Reporting
internal import Sealing
internal import Signing
package import TenderModel

package enum RecordSigner {
    /// OPEN-0066 where none of the tender's opening officers signed the record, with the name of who did.
    package static func check(_ report: ContainerReport, _ tender: Tender, place: String) -> [Finding] {
        guard let stranger = report.signatures.first(where: { tender.officer(signing: $0.signer) == nil }) else {
            return []
        }
        let who = stranger.signer?.displayName ?? "?"
        let unit = stranger.signer?.organization.map { "(\($0))" } ?? ""
        return [
            Finding(
                code: "OPEN-0066",
                message: LocalizedText(
                    zh: "开标记录由“\(who)”\(unit)签名,不是招标文件指定的开标员",
                    en:
                        "the opening record is signed by \(who) \(unit), who is not an opening officer that the tender names"
                ),
                remedy: LocalizedText(
                    zh: "开标员是:\(tender.officerNames("、"));请向他们索取记录",
                    en: "the officers are \(tender.officerNames(", ")): ask them for the record"),
                place: place)
        ]
    }
}
