// TemplateReview.swift — review.xml: what a reviewing authority found of a template pack (示范文本审查意见).
package import Reporting
package import TenderModel

/// A statement over a pack's digest. A model text that has not passed both reviews may not enter a system
/// (Fair-competition rules art. 3; 湘发改公管规〔2024〕55号 (九)).
package struct TemplateReview: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// 合法性审查.
        case legality
        /// 公平竞争审查.
        case fairCompetition = "fair-competition"

        package static func < (a: Kind, b: Kind) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }

        package var title: LocalizedText {
            switch self {
            case .legality: LocalizedText(zh: "合法性审查", en: "legality review")
            case .fairCompetition: LocalizedText(zh: "公平竞争审查", en: "fair-competition review")
            }
        }
    }

    package enum Decision: String, Sendable, Hashable, Codable, CaseIterable {
        /// 通过.
        case passed
        /// 不通过.
        case refused
    }

    package var template: TemplateReference
    package var kind: Kind
    package var decision: Decision
    /// 审查机关.
    package var authority: Organization
    /// 审查意见, where there is more to say.
    package var opinion: String?
    package var issued: Instant

    package init(
        template: TemplateReference, kind: Kind, decision: Decision, authority: Organization, opinion: String? = nil,
        issued: Instant
    ) {
        self.template = template
        self.kind = kind
        self.decision = decision
        self.authority = authority
        self.opinion = opinion
        self.issued = issued
    }
}

/// The template that an opening's tender followed, and which reviews of it were seen (未经审查 where there are none).
package struct RecordTemplate: Sendable, Hashable, Codable {
    package var reference: TemplateReference
    /// Reviews that verified and passed, in the order of their kinds.
    package var reviews: [Review]

    package struct Review: Sendable, Hashable, Codable {
        package var kind: TemplateReview.Kind
        package var authority: Organization

        package init(kind: TemplateReview.Kind, authority: Organization) {
            self.kind = kind
            self.authority = authority
        }
    }

    package init(reference: TemplateReference, reviews: [Review]) {
        self.reference = reference
        self.reviews = reviews
    }

    /// Whether both reviews are there.
    package var isReviewed: Bool {
        TemplateReview.Kind.allCases.allSatisfy { kind in reviews.contains { $0.kind == kind } }
    }
}
