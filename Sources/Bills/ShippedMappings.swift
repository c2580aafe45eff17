// ShippedMappings.swift — the mappings that come with biao, from Mappings/*.yaml, compiled into the program.
package import Reporting

/// Our mappings, each parsed once.
package enum ShippedMappings {
    package static func all() throws(Problem) -> [BillMapping] { try parsed.get() }

    /// File name and text of each.
    package static var sources: [(name: String, yaml: [UInt8])] {
        [
            ("biao-bill.yaml", PackageResources.biao_bill_yaml),
            ("exchange-2013.yaml", PackageResources.exchange_2013_yaml),
            ("exchange-2024.yaml", PackageResources.exchange_2024_yaml),
            ("jingjibiao.yaml", PackageResources.jingjibiao_yaml),
            ("gczjwj.yaml", PackageResources.gczjwj_yaml),
            ("sheet-highway.yaml", PackageResources.sheet_highway_yaml),
            ("sheet-gb.yaml", PackageResources.sheet_gb_yaml),
        ]
    }

    private static let parsed: Result<[BillMapping], Problem> = Result { () throws(Problem) in
        var mappings: [BillMapping] = []
        for source in sources { mappings.append(try BillMapping(yaml: source.yaml, file: source.name)) }
        return mappings
    }
}
