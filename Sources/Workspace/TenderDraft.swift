// TenderDraft.swift — what a tender workspace holds, and the tender that is made of it.
package import Reporting
package import TenderModel

/// A tender as its workspace describes it: still without version and amendment, which packing settles.
package struct TenderDraft: Sendable {
    /// The tender as version 1. Use ``firstVersion()`` or ``amending(_:reference:)``.
    package var tender: Tender
    /// The section `amendment`, where there is one.
    package var amendment: AmendmentNote?
    /// Tender documents, in name order.
    package var documents: [WorkspaceFile]
    /// The files of the template pack, `template/…`, in name order; none where the tender follows no template.
    package var template: [WorkspaceFile]
    /// Where each element of the industry part stands; see ``IndustrySection/places``.
    package var industryPlaces: [String: String]
    /// What was left out, and what seems to be missing.
    package var remarks: [Finding]
    /// The folder that it was loaded from.
    package var folder: String

    /// What the agency says about an addendum.
    package struct AmendmentNote: Sendable, Hashable {
        package var newBidRequired: Bool
        package var summary: String
    }

    /// Bytes of all documents together.
    package var totalSize: Int64 { (documents + template).reduce(0) { $0 + $1.size } }

    /// The tender as first published. Throws WORK-0023 where the workspace describes an addendum.
    package func firstVersion() throws(Problem) -> Tender {
        guard amendment == nil else {
            throw Problem(
                "WORK-0023", zh: "tender.yaml 有补遗一节(amendment),但没有指明修改哪一版",
                en: "tender.yaml has a section amendment, but no version to amend was named",
                remedyZh: "首次发布请删去该节;做补遗请用 --amends 指明上一版",
                remedyEn: "remove it for a first publication, or name the version before with --amends",
                place: folder + "/tender.yaml")
        }
        return tender
    }

    /// The tender as the version after `previous`. Throws WORK-0022 where the workspace has no section `amendment`.
    ///
    /// - Parameter reference: The file of `previous`.
    package func amending(_ previous: Tender, reference: TenderReference) throws(Problem) -> Tender {
        guard let amendment else {
            throw Problem(
                "WORK-0022", zh: "tender.yaml 没有补遗一节(amendment)", en: "tender.yaml has no section amendment",
                remedyZh: "请填写 amendment 下的 newBidRequired 和 summary",
                remedyEn: "fill in newBidRequired and summary under amendment",
                place: folder + "/tender.yaml")
        }
        var next = tender
        next.version = previous.version + 1
        next.amendment = Amendment(
            previous: reference.digest, first: reference.first, newBidRequired: amendment.newBidRequired,
            summary: amendment.summary)
        return next
    }
}
