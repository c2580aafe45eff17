// ImageKitProblems.swift — why no picture can be decoded on this machine: the codes IMGK-NNNN.
internal import Reporting

extension Problem {
    static let decoderMissing = Problem(
        "IMGK-0001", kind: .system, zh: "没有找到 gm(GraphicsMagick),无法比对图片",
        en: "there is no gm (GraphicsMagick), which decodes pictures",
        remedyZh: "请安装:apt-get install graphicsmagick", remedyEn: "install it: apt-get install graphicsmagick",
        place: "gm")
}
