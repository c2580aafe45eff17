// BidCommand.swift — biao bid: everything that a bidder does (投标).
import ArgumentParser

struct BidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bid", abstract: "投标文件 / bids",
        subcommands: [
            BidInit.self, BidCheck.self, BidPack.self, BidSeal.self, BidWithdraw.self, BidRelease.self,
        ])
}
