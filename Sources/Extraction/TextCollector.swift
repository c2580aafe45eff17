// TextCollector.swift — gathers blocks of text up to a limit, and remembers where it had to stop.

/// Takes the text of one document.
final class TextCollector {
    private(set) var blocks: [TextBlock] = []
    /// Where the first text was that was not taken.
    private(set) var cutAt: TextPlace?
    private var room: Int
    private let maxBlocks: Int
    private let maxCharacters: Int

    init(_ limits: ExtractionLimits) {
        room = limits.maxCharacters
        maxCharacters = limits.maxCharacters
        maxBlocks = limits.maxBlocks
    }

    var isFull: Bool { cutAt != nil }

    /// Bytes of UTF-8 that are worth keeping of one block: more than can be taken, so that a cut is noticed.
    var roomInBytes: Int { (room + 1) * 4 }

    /// Takes a block, unless it is blank or there is no more room.
    func add(_ text: String, _ place: TextPlace, _ concealment: Concealment? = nil) {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return }
        guard !isFull, room > 0, blocks.count < maxBlocks else {
            cutAt = cutAt ?? place
            return
        }
        let count = text.unicodeScalars.count
        if count <= room {
            blocks.append(TextBlock(text: text, place: place, concealment: concealment))
            room -= count
        } else {
            let part = String(text.unicodeScalars.prefix(room))
            blocks.append(TextBlock(text: part, place: place, concealment: concealment))
            room = 0
            cutAt = place
        }
    }

    /// What to say of the text that was not taken.
    var unread: Unread? {
        cutAt.map { place in
            Unread(
                .textLimit, zh: "\(maxCharacters) 个字符、\(maxBlocks) 段",
                en: "\(maxCharacters) characters, \(maxBlocks) blocks",
                place: place.text.en)
        }
    }
}
