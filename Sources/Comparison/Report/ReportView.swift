// ReportView.swift — for whose eyes a report is (报告视图): the officer's says that it was done, the supervisor's what was found.
package import Reporting

package enum ReportView: String, Sendable, Hashable, CaseIterable {
    /// 开标人员视图: that the comparison is complete, of what, when, what was not read and how many clues there are. Nothing
    /// about who or what: a name that goes round at an opening cannot be called back.
    case officer
    /// 监督视图: everything.
    case supervisor

    package var title: LocalizedText {
        switch self {
        case .officer: LocalizedText(zh: "开标人员视图", en: "the officer's view")
        case .supervisor: LocalizedText(zh: "监督视图", en: "the supervisor's view")
        }
    }
}
