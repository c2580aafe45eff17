// OutputFile.swift — where a signed file goes: never over another one, unless the person says so.
import ArgumentParser
import FileKit
import Reporting

/// `--overwrite`: others refer to a signed file by its digest, and signing the same again gives another one.
struct OverwriteOptions: ParsableArguments {
    @Flag(help: "覆盖同名的旧文件(旧文件可能已发给他人) / write over an older file of that name, which others may have")
    var overwrite = false

    /// CLI-0067 where a file is there and must not be lost. A sealed one is never overwritten at all: see `biao bid seal`.
    func requireFree(_ path: String) throws(Problem) {
        guard !overwrite, Files.exists(path) else { return }
        throw Problem(
            "CLI-0067", kind: .usage, zh: "“\(path)”已经存在,不会覆盖:重新签名得到的是另一个文件,摘要不同,别人手里的旧文件就对不上了",
            en:
                "\"\(path)\" is there already and is not overwritten: signing anew makes another file with another digest, and whoever has the old one has something else",
            remedyZh: "用 -o 另给一个文件名;旧文件确实没有用了,加 --overwrite",
            remedyEn: "name another file with -o; if nobody needs the old one, add --overwrite", place: path)
    }
}
