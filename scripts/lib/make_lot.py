#!/usr/bin/env python3
"""Makes a whole lot of bids, DOCX and PDF, in which it is known who copied what, for scripts/bench --only lot.

    make_lot.py FOLDER [--bids 20] [--megabytes 60] [--seed 1]

FOLDER gets tender/ (DOCX and bill), background-KIND-N.txt (what anybody may quote), bids/bid-01/ … and texts/truth.json with
texts/bid-01.txt …: the text of each bid in reading order without blanks, to which the places in truth.json count (see judge_lot.py).

A bid of 60 MB has a technical proposal as DOCX, its second volume as PDF, the proofs of qualification as PDF, and the priced bill:
about half its weight are photos and scans, the rest drawings in vectors, embedded fonts, embedded objects and 300,000 characters.
One bidder in four copied from another, in one of the ways, the first pair in all: passages of 30 to 3,000 characters with
up to 20 % edits, pictures coded anew and resized, prices at a constant ratio, documents of one draft and one costing lock.
Innocent: what the tender, standards, the agency's form and a maker's catalogue say, a form that went round among
many, the tender's editing sessions and pictures, a catalogue's picture, prices of one published list and one discount on the control prices.
Standard library, and GraphicsMagick for the pictures that were coded anew. The same call makes the same lot.
"""

import argparse
import json
import math
import multiprocessing
import os
import random
import subprocess
import sys
import zlib
from xml.sax.saxutils import escape, quoteattr

sys.dont_write_bytecode = True
import lot_pictures  # noqa: E402
import sample_bill  # noqa: E402
from make_documents import MAIN, OFFICE, PACKAGE, PDF, WORD, XML, pack, relations, types  # noqa: E402
from make_texts import FRAMES, LAW, RULES, Author, blocks, edited, excerpt, save  # noqa: E402

LINES, COLUMNS = 36, 37  # of a page
KINDS = [("text", "images", "bill", "marks"), ("text",), ("images",), ("bill",), ("marks",)]
PASSAGES, COPIES = 48, 12  # of a pair; the report shows at most 60 and 40
RATIO = (9650, 10_000)
WEIGHTS = {"photos in DOCX": 28, "photos in PDF": 20, "scans": 72, "drawings": 12, "objects": 4, "fonts": 2}
FONT_BYTES, OBJECT_BYTES = 3_400_000, 1_500_000


class Plan:
    """What all of the lot have in common, and who copied."""

    def __init__(self, options):
        self.options = options
        self.share = options.megabytes / 60
        self.characters = max(20_000, int(300_000 * self.share))
        noise = random.Random(f"lot {options.seed}")
        self.tender = Author(noise, LAW, stock=0.1).prose(60_000)
        # places in texts count no blanks
        self.standards = [Author(noise, RULES, stock=0).prose(60_000).replace(" ", "") for _ in range(5)]
        self.template = Author(noise, LAW + FRAMES[:10], stock=0.2).prose(20_000)
        self.catalogue = Author(noise, stock=0).prose(30_000)
        self.product = excerpt(noise, self.catalogue, 4_000)
        self.sessions = [f"00{noise.randrange(1 << 20, 1 << 24):06X}" for _ in range(12)]
        order = list(range(options.bids))
        noise.shuffle(order)
        self.pairs = []
        for number in range(max(1, options.bids // 4)):
            pair = sorted(order[2 * number:2 * number + 2])
            self.pairs.append({"pair": pair, "kinds": list(KINDS[number % len(KINDS)])})
        self.innocent = order[2 * len(self.pairs):]
        self.passages = []
        for made in self.pairs:
            if "text" not in made["kinds"]:
                continue
            author = self.author(made["pair"][0], "copied")
            for _ in range(min(PASSAGES, self.characters // 1_500)):
                length = round(math.exp(noise.uniform(math.log(30), math.log(3000))))
                rate = noise.choice([0, 0.02, 0.05, 0.10, 0.15, 0.20])
                start = noise.randint(0, 40)
                original = author.prose(length + 60)[start:start + length]
                copy, edits = edited(noise, original, rate)
                self.passages.append({"pair": made["pair"], "length": length, "edits": edits, "texts": (original, copy)})
        self.forms = []
        for _ in range(3):
            has = sorted(noise.sample(range(options.bids), max(3, options.bids * 2 // 5))) if options.bids > 2 else []
            self.forms.append((has, Author(noise).prose(800)))
        # a maker's product, and the picture of it
        self.catalogued = sorted(noise.sample(range(options.bids), min(options.bids, max(3, options.bids // 4))))
        self.items = [(f"{unit}标段", sample_bill.items(1_345_000_000)) for unit in ("主线", "辅道", "支路", "互通")]
        self.listed = {code for code in self.codes() if noise.random() < 0.08}

    def author(self, bid, what):
        """The same words and turns of phrase each time, whatever is written."""
        author = Author(random.Random(f"author {self.options.seed} {bid}"))
        author.noise = random.Random(f"{what} {self.options.seed} {bid}")
        return author

    def codes(self):
        return [f"{unit} {item.code}" for unit, chapters in self.items for _, items in chapters for item in items]

    def copied(self, bid, kind):
        """The pair in which this bid copied in this way, and which of the two it is."""
        for number, made in enumerate(self.pairs):
            if bid in made["pair"] and kind in made["kinds"]:
                return number, made["pair"].index(bid)
        return None


# ---- text -------------------------------------------------------------------------------------------------------------

class Paragraphs:
    """Paragraphs of a bid, and where in them planted passages begin and end."""

    def __init__(self):
        self.all = []

    def add(self, text, noise, planted=None):
        for index, part in enumerate(blocks(noise, text)):
            if index > 0 or not self.all or noise.random() < 0.7:
                self.all.append(["", []])
            last = self.all[-1]
            if planted is not None and index == 0:
                last[1].append((len(last[0]), planted, 0))
            last[0] += part
        if planted is not None:
            self.all[-1][1].append((len(self.all[-1][0]), planted, 1))


class Stream:
    """The text as a reader meets it, in one line."""

    def __init__(self):
        self.parts, self.length, self.places = [], 0, {}

    def add(self, text, marks=()):
        for offset, passage, side in marks:
            self.places.setdefault(passage, [None, None])[side] = self.length + offset
        self.parts.append(text)
        self.length += len(text)


def pieces(plan, bid):
    """What the bid says, in two volumes."""
    noise = random.Random(f"pieces {plan.options.seed} {bid}")
    author = plan.author(bid, "own")
    result, share = [], plan.characters / 300_000
    for number, passage in enumerate(plan.passages):
        if bid in passage["pair"]:
            result.append((passage["texts"][passage["pair"].index(bid)], number))
    for has, form in plan.forms:
        if bid in has:
            result.append((form, None))
    for _ in range(max(2, int(12 * share))):
        result.append((excerpt(noise, plan.tender, noise.randint(200, 3000)), None))
    for _ in range(max(3, int(20 * share))):
        result.append((excerpt(noise, noise.choice(plan.standards), noise.randint(80, 400)), None))
    # the agency's form, filled in; and the tender's words, each bidder changing others
    form = excerpt(noise, plan.template, int(20_000 * min(1, share)))
    for at in sorted(noise.sample(range(len(form)), 60), reverse=True):
        form = form[:at] + noise.choice(author.words["name"]) + form[at:]
    result.append((form, None))
    result.append((edited(noise, excerpt(noise, plan.tender, 4000), 0.04)[0], None))
    if bid in plan.catalogued:
        result.append((plan.product, None))
    length = sum(len(text) for text, _ in result)
    while length < plan.characters:
        result.append((author.prose(noise.randint(300, 3000)), None))
        length += len(result[-1][0])
    noise.shuffle(result)
    volumes, half = (Paragraphs(), Paragraphs()), 0
    for text, planted in result:
        volumes[half * 2 > length].add(text, noise, planted)
        half += len(text)
    return volumes


# ---- documents --------------------------------------------------------------------------------------------------------

def word(path, paragraphs, stream, sessions, person, media, objects):
    """A DOCX: `media` are (name, bytes), spread over the paragraphs."""
    turn, body, gap = 0, [], max(1, len(paragraphs.all) // max(1, len(media)))
    for number, (text, marks) in enumerate(paragraphs.all):
        stream.add(text, marks)
        turn += 1
        runs = "".join(
            f'<w:r w:rsidR="{sessions[(turn + at) % len(sessions)]}"><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体" w:eastAsia="宋体"/>'
            f'<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{escape(sentence)}</w:t></w:r>'
            for at, sentence in enumerate(text.replace("。", "。\n").split("\n")) if sentence)
        body.append(f'<w:p w:rsidR="{sessions[turn % len(sessions)]}" w:rsidRDefault="{sessions[0]}"><w:pPr><w:ind w:firstLineChars="200"/></w:pPr>{runs}</w:p>')
        if number % gap == 0 and number // gap < len(media):
            body.append(
                f'<w:p><w:r><w:drawing><pic:blipFill xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
                f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:blip r:embed="rId{3 + number // gap}"/>'
                "</pic:blipFill></w:drawing></w:r></w:p>")
    author, company, began = person
    every = "".join(f'<w:rsid w:val="{session}"/>' for session in sorted(set(sessions)))
    core = (f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{author}</dc:creator>'
            f'<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{began}T01:00:00Z</dcterms:created>'
            "</cp:coreProperties>")
    app = (f'{XML}<Properties xmlns="{OFFICE.rsplit("/", 1)[0]}/extended-properties"><Template>Normal.dotm</Template>'
           f"<Application>Microsoft Office Word</Application><Company>{company}</Company></Properties>")
    entries = [
        ("[Content_Types].xml", types(**{"word/document.xml": MAIN + "wordprocessingml.document.main+xml"})),
        ("_rels/.rels", relations(("officeDocument", "word/document.xml"), (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                                  ("extended-properties", "docProps/app.xml"))),
        ("docProps/core.xml", core), ("docProps/app.xml", app),
        ("word/document.xml", f"{XML}<w:document {WORD}><w:body>{''.join(body)}</w:body></w:document>"),
        ("word/settings.xml", f'{XML}<w:settings {WORD}><w:rsids><w:rsidRoot w:val="{sessions[0]}"/>{every}</w:rsids></w:settings>'),
        ("word/styles.xml", f"{XML}<w:styles {WORD}/>"),
        ("word/_rels/document.xml.rels", relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), *(("image", f"media/{name}") for name, _ in media),
            *(("oleObject", f"embeddings/oleObject{n}.bin") for n in range(1, len(objects) + 1))))]
    entries += [(f"word/media/{name}", data) for name, data in media]
    entries += [(f"word/embeddings/oleObject{n}.bin", data) for n, data in enumerate(objects, 1)]
    # pictures are stored, as Word does
    pack(path, entries, stored={f"word/media/{name}" for name, _ in media})


class Volume:
    """A PDF in the way of office programs: an embedded font of the characters used, an Identity-H coding, a ToUnicode map."""

    def __init__(self, stream, noise, fonts, font_bytes):
        self.pdf, self.stream, self.noise = PDF(), stream, noise
        self.root = self.pdf.add("")
        self.tree = self.pdf.add("")
        self.font = self.pdf.add("")
        self.glyphs, self.pages, self.fonts, self.font_bytes = {}, [], fonts, font_bytes

    def shown(self, text):
        return "".join(f"{self.glyphs.setdefault(letter, len(self.glyphs) + 1):04X}" for letter in text)

    def line(self, text, x, y, size=12):
        return f"BT /F1 {size} Tf {x} {y} Td <{self.shown(text)}> Tj ET"

    def page(self, operators, images=(), box="595 842"):
        """Operators as text or bytes; images are the numbers of objects."""
        content = self.pdf.stream("", operators if isinstance(operators, bytes) else operators.encode("latin-1"))
        names = " ".join(f"/I{number} {number} 0 R" for number in images)
        self.pages.append(self.pdf.add(
            f"<< /Type /Page /Parent {self.tree} 0 R /MediaBox [0 0 {box}] /Contents {content} 0 R /Resources << /Font << /F1 {self.font} 0 R >> "
            f"/XObject << {names} >> >> >>"))

    def picture(self, made):
        width, height, data = made
        if isinstance(data, bytes):
            space = "/DeviceGray" if data[data.index(b"\xff\xc0") + 9] == 1 else "/DeviceRGB"
            return self.pdf.stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} /BitsPerComponent 8 "
                                   "/Filter /DCTDecode", data, packed=False)
        return self.pdf.stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8",
                               b"".join(data))

    def text(self, paragraphs, pictures):
        """The paragraphs, page by page, each page with its number; pictures on every so many pages."""
        gap = max(1, sum(len(text) for text, _ in paragraphs.all) // (LINES * COLUMNS) // max(1, len(pictures)))
        pictures, rows, lines, images = list(pictures), LINES, [], []

        def end():
            number = f"—{len(self.pages) + 1}—"
            self.stream.add(number)
            self.page("\n".join([*lines, self.line(number, 285, 40, 9)]), images)
            lines.clear()
            images.clear()

        for text, marks in paragraphs.all:
            at = 0
            while at < len(text) or at == 0:
                if len(lines) - len(images) >= rows:
                    end()
                    rows = LINES
                    if pictures and len(self.pages) % gap == 0:
                        number = self.picture(pictures.pop())
                        images.append(number)
                        # the picture takes the lower part of the page
                        lines.append(f"q 300 0 0 225 147 80 cm /I{number} Do Q")
                        rows = LINES - 13
                indent = 2 if at == 0 else 0
                part = text[at:at + COLUMNS - indent]
                own = [(offset - at, passage, side) for offset, passage, side in marks
                       if at <= offset < at + len(part) or offset == at + len(part) == len(text)]
                lines.append(self.line(part, 72 + 12 * indent, 780 - 20 * (len(lines) - len(images))))
                self.stream.add(part, own)
                at += max(1, len(part))
        if lines:
            end()
        for made in pictures:
            number = self.picture(made)
            self.page(f"q 450 0 0 340 72 300 cm /I{number} Do Q", [number])

    def save(self, path, identity, person):
        pdf = self.pdf
        letters = sorted(self.glyphs.items(), key=lambda pair: pair[1])
        rows = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, glyph in letters]
        chunks = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in (
            rows[start:start + 100] for start in range(0, len(rows), 100)))
        cmap = pdf.stream("", (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{chunks}\nendcmap end end").encode())
        for _ in range(max(1, self.fonts)):
            # no reader of text looks into it
            file = pdf.stream(f"/Length1 {self.font_bytes}", b"\0\1\0\0" + self.noise.randbytes(self.font_bytes - 4), packed=False)
        descriptor = pdf.add("<< /Type /FontDescriptor /FontName /ABCDEE+SimSun /Flags 4 /FontBBox [-8 -145 1000 859] /ItalicAngle 0 /Ascent 859 "
                             f"/Descent -141 /CapHeight 683 /StemV 50 /FontFile2 {file} 0 R >>")
        cid = pdf.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEE+SimSun /CIDToGIDMap /Identity /DW 1000 /CIDSystemInfo "
                      f"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R >>")
        pdf.objects[self.font - 1] = (f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEE+SimSun /Encoding /Identity-H /DescendantFonts [{cid} 0 R] "
                                      f"/ToUnicode {cmap} 0 R >>").encode()
        pdf.objects[self.tree - 1] = f"<< /Type /Pages /Count {len(self.pages)} /Kids [{' '.join(f'{page} 0 R' for page in self.pages)}] >>".encode()
        pdf.objects[self.root - 1] = f"<< /Type /Catalog /Pages {self.tree} 0 R >>".encode()
        info = pdf.add(f"<< /Author {pdf.text(person[0])} /Producer {pdf.text('Microsoft: Print To PDF')} /CreationDate (D:{person[2].replace('-', '')}090000+08'00') >>")
        pdf.save(path, f"/Root {self.root} 0 R /Info {info} 0 R /ID [<{identity}> <{identity}>]")


class Drawings:
    """Lines of drawings, formatted once; a drawing is a choice of them."""

    def __init__(self, seed):
        noise = random.Random(f"drawings {seed}")
        number = lambda: f"{noise.uniform(0, 1190):.2f}"
        self.chunks = []
        for _ in range(48):
            rows = []
            for _ in range(1_200):
                kind = noise.random()
                if kind < 0.7:
                    rows.append(f"{number()} {number()} m {number()} {number()} l S")
                elif kind < 0.85:
                    rows.append(f"{number()} {number()} {noise.uniform(1, 90):.2f} {noise.uniform(1, 90):.2f} re S")
                else:
                    rows.append(f"{number()} {number()} m {' '.join(number() for _ in range(6))} c S")
            self.chunks.append("\n".join(rows).encode() + b"\n")

    def page(self, volume, noise, author):
        parts = [f"q {noise.uniform(0.1, 0.9):.2f} w\n".encode()]
        # that comes to about a megabyte, packed
        for _ in range(56):
            parts.append(f"Q q 1 0 0 1 {noise.uniform(-9, 9):.2f} {noise.uniform(-9, 9):.2f} cm\n".encode() + noise.choice(self.chunks))
        parts.append(b"Q\n")
        rows = []
        for place in range(100):
            label = noise.choice(author.words["w"])[:4] + str(noise.randint(10, 999))
            rows.append((label, 40 + 110 * (place % 10), 800 - 80 * (place // 10)))
        for label, x, y in rows:
            volume.stream.add(label)
            parts.append(volume.line(label, x, y, 7).encode() + b"\n")
        volume.page(b"".join(parts), box="1190 842")


# ---- the priced bill --------------------------------------------------------------------------------------------------

def bill(plan, path, prices, lock):
    """Our own XML; `prices` by unit and code in fen, None for the tender's bill with its control prices."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<bill xmlns="urn:biao:bill:1" edition="2013">', '  <precision amount="2" price="2" quantity="3"/>']
    if lock:
        lines.append(f'  <provenance software="示例计价软件 7.0" lock="{lock[0]}" hardware="{lock[1]}"/>')
    lines.append('  <project code="XM-2026-007" name="滨河路">')
    for unit, chapters in plan.items:
        lines += [f'    <unit name="{unit}">', '      <group category="works">']
        for number, (title, items) in enumerate(chapters, 1):
            lines.append(f'        <section code="{number:02}" name="{title}">')
            for item in items:
                if prices is None:
                    more = f' ceiling="{item.control / 100:.2f}"'
                else:
                    price = prices[f"{unit} {item.code}"]
                    more = f' price="{price / 100:.2f}" total="{(price * item.quantity + 500) // 1000 / 100:.2f}"'
                lines.append(f'          <item code="{item.code}" name={quoteattr(item.name)} features={quoteattr(item.features)} unit="{item.unit}" '
                             f'quantity="{item.quantity / 1000:.3f}"{more}/>')
            lines.append("        </section>")
        lines += ["      </group>", "    </unit>"]
    save(path, "\n".join(lines + ["  </project>", "</bill>", ""]))


def prices(plan, bid):
    made = plan.copied(bid, "bill")
    # the first of a pair writes prices of its own, the second takes them
    source = plan.pairs[made[0]]["pair"][0] if made else bid
    noise = random.Random(f"prices {plan.options.seed} {source}")
    result = {}
    discount = {number: share for number, share in zip(plan.innocent, (9300, 9150))}.get(bid)
    for unit, chapters in plan.items:
        for _, items in chapters:
            for item in items:
                key = f"{unit} {item.code}"
                own = item.control * noise.randrange(8_200, 9_900) // 10_000
                if discount:
                    # an honest way to bid: every control price less the same
                    own = (item.control * discount + 5_000) // 10_000
                elif key in plan.listed:
                    own = item.control * 97 // 100
                result[key] = own
    if made and made[1] == 1:
        result = {key: (price * RATIO[0] + RATIO[1] // 2) // RATIO[1] for key, price in result.items()}
    return result


# ---- a bid ------------------------------------------------------------------------------------------------------------

PEOPLE = "Administrator lenovo 微软用户 HP user".split()
# made once in each process
SHARED = {}


def setup(options):
    SHARED.update(plan=Plan(options), tiles=lot_pictures.Tiles(options.seed), drawings=Drawings(options.seed))


def copies(originals, number):
    """Those pictures coded anew at another size, as somebody has them who passes them on."""
    noise = random.Random(f"copies {number}")
    result = []
    for width, height, data in originals:
        side = round(max(width, height) * noise.uniform(0.5, 1.3))
        made = subprocess.run(
            ["gm", "convert", "jpeg:-", "-resize", f"{side}x{side}", "-quality", str(noise.randint(50, 92)), "jpeg:-"], input=data,
            capture_output=True, check=True).stdout
        place = made.index(b"\xff\xc0")
        result.append((int.from_bytes(made[place + 7:place + 9], "big"), int.from_bytes(made[place + 5:place + 7], "big"), made))
    return result


def make(bid):
    """Writes one bid; gives its text, the places of passages in it, and its weight by kind."""
    plan, tiles, seed = SHARED["plan"], SHARED["tiles"], SHARED["plan"].options.seed
    noise = random.Random(f"bid {seed} {bid}")
    folder = os.path.join(plan.options.folder, "bids", f"bid-{bid + 1:02}")
    os.makedirs(folder)
    count = {name: max(1, round(number * plan.share)) for name, number in WEIGHTS.items()}

    mark = plan.copied(bid, "marks")
    own = random.Random(f"marks {seed} {f'pair {mark[0]}' if mark else bid}")
    sessions = [f"00{own.randrange(1 << 20, 1 << 24):06X}" for _ in range(18)]
    person = (f"编制{own.randrange(10**6)}" if mark or bid % 3 else PEOPLE[bid % len(PEOPLE)], f"第{own.randrange(10**6)}工程公司", f"2026-09-{1 + own.randrange(28):02}")
    lock = (f"{own.randrange(1 << 48):012X}", "-".join(f"{own.randrange(256):02X}" for _ in range(6)))
    if mark:
        # each goes on writing by itself
        sessions += [f"00{noise.randrange(1 << 20, 1 << 24):06X}" for _ in range(20)]

    photos = [lot_pictures.photo(tiles, noise) for _ in range(count["photos in DOCX"] + count["photos in PDF"])]
    image = plan.copied(bid, "images")
    if image:
        known = random.Random(f"known {seed} {image[0]}")
        shared = [lot_pictures.photo(tiles, known) for _ in range(min(COPIES, len(photos)))]
        photos[:len(shared)] = shared if image[1] == 0 else copies(shared, f"{seed} {image[0]}")
    # the tender's pictures, and a maker's
    photos += [lot_pictures.photo(tiles, random.Random(f"tender picture {seed} {n}")) for n in range(2)]
    if bid in plan.catalogued:
        photos.append(lot_pictures.photo(tiles, random.Random(f"catalogue picture {seed}")))
    noise.shuffle(photos)

    first, second = pieces(plan, bid)
    stream, half = Stream(), count["photos in DOCX"]
    media = [(f"image{n}.jpeg", data) for n, (_, _, data) in enumerate(photos[:half], 1)]
    media += [(f"image{len(media) + n}.png", lot_pictures.png(*lot_pictures.chart(noise))) for n in range(1, 4)]
    objects = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise.randbytes(OBJECT_BYTES // 2) + bytes(noise.randrange(64) for _ in range(1000)) * (OBJECT_BYTES // 1000)
               for _ in range(count["objects"])]
    word(os.path.join(folder, "技术标上册.docx"), first, stream, sessions + plan.sessions, person, media, objects)
    stream.add("\n")

    volume = Volume(stream, noise, count["fonts"], FONT_BYTES)
    volume.text(second, photos[half:] + [lot_pictures.chart(noise) for _ in range(3)])
    author = plan.author(bid, "drawings")
    for _ in range(count["drawings"]):
        SHARED["drawings"].page(volume, noise, author)
    volume.save(os.path.join(folder, "技术标下册.pdf"), f"{noise.randrange(1 << 128):032X}", person)
    stream.add("\n")

    proofs = Volume(stream, noise, 1, FONT_BYTES // 4)
    words = Paragraphs()
    words.add(plan.author(bid, "proofs").prose(3_000), noise)
    proofs.text(words, [])
    for _ in range(count["scans"]):
        number = proofs.picture(lot_pictures.scan(tiles, noise))
        proofs.page(f"q 595 0 0 842 0 0 cm /I{number} Do Q", [number])
    proofs.save(os.path.join(folder, "资格审查.pdf"), f"{noise.randrange(1 << 128):032X}", person)
    bill(plan, os.path.join(folder, "已标价工程量清单.xml"), prices(plan, bid), lock)

    text = "".join(stream.parts)
    save(os.path.join(plan.options.folder, "texts", f"bid-{bid + 1:02}.txt"), text.replace("\n", "\x1f"))
    weight = {"pictures": sum(len(data) for _, data in media) + sum(len(data) for _, _, data in photos[half:]),
              "bytes": sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))}
    weight["pictures"] += sum(len(body) for body in proofs.pdf.objects if body.startswith(b"<< /Type /XObject"))
    return {"places": stream.places, "characters": len(text), "weight": weight}


def tender(plan):
    folder = os.path.join(plan.options.folder, "tender")
    os.makedirs(folder)
    noise, paragraphs = random.Random("tender"), Paragraphs()
    paragraphs.add(plan.tender, noise)
    media = [(f"image{n + 1}.jpeg", lot_pictures.photo(SHARED["tiles"], random.Random(f"tender picture {plan.options.seed} {n}"))[2]) for n in range(2)]
    word(os.path.join(folder, "招标文件.docx"), paragraphs, Stream(), plan.sessions, ("招标代理", "招标代理公司", "2026-08-01"), media, [])
    bill(plan, os.path.join(folder, "招标工程量清单.xml"), None, None)
    texts = [("standard", text) for text in plan.standards] + [("template", plan.template), ("catalogue", plan.catalogue)]
    for number, (kind, text) in enumerate(texts, 1):
        save(os.path.join(plan.options.folder, f"background-{kind}-{number}.txt"), "\n".join(blocks(noise, text)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--bids", type=int, default=20)
    parser.add_argument("--megabytes", type=float, default=60, help="of one bid")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(os.path.join(options.folder, "texts"))
    setup(options)
    plan = SHARED["plan"]
    tender(plan)
    # what was set up goes along to the children
    with multiprocessing.get_context("fork").Pool(2) as pool:
        made = pool.map(make, range(options.bids), chunksize=1)
    passages = []
    for number, passage in enumerate(plan.passages):
        passages.append({"pair": passage["pair"], "length": passage["length"], "edits": passage["edits"],
                         "at": [made[bid]["places"][number] for bid in passage["pair"]]})
    pictures = min(COPIES, round((WEIGHTS["photos in DOCX"] + WEIGHTS["photos in PDF"]) * plan.share))
    with open(os.path.join(options.folder, "texts", "truth.json"), "w", encoding="utf-8") as file:
        json.dump({"passages": passages, "common": [{"bids": has, "length": len(form)} for has, form in plan.forms], "pairs": plan.pairs,
                   "copies": pictures, "ratio": "%.4f" % (RATIO[0] / RATIO[1]), "bids": [bid["weight"] for bid in made],
                   "characters": [bid["characters"] for bid in made]}, file)


if __name__ == "__main__":
    main()
