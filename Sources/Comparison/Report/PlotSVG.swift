// PlotSVG.swift — pairs of prices, and total prices, as drawings within the page (散点图、报价图): axes, ticks, two kinds of marks.
internal import Glibc
internal import Reporting

/// An axis: which values it spans, and where they lie.
struct PlotAxis {
    let isLogarithmic: Bool
    /// In the axis's own measure: logarithms to the base ten where it is logarithmic.
    let low: Double
    let high: Double

    /// Nil where there is nothing to span. Values that are no numbers are passed over.
    init?(_ values: [Double], isLogarithmic: Bool) {
        let usable = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
        guard let least = usable.min(), let most = usable.max() else { return nil }
        self.isLogarithmic = isLogarithmic
        let (from, until) = isLogarithmic ? (log10(least), log10(most)) : (least, most)
        // halved before they are taken from each other: the largest numbers must not leave their range
        let span = until / 2 - from / 2
        let alone = isLogarithmic ? 0.5 : max(abs(until), 1e-9) * 0.01
        let margin = span > 0 ? span * 0.1 : alone
        low = from - margin
        high = until + margin
    }

    /// Whether values span more than a hundredfold, all above zero.
    static func isWide(_ values: [Double]) -> Bool {
        let usable = values.filter(\.isFinite)
        guard let least = usable.min(), let most = usable.max(), least > 0 else { return false }
        return most / least > 100
    }

    /// 0 at the low end, 1 at the high one; nil for what does not lie on it.
    func position(_ value: Double) -> Double? {
        guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
        let measure = isLogarithmic ? log10(value) : value
        let share = (measure / 2 - low / 2) / (high / 2 - low / 2)
        return share.isFinite && (-0.001...1.001).contains(share) ? share : nil
    }

    /// Round values to write beside it, at most nine.
    var ticks: [Double] {
        guard isLogarithmic else {
            let step = Self.step((high / 2 - low / 2) / 2.5)
            guard step.isFinite, step > 0, (low / step).magnitude < 1e12 else { return [] }
            var ticks: [Double] = []
            var tick = (low / step).rounded(.up)
            while tick * step <= high, ticks.count < 9 {
                ticks.append(tick * step)
                tick += 1
            }
            return ticks
        }
        let decades = stride(from: low.rounded(.up), through: high, by: max(1, ((high - low) / 6).rounded(.up)))
        let whole = Array(decades.prefix(9)).map { pow(10, $0) }
        guard whole.count < 3 else { return whole }
        // within few decades twos and fives as well
        return (Int(low.rounded(.down))...Int(high.rounded(.up))).flatMap { decade in
            [1.0, 2, 5].map { $0 * pow(10, Double(decade)) }
        }.filter { position($0) != nil }
    }

    private static func step(_ rough: Double) -> Double {
        guard rough.isFinite, rough > 0 else { return 0 }
        let decade = pow(10, log10(rough).rounded(.down))
        let share = rough / decade
        return (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * decade
    }

    /// As people write it beside an axis: at most four decimals, thousands parted by commas.
    static func label(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "\(value)" }
        if value == value.rounded() { return Figure.count(Int(value)).text }
        var text = Figure.real(value, decimals: value.magnitude < 0.01 ? 6 : 4).text
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

/// Draws plots as SVG.
struct PlotSVG {
    let page: PageText

    private static let (width, height) = (520.0, 380.0)
    private static let (left, right, top, bottom) = (86.0, 16.0, 14.0, 56.0)

    /// What one bid has against what the other has.
    func scatter(title: LocalizedText, x: LocalizedText, y: LocalizedText, points: [PlotPoint]) -> String {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let isLogarithmic =
            (PlotAxis.isWide(xs) || PlotAxis.isWide(ys)) && points.allSatisfy { !($0.x <= 0) && !($0.y <= 0) }
        guard let across = PlotAxis(xs, isLogarithmic: isLogarithmic),
            let up = PlotAxis(ys, isLogarithmic: isLogarithmic)
        else { return "<p>\(page.say("没有可画的点", "there are no points to draw"))</p>" }
        var (matching, others) = ("", "")
        var (matchCount, count) = (0, 0)
        for point in points {
            guard let x = across.position(point.x), let y = up.position(point.y) else { continue }
            let (at, level) = (Self.left + x * Self.plotWidth, Self.top + (1 - y) * Self.plotHeight)
            count += 1
            if point.isMatching {
                matchCount += 1
                matching += "M\(Self.number(at)) \(Self.number(level))h0"
            } else {
                others += "M\(Self.number(at - 2)) \(Self.number(level - 2))l4 4m-4 0l4-4"
            }
        }
        let told = page.say(
            "实心点:符合该关系的项目 \(Figure.count(matchCount).text) 个;叉号:其余 \(Figure.count(count - matchCount).text) 个",
            "dots: \(Figure.count(matchCount).text) items in the relation; crosses: \(Figure.count(count - matchCount).text) others"
        )
        let scale = isLogarithmic ? page.say(";两轴为对数刻度", "; both axes are logarithmic") : ""
        return """
            <svg class="plot" viewBox="0 0 \(Self.number(Self.width)) \(Self.number(Self.height))" role="img">
            <title>\(page.text(title)) — \(told)\(scale)</title>
            \(frame(across, up))
            \(label(x, across: true))\(label(y, across: false))
            <path class="others" d="\(others)"/>
            <path class="matching" d="\(matching)"/>
            </svg>
            <p class="key">\(told)\(scale)</p>
            """
    }

    /// Total prices, one line a bid, with the ceiling where it is known.
    func prices(_ totals: [ReportFacts.Total], ceiling: Double?) -> String {
        let values = totals.map(\.amount.approximate)
        let all = values + (ceiling.map { [$0] } ?? [])
        guard let axis = PlotAxis(all, isLogarithmic: PlotAxis.isWide(all)) else { return "" }
        let height = 40 + Double(totals.count) * 16
        var marks = ""
        for (row, value) in values.enumerated() {
            guard let share = axis.position(value) else { continue }
            let (x, y) = (Self.left + share * Self.plotWidth, 12 + Double(row) * 16)
            marks += "<text class=\"tick\" x=\"\(Self.number(Self.left - 8))\" y=\"\(Self.number(y + 4))\" "
            marks += "text-anchor=\"end\">\(ComparedLot.letter(totals[row].bid))</text>"
            marks += "<path class=\"grid\" d=\"M\(Self.number(Self.left)) \(Self.number(y))"
            marks += "h\(Self.number(Self.plotWidth))\"/>"
            marks += "<path class=\"matching\" d=\"M\(Self.number(x)) \(Self.number(y))h0\"/>"
        }
        var limit = ""
        if let ceiling, let share = axis.position(ceiling) {
            let x = Self.number(Self.left + share * Self.plotWidth)
            limit = "<path class=\"ceiling\" d=\"M\(x) 2V\(Self.number(height - 26))\"/>"
        }
        let ticks = axis.ticks.compactMap { tick -> String? in
            guard let share = axis.position(tick) else { return nil }
            let x = Self.number(Self.left + share * Self.plotWidth)
            return "<path class=\"grid\" d=\"M\(x) 4V\(Self.number(height - 26))\"/><text class=\"tick\" x=\"\(x)\" "
                + "y=\"\(Self.number(height - 10))\" text-anchor=\"middle\">\(PlotAxis.label(tick))</text>"
        }
        let key = page.say("虚线:最高投标限价;单位:元", "broken line: the ceiling; in yuan")
        return """
            <svg class="plot" viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="img">
            <title>\(page.say("各家总报价", "total prices"))</title>
            \(ticks.joined())\(limit)\(marks)
            </svg>
            <p class="key">\(ceiling == nil ? page.say("单位:元", "in yuan") : key)</p>
            """
    }

    // MARK: - Axes

    private static var plotWidth: Double { width - left - right }
    private static var plotHeight: Double { height - top - bottom }

    private func frame(_ across: PlotAxis, _ up: PlotAxis) -> String {
        var text = ""
        let floor = Self.top + Self.plotHeight
        for tick in across.ticks {
            guard let share = across.position(tick) else { continue }
            let x = Self.number(Self.left + share * Self.plotWidth)
            text += "<path class=\"grid\" d=\"M\(x) \(Self.number(Self.top))V\(Self.number(floor + 4))\"/>"
            text += "<text class=\"tick\" x=\"\(x)\" y=\"\(Self.number(floor + 18))\" text-anchor=\"middle\">"
            text += "\(PlotAxis.label(tick))</text>"
        }
        for tick in up.ticks {
            guard let share = up.position(tick) else { continue }
            let y = Self.top + (1 - share) * Self.plotHeight
            text += "<path class=\"grid\" d=\"M\(Self.number(Self.left - 4)) \(Self.number(y))"
            text += "H\(Self.number(Self.width - Self.right))\"/>"
            text += "<text class=\"tick\" x=\"\(Self.number(Self.left - 8))\" y=\"\(Self.number(y + 4))\" "
            text += "text-anchor=\"end\">\(PlotAxis.label(tick))</text>"
        }
        return text + "<path class=\"axis\" d=\"M\(Self.number(Self.left)) \(Self.number(Self.top))"
            + "V\(Self.number(floor))H\(Self.number(Self.width - Self.right))\"/>"
    }

    private func label(_ words: LocalizedText, across: Bool) -> String {
        let (x, y) =
            across ? (Self.left + Self.plotWidth / 2, Self.height - 8) : (14, Self.top + Self.plotHeight / 2)
        let turn = across ? "" : " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\""
        return "<text class=\"name\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"middle\"\(turn)>"
            + "\(page.text(words))</text>"
    }

    /// With one decimal: as fine as a printer needs.
    private static func number(_ value: Double) -> String {
        let text = Figure.real(value, decimals: 1).text
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
