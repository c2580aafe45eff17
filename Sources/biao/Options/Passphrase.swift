// Passphrase.swift — where a passphrase comes from: a file, the environment, or a prompt. Never an argument.
import FileKit
import Glibc
import OpenSSLKit
import Reporting

enum Passphrase {
    /// - Throws: CLI-0004 where there is none and nobody to ask, CLI-0005 where two entries differ.
    static func read(
        file: String?, for what: LocalizedText, console: Console, confirming: Bool
    ) throws(Problem) -> Secret {
        if let file { return try secret(inFile: file, console: console) }
        if let secret = try fromEnvironment("BIAO_PASSPHRASE", console: console) { return secret }
        let prompt = LocalizedText(zh: "\(what.zh) 的口令:", en: "Passphrase of \(what.en): ")[console.language]
        guard let first = try ask(prompt) else {
            throw Problem(
                code: "CLI-0004", kind: .usage,
                message: LocalizedText(
                    zh: "需要\(what.zh)的口令,而这里没有终端可以询问",
                    en: "the passphrase of \(what.en) is needed, and there is no terminal to ask on"),
                remedy: LocalizedText(
                    zh: "用 --passphrase-file 文件,或设置 BIAO_PASSPHRASE_FILE",
                    en: "use --passphrase-file FILE, or set BIAO_PASSPHRASE_FILE"))
        }
        guard confirming else { return first }
        let again = try ask(LocalizedText(zh: "再输入一次:", en: "Once more: ")[console.language])
        guard let again, again == first else {
            throw Problem(
                code: "CLI-0005", kind: .usage,
                message: LocalizedText(zh: "两次输入的口令不同", en: "the two passphrases differ"),
                remedy: LocalizedText(zh: "请重新运行该命令", en: "run the command again"))
        }
        return first
    }

    /// `NAME_FILE`, else `NAME`; nil where neither is set.
    static func fromEnvironment(_ name: String, console: Console) throws(Problem) -> Secret? {
        if let file = environment(name + "_FILE") { return try secret(inFile: file, console: console) }
        guard let value = getenv(name), value[0] != 0 else { return nil }
        return Secret(copying: UnsafeRawBufferPointer(start: value, count: strlen(value)))
    }

    /// The file's content without one newline at its end.
    private static func secret(inFile path: String, console: Console) throws(Problem) -> Secret {
        if Files.isReadableByOthers(path) {
            console.add(
                Finding(
                    code: "CLI-0006", severity: .warning,
                    message: LocalizedText(zh: "其他用户可以读取口令文件", en: "other users can read the passphrase file"),
                    remedy: LocalizedText(zh: "运行 chmod 600 \(path)", en: "run chmod 600 \(path)"), place: path))
        }
        var bytes = try Files.read(path, limit: 1 << 16)
        defer { bytes.withUnsafeMutableBytes { Secret.wipe($0) } }
        var count = bytes.count
        if count > 0, bytes[count - 1] == UInt8(ascii: "\n") { count -= 1 }
        if count > 0, bytes[count - 1] == UInt8(ascii: "\r") { count -= 1 }
        return bytes.withUnsafeBytes { Secret(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Asks on the terminal, without echo; nil where there is no terminal.
    private static func ask(_ prompt: String) throws(Problem) -> Secret? {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        let saved = before
        let restore: @Sendable () -> Void = {
            var saved = saved
            _ = tcsetattr(terminal, TCSAFLUSH, &saved)
        }
        let ticket = Interruption.register {
            restore()
            _ = write(terminal, "\n", 1)
        }
        defer {
            restore()
            _ = write(terminal, "\n", 1)
            _ = Interruption.settle(ticket)
        }
        var silent = saved
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
        _ = Array(prompt.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 16)
        defer {
            Secret.wipe(buffer)
            buffer.deallocate()
        }
        // A terminal gives one line at a time.
        var count = Glibc.read(terminal, buffer.baseAddress, buffer.count)
        guard count > 0 else { return nil }
        if buffer[count - 1] == UInt8(ascii: "\n") { count -= 1 }
        return Secret(copying: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
