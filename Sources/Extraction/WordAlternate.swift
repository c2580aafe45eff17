// WordAlternate.swift — one content in several branches (mc:AlternateContent): which of them a program shows depends on what it knows.
//
// Nearly always they say the same, for newer and for older programs. A branch that says something else may be what a reader sees, so
// it is read as well; only what an earlier branch said already is left out.

struct WordAlternate {
    /// Paragraphs of earlier branches, and how often; how many of them this branch repeated; and what is new in it. A document may
    /// have a hundred thousand branches: none of them looks through what the others said.
    private var said: [[UInt8]: Int] = [:]
    private var repeated: [[UInt8]: Int] = [:]
    private var fresh: [[UInt8]: Int] = [:]
    /// What the branches so far said within the paragraph around them.
    private var within: Set<[UInt8]> = []
    private var branches = 0
    /// Bytes of the paragraph around it before this branch.
    private(set) var mark = 0
    private var before = (number: 0, tables: 0)

    mutating func begin(after mark: Int, number: Int, tables: Int) {
        branches += 1
        self.mark = mark
        before = (number, tables)
        repeated = [:]
        fresh = [:]
    }

    /// Whether an earlier branch has this paragraph, once for each time that it has it.
    mutating func saysAgain(_ paragraph: [UInt8]) -> Bool {
        if let count = said[paragraph], repeated[paragraph, default: 0] < count {
            repeated[paragraph, default: 0] += 1
            return true
        }
        fresh[paragraph, default: 0] += 1
        return false
    }

    /// The end of a branch, and what it said within the paragraph around it: whether that was said before; and how many paragraphs and
    /// tables there were before the branch, where it has nothing new of them.
    mutating func end(saying text: [UInt8]) -> (isRepeated: Bool, before: (number: Int, tables: Int)?) {
        let isRepeated = !within.insert(text).inserted
        for (paragraph, count) in fresh { said[paragraph, default: 0] += count }
        return (isRepeated, branches > 1 && fresh.isEmpty ? before : nil)
    }
}
