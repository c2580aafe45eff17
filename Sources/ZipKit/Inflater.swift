// Inflater.swift — raw deflate data through zlib, down to its last bit. The only file that touches z_stream.
//
// libzip stops at the end of the deflate data and does not look at what follows it within the entry, so it is not asked.
internal import CLibZip
internal import Reporting

/// One deflated entry being inflated.
///
/// Two kinds of bits mean nothing to inflate: those that fill the last byte, and those between the header of a stored
/// block and its length. Both must be zero here, as every deflate writes them. zlib tells where blocks begin (Z_BLOCK).
struct Inflater: ~Copyable {
    /// On the heap, since zlib remembers its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var lastByte: UInt8 = 0
    private(set) var ended = false

    /// - Parameter blockSize: most compressed bytes held at once.
    init(blockSize: Int) throws(Problem) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: max(2, blockSize), alignment: 16)
        guard biao_inflate_init(stream) == Z_OK else { throw .bug("inflateInit2") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// Inflates the whole of `entry` into blocks of at most `output.count` bytes, each lent to `body`.
    mutating func run(
        _ entry: ZipEntry, from file: ZipInput, output: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
    ) throws(Problem) {
        var (offset, left) = (entry.dataOffset, entry.compressedSize)
        var atBlock = true
        restart(output)
        while !ended {
            if stream.pointee.avail_in == 0, left > 0 {
                let count = Int(min(left, Int64(input.count)))
                try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: input[..<count]))
                stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_in = UInt32(count)
                (offset, left) = (offset + Int64(count), left - Int64(count))
            }
            if atBlock { try checkBlockHeader(of: entry) }
            let before = stream.pointee.avail_in
            let room = stream.pointee.avail_out
            let status = inflate(stream, Z_BLOCK)
            if stream.pointee.avail_in != before, let next = stream.pointee.next_in { lastByte = next[-1] }
            let state = stream.pointee.data_type
            atBlock = state & 128 != 0
            switch status {
            case Z_STREAM_END: ended = true
            case Z_OK where stream.pointee.avail_in != before || stream.pointee.avail_out != room || atBlock: break
            case Z_OK, Z_BUF_ERROR:
                // No progress: more input is wanted and there is none, unless the output is full.
                if stream.pointee.avail_out > 0, left == 0 { throw ZipFlaw.deflateData.at(entry.name) }
            default: throw ZipFlaw.deflateData.at(entry.name)
            }
            if atBlock, state & 64 != 0, unusedBits != 0 { throw ZipFlaw.padding.at(entry.name) }
            if stream.pointee.avail_out == 0 || ended {
                try body(UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(stream.pointee.avail_out))]))
                restart(output)
            }
        }
        guard stream.pointee.avail_in == 0, left == 0 else { throw ZipFlaw.trailingData.at(entry.name) }
    }

    private func restart(_ output: UnsafeMutableRawBufferPointer) {
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
    }

    /// The bits of the last byte taken that inflate has not used.
    private var unusedBits: UInt32 {
        let count = UInt32(truncatingIfNeeded: stream.pointee.data_type & 7)
        return UInt32(lastByte) >> (8 - count)
    }

    /// At the start of a block: if it is a stored one, the bits up to the next whole byte are zero.
    private func checkBlockHeader(of entry: ZipEntry) throws(Problem) {
        var count = UInt32(truncatingIfNeeded: stream.pointee.data_type & 7)
        var bits = unusedBits
        if count < 3 {
            guard stream.pointee.avail_in > 0, let next = stream.pointee.next_in else { return }
            bits |= UInt32(next[0]) << count
            count += 8
        }
        // Bit 0: last block; bits 1 and 2: its type, 0 for stored.
        if bits >> 1 & 3 == 0, bits >> 3 != 0 { throw ZipFlaw.padding.at(entry.name) }
    }
}

/// The CRC-32 of bytes that come in pieces.
struct Checksum {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        value = UInt32(
            truncatingIfNeeded: crc32_z(
                uLong(value), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
    }
}

/// Data in zlib's frame (RFC 1950), as PDF keeps it.
package enum FramedDeflate {
    /// Nil where the data is damaged or not whole, or comes to more than `limit` bytes.
    package static func inflated(_ data: [UInt8], limit: Int) -> [UInt8]? {
        guard data.count <= Int(UInt32.max) else { return nil }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard biao_inflate_init_framed(stream) == Z_OK else { return nil }
        defer { inflateEnd(stream) }
        var output: [UInt8] = []
        let isWhole = data.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { block in
                while true {
                    stream.pointee.next_out = block.baseAddress
                    stream.pointee.avail_out = UInt32(block.count)
                    // an error, or no progress for want of input, is another status
                    let status = inflate(stream, Z_NO_FLUSH)
                    let count = block.count - Int(stream.pointee.avail_out)
                    guard status == Z_OK || status == Z_STREAM_END, output.count + count <= limit else { return false }
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: block[..<count]))
                    if status == Z_STREAM_END { return true }
                }
            }
        }
        return isWhole ? output : nil
    }
}
