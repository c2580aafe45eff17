// CheckView.swift — what rules look at (检查视图): tender, bid and files as one document without namespaces.
package import Checks
internal import Documents
package import Reporting
internal import TenderModel
package import XMLKit

/// The document that rules are put to.
///
/// ```
/// <view stage="bid" at="2026-11-21">
///   <tender …>…</tender>          as tender.xml has it, certificates left out
///   <lot id="1" …>…</lot>         the lot that the bid is for            (bid only)
///   <bid …>…</bid>                as bid.xml has it                      (bid only)
///   <tender-files><file name="documents/…" size="…"/>…</tender-files>
///   <bid-files>…</bid-files>                                             (bid only)
/// </view>
/// ```
package enum CheckView {
    /// Expressions may say `$tender`, `$lot`, `$bid`, `$files` (those that the stage is about) and `$at`.
    package static let variables = ["tender", "lot", "bid", "files", "at"]

    package static func element(_ subject: CheckSubject) throws(Problem) -> XMLElement {
        var children = [plain(try subject.tender.xml())]
        if let lot = subject.lot {
            children += children[0].first("lots")?.all("lot").filter { $0["id"] == lot.id } ?? []
        }
        if let bid = subject.bid { children.append(plain(try bid.xml())) }
        children.append(files("tender-files", subject.tenderFiles))
        if subject.bid != nil { children.append(files("bid-files", subject.bidFiles)) }
        return XMLElement(
            "view", namespace: "", attributes: ["stage": subject.stage.rawValue, "at": subject.at.day],
            children: children)
    }

    private static func files(_ name: String, _ files: any SubjectFiles) -> XMLElement {
        XMLElement(
            name, namespace: "",
            children: files.list.map {
                XMLElement("file", namespace: "", attributes: ["name": $0.name, "size": String($0.size)])
            })
    }

    /// Certificates mean nothing to a rule.
    private static let opaque: Set<String> = ["platform", "openingCertificates", "recovery"]

    private static func plain(_ element: XMLElement) -> XMLElement {
        var copy = element
        copy.namespace = ""
        copy.children = element.children.filter { !opaque.contains($0.name) }.map(plain)
        return copy
    }

    /// A run over `view` in which the variables stand for its parts.
    package static func run(_ view: XMLElement, files: any SubjectFiles) throws(Problem) -> XPathRun {
        let run = try XPathRun(XPathDocument(view), functions: RuleFunctions.all(files: files))
        for (name, path) in paths { try run.set(name, to: path.get()) }
        return run
    }

    private static let paths: [(String, Result<XPathExpression, Problem>)] = [
        ("tender", "/view/tender"), ("lot", "/view/lot"), ("bid", "/view/bid"),
        ("files", "/view/bid-files/file | /view/tender-files[not(/view/bid)]/file"), ("at", "/view/@at"),
    ].map { name, path in (name, Result { () throws(Problem) in try XPathExpression(path) }) }
}
