// WordStyles.swift — what the styles of a DOCX do to letters that could hide them: hidden, white, tiny, on a shade.
internal import XMLKit

/// What is set about the look of letters; nil leaves it to what lies below.
struct WordLook: Hashable {
    var hidden: Bool?
    var white: Bool?
    /// In half points.
    var size: Int?
    /// Whether something other than white lies behind them.
    var shaded: Bool?

    /// This look, with what it leaves open taken from another.
    func over(_ base: WordLook) -> WordLook {
        WordLook(
            hidden: hidden ?? base.hidden, white: white ?? base.white, size: size ?? base.size,
            shaded: shaded ?? base.shaded)
    }

    /// Why letters of this look are not seen; nil where they are.
    var concealment: Concealment? {
        if hidden == true { return .hidden }
        if let size, size <= 2 { return .tiny }
        return white == true && shaded != true ? .white : nil
    }

    /// Takes in a property of a run (`w:rPr`) with its value.
    mutating func set(_ property: String, value: String?, fill: String?) {
        switch property {
        case "vanish": hidden = Self.isOn(value)
        case "color": white = value.map(Self.isWhite)
        case "sz": size = value.flatMap { Int($0) } ?? size
        case "shd": if let shade = Self.isShade(value, fill: fill) { shaded = shade }
        case "highlight": shaded = value.map { $0 != "none" && $0 != "white" }
        default: break
        }
    }

    /// A switch is on where it has no value.
    static func isOn(_ value: String?) -> Bool { !["0", "false", "off"].contains(value ?? "1") }

    /// `FFFFFF`, or so near to it that nobody can tell.
    static func isWhite(_ value: String) -> Bool {
        guard value.utf8.count == 6, let number = UInt32(value, radix: 16) else { return false }
        return [number >> 16, number >> 8 & 255, number & 255].allSatisfy { $0 >= 0xF0 }
    }

    /// Whether a `w:shd` puts a colour behind; nil where it says nothing.
    static func isShade(_ pattern: String?, fill: String?) -> Bool? {
        if let pattern, !["clear", "nil", "none"].contains(pattern) { return true }
        guard let fill, fill != "auto" else { return nil }
        return !isWhite(fill)
    }
}

/// The looks that styles give, each with all that it is based on.
struct WordStyles {
    private(set) var defaults = WordLook()
    private var looks: [String: WordLook] = [:]

    init() {}

    init(_ root: XMLElement) {
        struct Raw {
            var look = WordLook()
            var base: String?
        }
        if let run = root.first("docDefaults")?.first("rPrDefault")?.first("rPr") { defaults = Self.look(run) }
        var raw: [String: Raw] = [:]
        for style in root.all("style") {
            guard let id = style.any("styleId") else { continue }
            var entry = Raw(base: style.first("basedOn")?.any("val"))
            if let run = style.first("rPr") { entry.look = Self.look(run) }
            if let shade = style.first("pPr")?.first("shd") {
                entry.look.shaded = WordLook.isShade(shade.any("val"), fill: shade.any("fill")) ?? entry.look.shaded
            }
            // a table style may shade headings or bands: which cells that are is not worked out
            if style.any("type") == "table", Self.hasShade(style) { entry.look.shaded = true }
            if style.any("type") == "paragraph", WordLook.isOn(style.any("default") ?? "0") {
                raw[""] = Raw(base: id)
            }
            raw[id] = entry
        }
        for id in raw.keys {
            var look = WordLook()
            var next: String? = id
            // as deep as styles may go; a circle ends here too
            for _ in 0..<32 {
                guard let name = next, let entry = raw[name] else { break }
                look = look.over(entry.look)
                next = entry.base
            }
            looks[id] = look
        }
    }

    /// The look of a style; of the default paragraph style for an empty id.
    func look(_ id: String) -> WordLook { looks[id] ?? (id.isEmpty ? WordLook() : looks[""] ?? WordLook()) }

    private static func look(_ run: XMLElement) -> WordLook {
        var look = WordLook()
        for child in run.children { look.set(child.name, value: child.any("val"), fill: child.any("fill")) }
        return look
    }

    private static func hasShade(_ element: XMLElement) -> Bool {
        element.children.contains { child in
            (child.name == "shd" && WordLook.isShade(child.any("val"), fill: child.any("fill")) == true)
                || hasShade(child)
        }
    }
}
