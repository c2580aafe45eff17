// Basis.swift — the legal ground of a rule (条款依据): which document, which article.

/// Where a rule stands in the law, so that a reader can look it up.
///
/// Documents are named exactly as the published text names itself; the short names in comments are those of the
/// design papers (Order 20, Regulation, Law).
package struct Basis: Sendable, Hashable, Codable {
    /// The document's full name, such as 《电子招标投标办法》(八部委令第20号).
    package var document: String
    /// Article number within it, such as "26" or "51(一)"; empty where only the document is known.
    package var article: String
    /// Where the document applies: "CN" for national law, else the province's short name.
    package var jurisdiction: String
    /// First day of validity, `yyyy-mm-dd`.
    package var validFrom: String
    /// Last day of validity, or nil while the document is in force.
    package var validTo: String?

    package init(
        document: String, article: String, jurisdiction: String = "CN", validFrom: String, validTo: String? = nil
    ) {
        self.document = document
        self.article = article
        self.jurisdiction = jurisdiction
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Order 20, 《电子招标投标办法》.
    package static func order20(_ article: String) -> Basis {
        Basis(document: "《电子招标投标办法》(八部委令第20号)", article: article, validFrom: "2013-05-01")
    }

    /// Regulation, 《招标投标法实施条例》, revision of 2019.
    package static func regulation(_ article: String) -> Basis {
        Basis(document: "《招标投标法实施条例》(国务院令第613号)", article: article, validFrom: "2012-02-01")
    }

    /// Law, 《招标投标法》.
    package static func law(_ article: String) -> Basis {
        Basis(document: "《招标投标法》", article: article, validFrom: "2000-01-01")
    }

    /// Order 87, 《政府采购货物和服务招标投标管理办法》.
    package static func order87(_ article: String) -> Basis {
        Basis(document: "《政府采购货物和服务招标投标管理办法》(财政部令第87号)", article: article, validFrom: "2017-10-01")
    }

    /// Order 24, 《公路工程建设项目招标投标管理办法》.
    package static func order24(_ article: String) -> Basis {
        Basis(document: "《公路工程建设项目招标投标管理办法》(交通运输部令2015年第24号)", article: article, validFrom: "2016-02-01")
    }

    /// Evaluation rules, 《评标委员会和评标方法暂行规定》.
    package static func evaluationRules(_ article: String) -> Basis {
        Basis(document: "《评标委员会和评标方法暂行规定》(七部委令第12号)", article: article, validFrom: "2001-07-05")
    }

    /// Fair-competition rules, 《招标投标领域公平竞争审查规则》.
    package static func fairCompetition(_ article: String) -> Basis {
        Basis(document: "《招标投标领域公平竞争审查规则》", article: article, validFrom: "2024-05-01")
    }

    /// GB 50500-2013, 《建设工程工程量清单计价规范》: a clause such as "6.2.7".
    package static func billStandard2013(_ clause: String) -> Basis {
        Basis(document: "《建设工程工程量清单计价规范》(GB 50500-2013)", article: clause, validFrom: "2013-07-01")
    }

    /// GB/T 50500-2024, 《建设工程工程量清单计价标准》.
    package static func billStandard2024(_ clause: String) -> Basis {
        Basis(document: "《建设工程工程量清单计价标准》(GB/T 50500-2024)", article: clause, validFrom: "2025-09-01")
    }

    /// "《…》第26条", "《…》第51条(三)" or "《…》第二章 2.1"; in English "《…》 art. 26". Without an article the document alone.
    package var citation: LocalizedText {
        guard !article.isEmpty else { return LocalizedText(zh: document, en: document) }
        let number = article.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = article.dropFirst(number.count)
        // an article may have an item in brackets; what is no number is a chapter or a section, and says so itself
        guard !number.isEmpty, rest.isEmpty || rest.hasPrefix("(") || rest.hasPrefix("(") else {
            return LocalizedText(zh: document + article, en: "\(document), \(article)")
        }
        return LocalizedText(zh: "\(document)第\(number)条\(rest)", en: "\(document) art. \(article)")
    }
}
