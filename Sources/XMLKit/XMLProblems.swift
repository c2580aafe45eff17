// XMLProblems.swift — every problem of this target, one function each. A number is never used twice.
internal import Reporting

extension Problem {
    static func tooManyBytes(_ count: Int, limit: Int) -> Problem {
        Problem(
            code: "XML-0001",
            message: LocalizedText(
                zh: "XML 文件有 \(count) 字节,超过上限 \(limit) 字节",
                en: "the XML has \(count) bytes, more than the limit of \(limit)"),
            remedy: LocalizedText(zh: "请核对是否选错了文件", en: "check that this is the right file"))
    }

    static func notUTF8(line: Int, _ detailZH: String, _ detailEN: String) -> Problem {
        Problem(
            code: "XML-0002",
            message: LocalizedText(
                zh: "XML 不是正确的 UTF-8 文本:\(detailZH)",
                en: "the XML is not proper UTF-8: \(detailEN)"),
            remedy: LocalizedText(
                zh: "请用生成该文件的程序以 UTF-8 编码重新导出",
                en: "export it again as UTF-8 from the program that made it"),
            place: "line \(line)")
    }

    static func encoding(_ declared: String) -> Problem {
        Problem(
            code: "XML-0003",
            message: LocalizedText(
                zh: "XML 声明的编码是“\(declared)”,只接受 UTF-8",
                en: "the XML declares \(declared); only UTF-8 is read"),
            remedy: LocalizedText(
                zh: "请以 UTF-8 编码重新导出该文件",
                en: "export it again as UTF-8"),
            place: "line 1")
    }

    static func documentType(line: Int) -> Problem {
        Problem(
            code: "XML-0004",
            message: LocalizedText(
                zh: "XML 含有文档类型声明(DOCTYPE)或实体声明,可能被用来读取本机文件或耗尽内存",
                en:
                    "the XML has a DOCTYPE or declares entities, which can be made to read local files or exhaust memory"
            ),
            remedy: LocalizedText(
                zh: "不要使用该文件,请向提供者索取不含 DOCTYPE 的文件",
                en: "do not use it; ask its maker for one without"),
            place: "line \(line)")
    }

    static func processingInstruction(line: Int) -> Problem {
        Problem(
            code: "XML-0005",
            message: LocalizedText(zh: "XML 含有处理指令(<?…?>)", en: "the XML has a processing instruction (<?…?>)"),
            remedy: LocalizedText(
                zh: "请删去处理指令后重新生成文件",
                en: "make the file again without it"),
            place: "line \(line)")
    }

    static func tooDeep(limit: Int, line: Int) -> Problem {
        Problem(
            code: "XML-0006",
            message: LocalizedText(
                zh: "XML 元素嵌套超过 \(limit) 层", en: "elements are nested more than \(limit) deep"),
            remedy: LocalizedText(
                zh: "正常文件不会如此,请核对文件来源",
                en: "no ordinary file does this; check where it came from"),
            place: "line \(line)")
    }

    static func tooManyNodes(limit: Int, line: Int) -> Problem {
        Problem(
            code: "XML-0007",
            message: LocalizedText(
                zh: "XML 的元素和属性超过 \(limit) 个", en: "the XML has more than \(limit) elements and attributes"),
            remedy: LocalizedText(
                zh: "请减少条目,或核对文件来源",
                en: "reduce the entries, or check where it came from"),
            place: "line \(line)")
    }

    static func tooLong(limit: Int, line: Int) -> Problem {
        Problem(
            code: "XML-0008",
            message: LocalizedText(
                zh: "XML 中有一段文字、标签或注释超过 \(limit) 字节",
                en: "a text, tag or comment in the XML is longer than \(limit) bytes"),
            remedy: LocalizedText(
                zh: "请把大段内容作为单独文件提交",
                en: "hand in long content as a file of its own"),
            place: "line \(line)")
    }

    static func malformed(_ detail: String, line: Int) -> Problem {
        Problem(
            code: "XML-0009",
            message: LocalizedText(zh: "XML 格式不正确:\(detail)", en: "the XML is not well-formed: \(detail)"),
            remedy: LocalizedText(
                zh: "文件可能不完整或已损坏,请重新获取", en: "it may be cut short or damaged; fetch it again"),
            place: "line \(line)")
    }

    static func unwritable(_ scalar: Unicode.Scalar, in path: String) -> Problem {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        return Problem(
            code: "XML-0010",
            message: LocalizedText(
                zh: "文字中的字符 \(code) 不能写入 XML",
                en: "the text has the character \(code), which XML cannot carry"),
            remedy: LocalizedText(
                zh: "请删去该不可见字符(常由粘贴带入)",
                en: "delete that invisible character; pasting often brings it in"),
            place: path)
    }

    static func mixed(_ path: String) -> Problem {
        Problem(
            code: "XML-0011", kind: .bug,
            message: LocalizedText(zh: "元素同时含有文字和子元素", en: "an element has both text and children"),
            remedy: LocalizedText(zh: "请向我们报告此问题", en: "please report this to us"), place: path)
    }

    static func badName(_ name: String, in path: String) -> Problem {
        Problem(
            code: "XML-0012",
            message: LocalizedText(
                zh: "“\(name)”不能用作 XML 名称,或同名属性重复",
                en: "\"\(name)\" cannot be a name in XML, or is given twice"),
            remedy: LocalizedText(
                zh: "名称须以字母或汉字开头,不含空格和冒号,且不重复",
                en: "begin a name with a letter, leave out spaces and colons, and use each once"),
            place: path)
    }

    static func missingElement(_ name: String, in parent: String) -> Problem {
        Problem(
            code: "XML-0013",
            message: LocalizedText(zh: "缺少元素“\(name)”", en: "the element \"\(name)\" is missing"),
            remedy: LocalizedText(
                zh: "请用生成该文件的程序重新生成",
                en: "make the file again with the program it came from"),
            place: parent)
    }

    static func missingAttribute(_ name: String, of element: String) -> Problem {
        Problem(
            code: "XML-0014",
            message: LocalizedText(zh: "缺少属性“\(name)”", en: "the attribute \"\(name)\" is missing"),
            remedy: LocalizedText(
                zh: "请用生成该文件的程序重新生成",
                en: "make the file again with the program it came from"),
            place: element)
    }

    static func badSchema(_ name: String, _ detail: String, line: Int) -> Problem {
        Problem(
            code: "XML-0015",
            message: LocalizedText(
                zh: "结构定义“\(name)”不可用:\(detail)",
                en: "the schema \"\(name)\" cannot be used: \(detail)"),
            remedy: LocalizedText(
                zh: "请恢复原始的 XSD 文件",
                en: "restore the original XSD file"),
            place: "\(name) line \(line)")
    }

    static func schemaTooLarge(_ name: String) -> Problem {
        Problem(
            code: "XML-0020",
            message: LocalizedText(
                zh: "结构定义“\(name)”展开后超过 \(SchemaSize.most) 项,或引用超过 \(SchemaSize.deepest) 层",
                en:
                    "the schema \"\(name)\" comes to more than \(SchemaSize.most) components once its references are written out, or to references more than \(SchemaSize.deepest) deep"
            ),
            remedy: LocalizedText(
                zh: "请减少相互引用的 group、type 和 union", en: "let fewer groups, types and unions refer to one another"),
            place: name)
    }

    static func schemaRefersOut(_ name: String, element: String) -> Problem {
        Problem(
            code: "XML-0016",
            message: LocalizedText(
                zh: "结构定义“\(name)”引用了其他文件(xs:\(element)),这里不从磁盘或网络读取",
                en:
                    "the schema \"\(name)\" refers to another file (xs:\(element)); nothing is read from disk or network"
            ),
            remedy: LocalizedText(
                zh: "请把全部定义放在一个 XSD 文件中",
                en: "put all definitions into one XSD"),
            place: name)
    }

    static func documentNamesSchema(line: Int) -> Problem {
        Problem(
            code: "XML-0017",
            message: LocalizedText(
                zh: "XML 自行指定了结构定义(schemaLocation),校验只用本程序内置的定义",
                en: "the XML names a schema of its own (schemaLocation); it is checked against ours only"),
            remedy: LocalizedText(
                zh: "请删去 schemaLocation 属性",
                en: "remove the schemaLocation attribute"),
            place: "line \(line)")
    }

    static func strayText(line: Int) -> Problem {
        Problem(
            code: "XML-0018",
            message: LocalizedText(zh: "列表的条目之间有多余文字", en: "there is text between the entries of a list"),
            remedy: LocalizedText(
                zh: "请用生成该文件的程序重新生成",
                en: "make the file again with the program it came from"),
            place: "line \(line)")
    }

    static func tooManyAttributes(limit: Int, line: Int) -> Problem {
        Problem(
            code: "XML-0019",
            message: LocalizedText(
                zh: "一个元素的属性超过 \(limit) 个",
                en: "an element has more than \(limit) attributes"),
            remedy: LocalizedText(
                zh: "正常文件不会如此,请核对文件来源",
                en: "no ordinary file does this; check where it came from"),
            place: "line \(line)")
    }
}
