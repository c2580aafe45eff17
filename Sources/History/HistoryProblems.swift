// HistoryProblems.swift — why a history cannot be used, in words for people; SQLite's own stand behind them.
internal import GRDB
internal import Reporting
internal import TenderModel

extension Problem {
    /// What SQLite or we threw.
    init(_ error: any Error, _ path: String) {
        switch error {
        case let problem as Problem: self = problem.place == nil ? problem.at(path) : problem
        case let error as DatabaseError:
            let words = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_MISMATCH,
                .SQLITE_CONSTRAINT:
                self = .damaged(path, zh: words, en: words)
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                self = Problem(
                    "HIST-0003", kind: .system, zh: "历史库正被另一个程序占用", en: "another program keeps the history locked",
                    remedyZh: "等它结束后重试", remedyEn: "try again when it has ended", place: path)
            default:
                self = Problem(
                    "HIST-0004", kind: .system, zh: "不能读写历史库:\(words)",
                    en: "the history cannot be read or written: \(words)",
                    remedyZh: "检查磁盘空间以及对文件和所在文件夹的权限",
                    remedyEn: "check the space on the disk, and the rights to the file and its folder", place: path)
            }
        default:
            // GRDB's decoding errors: a value of another type than the schema says
            self = .damaged(path, zh: "某个值的类型不符", en: "a value is of another type than it should be")
        }
    }

    static func damaged(_ path: String, zh: String, en: String) -> Problem {
        Problem(
            "HIST-0001", zh: "历史库已损坏,或不是历史库:\(zh)", en: "the history is damaged, or is none: \(en)",
            remedyZh: "改用备份,或用 biao history add 从各标段重新建立",
            remedyEn: "use a backup, or build it again with biao history add",
            place: path)
    }

    static func anotherVersion(_ path: String, isOurs: Bool, _ version: Int) -> Problem {
        guard isOurs else {
            return Problem(
                "HIST-0002", zh: "这个数据库不是 biao 的历史库", en: "this database is not a history of biao",
                remedyZh: "给出 biao history add 建立的文件", remedyEn: "give a file that biao history add made", place: path)
        }
        return Problem(
            "HIST-0002", zh: "历史库是第 \(version) 版,本程序只用第 \(HistoryDatabase.version) 版",
            en: "the history is of version \(version); this program works with version \(HistoryDatabase.version)",
            remedyZh: "使用相应版本的 biao,或用本版重新建立",
            remedyEn: "use the biao of that version, or build it again with this one",
            place: path)
    }

    static func noSuchWinner(_ code: String, wasTold: Bool, _ lot: String) -> Problem {
        Problem(
            "HIST-0005", kind: wasTold ? .input : .usage,
            zh: wasTold ? "以前登记的中标人 \(code) 已不在标段 \(lot) 的投标人之中" : "中标人 \(code) 不是标段 \(lot) 的投标人",
            en: wasTold
                ? "the winner that was told before, \(code), is no longer among the bidders of \(lot)"
                : "\(code) is none of the bidders of \(lot)",
            remedyZh: "用 --winner 给出投标人之一的统一社会信用代码",
            remedyEn: "give the credit code of one of the bidders with --winner")
    }

    static func fewerBidders(_ gone: [String], _ lot: String) -> Problem {
        let most = 20
        let shown = gone.prefix(most)
        return Problem(
            "HIST-0007", kind: .usage,
            zh:
                "历史库中标段 \(lot) 还有这次没有给出的 \(gone.count) 家投标人:\(shown.joined(separator: "、"))\(gone.count > most ? "……" : "")",
            en:
                "the history knows \(gone.count) bidders of \(lot) that were not given now: \(shown.joined(separator: "; "))\(gone.count > most ? "; …" : "")",
            remedyZh: "给出该标段的全部投标文件;这几家确实不应在内的,加 --replace",
            remedyEn: "give all bids of the lot; if these are to be dropped, add --replace")
    }
}
