// SystemCall.swift — what the operating system said no to, in words a person can act on.
internal import Glibc
package import Reporting

extension Problem {
    /// A pipe, a device or a socket where a file is wanted.
    package static func notAFile(_ path: String) -> Problem {
        Problem(
            code: "FILE-0011",
            message: LocalizedText(zh: "这是管道或设备,不是文件", en: "this is a pipe or a device, not a file"),
            remedy: LocalizedText(zh: "请先存成文件,再给出其路径", en: "save it to a file first, then name that"), place: path)
    }

    /// A file cannot be written where its folder is not there: the folder is what a person looks for.
    static func noFolder(_ folder: String) -> Problem {
        Problem(
            code: "FILE-0001",
            message: LocalizedText(zh: "要写入的文件夹不存在", en: "the folder to write into is not there"),
            remedy: LocalizedText(
                zh: "请先建立该文件夹,或检查路径是否写错", en: "make the folder first, or check the path"), place: folder)
    }

    /// The problem behind the present `errno`, met while doing something to `path`.
    package static func system(_ path: String, number: Int32 = errno) -> Problem {
        func problem(
            _ code: String, kind: Kind = .system, zh: String, en: String, remedyZh: String, remedyEn: String
        ) -> Problem {
            Problem(
                code: code, kind: kind, message: LocalizedText(zh: zh, en: en),
                remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: path)
        }
        switch number {
        case ENOENT, ENOTDIR:
            return problem(
                "FILE-0001", kind: .input, zh: "文件或文件夹不存在", en: "no such file or folder",
                remedyZh: "请检查路径是否写错", remedyEn: "check the path")
        case ELOOP:
            return problem(
                "FILE-0012", kind: .input, zh: "符号链接绕成了环", en: "symbolic links lead round in a circle",
                remedyZh: "请给出文件本身的路径", remedyEn: "name the file itself")
        case EACCES, EPERM:
            return problem(
                "FILE-0002", zh: "没有访问权限", en: "permission denied",
                remedyZh: "请检查文件权限,或换一个有权限的文件夹", remedyEn: "check the permissions, or use another folder")
        case ENOSPC, EDQUOT:
            return problem(
                "FILE-0003", zh: "磁盘空间已满,未写入任何结果", en: "the disk is full; no result was written",
                remedyZh: "请腾出空间或换一个磁盘后重试", remedyEn: "free some space or use another disk, then run the command again")
        case EROFS:
            return problem(
                "FILE-0004", zh: "文件夹是只读的", en: "the folder is read-only",
                remedyZh: "请换一个可写的文件夹", remedyEn: "use a folder that can be written")
        case EEXIST, ENOTEMPTY:
            return problem(
                "FILE-0005", kind: .input, zh: "目标已存在", en: "the target exists already",
                remedyZh: "请换一个名称,或先移走已有的文件", remedyEn: "choose another name, or move the existing one away")
        case EISDIR:
            return problem(
                "FILE-0006", kind: .input, zh: "这是文件夹,不是文件", en: "this is a folder, not a file",
                remedyZh: "请给出文件的路径", remedyEn: "name a file")
        default:
            return problem(
                "FILE-0007", zh: "读写失败:\(String(cString: strerror(number)))",
                en: "input or output failed: \(String(cString: strerror(number)))",
                remedyZh: "请检查磁盘与文件夹后重试", remedyEn: "check the disk and the folder, then run the command again")
        }
    }
}

/// Runs a system call again as long as a signal interrupts it.
func retrying(_ call: () -> Int) -> Int {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
