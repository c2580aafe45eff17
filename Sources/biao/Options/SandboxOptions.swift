// SandboxOptions.swift — how far outside tools that read documents are shut in.
import ArgumentParser
import Sandbox

struct SandboxOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "读 PDF 的工具须否隔离:required(默认)、preferred、off / whether the tools that read PDF must be shut in: required (the default), preferred, off",
            valueName: "wish"))
    var sandbox: SandboxWish = .required
}
