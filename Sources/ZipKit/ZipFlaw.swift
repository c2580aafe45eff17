// ZipFlaw.swift — everything that can be wrong with an archive, each with its code and its words in both languages.
internal import Reporting

/// Why an archive is refused. The raw value is the number in the `ZIP-NNNN` code and is never reused.
enum ZipFlaw: Int, CaseIterable {
    case noEnd = 1, comment, disks, entryCount, zip64End, directoryPlace, tooManyEntries, directoryTooLarge
    case centralSignature, madeBy, versionNeeded, flags, method, internalAttributes, externalAttributes, entryComment
    case extraField, zip64Value, storedSizes, time, place, localDiffers, overrun, gap
    case nameEncoding = 30, nameLength, nameAbsolute, nameDots, nameBackslash, nameControl, nameFolder, nameComponent
    case nameFlag, nameTwin, nameClash
    case entryTooLarge = 50, totalTooLarge, ratio, readLimit
    case deflateData = 60, trailingData, declaredSize, checksum, shrunk, padding
    case sourceSize = 70, noEntries, library, writtenRatio, noSuchEntry, sizeEdge
    case foreign = 80, foreignTwice

    var code: String {
        let digits = String(rawValue)
        return "ZIP-" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The problem, at an entry (or at the archive where there is none to name).
    func at(_ place: String?, _ detail: String = "") -> Problem {
        let (zh, en) = words
        let suffix = detail.isEmpty ? ("", "") : ("(\(detail))", " (\(detail))")
        return Problem(
            code: code, message: LocalizedText(zh: zh + suffix.0, en: en + suffix.1), remedy: remedy, place: place)
    }

    private var remedy: LocalizedText {
        switch self {
        case .nameEncoding, .nameLength, .nameAbsolute, .nameDots, .nameBackslash, .nameControl, .nameFolder,
            .nameComponent, .nameTwin, .nameClash:
            LocalizedText(zh: "请重新命名该文件后再打包", en: "rename the file, then pack it again")
        case .tooManyEntries, .directoryTooLarge, .entryTooLarge, .totalTooLarge, .ratio, .readLimit:
            LocalizedText(
                zh: "请减小文件后重新打包;如非本人所做,请勿打开",
                en: "make the contents smaller and pack again; if the file is not yours, do not open it by other means")
        case .sourceSize, .shrunk:
            LocalizedText(
                zh: "请确认没有其他程序正在修改该文件,然后重试", en: "make sure that nothing else changes the file, then try again")
        case .noEntries: LocalizedText(zh: "请至少加入一个文件", en: "add at least one file")
        case .library: LocalizedText(zh: "请把此信息报告给我们", en: "please report this message to us")
        case .writtenRatio: LocalizedText(zh: "请改为不压缩存放", en: "store it without compression")
        case .sizeEdge:
            LocalizedText(
                zh: "请改为不压缩存放,或拆分该文件,或调整文件顺序",
                en: "store it without compression, split it, or change the order of the files")
        case .foreign, .foreignTwice:
            LocalizedText(
                zh: "请用原来的软件重新保存该文件,不要加密码", en: "save it again with the program it came from, without a password")
        case .noSuchEntry: LocalizedText(zh: "请向发件人索取完整的文件", en: "ask the sender for the complete file")
        default:
            LocalizedText(
                zh: "文件已损坏、被改动,或由其他软件生成;请用 biao 重新打包,或向发件人重新索取",
                en:
                    "the file is damaged, altered, or made by other software; pack it again with biao, or ask the sender for it again"
            )
        }
    }

    private var words: (zh: String, en: String) {
        switch self {
        case .noEnd: ("文件末尾没有压缩包结束记录", "the file does not end with the end record of an archive")
        case .comment: ("结束记录带有注释", "the end record carries a comment")
        case .disks: ("压缩包分卷", "the archive is split over several disks")
        case .entryCount: ("结束记录中的条目数不一致", "the end record gives two different numbers of entries")
        case .zip64End: ("zip64 结束记录缺失、多余或不一致", "the zip64 end record is missing, needless or inconsistent")
        case .directoryPlace: ("中央目录不在结束记录之前", "the central directory does not lie right before the end record")
        case .tooManyEntries: ("条目过多", "too many entries")
        case .directoryTooLarge: ("中央目录过大", "the central directory is too large")
        case .centralSignature: ("中央目录中缺少条目记录", "the central directory lacks an entry")
        case .madeBy: ("“创建版本”不符合规定", "\"version made by\" is not the one that the profile fixes")
        case .versionNeeded: ("“所需版本”不符合规定", "\"version needed\" is not the one that the profile fixes")
        case .flags:
            ("含有不允许的标志位(加密、数据描述符等)", "a flag is set that is not admitted (encryption, data descriptor or another)")
        case .method: ("压缩方法不是“存储”或“deflate”", "the compression method is neither store nor deflate")
        case .internalAttributes: ("内部属性不为零", "the internal attributes are not zero")
        case .externalAttributes:
            ("不是普通文件(可能是链接或文件夹)", "the external attributes are not those of a plain file (a link or a folder, perhaps)")
        case .entryComment: ("条目带有注释", "the entry carries a comment")
        case .extraField: ("含有不允许的扩展字段", "an extra field is present that is not admitted here")
        case .zip64Value: ("zip64 扩展字段缺失、多余或不规范", "the zip64 extra field is missing, needless or not canonical")
        case .storedSizes: ("未压缩条目的两个大小不一致", "the entry is stored, yet its two sizes differ")
        case .time: ("日期或时间无效", "the date or time does not exist")
        case .place: ("条目不在应有的位置(有空隙或重叠)", "the entry is not where it must be (a gap, or an overlap)")
        case .localDiffers: ("本地文件头与中央目录不一致", "the local header and the central directory disagree")
        case .overrun: ("条目数据超出文件范围", "the entry's data runs past its end of the file")
        case .gap: ("最后一个条目与中央目录之间有空隙", "there is a gap between the last entry and the central directory")
        case .nameEncoding: ("文件名不是 UTF-8 编码(可能是 GBK)", "the name is not UTF-8 (perhaps GBK)")
        case .nameLength: ("文件名为空或过长", "the name is empty or too long")
        case .nameAbsolute: ("文件名是绝对路径或带盘符", "the name is an absolute path, or begins with a drive letter")
        case .nameDots: ("路径中含有“.”、“..”或空的部分", "a part of the path is \".\", \"..\" or empty")
        case .nameBackslash: ("文件名中含有反斜杠", "the name has a backslash")
        case .nameControl:
            ("文件名中含有控制字符或文字方向控制符", "the name has a control character, or one that turns the direction of text")
        case .nameFolder: ("条目是文件夹", "the entry is a folder")
        case .nameComponent: ("路径中有一部分超过 255 字节", "a part of the path is longer than 255 bytes")
        case .nameFlag: ("UTF-8 标志与文件名不符", "the UTF-8 flag does not fit the name")
        case .nameTwin:
            (
                "有两个条目的文件名只在大小写或字符组合形式上不同",
                "two entries have names that differ at most in case or in the composition of characters"
            )
        case .nameClash: ("同一名称既是文件又是文件夹", "a name is a file and a folder at once")
        case .entryTooLarge: ("条目过大", "the entry is too large")
        case .totalTooLarge: ("全部条目的总大小过大", "all entries together are too large")
        case .ratio: ("压缩比过高(疑似压缩炸弹)", "the entry compresses too well to be trusted (a zip bomb, perhaps)")
        case .readLimit: ("条目超过此处允许的大小", "the entry is larger than is allowed here")
        case .deflateData: ("压缩数据已损坏", "the compressed data is damaged")
        case .trailingData: ("压缩数据之后还有多余的字节", "bytes follow the end of the compressed data")
        case .declaredSize: ("解压后的大小与声明不符", "the entry's contents do not have the declared size")
        case .checksum: ("校验和(CRC)不符", "the checksum (CRC) does not match")
        case .shrunk: ("文件在读取过程中变短", "the file became shorter while it was read")
        case .padding: ("压缩数据的填充位不为零", "the padding bits of the compressed data are not zero")
        case .sourceSize:
            ("文件在打包过程中大小发生变化", "the source's size is not the one announced: it changed while it was packed")
        case .noEntries: ("压缩包中没有任何文件", "the archive has no entries")
        case .library: ("libzip 出错", "libzip failed")
        case .writtenRatio: ("该文件压缩比过高,读取方会拒绝", "the file compresses so well that a reader would refuse it")
        case .sizeEdge:
            (
                "文件大小或位置恰在 4 GiB 边界上,无法写入",
                "the size or the place of the entry is just on the edge of 4 GiB, and cannot be written"
            )
        case .foreign: ("文件已损坏或已加密,无法按压缩包读取", "the file is damaged or encrypted, and cannot be read as an archive")
        case .foreignTwice: ("压缩包中有两个条目同名", "the archive has two entries of one name")
        case .noSuchEntry: ("压缩包中没有此条目", "the archive has no such entry")
        }
    }
}
