// PricedBill.swift — what is compared: a bidder and the bill that it priced (已标价工程量清单).
package import TenderModel

/// One bid's bill.
package struct PricedBill: Sendable, Hashable {
    /// Which bid it is, such as the unit's credit code; unique in the lot.
    package var bidder: String
    package var bill: Bill

    package init(bidder: String, bill: Bill) {
        self.bidder = bidder
        self.bill = bill
    }
}
