#!/usr/bin/env python3
"""Makes a folder of documents as people have them, for the demo, the tests and the benchmark.

    sample-documents.py OUTDIR --bidder N [--name NAME] [--code CODE] [--big SIZE_MB]
    sample-documents.py OUTDIR --tender

Everything is invented, and the same arguments give the same bytes. Standard library only. One line of JSON on
standard output says what the documents say (bidder, code, price, manager …), so that a bid's opening sheet can agree.
"""

import argparse
import json
import os
import random
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

PROJECT = "滨河县向阳路道路改造工程施工"
TENDERER = "滨河县住房和城乡建设局"
AGENCY = "滨河县公正招标代理有限公司"
LOT = "第一标段"
CEILING_FEN = 1_350_000_000

BIDDERS = [
    # name, organisation part of the credit code, head, project manager, days
    ("青山建设集团有限公司", "MA0QCJH01", "赵建国", "钱志强", 270),
    ("长河路桥工程有限公司", "MA0CHLQ02", "孙伟民", "李春生", 265),
    ("东湖市政建设有限公司", "MA0DHUT03", "周立新", "吴海涛", 280),
    ("北原工程股份有限公司", "MA0BYGC04", "郑晓东", "王文斌", 260),
    ("南屏建筑安装有限公司", "MA0NPJA05", "冯国华", "陈永刚", 275),
]

# code, name, features, unit, quantity in thousandths, reference price in fen
ITEMS = [
    ("040101001001", "挖一般土方", "三类土,挖深 4 m 以内,运距 5 km", "m3", 18_650_000, 2_180),
    ("040103001001", "回填方", "素土回填,压实度不小于 95%", "m3", 9_420_500, 1_960),
    ("040202001001", "路床整形", "碾压,压实度不小于 96%", "m2", 42_300_000, 265),
    ("040202006001", "石灰、粉煤灰、碎石基层", "厚 200 mm,配合比 10:20:70", "m2", 38_760_000, 5_475),
    ("040202015001", "水泥稳定碎石", "厚 200 mm,水泥含量 5%", "m2", 38_120_000, 5_930),
    ("040203006001", "沥青混凝土面层", "中粒式 AC-20C,厚 60 mm", "m2", 36_540_000, 7_640),
    ("040203006002", "沥青混凝土面层", "细粒式 AC-13C,厚 40 mm", "m2", 36_540_000, 5_820),
    ("040204002001", "人行道块料铺设", "透水砖 200×100×60 mm", "m2", 12_480_000, 9_350),
    ("040204004001", "安砌侧(平、缘)石", "花岗岩 1000×150×300 mm", "m", 8_260_000, 11_260),
    ("040501001001", "混凝土管", "II 级钢筋混凝土管 DN600", "m", 2_140_000, 48_200),
    ("040504001001", "砌筑井", "检查井 1100×1100 mm,平均深 2.5 m", "座", 86_000, 312_500),
    ("040205012001", "隔离护栏", "热镀锌钢管,高 1.1 m", "m", 1_960_000, 23_800),
]


# ---- words and numbers ------------------------------------------------------------------------------------------------

def credit_code(organisation):
    """A unified social credit code (统一社会信用代码) with its check digit, in a region that does not exist."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + "999999" + "".join(c if c in alphabet else "0" for c in organisation)
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def grouped(fen):
    return f"{fen // 100:,}.{fen % 100:02d}"


def amount_words(fen):
    """An amount in capital Chinese numerals, such as 壹拾贰万叁仟元整."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]
    whole, cents = divmod(fen, 100)

    def section(n):
        text, zero = "", False
        for place in (3, 2, 1, 0):
            digit = n // 10**place % 10
            if digit:
                text += ("零" if zero and text else "") + digits[digit] + units[place]
                zero = False
            else:
                zero = True
        return text

    text, gap = "", False
    for place, name in ((2, "亿"), (1, "万"), (0, "")):
        part = whole // 10**(4 * place) % 10_000
        if part:
            text += ("零" if text and (gap or part < 1000) else "") + section(part) + name
            gap = False
        elif text:
            gap = True
    text = (text or "零") + "元"
    if cents == 0:
        return text + "整"
    jiao, fen_digit = divmod(cents, 10)
    text += digits[jiao] + "角" if jiao else "零"
    return text + (digits[fen_digit] + "分" if fen_digit else "整")


# ---- PDF --------------------------------------------------------------------------------------------------------------

class PDF:
    """Just enough of PDF 1.4, written object by object."""

    def __init__(self):
        self.objects = []

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode("ascii"))
        return len(self.objects)

    def stream(self, dictionary, data):
        packed = zlib.compress(data, 6)
        head = f"<< {dictionary} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        return self.add(head.encode("ascii") + packed + b"\nendstream")

    def save(self, path, root, info):
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(self.objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        identity = f"{zlib.crc32(bytes(out)):08x}" * 4
        out += (
            f"trailer\n<< /Size {len(self.objects) + 1} /Root {root} 0 R /Info {info} 0 R "
            f"/ID [<{identity}> <{identity}>] >>\nstartxref\n{table}\n%%EOF\n").encode("ascii")
        write(path, bytes(out))


def pdf_string(text):
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def text_pdf(path, title, author, pages):
    """A PDF with real text; `pages` are lists of (size in points, text). The font is a standard CJK one, not embedded."""
    pdf = PDF()
    descriptor = pdf.add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
    cid_font = pdf.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (GB1) /Supplement 4 >> /FontDescriptor {descriptor} 0 R /DW 1000 /W [1 95 500] >>")
    font = pdf.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{cid_font} 0 R] >>")
    first_page = len(pdf.objects) + 1
    tree = first_page + 2 * len(pages)
    for lines in pages:
        content, y = [], 780.0
        for size, text in lines:
            width = sum(0.5 if c.isascii() else 1 for c in text) * size
            x = (595 - width) / 2 if size >= 16 else 72
            for piece in wrap(text, int(451 / size)):
                content.append(f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{piece.encode('utf-16-be').hex().upper()}> Tj ET")
                y -= size * 1.7
        stream = pdf.stream("", "\n".join(content).encode("ascii"))
        pdf.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>")
    finish(pdf, path, [first_page + 1 + 2 * i for i in range(len(pages))], title, author, "biao sample documents")


def wrap(text, limit):
    """Pieces of at most `limit` full-width characters."""
    pieces, piece, width = [], "", 0.0
    for c in text:
        step = 0.5 if c.isascii() else 1
        if width + step > limit:
            pieces.append(piece)
            piece, width = "", 0.0
        piece += c
        width += step
    return pieces + [piece]


def scan_pdf(path, title, chance):
    """A PDF as a scanner makes it: one page that is one grey bitmap, and no text at all."""
    width, height = 827, 1169
    page = bytearray(paper(chance, width * height))
    for top in range(150, 1000, 46):  # lines of "characters"
        for left in range(110, 700 - chance.randrange(0, 200), 26):
            for _ in range(6):
                y, x = top + chance.randrange(0, 20), left + chance.randrange(0, 6)
                length = chance.randrange(5, 16)
                page[y * width + x:y * width + x + length] = bytes(length)
    for y in range(880, 1040):  # the round seal, in grey
        for x in range(560, 720):
            if 72 ** 2 <= (x - 640) ** 2 + (y - 960) ** 2 <= 78 ** 2:
                page[y * width + x] = 110
    for y in (60, 1108):  # the frame
        page[y * width + 60:y * width + 767] = bytes(707)
    pdf = PDF()
    image = pdf.stream(
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8",
        bytes(page))
    stream = pdf.stream("", b"q 595 0 0 842 0 0 cm /Im1 Do Q")
    number = len(pdf.objects) + 1
    pdf.add(
        f"<< /Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
        f"/Resources << /XObject << /Im1 {image} 0 R >> >> >>")
    finish(pdf, path, [number], title, "", "Scan Station 3000")


def paper(chance, count):
    """Light grey grain."""
    grain = bytes(228 + i % 28 for i in range(256))
    return chance.randbytes(count).translate(grain)


def finish(pdf, path, pages, title, author, producer):
    kids = " ".join(f"{page} 0 R" for page in pages)
    tree = pdf.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    info = pdf.add(
        f"<< /Title {pdf_string(title)} /Author {pdf_string(author)} /Producer ({producer}) "
        "/CreationDate (D:20260901090000+08'00') >>")
    pdf.save(path, root, info)


# ---- PNG --------------------------------------------------------------------------------------------------------------

def png(path, width, height, rows):
    """An RGB picture; `rows` yields `height` rows of 3 × width bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    raw = b"".join(b"\0" + row for row in rows)
    write(path, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
          + chunk(b"IDAT", zlib.compress(raw, 6)) + chunk(b"IEND", b""))


def photograph(path, chance, width=480, height=360):
    """A picture that compresses as badly as a photograph: a gradient under grain."""
    red, green, blue = (chance.randrange(90, 200) for _ in range(3))

    def rows():
        for y in range(height):
            fade = y * 60 // height
            grain = chance.randbytes(width)
            row = bytearray(3 * width)
            for channel, base in enumerate((red, green, blue)):
                table = bytes(max(0, min(255, base - fade + (i >> 4))) for i in range(256))
                row[channel::3] = grain.translate(table)
            yield bytes(row)

    png(path, width, height, rows())


def drawing(path, chance, width=842, height=595):
    """A line drawing (图纸): white, with a frame, axes and a plan of rectangles."""
    page = bytearray(b"\xff" * width * height)

    def horizontal(y, x, length):
        page[y * width + x:y * width + x + length] = bytes(length)

    def vertical(x, y, length):
        page[y * width + x:(y + length) * width + x:width] = bytes(length)

    def box(x, y, w, h):
        horizontal(y, x, w)
        horizontal(y + h, x, w)
        vertical(x, y, h)
        vertical(x + w, y, h)

    box(20, 20, width - 41, height - 41)
    box(width - 220, height - 100, 199, 79)
    for _ in range(24):
        box(chance.randrange(40, 520), chance.randrange(40, 400), chance.randrange(20, 100), chance.randrange(15, 70))
    for x in range(60, 600, 90):
        vertical(x, 30, 470)
    png(path, width, height, (bytes(b for p in page[y * width:(y + 1) * width] for b in (p, p, p)) for y in range(height)))


# ---- Office documents -------------------------------------------------------------------------------------------------

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def office(path, main_part, main_type, parts, title, author):
    """An OPC package; `parts` maps a name to (content type, XML text, relationships)."""
    parts = dict(parts)
    parts["docProps/core.xml"] = (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-09-01T01:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-09-10T01:00:00Z</dcterms:modified></cp:coreProperties>', [])
    parts["docProps/app.xml"] = (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f'<Properties xmlns="{OFFICE}/extended-properties"><Application>biao sample documents</Application>'
        f"<Company>{escape(author)}</Company></Properties>", [])
    types = "".join(f'<Override PartName="/{name}" ContentType="{part[0]}"/>' for name, part in parts.items())
    root = [
        (f"{OFFICE}/relationships/officeDocument", main_part),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    ]
    entries = [
        ("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'),
        ("_rels/.rels", relationships(root)),
    ]
    assert parts[main_part][0] == main_type
    for name, (_, text, related) in parts.items():
        entries.append((name, text))
        if related:
            folder, _, last = name.rpartition("/")
            entries.append((f"{folder}/_rels/{last}.rels", relationships(related)))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, XML + text)


def relationships(related):
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(related, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def docx(path, title, author, blocks, chance):
    """A Word document; a block is ("h", text), ("p", text) or ("t", rows). Carries rsids, as Word's own files do."""
    ids = [f"00{chance.randrange(0x100000, 0xFFFFFF):06X}" for _ in range(6)]

    def paragraph(text, style=None):
        look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return (f'<w:p w:rsidR="{chance.choice(ids)}" w:rsidRDefault="{ids[0]}">{look}<w:r w:rsidRPr="{chance.choice(ids)}">'
                f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>')

    def table(rows):
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        grid = '<w:gridCol w:w="2200"/>' * len(rows[0])
        body = "".join(
            f'<w:tr w:rsidR="{ids[1]}">' + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in row)
            + "</w:tr>" for row in rows)
        return (f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
                f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")

    body = "".join(
        table(content) if kind == "t" else paragraph(content, "1" if kind == "h" else None) for kind, content in blocks)
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office(path, "word/document.xml", f"{kind}.document.main+xml", {
        "word/document.xml": (
            f"{kind}.document.main+xml",
            f'<w:document {word}><w:body>{body}<w:sectPr w:rsidR="{ids[0]}"><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" '
            'w:gutter="0"/></w:sectPr></w:body></w:document>',
            [(f"{OFFICE}/relationships/styles", "styles.xml"), (f"{OFFICE}/relationships/settings", "settings.xml")]),
        "word/styles.xml": (
            f"{kind}.styles+xml",
            f'<w:styles {word}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>'
            '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name '
            'w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn '
            'w:val="a"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>', []),
        "word/settings.xml": (
            f"{kind}.settings+xml",
            f'<w:settings {word}><w:rsids><w:rsidRoot w:val="{ids[0]}"/>'
            + "".join(f'<w:rsid w:val="{i}"/>' for i in sorted(ids)) + "</w:rsids></w:settings>", []),
    }, title, author)


def xlsx(path, title, author, sheet_name, rows):
    """A workbook of one sheet. A cell is text, a (numerator, decimals) number, or (formula, numerator, decimals)."""
    strings = {}

    def cell(reference, value):
        if value is None:
            return ""
        if isinstance(value, str):
            return f'<c r="{reference}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        formula, number, decimals = value if len(value) == 3 else (None, *value)
        digits = f"{number // 10**decimals}.{number % 10**decimals:0{decimals}d}" if decimals else str(number)
        formula = f"<f>{escape(formula)}</f>" if formula else ""
        return f'<c r="{reference}" s="{1 if decimals == 2 else 0}">{formula}<v>{digits}</v></c>'

    body = "".join(
        f'<row r="{r}">' + "".join(cell(f"{chr(65 + c)}{r}", value) for c, value in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, 1))
    sheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office(path, "xl/workbook.xml", f"{kind}.sheet.main+xml", {
        "xl/workbook.xml": (
            f"{kind}.sheet.main+xml",
            f'<workbook {sheet} xmlns:r="{OFFICE}/relationships"><sheets><sheet name="{escape(sheet_name)}" sheetId="1" '
            'r:id="rId1"/></sheets></workbook>',
            [(f"{OFFICE}/relationships/worksheet", "worksheets/sheet1.xml"),
             (f"{OFFICE}/relationships/styles", "styles.xml"),
             (f"{OFFICE}/relationships/sharedStrings", "sharedStrings.xml")]),
        "xl/worksheets/sheet1.xml": (
            f"{kind}.worksheet+xml",
            f'<worksheet {sheet}><cols><col min="1" max="1" width="8" customWidth="1"/><col min="2" max="4" width="24" '
            f'customWidth="1"/><col min="5" max="8" width="14" customWidth="1"/></cols><sheetData>{body}</sheetData>'
            "</worksheet>", []),
        "xl/styles.xml": (
            f"{kind}.styles+xml",
            f'<styleSheet {sheet}><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2">'
            '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
            '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" '
            'fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" '
            'applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
            '</cellStyles></styleSheet>', []),
        "xl/sharedStrings.xml": (
            f"{kind}.sharedStrings+xml",
            f'<sst {sheet} uniqueCount="{len(strings)}">'
            + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings) + "</sst>", []),
    }, title, author)


# ---- the documents ----------------------------------------------------------------------------------------------------

HEADINGS = ["序号", "项目编码", "项目名称", "项目特征", "计量单位", "工程量", "综合单价(元)", "合价(元)"]


def bill(path, author, prices):
    """The bill of quantities, priced where `prices` are given; the total in fen."""
    rows, total = [[f"{PROJECT}{LOT} 分部分项工程量清单"], HEADINGS], 0
    for i, (code, name, features, unit, quantity, _) in enumerate(ITEMS):
        row = [(i + 1, 0), code, name, features, unit, (quantity, 3)]
        if prices:
            line = (quantity * prices[i] + 500) // 1000
            total += line
            row += [(prices[i], 2), (f"ROUND(F{i + 3}*G{i + 3},2)", line, 2)]
        rows.append(row)
    if prices:
        rows.append([None, None, "合计", None, None, None, None, (f"SUM(H3:H{len(ITEMS) + 2})", total, 2)])
    xlsx(path, "工程量清单", author, "工程量清单", rows)
    return total


def video(path, size, chance):
    """Incompressible bytes under the name of a video: an MP4 `ftyp` box, then one `mdat` box."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    head = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp41")
    left = size - len(head) - 16
    with open(path, "wb") as file:
        file.write(head + struct.pack(">I4sQ", 1, b"mdat", left + 16))
        while left > 0:
            piece = min(left, 1 << 20)
            file.write(chance.randbytes(piece))
            left -= piece


def make_bid(folder, number, name, code, big):
    chance = random.Random(f"biao bidder {number}")
    default_name, organisation, head, manager, days = BIDDERS[(number - 1) % len(BIDDERS)]
    name, code = name or default_name, code or credit_code(organisation)

    def at(*parts):
        return os.path.join(folder, *parts)

    level = chance.randrange(9350, 9800)
    prices = [price * (level + chance.randrange(-400, 400)) // 10_000 for *_, price in ITEMS]
    total = bill(at("已标价工程量清单.xlsx"), name, prices)
    text_pdf(at("投标函.pdf"), f"{PROJECT} 投标函", name, [[
        (20, "投标函"), (12, ""), (12, f"致:{TENDERER}"), (12, ""),
        (12, f"一、我方已仔细研究了{PROJECT}({LOT})招标文件的全部内容,愿意以人民币(大写){amount_words(total)}"
             f"(¥{grouped(total)})的投标总报价,按合同约定实施和完成承包工程,修补工程中的任何缺陷。"),
        (12, f"二、我方承诺工期为 {days} 日历天,工程质量达到合格标准。"),
        (12, f"三、我方拟派项目负责人为{manager},注册建造师(市政公用工程一级)。"),
        (12, "四、我方承诺在招标文件规定的投标有效期 90 天内不修改、撤销投标文件。"),
        (12, "五、随同本投标函提交投标保证金一份,金额为人民币贰拾万元整(¥200,000.00)。"),
        (12, "六、如我方中标:我方承诺在收到中标通知书后,在规定的期限内与你方签订合同,并按招标文件要求提交履约担保。"),
        (12, ""), (12, f"投标人:{name}"), (12, f"统一社会信用代码:{code}"), (12, f"法定代表人:{head}"), (12, "2026 年 9 月 10 日"),
    ], [
        (20, "投标函附录"), (12, ""), (12, f"项目负责人:{manager}"), (12, f"工期:{days} 日历天"), (12, "质量目标:合格"),
        (12, "缺陷责任期:24 个月"), (12, "逾期竣工违约金:5,000 元/天"), (12, "预付款额度:签约合同价的 10%"),
        (12, f"投标总报价:{grouped(total)} 元"),
    ]])
    scan_pdf(at("营业执照扫描件.pdf"), "营业执照扫描件", chance)
    docx(at("施工组织设计.docx"), "施工组织设计", name, [
        ("h", "第一章 工程概况"),
        ("p", f"本工程为{PROJECT}{LOT},道路全长 2.6 km,红线宽 30 m,包括土方、路基、路面、人行道、排水及附属设施。"),
        ("p", f"{name}组织技术人员踏勘了现场,对沿线管线、交通和居民出行情况作了调查,在此基础上编制本施工组织设计。"),
        ("h", "第二章 施工部署"),
        ("p", f"设项目经理部,项目负责人{manager}。全线分 {chance.randrange(2, 5)} 个作业段平行施工,半幅封闭、半幅通行。"),
        ("t", [["阶段", "内容", "历时(天)", "劳动力(人)"]] + [
            [stage, work, str(span), str(chance.randrange(18, 60))] for stage, work, span in (
                ("准备", "临时设施、测量放样、交通导改", 20), ("路基", "挖方、回填、路床整形", 80),
                ("管网", "雨水管、检查井", 60), ("路面", "基层、沥青面层", days - 190), ("收尾", "护栏、标线、清理", 30))]),
        ("h", "第三章 主要施工方法"),
        ("p", "水泥稳定碎石采用厂拌、摊铺机摊铺,压实后覆盖养护不少于 7 天,养护期内封闭交通。"),
        ("p", "沥青混合料摊铺温度不低于 140 ℃,初压、复压、终压紧跟进行,接缝处涂刷粘层油。"),
        ("h", "第四章 质量与安全"),
        ("p", "实行自检、互检、专检制度;夜间施工设警示灯,围挡高度不低于 2.5 m,出入口设专人指挥。"),
    ], chance)
    for i, title in enumerate(("合同协议书", "竣工验收证书", "现场照片", "获奖证书"), 1):
        photograph(at("业绩证明", f"{i:02d}-{title}.png"), chance)
    if big:
        video(at("施工现场视频.mp4"), big << 20, chance)
    return {"bidder": name, "code": code, "head": head, "manager": manager, "days": days, "quality": "合格",
            "price": yuan(total), "priceWords": amount_words(total), "deposit": "200000.00"}


def make_tender(folder):
    chance = random.Random("biao tender")
    clauses = [
        "投标文件应当使用符合公开格式的工具离线编制、签名并加密,未按规定加密的投标文件将被拒绝接收。",
        "投标截止时间前,投标人可以补充、替换或者撤回投标文件;逾期送达的投标文件将被拒绝接收。",
        "投标截止时间即开标时间。投标人应在解密时限内完成解密;因投标人原因未解密的,视为撤销其投标文件。",
        f"最高投标限价为人民币{amount_words(CEILING_FEN)}(¥{grouped(CEILING_FEN)}),投标总报价超过最高投标限价的投标将被否决。",
        "投标保证金为人民币贰拾万元整,有效期与投标有效期一致。",
        "评标采用经评审的最低投标价法。",
    ]
    text_pdf(os.path.join(folder, "招标文件.pdf"), f"{PROJECT} 招标文件", AGENCY, [
        [(12, "")] * 8 + [(22, PROJECT), (22, "招标文件"), (12, ""), (16, LOT), (12, ""), (16, f"招标人:{TENDERER}"),
                          (16, f"招标代理机构:{AGENCY}"), (16, "2026 年 8 月")],
        [(18, "第一章 投标须知"), (12, "")] + [(12, f"{i}. {clause}") for i, clause in enumerate(clauses, 1)],
        [(18, "第二章 技术要求"), (12, ""), (12, "道路等级:城市次干路;设计车速 40 km/h;路面设计年限 15 年。"),
         (12, "施工应符合 CJJ 1 及相关现行规范;主要材料进场须经见证取样检验。"), (12, "工期不超过 300 日历天,质量目标为合格。")],
    ])
    bill(os.path.join(folder, "工程量清单.xlsx"), AGENCY, None)
    for i, title in enumerate(("总平面图", "标准横断面图", "雨水管线图"), 1):
        drawing(os.path.join(folder, "图纸", f"{i:02d}-{title}.png"), chance)
    return {"project": PROJECT, "lot": LOT, "tenderer": TENDERER, "agency": AGENCY, "ceiling": yuan(CEILING_FEN)}


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="OUTDIR")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--tender", action="store_true", help="the tender's documents")
    what.add_argument("--bidder", type=int, metavar="N", help="the documents of bidder N, from 1")
    parser.add_argument("--name", help="the bidder's name")
    parser.add_argument("--code", help="the bidder's unified social credit code")
    parser.add_argument("--big", type=int, default=0, metavar="SIZE_MB", help="size of the video, in MiB; 0 for none")
    given = parser.parse_args()
    folder = os.path.abspath(given.folder)
    facts = make_tender(folder) if given.tender else make_bid(folder, given.bidder, given.name, given.code, given.big)
    print(json.dumps(facts, ensure_ascii=False))


if __name__ == "__main__":
    main()
