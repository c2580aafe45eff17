// WebPage.swift — pages that commands write: over a page of before, and over nothing else.
import FileKit
import Reporting

enum WebPage {
    /// CLI-0066 where something is there that is no web page: a wrong --html must not cost anyone a workspace.
    static func write(_ html: String, to path: String) throws(Problem) {
        if Files.exists(path) {
            let old = Files.kind(of: path) == .file ? try Files.read(path) : []
            guard old.starts(with: Array("<!DOCTYPE html>".utf8)) else {
                throw Problem(
                    "CLI-0066", kind: .usage, zh: "“\(path)”已经存在,而且不是网页,不会覆盖",
                    en: "\"\(path)\" is there already and is no web page: it is not overwritten", remedyZh: "另给一个文件名",
                    remedyEn: "name another file", place: path)
            }
        }
        try Files.write(html, to: path)
    }
}
