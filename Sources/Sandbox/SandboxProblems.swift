// SandboxProblems.swift — why an outside program cannot be started safely: the codes SBOX-NNNN.
internal import Reporting

extension Problem {
    static func toolMissing(_ name: String, package: String) -> Problem {
        Problem(
            "SBOX-0001", kind: .system, zh: "没有找到 \(name),无法隔离外部程序",
            en: "there is no \(name), which shuts outside programs in", remedyZh: "请安装:apt-get install \(package)",
            remedyEn: "install it: apt-get install \(package)", place: name)
    }

    /// bwrap is there and may not do its work.
    static func mayNotIsolate(_ words: String) -> Problem {
        Problem(
            "SBOX-0002", kind: .system, zh: "bwrap 在本机不能建立隔离环境:\(words)",
            en: "bwrap may not make a sandbox on this machine: \(words)",
            remedyZh: "多见于容器内或系统禁止普通用户建立命名空间(sysctl kernel.unprivileged_userns_clone、"
                + "kernel.apparmor_restrict_unprivileged_userns、user.max_user_namespaces);请在主机上运行,或请管理员开放。"
                + "--sandbox preferred 可不隔离而运行,但所有结论都会注明",
            remedyEn: "usual in containers, and where namespaces are kept from users (sysctl "
                + "kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns, "
                + "user.max_user_namespaces): run it on the host, or ask an administrator. With --sandbox preferred it runs "
                + "without isolation, and everything that it says is marked", place: "bwrap")
    }

    static func cannotStart(_ program: String, number: Int32) -> Problem {
        Problem(
            "SBOX-0003", kind: .system, zh: "无法启动 \(program):\(Errors.text(number))",
            en: "cannot start \(program): \(Errors.text(number))", remedyZh: "请检查该程序是否可执行、系统资源是否用尽",
            remedyEn: "check that it can be run, and that the system has resources left", place: program)
    }
}
