// DERNode.swift — an encoding as a tree that tests prune and graft; lengths follow by themselves.

/// One TLV of DER, of definite length.
package struct DERNode {
    package var tag: UInt8
    /// Of a primitive value.
    package var bytes: [UInt8] = []
    /// Of a constructed value.
    package var children: [DERNode] = []

    package init(_ der: [UInt8]) {
        var rest = der[...]
        self = Self.next(&rest)
        precondition(rest.isEmpty, "bytes after the value")
    }

    private init(tag: UInt8, contents: ArraySlice<UInt8>) {
        self.tag = tag
        guard tag & 0x20 != 0 else {
            bytes = Array(contents)
            return
        }
        var rest = contents
        while !rest.isEmpty { children.append(Self.next(&rest)) }
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> DERNode {
        let tag = rest.removeFirst()
        var length = Int(rest.removeFirst())
        if length > 0x80 {
            let count = length - 0x80
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        defer { rest = rest.dropFirst(length) }
        return DERNode(tag: tag, contents: rest.prefix(length))
    }

    package var der: [UInt8] {
        let contents = tag & 0x20 != 0 ? children.flatMap(\.der) : bytes
        return [tag] + Self.length(contents.count) + contents
    }

    /// The same with indefinite length, which BER allows and DER does not.
    package var ber: [UInt8] { [tag, 0x80] + children.flatMap(\.der) + [0, 0] }

    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 0x80 else { return [UInt8(count)] }
        var bytes: [UInt8] = []
        var rest = count
        while rest > 0 {
            bytes.insert(UInt8(rest & 0xff), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(bytes.count)] + bytes
    }
}

/// Ways to the parts of a SignedData message.
extension DERNode {
    package var signedData: DERNode {
        get { children[1].children[0] }
        set { children[1].children[0] = newValue }
    }

    /// The SET of signers, at the end.
    package var signers: DERNode {
        get { signedData.children[signedData.children.count - 1] }
        set { signedData.children[signedData.children.count - 1] = newValue }
    }

    package var signer: DERNode {
        get { signers.children[0] }
        set { signers.children[0] = newValue }
    }

    /// The [1] at the end of the signer: its unsigned attributes.
    package var unsigned: DERNode {
        get { signer.children[signer.children.count - 1] }
        set { signer.children[signer.children.count - 1] = newValue }
    }
}
