// PageStyle.swift — the look of a report (版式): for tired eyes, for the colour-blind, and for A4 in black and white.

enum PageStyle {
    static let css = """
        :root { color-scheme: light; }
        body { font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; \
        background: #fff; margin: 1.5rem auto; max-width: 64rem; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5em; margin: 0 0 .2rem; } h2 { font-size: 1.25em; margin: 2.2rem 0 .6rem; \
        border-bottom: 2px solid #333; } h3 { font-size: 1.1em; margin: 1.8rem 0 .4rem; } h4 { font-size: 1em; margin: 0; }
        .sub { margin: 0; color: #444; } .small, .key { font-size: .85em; color: #444; } code { font: .82em "DejaVu Sans Mono", monospace; }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .8rem 0; }
        dt { color: #444; } dd { margin: 0; }
        .notice { border: 1px solid #555; border-left: 6px solid #555; padding: .5rem 1rem; margin: 1rem 0; }
        .notice p { margin: .2rem 0; } .summary { font-size: 1.08em; }
        nav { font-size: .9em; } nav a { margin-right: 1rem; white-space: nowrap; }
        a { color: #0b3d91; }
        .fig { font-weight: 600; } bdi { unicode-bidi: isolate; }
        .cut { color: #555; font-size: .85em; margin: .2rem 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #888; padding: .3rem .45rem; vertical-align: top; text-align: left; }
        th { background: #f0f2f5; font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
        figure .scroll { max-height: 30rem; overflow: auto; } figure table { font-size: .85em; }
        article { border: 1px solid #aaa; padding: .7rem 1rem; margin: .8rem 0; }
        article ul { margin: .3rem 0; padding-left: 1.3em; } ul.law { color: #333; font-size: .9em; } ul.places { font-size: .88em; }
        figure { margin: .7rem 0; } figcaption { font-weight: 600; font-size: .92em; margin-bottom: .2rem; }
        .value { margin: 0; padding: .3rem .5rem; background: #f5f5f5; font-family: "DejaVu Sans Mono", monospace; font-size: .9em; }
        table.beside { table-layout: fixed; } table.beside td { width: 50%; } .quote { display: block; white-space: pre-wrap; }
        mark { background: #ffe9a8; border-bottom: 2px solid #000; font-weight: 600; color: inherit; }
        dl.context { display: grid; grid-template-columns: 9.5em 1fr; gap: .2rem .8rem; font-size: .92em; margin: .5rem 0; \
        border-top: 1px dotted #888; padding-top: .4rem; } dl.context p, dl.context ul { margin: 0; }
        .images { display: flex; flex-wrap: wrap; gap: 1rem; } .images div { flex: 1 1 14rem; } \
        .images img { max-width: 100%; max-height: 22rem; border: 1px solid #888; } .none { border: 1px dashed #888; padding: 1rem; }
        .badge { white-space: nowrap; padding: 0 .4em; border: 1px solid #333; }
        table.matrix { width: auto; font-size: .8em; } .matrix th, .matrix td { padding: .1rem .16rem; text-align: center; } \
        .matrix th[scope=row] { text-align: left; font-weight: 400; max-width: 14em; overflow: hidden; text-overflow: ellipsis; } .matrix th, .matrix td { white-space: nowrap; } .matrix td { min-width: 1.5em; } \
        .matrix td a { color: #000; font-weight: 600; display: inline-block; line-height: 1.35; text-decoration: none; } .matrix .self { background: #bbb; }
        .swatch { border: 1px solid #333; padding: 0 .4em; }
        .weak, .moderate, .strong, .very-strong, .self, th, mark, .value { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        .weak { background: #eef4fb; }
        .moderate { background: #fff0bd; border-width: 2px; } .strong { background: #f7c59f; border: 2px solid #000; }
        .very-strong { background: #f2a9b6; border: 3px double #000; }
        td.moderate, .swatch.moderate { background: repeating-linear-gradient(45deg, #fff6d8 0 5px, #e3c558 5px 6px); }
        td.strong, .swatch.strong { background: repeating-linear-gradient(0deg, transparent 0 4px, #c97a42 4px 5px), \
        repeating-linear-gradient(90deg, #fbdcc4 0 4px, #c97a42 4px 5px); }
        td.very-strong, .swatch.very-strong { background: repeating-linear-gradient(45deg, #f2a9b6 0 2px, #a8344d 2px 5px); }
        .matrix a, .swatch b { background: #fff; border-radius: 2px; padding: 0 2px; }
        svg.plot { width: 100%; max-width: 36rem; height: auto; display: block; background: #fff; }
        svg .grid { stroke: #ddd; fill: none; } svg .axis { stroke: #222; fill: none; stroke-width: 1.4; }
        svg .tick { font-size: 11px; fill: #333; } svg .name { font-size: 12px; fill: #111; }
        svg .matching { stroke: #0b3d91; stroke-width: 6; stroke-linecap: round; fill: none; stroke-opacity: .75; }
        svg .others { stroke: #8a8a8a; stroke-width: 1; fill: none; } svg .ceiling { stroke: #a61b1b; stroke-width: 1.5; stroke-dasharray: 6 4; }
        footer { margin-top: 2rem; border-top: 2px solid #333; }
        @media print {
        body { margin: 0; max-width: none; font-size: 10.5px; padding: 0; } nav { display: none; } a { color: inherit; }
        @page { size: A4; margin: 14mm 12mm; }
        h2, h3, h4, article > header { break-after: avoid; } figure, tr, dl.context, .statements, .notice { break-inside: avoid; }
        thead { display: table-header-group; } figure .scroll { max-height: none; overflow: visible; } .scroll { overflow: visible; }
        .matrix { font-size: 8px; break-inside: avoid; } .matrix th, .matrix td { padding: 1px 2px; min-width: 0; }
        .matrix th[scope=row] { max-width: 15em; } svg.plot { max-width: 110mm; } .images img { max-height: 70mm; }
        }
        """
}
