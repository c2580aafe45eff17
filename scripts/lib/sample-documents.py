#!/usr/bin/env python3
"""Makes a folder of documents as people have them, for the demo, the tests and the benchmark.

    sample-documents.py OUTDIR --bidder N [--name NAME] [--code CODE] [--big SIZE_MB]
    sample-documents.py OUTDIR --tender

Everything is invented, and the same arguments give the same bytes. Standard library only. One line of JSON on
standard output says what the documents say (bidder, code, price, manager …), so that a bid's opening sheet can agree.

Bidder 5 colludes with bidder 2: its method statement was made from the other's file, and most of its prices are the other's
times 0.9650. All others wrote and priced by themselves; what they have in common has innocent reasons (the tender's words and
form, one costing program, an author called Administrator).
"""

import argparse
import json
import os
import random
import re
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

import sample_bill
from sample_prose import Author, disguised

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

# who saved a document; Administrator is what many a computer calls everybody
WRITERS = ["Administrator", "何敏", "Administrator", "tianyuan-04", "杜宇"]
ADDRESSES = [
    "青山市望江区工人路 88 号建设大厦 12 层", "长河市开发区科技三路 5 号", "滨河县城关镇东湖村 2 组 31 号", "北原市铁西区重工街 210 号院",
    "南屏市屏山路 16-3 号"]
COSTING = "云筑计价 6.0"
BILL = sample_bill.items(1_345_000_000)

# the copy, and what it was made from; what its prices are of the other's
COPY, ORIGINAL, SHARE = 5, 2, 9650

# clauses of the tender that every bidder quotes
TECHNICAL = [
    "道路等级为城市次干路,设计车速 40 km/h,路面设计年限 15 年,标准轴载 BZZ-100,抗震设防烈度 7 度。",
    "施工应符合《城镇道路工程施工与质量验收规范》CJJ 1 及相关现行规范,主要材料进场须经监理见证取样检验,检验合格后方可使用。",
    "承包人应保证施工期间沿线单位和居民的正常出行,交通导改方案须经公安交通管理部门批准,批准前不得占用、挖掘道路。",
    "路基压实度、基层无侧限抗压强度、面层弯沉值等主要指标应逐段检测,检测资料与工程进度同步归档,随时接受招标人抽查。",
    "施工现场应落实围挡、覆盖、冲洗、硬化、洒水和密闭运输六项扬尘防治措施,重污染天气时按主管部门的指令停工。",
]

# the table of stages that the tender asks for
STAGES = [
    ("阶段", "内容", "历时(天)", "劳动力(人)"), ("准备", "临时设施、测量放样、交通导改"), ("路基", "挖方、回填、路床整形"),
    ("管网", "雨水管、检查井"), ("路面", "基层、沥青面层"), ("收尾", "护栏、标线、清理"),
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


class Properties:
    """What a document says of itself: who began it, who saved it last, whose program that was."""

    def __init__(self, author, company, saver=None, program="biao sample documents"):
        self.author, self.company, self.saver, self.program = author, company, saver or author, program


def office(path, main_part, main_type, parts, title, properties):
    """An OPC package; `parts` maps a name to (content type, XML text, relationships)."""
    parts = dict(parts)
    parts["docProps/core.xml"] = (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(properties.saver)}</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-09-01T01:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-09-10T01:00:00Z</dcterms:modified></cp:coreProperties>', [])
    parts["docProps/app.xml"] = (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f'<Properties xmlns="{OFFICE}/extended-properties"><Application>{escape(properties.program)}</Application>'
        f"<Company>{escape(properties.company)}</Company></Properties>", [])
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


def sessions(chance, count):
    """Numbers that Word gives to editing sessions (rsid)."""
    return [f"00{chance.randrange(0x100000, 0xFFFFFF):06X}" for _ in range(count)]


def docx(path, title, properties, blocks, ids):
    """A Word document; a block is ("h", text), ("p", text), ("t", rows), or ("p", text, sessions) for what was written in
    others than `ids`. Every paragraph and every sentence says in which session it was written, as in Word's own files."""
    ids, turns = list(ids), {}

    def session(own):
        turn = turns[tuple(own)] = turns.get(tuple(own), -1) + 1
        return own[turn % len(own)]

    def paragraph(text, style=None, own=None):
        own = own or ids
        look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        runs = "".join(
            f'<w:r w:rsidR="{session(own)}"><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
            for piece in re.findall("[^。]+。?", text))
        return f'<w:p w:rsidR="{session(own)}" w:rsidRDefault="{own[0]}">{look}{runs}</w:p>'

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
        table(content) if kind == "t" else paragraph(content, "1" if kind == "h" else None, *own) for kind, content, *own in blocks)
    every = sorted({*ids, *(i for _, _, *own in blocks for other in own for i in other)})
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
            + "".join(f'<w:rsid w:val="{i}"/>' for i in every) + "</w:rsids></w:settings>", []),
    }, title, properties)


def xlsx(path, title, properties, sheet_name, rows):
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
    }, title, properties)


# ---- the documents ----------------------------------------------------------------------------------------------------

HEADINGS = ["序号", "项目编码", "项目名称", "项目特征", "计量单位", "工程量", "综合单价(元)", "合价(元)"]
CONTROL = "综合单价限价(元)"


def bill(path, properties, prices):
    """The bill of quantities: priced where `prices` has a price in fen for each code, else with the highest prices that the
    tenderer admits; the total in fen."""
    rows, number, total, sums = [[f"{PROJECT}{LOT} 分部分项工程量清单"], HEADINGS if prices else HEADINGS[:6] + [CONTROL]], 0, 0, []
    for chapter, items in BILL:
        rows.append([None, None, chapter])
        start, subtotal = len(rows) + 1, 0
        for item in items:
            number += 1
            row = [(number, 0), item.code, item.name, item.features, item.unit, (item.quantity, 3)]
            if prices:
                line = (item.quantity * prices[item.code] + 500) // 1000
                subtotal += line
                row += [(prices[item.code], 2), (f"ROUND(F{len(rows) + 1}*G{len(rows) + 1},2)", line, 2)]
            else:
                row += [(item.control, 2)]
            rows.append(row)
        if prices:
            rows.append([None, None, "分部小计", None, None, None, None, (f"SUM(H{start}:H{len(rows)})", subtotal, 2)])
            sums.append(f"H{len(rows)}")
            total += subtotal
    if prices:
        rows.append([None, None, "合计", None, None, None, None, ("+".join(sums), total, 2)])
    xlsx(path, "工程量清单", properties, "工程量清单", rows)
    return total


def prices_of(number):
    """What bidder N asks for each item, in fen: out of its own cost records, below what the tenderer admits. The copy has most
    of its prices from the original's bill."""
    chance = random.Random(f"biao prices {number}")
    low = chance.randrange(7700, 8300)
    own = {item.code: item.control * chance.randrange(low, 9950) // 10_000 for _, items in BILL for item in items}
    if number != COPY:
        return own
    other = prices_of(ORIGINAL)
    return {
        code: (other[code] * SHARE + 5000) // 10_000 if chance.random() < 0.6 else price for code, price in own.items()}


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


def letter(facts):
    """The bid letter (投标函) in the tender's form, as pages: blanks where `facts` has nothing."""
    def fact(key):
        return facts.get(key, "______")

    return [[
        (20, "投标函"), (12, ""), (12, f"致:{TENDERER}"), (12, ""),
        (12, f"一、我方已仔细研究了{PROJECT}({LOT})招标文件的全部内容,愿意以人民币(大写){fact('words')}"
             f"(¥{fact('figures')})的投标总报价,按合同约定实施和完成承包工程,修补工程中的任何缺陷。"),
        (12, f"二、我方承诺工期为 {fact('days')} 日历天,工程质量达到合格标准。"),
        (12, f"三、我方拟派项目负责人为{fact('manager')},注册建造师(市政公用工程一级)。"),
        (12, "四、我方承诺在招标文件规定的投标有效期 90 天内不修改、撤销投标文件。"),
        (12, "五、随同本投标函提交投标保证金一份,金额为人民币贰拾万元整(¥200,000.00)。"),
        (12, "六、如我方中标:我方承诺在收到中标通知书后,在规定的期限内与你方签订合同,并按招标文件要求提交履约担保。"),
        (12, ""), (12, f"投标人(盖单位章):{fact('name')}"), (12, f"统一社会信用代码:{fact('code')}"), (12, f"地址:{fact('address')}"),
        (12, f"法定代表人或其委托代理人(签字):{fact('head')}"),
        (12, fact("date")),
    ], [
        (20, "投标函附录"), (12, ""), (12, f"项目负责人(注册建造师):{fact('manager')}"), (12, f"工期:{fact('days')} 日历天"),
        (12, "质量目标:合格"), (12, "缺陷责任期:24 个月"), (12, "逾期竣工违约金:5,000 元/天"),
        (12, "预付款额度:签约合同价的 10%"), (12, f"投标总报价:{fact('figures')} 元"),
    ]]


def chapters(number):
    """{heading: paragraphs} that bidder N wrote by itself, and the sessions in which it did."""
    chance = random.Random(f"biao text {number}")
    author = Author(chance, (number - 1) % len(BIDDERS), len(BIDDERS))
    headings = ["施工部署", "交通导改与便民措施", "路基与管网施工方法", "路面施工方法", "质量保证措施", "安全文明与环境保护"]
    ids = sessions(chance, 22)
    return {heading: [author.paragraph(chance.randrange(140, 220)) for _ in range(4)] for heading in headings}, ids


def method_statement(path, number, name, manager, days, chance):
    """施工组织设计: the tender's clauses quoted, then the bidder's own prose. The copy was made from the original's file: in two
    chapters the other's paragraphs, with a word changed here and there, keep the sessions they were written in."""
    own, ids = chapters(number)
    own = {heading: [("p", text) for text in paragraphs] for heading, paragraphs in own.items()}
    began = WRITERS[(number - 1) % len(WRITERS)]
    if number == COPY:
        other, others = chapters(ORIGINAL)
        ids = ids[:10]
        for heading in ("路基与管网施工方法", "路面施工方法"):
            taken = [("p", disguised(text, chance), others[:12]) for text in other[heading]]
            own[heading] = [*taken[:2], own[heading][0], *taken[2:], own[heading][1]]
        began = WRITERS[ORIGINAL - 1]
    blocks = [
        ("h", "第一章 工程概况与编制依据"),
        ("p", f"{name}就{PROJECT}编制本施工组织设计,项目负责人{manager}。下列要求全部响应:"),
        *(("p", clause) for clause in TECHNICAL),
        ("t", [STAGES[0]] + [
            [*stage, str(span), str(chance.randrange(18, 60))]
            for stage, span in zip(STAGES[1:], (20, 80, 60, days - 190, 30))]),
    ]
    for place, (heading, paragraphs) in enumerate(own.items()):
        blocks.append(("h", f"第{'二三四五六七'[place]}章 {heading}"))
        blocks += paragraphs
    saver = WRITERS[(number - 1) % len(WRITERS)]
    docx(path, "施工组织设计", Properties(began, name, saver), blocks, ids)


def make_bid(folder, number, name, code, big):
    chance = random.Random(f"biao bidder {number}")
    default_name, organisation, head, manager, days = BIDDERS[(number - 1) % len(BIDDERS)]
    name, code = name or default_name, code or credit_code(organisation)

    def at(*parts):
        return os.path.join(folder, *parts)

    total = bill(
        at("已标价工程量清单.xlsx"), Properties(WRITERS[(number - 1) % len(WRITERS)], name, program=COSTING), prices_of(number))
    text_pdf(at("投标函.pdf"), f"{PROJECT} 投标函", name, letter({
        "words": amount_words(total), "figures": grouped(total), "days": days, "manager": manager, "name": name,
        "code": code, "head": head,
        "address": ADDRESSES[(number - 1) % len(ADDRESSES)], "date": f"2026 年 9 月 {3 + 4 * number % 25} 日"}))
    scan_pdf(at("营业执照扫描件.pdf"), "营业执照扫描件", chance)
    method_statement(at("施工组织设计.docx"), number, name, manager, days, chance)
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
        [(18, "第二章 技术要求"), (12, ""), *((12, clause) for clause in TECHNICAL),
         (12, "工期不超过 300 日历天,质量目标为合格。")],
    ])
    docx(os.path.join(folder, "投标文件格式.docx"), "投标文件格式", Properties("公正代理", AGENCY), [
        *(("p", text) for page in letter({}) for _, text in page if text),
        ("h", "施工组织设计"), ("p", "应包括工程概况与编制依据、施工部署、主要施工方法、质量保证措施、安全文明与环境保护措施。"),
        ("t", [STAGES[0]] + [[*stage, "", ""] for stage in STAGES[1:]]),
    ], sessions(chance, 8))
    bill(os.path.join(folder, "工程量清单.xlsx"), Properties("公正代理", AGENCY, program=COSTING), None)
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
