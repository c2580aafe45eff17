#!/usr/bin/env python3
"""Makes documents to extract from: the fixtures, and large or hostile ones for tests and the benchmark.

    make_documents.py Fixtures/documents              the fixtures
    make_documents.py --hostile FOLDER                what no one wants to receive; never committed
    make_documents.py --large FOLDER                  a long DOCX and a long PDF, to measure with

Standard library only; the same call makes the same bytes. Names, firms and ids are made up.
"""

import argparse
import hashlib
import os
import random
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape, quoteattr

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"')
MAIN = "application/vnd.openxmlformats-officedocument."


def write(path, data):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def pack(path, entries, stored=()):
    """A ZIP of (name, text or bytes)."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content if isinstance(content, bytes) else content.encode("utf-8"))


def relations(*related):
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kind if "://" in kind else OFFICE + "/" + kind}" Target={quoteattr(target)}'
        f'{" TargetMode=" + chr(34) + "External" + chr(34) if target.startswith("file:") else ""}/>'
        for i, (kind, target) in enumerate(related, 1))
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def types(**parts):
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{rows}</Types>')


def png(width, height, seed):
    """A picture of made-up pixels."""
    chance = random.Random(seed)
    rows = b"".join(b"\0" + chance.randbytes(width) for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def jpeg(width, height):
    """The headers of a JPEG and nothing that could be decoded."""
    return (b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
            + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0\xff\xd9")


# ---- DOCX -------------------------------------------------------------------------------------------------------------

CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>施工组织设计</dc:title><dc:creator>王工</dc:creator><cp:keywords>道路;排水</cp:keywords>"
    "<dc:description>第三稿</dc:description><cp:lastModifiedBy>李工</cp:lastModifiedBy><cp:revision>7</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-09-01T01:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-09-10T09:30:00Z</dcterms:modified>'
    "<cp:lastPrinted>2026-09-09T02:00:00Z</cp:lastPrinted></cp:coreProperties>")
APP = (
    f'{XML}<Properties xmlns="{OFFICE.rsplit("/", 1)[0]}/extended-properties"><Template>青山投标模板.dotm</Template>'
    "<TotalTime>523</TotalTime><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion>"
    "<Company>青山建设集团有限公司</Company><Manager>赵总</Manager></Properties>")
CUSTOM = (
    f'{XML}<Properties xmlns="{OFFICE.rsplit("/", 1)[0]}/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.17827</vt:lpwstr></property>'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="ICV"><vt:lpwstr>0F1E2D3C4B5A69788796A5B4C3D2E1F0_13</vt:lpwstr></property>'
    "</Properties>")
PROPERTIES = [
    (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"), ("extended-properties", "docProps/app.xml"),
    ("custom-properties", "docProps/custom.xml")]


def run(text, look=""):
    return f'<w:r w:rsidRPr="00A1B2C3">{"<w:rPr>" + look + "</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs, style="", number=0):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    identity = f' w14:paraId="{0x10000000 + number:08X}" w14:textId="77777777"' if number else ""
    return f'<w:p{identity} w:rsidR="00C0FFEE" w:rsidRDefault="00A1B2C3">{look}{"".join(runs)}</w:p>'


def table(rows, look=""):
    body = "".join(
        '<w:tr w:rsidR="00BEEF01">' + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid/>{body}</w:tbl>"


def docx(path, body, parts=(), related=(), more=()):
    """A Word document around `body`; `parts` are further entries, `related` what the main part refers to."""
    pack(path, [
        ("[Content_Types].xml", types(**{"word/document.xml": MAIN + "wordprocessingml.document.main+xml"})),
        ("_rels/.rels", relations(("officeDocument", "word/document.xml"), *PROPERTIES)),
        ("docProps/core.xml", CORE), ("docProps/app.xml", APP), ("docProps/custom.xml", CUSTOM),
        ("word/document.xml", f"{XML}<w:document {WORD}><w:body>{body}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", relations(*related)), *parts, *more])


STYLES = (
    f"{XML}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"24\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="secret"><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="shown"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="banded"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" '
    'w:color="auto" w:fill="1F497D"/></w:tcPr></w:tblStylePr></w:style></w:styles>')
SETTINGS = (
    f'{XML}<w:settings {WORD}><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00A1B2C3"/>'
    '<w:rsid w:val="00A1B2C3"/><w:rsid w:val="00C0FFEE"/><w:rsid w:val="00DEAD01"/></w:rsids>'
    '<w14:docId w14:val="5D3A9F01"/><w15:docId w15:val="{6E1B4C2A-0D5F-4B7E-9A11-2C3D4E5F6A7B}"/></w:settings>')
WHITE = '<w:color w:val="FFFFFF"/>'


def letter(path):
    body = "".join([
        paragraph(run("第一章 工程概况"), number=1),
        paragraph(run("本工程道路全长 2.6 km,"), run("此句隐藏。", "<w:vanish/>"), run("红线宽 30 m。"), number=2),
        table([
            [paragraph(run("阶段"), number=3), paragraph(run("历时(天)"))],
            [paragraph(run("路基")), paragraph(run("80"))],
        ]),
        paragraph(run("白字。", WHITE), run("近乎白字。", '<w:color w:val="FEFEFE"/>'), run("一磅以下。", '<w:sz w:val="2"/>')),
        table([[
            '<w:p><w:pPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:pPr>' + run("白底白字", WHITE) + "</w:p>",
            paragraph(run("表头白字,底为深色", WHITE))]], '<w:tblStyle w:val="banded"/>'),
        paragraph(run("样式隐藏"), run("此处又显", '<w:rStyle w:val="shown"/>'), style="secret"),
        paragraph(
            run("修订前后:"),
            f'<w:ins w:id="1" w:author="李工" w:date="2026-09-08T10:00:00Z">{run("新增文字")}</w:ins>',
            '<w:del w:id="2" w:author="赵工" w:date="2026-09-08T11:00:00Z"><w:r w:rsidDel="00BEEF02"><w:delText>删去文字</w:delText></w:r></w:del>',
            '<w:r><w:rPr><w:rPrChange w:id="3" w:author="孙工" w:date="2026-09-08T12:00:00Z"><w:rPr><w:vanish/></w:rPr>'
            '</w:rPrChange></w:rPr><w:t>改了字形</w:t></w:r>'),
        paragraph(run("此处有批注"), '<w:r><w:commentReference w:id="9"/></w:r>'),
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>'
        + paragraph(run("文本框里的字")) + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>"
        + paragraph(run("文本框里的字")) + "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        '<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r></w:p>',
        '<w:sectPr w:rsidSect="00C0FFEE"/>',
    ])
    picture = png(40, 30, "letter")
    docx(path, body, [
        ("word/styles.xml", STYLES), ("word/settings.xml", SETTINGS),
        ("word/_rels/settings.xml.rels", relations(("attachedTemplate", "file:///C:/Users/wang/青山投标模板.dotm"))),
        ("word/header1.xml", f"{XML}<w:hdr {WORD}>{paragraph(run('青山建设集团有限公司'))}</w:hdr>"),
        ("word/footer1.xml", f"{XML}<w:ftr {WORD}>{paragraph(run('第 1 页'))}</w:ftr>"),
        ("word/footnotes.xml", f'{XML}<w:footnotes {WORD}><w:footnote w:id="1">{paragraph(run("脚注一则"))}</w:footnote></w:footnotes>'),
        ("word/comments.xml",
         f'{XML}<w:comments {WORD}><w:comment w:id="9" w:author="钱总" w:date="2026-09-09T08:00:00Z" w:initials="Q">'
         f'{paragraph(run("此处照抄上一标"))}</w:comment></w:comments>'),
        ("word/media/image1.png", picture), ("word/media/image2.jpeg", jpeg(640, 480)),
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
        ("word/theme/theme1.xml", f"{XML}<theme/>"),
    ], [
        ("styles", "styles.xml"), ("settings", "settings.xml"), ("header", "header1.xml"), ("footer", "/word/footer1.xml"),
        ("footnotes", "footnotes.xml"), ("comments", "comments.xml"), ("image", "media/image1.png"),
        ("hyperlink", "file:///C:/x")])


# ---- XLSX -------------------------------------------------------------------------------------------------------------

def sheet(path):
    space = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>形状里的字</a:t>'
        "</a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>")
    pack(path, [
        ("[Content_Types].xml", types(**{"xl/workbook.xml": MAIN + "spreadsheetml.sheet.main+xml"})),
        ("_rels/.rels", relations(("officeDocument", "xl/workbook.xml"), *PROPERTIES)),
        ("docProps/core.xml", CORE), ("docProps/app.xml", APP), ("docProps/custom.xml", CUSTOM),
        ("xl/workbook.xml", f'{XML}<workbook {space}><sheets><sheet name="人员" sheetId="1" r:id="rId1"/>'
         '<sheet name="底稿" sheetId="2" state="veryHidden" r:id="rId2"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", relations(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("sharedStrings", "sharedStrings.xml"))),
        ("xl/sharedStrings.xml", f"{XML}<sst {space}><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r></si></sst>"),
        ("xl/worksheets/sheet1.xml", f'{XML}<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
         '<row r="3"><c r="B3" t="s"><v>1</v></c><c r="AB3"><v>12.300000000000001</v></c></row></sheetData></worksheet>'),
        ("xl/worksheets/sheet2.xml", f'{XML}<worksheet {space}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>陪标三家</t></is></c></row>'
         "</sheetData></worksheet>"),
        ("xl/comments1.xml", f'{XML}<comments {space}><authors><author>钱总</author></authors><commentList><comment ref="B3" '
         'authorId="0"><text><r><t>借用证书</t></r></text></comment></commentList></comments>'),
        ("xl/drawings/drawing1.xml", XML + drawing), ("xl/media/image1.png", png(8, 8, "sheet")),
        ("xl/charts/chart1.xml", f"{XML}<chart/>"),
    ])


# ---- PDF --------------------------------------------------------------------------------------------------------------

class PDF:
    """Just enough of PDF 1.7, object by object."""

    def __init__(self, key=None):
        self.objects = []
        self.key = key

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def stream(self, dictionary, data, packed=True):
        if packed:
            data, dictionary = zlib.compress(data, 6), dictionary + " /Filter /FlateDecode"
        if self.key:
            data = rc4(object_key(self.key, len(self.objects) + 1), data)
        return self.add(f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode("latin-1") + data + b"\nendstream")

    def text(self, text):
        data = b"\xfe\xff" + text.encode("utf-16-be")
        if self.key:
            data = rc4(object_key(self.key, len(self.objects) + 1), data)
        return "<" + data.hex().upper() + ">"

    def body(self):
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        return out, places

    def save(self, path, trailer):
        out, places = self.body()
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
        out += f"trailer\n<< /Size {len(places) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode("latin-1")
        write(path, bytes(out))
        return bytes(out), table

    def save_with_stream(self, path, trailer):
        """With a cross-reference stream instead of a table."""
        out, places = self.body()
        table = len(out)
        rows = b"".join(struct.pack(">BIH", 0 if i == 0 else 1, 0 if i == 0 else (places + [table])[i - 1], 0)
                        for i in range(len(places) + 2))
        data = zlib.compress(rows)
        out += (f"{len(places) + 1} 0 obj\n<< /Type /XRef /Size {len(places) + 2} /W [1 4 2] /Filter /FlateDecode "
                f"/Length {len(data)} {trailer} >>\nstream\n").encode("latin-1") + data + b"\nendstream\nendobj\n"
        out += f"startxref\n{table}\n%%EOF\n".encode("latin-1")
        write(path, bytes(out))


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def object_key(key, number):
    return hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def encryption(user, identity):
    """Key and /Encrypt dictionary of 40-bit RC4 (ISO 32000-1, 7.6.3, revision 2)."""
    padded = (user.encode() + PADDING)[:32]
    owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", -64) + identity).digest()[:5]
    return key, f"<< /Filter /Standard /V 1 /R 2 /P -64 /O <{owner.hex()}> /U <{rc4(key, PADDING).hex()}> >>"


def fonts(pdf):
    descriptor = pdf.add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
    cid = pdf.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry "
        f"{plain(pdf, 'Adobe')} /Ordering {plain(pdf, 'GB1')} /Supplement 4 >> /FontDescriptor {descriptor} 0 R /DW 1000 /W [1 95 500] >>")
    return pdf.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{cid} 0 R] >>")


def plain(pdf, text):
    """A string of ASCII, encrypted where the file is."""
    data = text.encode()
    if pdf.key:
        data = rc4(object_key(pdf.key, len(pdf.objects) + 1), data)
    return "<" + data.hex() + ">"


def pages(pdf, contents, resources="", more=""):
    """Pages of (size, x, y, text) lines or of operators; the number of the catalogue."""
    font = fonts(pdf)
    tree = len(pdf.objects) + 1 + 2 * len(contents)
    kids = []
    for lines in contents:
        operators = lines if isinstance(lines, str) else "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex().upper()}> Tj ET" for size, x, y, text in lines)
        content = pdf.stream("", operators.encode("latin-1"))
        kids.append(pdf.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> {resources} >> >>"))
    pdf.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    return pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R {more} >>")


PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmp:CreatorTool="WPS 文字"
 xmpMM:DocumentID="uuid:11111111-2222-3333-4444-555555555555">
<xmpMM:InstanceID>uuid:66666666-7777-8888-9999-000000000000</xmpMM:InstanceID>
<xmpMM:DerivedFrom rdf:parseType="Resource"><stRef:documentID>uuid:another</stRef:documentID></xmpMM:DerivedFrom>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def report(path):
    pdf = PDF()
    image = pdf.stream("/Type /XObject /Subtype /Image /Width 20 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8",
                       random.Random("report").randbytes(200))
    file = pdf.stream("/Type /EmbeddedFile", "附件内容".encode())
    spec = pdf.add(f"<< /Type /Filespec /F (list.txt) /UF {pdf.text('清单.txt')} /EF << /F {file} 0 R >> >>")
    packet = pdf.stream("/Type /Metadata /Subtype /XML", PACKET.encode("utf-8"), packed=False)
    show = "q 200 0 0 100 72 300 cm /Im1 Do Q"

    def line(size, x, y, text):
        return f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex().upper()}> Tj ET"

    root = pages(pdf, [
        "\n".join([line(20, 250, 760, "投标函"), line(12, 72, 700, "致:滨河县住房和城乡建设局"), line(12, 72, 685, "工期 < 300 天 & 质量合格"), show]),
        "\n".join([line(12, 72, 700, "第二页文字"), line(0.5, 72, 600, "小得看不见"), show]), show, ""],
        f"/XObject << /Im1 {image} 0 R >>",
        f"/Metadata {packet} 0 R /Names << /EmbeddedFiles << /Names [(list.txt) {spec} 0 R] >> >>")
    info = pdf.add(
        f"<< /Title {pdf.text('投标函')} /Author {pdf.text('王工')} /Producer {pdf.text('WPS PDF')} /CreationDate (D:20260901090000+08'00') "
        f"/ModDate (D:20260910173000+08'00') /SourceModified {pdf.text('D:20260910')} >>")
    trailer = f"/Root {root} 0 R /Info {info} 0 R /ID [<00112233445566778899AABBCCDDEEFF> (\\000\\\\ab\\)c)]"
    out, table = pdf.save(path + "report.pdf", trailer)
    pdf.save_with_stream(path + "xref-stream.pdf", trailer)
    # a later version appended: another title, another second half
    number = len(pdf.objects)
    later = f"{number} 0 obj\n<< /Title {pdf.text('投标函(改)')} >>\nendobj\n".encode("latin-1")
    place = len(out)
    end = (f"xref\n{number} 1\n{place:010d} 00000 n \ntrailer\n<< /Size {number + 1} /Root {root} 0 R /Info {number} 0 R "
           f"/Prev {table} /ID [<00112233445566778899AABBCCDDEEFF> <FFEEDDCCBBAA99887766554433221100>] >>\n"
           f"startxref\n{place + len(later)}\n%%EOF\n").encode("latin-1")
    write(path + "appended.pdf", out + later + end)
    write(path + "no-startxref.pdf", out.replace(b"startxref\n%d" % table, b"startxref\n999999999"))


def scan(path):
    pdf = PDF()
    image = pdf.stream("/Type /XObject /Subtype /Image /Width 60 /Height 80 /ColorSpace /DeviceGray /BitsPerComponent 8",
                       random.Random("scan").randbytes(4800))
    root = pages(pdf, ["q 595 0 0 842 0 0 cm /Im1 Do Q"] * 3, f"/XObject << /Im1 {image} 0 R >>")
    pdf.save(path, f"/Root {root} 0 R")


def blank(path):
    """Pages with nothing on them, as printers put between chapters; one of them is painted white."""
    pdf = PDF()
    root = pages(pdf, ["", "1 g 0 0 595 842 re f", ""])
    pdf.save(path, f"/Root {root} 0 R")


def curves(path):
    """A page of text, a blank one, and one whose letters are drawn."""
    pdf = PDF()
    strokes = "0.1 w\n" + "\n".join(f"{72 + 14 * n} 700 m {82 + 14 * n} 712 l {72 + 14 * n} 712 m {82 + 14 * n} 700 l S" for n in range(20))
    root = pages(pdf, [[(12, 72, 700, "正文一页")], "", strokes])
    pdf.save(path, f"/Root {root} 0 R")


def locked(path, user):
    identity = bytes(range(16))
    key, dictionary = encryption(user, identity)
    pdf = PDF(key)
    image = pdf.stream("/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8", bytes(16))
    # strings within a content stream are encrypted with the stream and not by themselves
    words = "加密的文字".encode("utf-16-be").hex()
    root = pages(pdf, [f"BT /F1 12 Tf 72 700 Td <{words}> Tj ET q 9 0 0 9 9 9 cm /Im1 Do Q"], f"/XObject << /Im1 {image} 0 R >>")
    pdf.key = None
    encrypt = pdf.add(dictionary)
    pdf.save(path, f"/Root {root} 0 R /Encrypt {encrypt} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]")


# ---- OFD --------------------------------------------------------------------------------------------------------------

def ofd(path):
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'

    def words(x, y, width, text, more="", inside="", size="3.7"):
        return (f'<ofd:TextObject ID="9" Boundary="{x} {y} {width} 5" Font="1" Size="{size}"{more}>{inside}'
                f'<ofd:TextCode X="0" Y="4">{escape(text)}</ofd:TextCode></ofd:TextObject>')

    def page(*objects, template=""):
        return (f"{XML}<ofd:Page {space}>{template}<ofd:Content><ofd:Layer ID=\"2\">{''.join(objects)}"
                "</ofd:Layer></ofd:Content></ofd:Page>")

    pack(path, [
        ("OFD.xml", f'{XML}<ofd:OFD {space} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>9f86d081884c7d659a2feaa0c55ad015'
         "</ofd:DocID><ofd:Title>投标函</ofd:Title><ofd:Author>王工</ofd:Author><ofd:CreationDate>2026-09-01</ofd:CreationDate>"
         "<ofd:Keywords><ofd:Keyword>道路</ofd:Keyword><ofd:Keyword>排水</ofd:Keyword></ofd:Keywords><ofd:Creator>版式软件</ofd:Creator>"
         "<ofd:CreatorVersion>3.1</ofd:CreatorVersion><ofd:CustomDatas><ofd:CustomData Name=\"锁号\">1234567890</ofd:CustomData>"
         "</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", f'{XML}<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:TemplatePage ID="7" '
         'BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
         '<ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/><ofd:Page ID="3" BaseLoc="Pages/Page_2/Content.xml"/></ofd:Pages>'
         "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
         "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"),
        ("Doc_0/Annots/Annotations.xml", f'{XML}<ofd:Annotations {space}><ofd:Page PageID="2"><ofd:FileLoc>Page_1/Annotation.xml'
         "</ofd:FileLoc></ofd:Page></ofd:Annotations>"),
        ("Doc_0/Annots/Page_1/Annotation.xml", f'{XML}<ofd:PageAnnot {space}><ofd:Annot ID="30" Type="Watermark" Creator="王工">'
         f"<ofd:Appearance>{words(60, 150, 60, '水印:内部资料')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"),
        ("Doc_0/Pages/Page_0/Content.xml", page(
            words(20, 30, 40, "致:滨河县"), words(61, 30, 40, "住房和城乡建设局"), words(20, 40, 5, "工"), words(25, 40, 5, "期"),
            words(20, 50, 60, "看不见的字", ' Visible="false"'),
            words(20, 60, 60, "白字", "", '<ofd:FillColor Value="255 255 255"/>'), words(20, 70, 60, "小字", size="0.2"),
            template='<ofd:Template TemplateID="7" ZOrder="Background"/>')),
        ("Doc_0/Pages/Page_1/Content.xml", page(
            words(20, 30, 40, "第二页"), template='<ofd:Template TemplateID="7" ZOrder="Background"/>')),
        ("Doc_0/Pages/Page_2/Content.xml", page('<ofd:ImageObject ID="5" ResourceID="6" Boundary="0 0 210 297"/>')),
        ("Doc_0/Tpls/Tpl_0/Content.xml", page(words(80, 10, 50, "青山建设集团"))),
        ("Doc_0/DocumentRes.xml", f'{XML}<ofd:Res {space} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="6" Type="Image">'
         "<ofd:MediaFile>image_6.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"),
        ("Doc_0/Res/image_6.png", png(16, 9, "ofd")),
        ("Doc_0/Attachs/Attachments.xml", f'{XML}<ofd:Attachments {space}><ofd:Attachment ID="1" Name="清单" Format="xml">'
         "<ofd:FileLoc>bill.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"),
        ("Doc_0/Attachs/bill.xml", f"{XML}<bill/>"),
    ])


# ---- the fixtures -----------------------------------------------------------------------------------------------------

TEXT = "第一行\n\n  第三行,镕\r\n第四行 Ａ\n"


def compound(names):
    """The header and one directory sector of a compound file (MS-CFB), enough to be told by."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in names)
    return head.ljust(512, b"\0") + entries


def fixtures(folder):
    folder = os.path.join(folder, "")
    letter(folder + "letter.docx")
    sheet(folder + "people.xlsx")
    report(folder)
    scan(folder + "scan.pdf")
    blank(folder + "blank.pdf")
    curves(folder + "curves.pdf")
    locked(folder + "password.pdf", "secret")
    locked(folder + "owner-password.pdf", "")
    ofd(folder + "letter.ofd")
    write(folder + "utf-8.txt", TEXT.encode("utf-8"))
    write(folder + "utf-8-mark.txt", b"\xef\xbb\xbf" + TEXT.encode("utf-8"))
    write(folder + "utf-16-le.txt", b"\xff\xfe" + TEXT.encode("utf-16-le"))
    write(folder + "utf-16-be.txt", b"\xfe\xff" + TEXT.encode("utf-16-be"))
    write(folder + "gb18030.txt", TEXT.encode("gb18030"))
    write(folder + "old.doc", compound(["Root Entry", "WordDocument"]))
    write(folder + "encrypted.docx", compound(["Root Entry", "EncryptionInfo", "EncryptedPackage"]))
    write(folder + "letter.rtf", b"{\\rtf1\\ansi letter}")
    write(folder + "page.html", "<!DOCTYPE html>\n<html><body>投标函</body></html>\n".encode())
    write(folder + "photo.jpeg", jpeg(640, 480))
    pack(folder + "slides.pptx", [
        ("[Content_Types].xml", types(**{"ppt/presentation.xml": MAIN + "presentationml.presentation.main+xml"})),
        ("_rels/.rels", relations(("officeDocument", "ppt/presentation.xml"), *PROPERTIES)),
        ("docProps/core.xml", CORE), ("docProps/app.xml", APP), ("docProps/custom.xml", CUSTOM),
        ("ppt/presentation.xml", f"{XML}<p/>")])


def hostile(folder):
    folder = os.path.join(folder, "")
    start = f"{XML}<w:document {WORD}><w:body>"

    def document(name, xml, more=()):
        pack(folder + name, [
            ("[Content_Types].xml", types(**{"word/document.xml": MAIN + "wordprocessingml.document.main+xml"})),
            ("_rels/.rels", relations(("officeDocument", "word/document.xml"))), ("word/document.xml", xml), *more])

    document("bomb.docx", start + "<w:p>" + " " * (300 << 20))
    document("bomb-picture.docx", start + paragraph(run("正文还在")) + "</w:body></w:document>",
             [("word/media/image1.png", png(1, 1, 1) + bytes(300 << 20))])
    document("entities.docx", XML + '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>')
    document("external-entity.docx", XML + '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>')
    document("deep.docx", start + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:body></w:document>")
    document("cut.docx", start + paragraph(run("前面的字")) + "<w:p><w:r><w:t>断")
    document("hidden.docx", start + paragraph(run("全文隐藏。" * 200, "<w:vanish/>")) + "</w:body></w:document>")
    document("style-circle.docx", start + paragraph(run("循环样式"), style="x") + "</w:body></w:document>")
    long = "一二三四五六七八九十" * 40
    document("long.docx", start + "".join(paragraph(run(long + str(i))) for i in range(60_000)) + "</w:body></w:document>")
    many = [(f"word/media/image{i}.png", png(2, 2, i)) for i in range(20_100)]
    document("pictures.docx", start + paragraph(run("图片很多")) + "</w:body></w:document>", many)
    with zipfile.ZipFile(folder + "twins.docx", "w") as archive:
        import warnings
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "a")
        archive.writestr("word/document.xml", "b")
    write(folder + "one-letter.txt", b"a" * (100 << 20))
    broken = bytearray(("这是一行正常的文字。\n" * 200).encode("gb18030"))
    broken[100] = 0xFF
    write(folder + "broken.txt", bytes(broken))
    write(folder + "noise.bin", random.Random("noise").randbytes(100_000))
    write(folder + "empty.docx", b"")
    write(folder + "half.docx", open_letter(folder)[:700])
    # PDF
    write(folder + "header-only.pdf", b"%PDF-1.7\n")
    write(folder + "noise.pdf", b"%PDF-1.7\n" + random.Random("pdf").randbytes(200_000))
    pdf = PDF()
    root = pages(pdf, [[(12, 72, 700, "循环")]], "/XObject << /Fm 1 0 R >>")
    pdf.objects[0] = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /Fm 1 0 R >> >> /Length 6 >>\nstream\n/Fm Do\nendstream"
    pdf.save(folder + "form-circle.pdf", f"/Root {root} 0 R")
    # millions of letters on one page: a layout that takes for ever
    pdf = PDF()
    chance = random.Random("spin")
    root = pages(pdf, ["\n".join(
        f"BT /F1 {chance.uniform(1, 9):.2f} Tf {chance.uniform(0, 595):.2f} {chance.uniform(0, 842):.2f} Td <4E00> Tj ET"
        for _ in range(150_000))])
    pdf.save(folder + "spin.pdf", f"/Root {root} 0 R")
    # a content stream that swells a thousandfold
    pdf = PDF()
    root = pages(pdf, ["0 0 m " * 60_000_000])
    pdf.save(folder + "swell.pdf", f"/Root {root} 0 R")
    # trailers that refer to one another
    write(folder + "trailer-circle.pdf", b"%PDF-1.4\nxref\n0 0\ntrailer\n<< /Prev 9 /ID [<AA> <BB>] >>\nstartxref\n9\n%%EOF\n")
    # 20,100 pictures
    pdf = PDF()
    images = [pdf.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                         bytes([i & 255, i >> 8]), packed=False) for i in range(20_100)]
    names = " ".join(f"/I{i} {i} 0 R" for i in images)
    root = pages(pdf, ["\n".join(f"/I{i} Do" for i in images)], f"/XObject << {names} >>")
    pdf.save(folder + "pictures.pdf", f"/Root {root} 0 R")


def open_letter(folder):
    letter(folder + "whole.docx")
    with open(folder + "whole.docx", "rb") as file:
        return file.read()


def large(folder):
    """About 600,000 characters of DOCX and PDF, with pictures."""
    folder = os.path.join(folder, "")
    chance = random.Random("large")
    words = ["道路", "路基", "沥青", "摊铺", "压实", "养护", "测量", "放样", "检验", "工期", "质量", "安全", "施工", "监理", "材料", "水泥", "管道", "回填"]

    def sentence():
        return "".join(chance.choice(words) for _ in range(chance.randrange(8, 18))) + "。"

    body = "".join(
        paragraph(*[run(sentence()) for _ in range(chance.randrange(2, 6))], number=i) for i in range(1, 6001))
    docx(folder + "large.docx", body, [("word/media/image%d.png" % i, png(800, 600, i)) for i in range(40)])
    pdf = PDF()
    images = [pdf.stream("/Type /XObject /Subtype /Image /Width 800 /Height 600 /ColorSpace /DeviceGray /BitsPerComponent 8",
                         chance.randbytes(480_000)) for _ in range(40)]
    contents = []
    for number in range(500):
        lines = [f"BT /F1 12 Tf 72 {780 - 20 * row} Td <{(sentence() + sentence())[:36].encode('utf-16-be').hex()}> Tj ET" for row in range(34)]
        if number % 12 == 0:
            lines.append(f"q 100 0 0 75 72 20 cm /I{images[number // 12 % 40]} Do Q")
        contents.append("\n".join(lines))
    root = pages(pdf, contents, "/XObject << " + " ".join(f"/I{i} {i} 0 R" for i in images) + " >>")
    pdf.save(folder + "large.pdf", f"/Root {root} 0 R /ID [<AB> <CD>]")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--hostile", action="store_true")
    what.add_argument("--large", action="store_true")
    given = parser.parse_args()
    (hostile if given.hostile else large if given.large else fixtures)(given.folder)


if __name__ == "__main__":
    main()
