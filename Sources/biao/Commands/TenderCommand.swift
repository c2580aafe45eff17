// TenderCommand.swift — biao tender: everything that an agency does before publication (招标).
import ArgumentParser

struct TenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tender", abstract: "招标文件 / tender documents",
        subcommands: [TenderInit.self, TenderCheck.self, TenderPack.self])
}
