// PackPage.swift — a pack as one web page, for publication (示范文本公布页): nothing is loaded from elsewhere.
package import Reporting

package enum PackPage {
    /// The page in one language.
    package static func html(_ pack: TemplatePack, _ language: Language) -> String {
        let manifest = pack.manifest
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        var body = "<h1>\(escape(manifest.title[language]))</h1>\n"
        body += table([
            [say("编号与版本", "id and version"), "\(manifest.id) \(manifest.version)"],
            [say("行业", "industry"), manifest.industry[language]], [say("制定单位", "issuer"), manifest.issuer],
            [say("有效期", "in force"), "\(manifest.effectiveFrom) – \(manifest.effectiveTo ?? say("今", "now"))"],
            [say("摘要", "digest"), pack.digest.description],
        ])
        body += section(say("依据", "sources"))
        body += table(
            manifest.sources.sorted { $0.key < $1.key }.map { [$0.key, $0.value.document, $0.value.validFrom] })
        body += section(say("评标办法", "evaluation methods"))
        for method in manifest.methods {
            body += "<h3>\(escape(method.title[language])) <code>\(escape(method.id))</code></h3>\n"
            var rows = method.price.map { [[say("价格分", "price"), $0.points.text, $0.formula.rawValue]] } ?? []
            rows += method.items.map { [$0.title, $0.points.text, $0.criterion] }
            body += table(rows)
        }
        body += section(say("开标一览表", "opening sheet"))
        body += table(manifest.sheet.map { [$0.id, $0.label[language], $0.kind.rawValue] })
        body += section(say("招标文件各章", "chapters of the tender documents"))
        body += table(manifest.documents.map { [$0.title[language]] })
        body += section(say("投标文件组成", "parts of a bid"))
        body += table(
            manifest.parts.map {
                [$0.id, $0.title[language], $0.required ? say("必备", "required") : say("可选", "optional")]
            })
        body += section(say("招标人填写", "filled in by the tenderer"))
        body += table(manifest.tenderFields.map { [$0.path, $0.label[language], $0.hint?[language] ?? ""] })
        body += section(say("投标人填写", "filled in by bidders"))
        body += table(manifest.bidFields.map { [$0.path, $0.label[language], $0.hint?[language] ?? ""] })
        body += section(say("规则", "rules"))
        body += table(
            pack.rules.map {
                [
                    $0.card.id, $0.card.title[language], $0.card.basis?.citation[language] ?? "", $0.contextText,
                    $0.assertText,
                ]
            })
        return """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(escape(manifest.title[language]))</title>
            <style>
            body { font: 16px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; }
            table { border-collapse: collapse; width: 100%; margin: .5em 0 1.5em; }
            td { border: 1px solid #bbb; padding: .3em .6em; vertical-align: top; overflow-wrap: anywhere; }
            td:first-child { white-space: nowrap; }
            h2 { border-bottom: 2px solid #333; }
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private static func section(_ title: String) -> String { "<h2>\(escape(title))</h2>\n" }

    private static func table(_ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "<p>—</p>\n" }
        let lines = rows.map { "<tr>" + $0.map { "<td>\(escape($0))</td>" }.joined() + "</tr>\n" }
        return "<table>\n" + lines.joined() + "</table>\n"
    }

    private static func escape(_ text: String) -> String { HTMLText.escape(text) }
}
