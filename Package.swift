// swift-tools-version: 6.2
import PackageDescription

// Checks of one industry, compiled in: a folder in Plugins/ and a name here. Each sees what a check may see, and no more.
let industryPlugins = [
    "BillOfQuantities", "Personnel", "Procurement",
]

// The house, one floor after another; imports point down only (CONTRIBUTING.md says what lives where).
let floors: [[Target]] = [
    // 0 · module maps, nothing else
    [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev", "zlib1g-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPKCS11"),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .target(name: "Reporting"),
    ],
    // 1 · one wrapper each, and the words of the field
    [
        .target(name: "FileKit", dependencies: ["Reporting"]),
        .target(name: "XMLKit", dependencies: ["CLibXML2", "Reporting"]),
        .target(
            name: "YAMLKit", dependencies: ["FileKit", "Reporting", .product(name: "Yams", package: "Yams")]),
        .target(name: "ZipKit", dependencies: ["CLibZip", "FileKit", "Reporting"]),
        .target(name: "OpenSSLKit", dependencies: ["COpenSSL", "FileKit", "Reporting"]),
        .target(name: "TokenKit", dependencies: ["CPKCS11", "OpenSSLKit", "FileKit", "Reporting"]),
        .target(name: "Sandbox", dependencies: ["CSpawn", "FileKit", "Reporting"]),
        .target(name: "TenderModel", dependencies: ["Reporting"]),
        .target(name: "TextMatching", dependencies: ["Reporting"]),
    ],
    // 2 · signatures, the XML of every root document, the machine code, and the folders that people edit
    [
        .target(
            name: "Signing",
            dependencies: [
                "TokenKit", "OpenSSLKit", "FileKit", "TenderModel", "Reporting",
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ]),
        .target(
            name: "Documents", dependencies: ["XMLKit", "TenderModel", "Reporting"],
            exclude: [
                "Schemas/README.md", "Schemas/bills.md", "Schemas/bill-1.xsd", "Schemas/clue.md", "Schemas/handling.md",
                "Schemas/comparison-1.schema.json",
            ],
            resources: [.embedInCode("Schemas/biao-1.xsd"), .embedInCode("Schemas/asic-manifest.xsd")]),
        .target(name: "Machine", dependencies: ["OpenSSLKit", "FileKit", "TenderModel", "Reporting"]),
        .target(
            name: "Checks", dependencies: ["Sandbox", "OpenSSLKit", "FileKit", "TenderModel", "Reporting"]),
        .target(name: "Spreadsheet", dependencies: ["XMLKit", "ZipKit", "TenderModel", "Reporting"]),
        .target(name: "Workspace", dependencies: ["YAMLKit", "TenderModel", "FileKit", "Reporting"]),
        .target(name: "ImageKit", dependencies: ["CTurboJPEG", "Sandbox", "FileKit", "Reporting"]),
        .target(name: "ImageMatching"),
        .target(name: "PriceMatching", dependencies: ["TenderModel", "Reporting"]),
    ],
    // 3 · containers, the practice certification authority, bills of quantities in the formats they come in, and what
    //     documents say
    [
        .target(
            name: "Bills",
            dependencies: [
                "Spreadsheet", "YAMLKit", "XMLKit", "ZipKit", "TenderModel", "Reporting",
            ],
            resources: [
                .embedInCode("Mappings/biao-bill.yaml"), .embedInCode("Mappings/exchange-2013.yaml"),
                .embedInCode("Mappings/exchange-2024.yaml"), .embedInCode("Mappings/jingjibiao.yaml"),
                .embedInCode("Mappings/gczjwj.yaml"), .embedInCode("Mappings/sheet-gb.yaml"),
                .embedInCode("Mappings/sheet-highway.yaml"), .embedInCode("Schemas/bill-1.xsd"),
            ]),
        .target(
            name: "Container",
            dependencies: [
                "Signing", "Documents", "ZipKit", "XMLKit", "OpenSSLKit", "FileKit", "TenderModel", "Reporting",
            ]),
        .target(name: "PracticePKI", dependencies: ["Signing", "OpenSSLKit", "FileKit", "TenderModel", "Reporting"]),
        .target(
            name: "Extraction",
            dependencies: [
                "Spreadsheet", "Sandbox", "XMLKit", "ZipKit", "OpenSSLKit", "FileKit", "TenderModel", "Reporting",
            ]),
    ],
    // 4 · the digital envelope, model templates with their reviews, and bids beside each other
    [
        .target(
            name: "TemplateEngine",
            dependencies: [
                "Container", "Signing", "Checks", "Documents", "Workspace", "YAMLKit", "XMLKit", "OpenSSLKit",
                "FileKit",
                "TenderModel", "Reporting",
            ]),
        .target(
            name: "Comparison",
            dependencies: [
                "Container", "Signing", "Documents", "Extraction", "ImageKit", "ImageMatching", "TextMatching",
                "PriceMatching", "Bills", "ZipKit",
                "OpenSSLKit", "FileKit",
                "TenderModel",
                "Reporting",
            ]),
        .target(
            name: "Sealing",
            dependencies: [
                "Container", "Signing", "Documents", "OpenSSLKit", "FileKit", "TenderModel", "Reporting",
            ]),
    ],
    // 5 · box, closing, opening; and what is remembered of lots, the only one that sees the database
    [
        .target(
            name: "History",
            dependencies: [
                "Comparison", "TextMatching", "PriceMatching", "OpenSSLKit", "FileKit", "TenderModel", "Reporting",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [
                .embedInCode("SQL/schema.sql"), .embedInCode("SQL/lots.sql"), .embedInCode("SQL/units.sql"),
                .embedInCode("SQL/joint.sql"), .embedInCode("SQL/prices.sql"), .embedInCode("SQL/wins.sql"),
                .embedInCode("SQL/shared.sql"), .embedInCode("SQL/uses.sql"), .embedInCode("SQL/names.sql"),
                .embedInCode("SQL/prints.sql"), .embedInCode("SQL/sampled.sql"), .embedInCode("SQL/beside.sql"),
                .embedInCode("SQL/texts.sql"),
            ]),
        .target(
            name: "Opening",
            dependencies: [
                "TemplateEngine", "Sealing", "Container", "Signing", "Documents", "OpenSSLKit", "FileKit",
                "TenderModel", "Reporting",
            ]),
    ],
    // 7 · what a person runs
    [
        .executableTarget(
            name: "biao",
            dependencies: industryPlugins.map { .target(name: $0) } + [
                "Opening", "History", "Sealing", "TemplateEngine", "Comparison", "Container", "PracticePKI", "Bills",
                "Extraction", "PriceMatching", "TextMatching", "Signing",
                "Documents",
                "Checks", "Workspace", "Machine", "Sandbox", "ZipKit", "TokenKit", "OpenSSLKit", "FileKit",
                "TenderModel", "Reporting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ])
    ],
]

let plugins: [Target] = industryPlugins.flatMap { name -> [Target] in
    let sees: [Target.Dependency] = ["Checks", "Bills", "Spreadsheet", "TenderModel", "Reporting"]
    return [
        .target(name: name, dependencies: sees, path: "Plugins/\(name)/Sources"),
        .testTarget(
            name: name + "Tests", dependencies: [.target(name: name), "FileKit"] + sees, path: "Plugins/\(name)/Tests"),
    ]
}

// What a test needs that plays a whole lot, from the tender to the opening.
let wholeLot: [Target.Dependency] = [
    "Opening", "Sealing", "Container", "PracticePKI", "Signing", "Documents", "ZipKit", "OpenSSLKit", "FileKit",
    "TenderModel", "Reporting",
]

let tests: [Target] = [
    .target(name: "Scenario", dependencies: wholeLot, path: "Tests/Scenario"),
    .testTarget(name: "SigningTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "ContainerTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "SealingTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "JudgeTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "OpeningTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "FaultTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "PracticePKITests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(name: "biaoTests", dependencies: ["Scenario"] + wholeLot),
    .testTarget(
        name: "TemplateEngineTests",
        dependencies: ["Scenario", "TemplateEngine", "Checks", "Workspace", "XMLKit"] + wholeLot),
    .testTarget(
        name: "RuleCardTests",
        dependencies: ["Scenario", "TemplateEngine", "Checks", "Workspace", "YAMLKit"] + wholeLot),
    .testTarget(name: "TenderModelTests", dependencies: ["Checks", "TenderModel", "Reporting"]),
    .testTarget(
        name: "DocumentsTests", dependencies: ["Documents", "XMLKit", "TenderModel", "Reporting"], exclude: ["Golden"]),
    .testTarget(name: "XMLKitTests", dependencies: ["XMLKit", "Reporting"]),
    .testTarget(name: "BillsTests", dependencies: ["Bills", "Spreadsheet", "FileKit", "TenderModel", "Reporting"]),
    .testTarget(
        name: "ExtractionTests",
        dependencies: ["Extraction", "XMLKit", "Sandbox", "FileKit", "TenderModel", "Reporting"]),
    .testTarget(name: "ZipKitTests", dependencies: ["ZipKit", "FileKit", "Reporting"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
    .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "FileKit", "Reporting"]),
    .testTarget(
        name: "ChecksTests",
        dependencies: ["Checks", "Sandbox", "OpenSSLKit", "FileKit", "TenderModel", "Reporting"]),
    .testTarget(name: "FileKitTests", dependencies: ["FileKit", "Reporting"]),
    .testTarget(name: "OpenSSLKitTests", dependencies: ["OpenSSLKit", "FileKit", "Reporting"]),
    .testTarget(name: "MachineTests", dependencies: ["Machine", "OpenSSLKit", "FileKit", "TenderModel", "Reporting"]),
    .testTarget(name: "TokenTests", dependencies: ["TokenKit", "Scenario"] + wholeLot, exclude: ["Modules"]),
    .target(
        name: "BillSimulation", dependencies: ["PriceMatching", "TenderModel"], path: "Tests/BillSimulation"),
    .testTarget(
        name: "PriceMatchingTests", dependencies: ["BillSimulation", "PriceMatching", "TenderModel", "Reporting"]),
    .testTarget(name: "TextMatchingTests", dependencies: ["TextMatching", "Reporting"]),
    .testTarget(
        name: "ComparisonTests",
        dependencies: [
            "BillSimulation", "Comparison", "Extraction", "ImageKit", "ImageMatching", "PriceMatching", "Sandbox",
            "TextMatching", "XMLKit", "Scenario",
        ] + wholeLot),
    .testTarget(
        name: "HistoryTests",
        dependencies: ["History", "Comparison", "TextMatching", "FileKit", "TenderModel", "Reporting"]),
    .testTarget(name: "ImageMatchingTests", dependencies: ["ImageMatching"]),
    .testTarget(name: "ImageKitTests", dependencies: ["ImageKit", "Sandbox", "Reporting"]),
    .testTarget(name: "WorkspaceTests", dependencies: ["Workspace", "TenderModel", "FileKit", "Reporting"]),
]

let package = Package(
    name: "biao",
    products: [.executable(name: "biao", targets: ["biao"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: floors.flatMap { $0 } + plugins + tests,
    swiftLanguageModes: [.v6]
)
