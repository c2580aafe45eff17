// SignaturePlace.swift — where a signature and its manifest stand in META-INF/.

/// The place of one signature. Every container has a main row of them, numbered from 1; an SM2 signature beside one of
/// another suite stands in a row of its own, since validators that know no SM2 fail on it under the standard names.
package struct SignaturePlace: Sendable, Hashable {
    package enum Row: Sendable, Hashable {
        case main
        /// SM2 beside another suite.
        case beside
    }

    package var row: Row
    /// 1 to 999.
    package var number: Int

    package init(_ row: Row = .main, _ number: Int) {
        self.row = row
        self.number = number
    }

    package var manifest: String {
        switch row {
        case .main: EntryName.manifest(number)
        case .beside: "META-INF/SM2Manifest\(EntryName.digits(number)).xml"
        }
    }

    package var signature: String {
        switch row {
        case .main: EntryName.signature(number)
        case .beside: "META-INF/sm2-\(EntryName.digits(number)).p7s"
        }
    }

    /// The places whose names are among these, in order; nil where the names are not whole pairs numbered from 1, or
    /// there is no main row.
    static func all(in names: Set<String>) -> [SignaturePlace]? {
        var places: [SignaturePlace] = []
        for row in [Row.main, .beside] {
            for number in 1...999 {
                let place = SignaturePlace(row, number)
                guard names.contains(place.manifest) else { break }
                places.append(place)
            }
        }
        guard Set(places.flatMap { [$0.manifest, $0.signature] }) == names, places.first?.row == .main else {
            return nil
        }
        return places
    }
}
