// ImageMatch.swift — one picture that two bids have (同图), and by what it is the same.
internal import ImageKit
internal import ImageMatching
internal import Reporting
internal import TenderModel

struct ImageMatch: Comparable {
    /// By what two pictures are one; the surest first.
    enum Kind: Int, Comparable {
        case bytes, pixels, looks

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    let kind: Kind
    let first: ImageGroups.Member
    let second: ImageGroups.Member
    /// Bits of the hash that differ; nil where one was not decoded.
    let distance: Int?
    /// Camera and moment, where both name the same.
    let exposure: CameraMark?
    /// Whether either is small.
    let isSmall: Bool

    /// What shows best that the two of a group are one.
    init?(_ group: [ImageGroups.Member], _ a: Int, _ b: Int, _ lot: ComparedLot) {
        let mine = group.filter { $0.bid.map { lot.bids[$0].identity } == lot.bids[a].identity }
        let theirs = group.filter { $0.bid.map { lot.bids[$0].identity } == lot.bids[b].identity }
        var best: (kind: Kind, distance: Int, first: ImageGroups.Member, second: ImageGroups.Member)?
        for one in mine.prefix(20) {
            for other in theirs.prefix(20) {
                guard let x = Self.image(one, lot), let y = Self.image(other, lot) else { continue }
                let kind: Kind =
                    if let digest = x.streamDigest, digest == y.streamDigest {
                        .bytes
                    } else if let digest = x.appearance?.digest, digest == y.appearance?.digest {
                        .pixels
                    } else {
                        .looks
                    }
                let distance = Self.distance(x, y) ?? 0
                if let best, (best.kind, best.distance) <= (kind, distance) { continue }
                best = (kind, distance, one, other)
            }
        }
        guard let best, let x = Self.image(best.first, lot), let y = Self.image(best.second, lot) else { return nil }
        kind = best.kind
        first = best.first
        second = best.second
        distance = Self.distance(x, y)
        exposure = x.camera.flatMap { $0 == y.camera ? $0 : nil }
        isSmall = x.isSmall || y.isSmall
    }

    private static func distance(_ one: ComparedImage, _ other: ComparedImage) -> Int? {
        guard let a = one.appearance, let b = other.appearance else { return nil }
        return a.pdq.hash.distance(to: b.pdq.hash)
    }

    private static func image(_ member: ImageGroups.Member, _ lot: ComparedLot) -> ComparedImage? {
        member.bid.map { lot.bids[$0].images[member.image] }
    }

    /// Photos that name their moment first, small pictures last; then the surest.
    static func < (a: ImageMatch, b: ImageMatch) -> Bool {
        func rank(_ match: ImageMatch) -> Int { match.exposure != nil ? 0 : match.isSmall ? 2 : 1 }
        if rank(a) != rank(b) { return rank(a) < rank(b) }
        if a.kind != b.kind { return a.kind < b.kind }
        return (a.first, a.second) < (b.first, b.second)
    }

    static func shown(_ member: ImageGroups.Member, _ lot: ComparedLot) throws(Problem) -> ShownImage {
        let bid = member.bid ?? 0
        let image = lot.bids[bid].images[member.image]
        var thumbnail: [UInt8] = []
        if let preview = try image.appearance?.preview(width: image.width, height: image.height) {
            thumbnail = try JPEGWriter.file(width: preview.width, height: preview.height, samples: preview.samples)
        }
        return ShownImage(
            at: EvidencePlace(bid: bid, file: image.file, place: image.place), mediaType: image.mediaType,
            thumbnail: thumbnail, width: image.width, height: image.height)
    }

    func evidence(_ lot: ComparedLot) throws(Problem) -> Evidence {
        .images([try Self.shown(first, lot), try Self.shown(second, lot)], summary: try summary(lot))
    }

    private func summary(_ lot: ComparedLot) throws(Problem) -> Statement {
        guard let x = Self.image(first, lot), let y = Self.image(second, lot) else { return Statement(zh: "", en: "") }
        var words: (zh: String, en: String)
        var figures: [String: Figure]
        switch kind {
        case .bytes:
            words = ("逐字节相同:{size} 字节,{digest}", "the same byte for byte: {size} bytes, {digest}")
            figures = ["size": .count(x.size), "digest": .quoted(x.streamDigest?.description ?? "")]
        case .pixels:
            words = ("文件不同,解码后的画面相同:{digest}", "different files, the same picture once decoded: {digest}")
            figures = ["digest": .quoted(x.appearance?.digest.description ?? "")]
        case .looks:
            words = (
                "重新压缩、缩放或调整过:感知哈希 {bits} 位中有 {distance} 位不同,逐格核对 {cells} 格中有 {differing} 格不同",
                "coded, scaled or lit anew: {distance} of {bits} bits of the perceptual hash differ, and {differing} of {cells} cells when laid over each other"
            )
            figures = [
                "bits": .count(256), "distance": .count(distance ?? 0), "cells": .count(0), "differing": .count(0),
            ]
            if let a = x.appearance, let b = y.appearance {
                let agreement = DetailAgreement(try a.detail(), try b.detail())
                figures["cells"] = .count(agreement.cells)
                figures["differing"] = .count(agreement.differing)
            }
        }
        if let exposure {
            words.zh += ";{camera},{time} 拍摄"
            words.en += "; taken with {camera} at {time}"
            figures["camera"] = .quoted(exposure.camera)
            figures["time"] = .quoted(exposure.time)
        }
        return Statement(zh: words.zh + "。", en: words.en + ".", figures)
    }
}
