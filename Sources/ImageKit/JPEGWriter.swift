// JPEGWriter.swift — small pictures for a page (缩略图), written as JPEG by libjpeg-turbo. It is given pixels of our own, and never a file.
internal import CTurboJPEG
package import Reporting

/// Writes pictures as JPEG. The same pixels give the same bytes with the same version of libjpeg-turbo.
package enum JPEGWriter {
    private static let quality: Int32 = 65

    /// A JPEG file without anything but its pixels.
    ///
    /// - Parameters:
    ///   - samples: row by row from the top; one byte a pixel is grey, three are red, green and blue.
    ///   - width: 1 to 4,096, as `height`.
    /// - Throws: BUG-0001 where the samples are of another size, or libjpeg-turbo refuses.
    package static func file(width: Int, height: Int, samples: [UInt8]) throws(Problem) -> [UInt8] {
        guard (1...4_096).contains(width), (1...4_096).contains(height),
            samples.count == width * height || samples.count == 3 * width * height, let encoder = tjInitCompress()
        else { throw .bug("pixels of another size than they are said to have") }
        defer { tjDestroy(encoder) }
        let isGrey = samples.count == width * height
        var file: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(file) }
        let result = samples.withUnsafeBufferPointer { samples in
            tjCompress2(
                encoder, samples.baseAddress, Int32(width), 0, Int32(height),
                Int32((isGrey ? TJPF_GRAY : TJPF_RGB).rawValue), &file, &size,
                Int32((isGrey ? TJSAMP_GRAY : TJSAMP_420).rawValue), quality, 0)
        }
        guard result == 0, let file else { throw .bug("tjCompress2") }
        return Array(UnsafeBufferPointer(start: file, count: Int(size)))
    }
}
