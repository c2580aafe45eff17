"""Pictures by the thousand for make_lot.py: JPEG put together of ready coded tiles, quickly. Standard library only.

A JPEG may be cut into intervals (T.81, B.2.4.4) that are decoded by themselves. A few hundred tiles, each one interval of noise
about one shade, are coded once; a picture is a header and a choice of tiles, with shades that differ from picture to picture
as those of photos do. A decoder has the same work with it as with a camera's picture of that size and weight.
"""

import random
import struct
import zlib

WIDTH = 128  # of a tile
ZIGZAG_ROOM = 63


def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


class Bits:
    def __init__(self):
        self.value = self.count = 0

    def put(self, value, count):
        self.value = self.value << count | value
        self.count += count

    def bytes(self):
        fill = -self.count % 8
        data = (self.value << fill | (1 << fill) - 1).to_bytes((self.count + fill) // 8, "big")
        return data.replace(b"\xff", b"\xff\0")


# a code of one length for each symbol: less dense than a camera's, and as valid
DC = list(range(12))
AC = [0] + [run << 4 | size for run in range(16) for size in range(1, 7)]
DC_CODES = {symbol: (code, 4) for code, symbol in enumerate(DC)}
AC_CODES = {symbol: (code, 7) for code, symbol in enumerate(AC)}
QUANTA = [[6 + 2 * (place + 4) // 3 for place in range(64)], [8 + 3 * (place + 4) // 3 for place in range(64)]]


def number(bits, value):
    """The digits of a value of `size` bits, as JPEG writes them."""
    size = abs(value).bit_length()
    bits.put(value if value > 0 else value + (1 << size) - 1, size)


def block(bits, chance, step, texture):
    size = abs(step).bit_length()
    bits.put(*DC_CODES[size])
    number(bits, step)
    place = 0
    for _ in range(chance.randrange(texture + 1) + texture // 2):
        run = chance.randrange(3)
        if place + run + 1 > ZIGZAG_ROOM:
            break
        place += run + 1
        # the higher the frequency the weaker
        most = max(1, min(20, 3 * texture // (1 + place // 4)))
        value = chance.choice((-1, 1)) * chance.randint(1, most)
        bits.put(*AC_CODES[run << 4 | abs(value).bit_length()])
        number(bits, value)
    bits.put(*AC_CODES[0])


def tile(chance, shade, tint, texture, isGrey):
    """One interval: 128 pixels wide, 16 high, or 8 for grey."""
    bits = Bits()
    now = [0, 0, 0]

    def step(component, level, quantum):
        wanted = round(level * 8 / quantum)
        change, now[component] = wanted - now[component], wanted
        return change

    for _ in range(WIDTH // (8 if isGrey else 16)):
        for _ in range(1 if isGrey else 4):
            wobble = chance.randint(-1, 1) * texture
            block(bits, chance, step(0, max(-120, min(120, shade + wobble)), QUANTA[0][0]), texture)
        if not isGrey:
            for component, level in enumerate(tint, 1):
                block(bits, chance, step(component, level, QUANTA[1][0]), texture // 3)
    return bits.bytes()


class Tiles:
    """Made once, for all pictures of a lot."""

    SHADES = range(-104, 105, 16)
    TINTS = [(0, 0), (18, -12), (-14, 10), (-20, -8), (6, 22)]

    def __init__(self, seed=1):
        chance = random.Random(f"tiles {seed}")
        self.photo = {
            (shade, tint): [tile(chance, shade, self.TINTS[tint], chance.choice((3, 4, 6)), False) for _ in range(4)]
            for shade in self.SHADES for tint in range(len(self.TINTS))}
        # paper with a scanner's grain, lines of writing, and what is dark on it
        self.paper = [tile(chance, 110, None, 1, True) for _ in range(24)]
        self.writing = [tile(chance, chance.randint(20, 70), None, 12, True) for _ in range(96)]
        self.dark = [tile(chance, -60, None, 4, True) for _ in range(16)]


def assembled(width, height, grey, tiles):
    frame = struct.pack(">BHHB", 8, height, width, 1 if grey else 3)
    frame += bytes((1, 0x11, 0)) if grey else bytes((1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1))
    head = b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\x01\0\x60\0\x60\0\0")
    for index, quanta in enumerate(QUANTA[:1 if grey else 2]):
        head += segment(0xDB, bytes((index, *quanta)))
    head += segment(0xC0, frame)
    head += segment(0xC4, bytes((0, 0, 0, 0, len(DC), *[0] * 12, *DC)))
    head += segment(0xC4, bytes((0x10, *[0] * 6, len(AC), *[0] * 9, *AC)))
    head += segment(0xDD, struct.pack(">H", WIDTH // (8 if grey else 16)))
    head += segment(0xDA, bytes((1, 1, 0, 0, 63, 0)) if grey else bytes((3, 1, 0, 2, 0, 3, 0, 0, 63, 0)))
    parts = [head]
    for index, each in enumerate(tiles):
        parts += [each, bytes((0xFF, 0xD0 + index % 8))]
    # no mark behind the last interval
    parts[-1] = b"\xff\xd9"
    return b"".join(parts)


def photo(pool, chance):
    """Light and shade as of a building site, more or less; (width, height, JPEG)."""
    width, height = chance.choice([(1536, 1152), (1792, 1344), (1280, 960), (1152, 1536)])
    columns, rows = width // WIDTH, height // 16
    coarse = [[chance.uniform(-90, 100) for _ in range(5)] for _ in range(5)]
    ground, sky, horizon = chance.randrange(5), chance.randrange(5), chance.uniform(0.3, 0.7)
    boxes = [(chance.randrange(columns), chance.randrange(rows), chance.randint(1, 4), chance.randint(4, rows // 2),
              chance.uniform(-104, 104), chance.randrange(5)) for _ in range(chance.randint(3, 9))]
    tiles = []
    for y in range(rows):
        v = y / rows * 3.999
        above, below, part = coarse[int(v)], coarse[int(v) + 1], v % 1
        for x in range(columns):
            u = x / columns * 3.999
            i, q = int(u), u % 1
            shade = ((above[i] * (1 - q) + above[i + 1] * q) * (1 - part) + (below[i] * (1 - q) + below[i + 1] * q) * part)
            tint = sky if y < horizon * rows else ground
            for left, top, wide, high, own, hue in boxes:
                if left <= x < left + wide and top <= y < top + high:
                    shade, tint = own, hue
            level = max(-104, min(104, round((shade + 104) / 16) * 16 - 104))
            tiles.append(chance.choice(pool.photo[level, tint]))
    return width, height, assembled(width, height, False, tiles)


def scan(pool, chance):
    """A page of writing, a table or a certificate, scanned in grey; (width, height, JPEG)."""
    width, height = chance.choice([(1280, 1792), (1408, 1984)])
    columns, rows = width // WIDTH, height // 8
    page = [[pool.paper] * columns for _ in range(rows)]
    y = chance.randint(8, 40)
    while y < rows - 20:
        left, right = chance.choice([(1, columns - 1), (1, columns - chance.randint(2, 6)), (chance.randint(2, 4), columns - 2)])
        for line in range(chance.randint(1, 9)):
            if y + 3 >= rows - 12:
                break
            for row in (y, y + 1, y + 2):
                for x in range(left, right):
                    page[row][x] = pool.writing
            y += chance.choice((4, 5, 6))
        y += chance.randint(2, 26)
    for _ in range(chance.randint(0, 3)):
        x, top = chance.randrange(1, columns - 2), chance.randrange(10, rows - 60)
        for row in range(top, top + chance.randint(14, 50)):
            page[row][x] = pool.dark
            if chance.random() < 0.9:
                page[row][x + 1] = pool.dark
    return width, height, assembled(width, height, True, [chance.choice(kind) for row in page for kind in row])


def chart(chance):
    """A bar chart (横道图) in few colours; (width, height, rows of three bytes a pixel)."""
    width, height = chance.choice([(1200, 800), (1400, 900)])
    white, line = b"\xff\xff\xff", b"\xd0\xd0\xd0"
    rows, blank = [], white * width
    while len(rows) < height:
        tall = min(chance.randint(14, 30), height - len(rows) - 1)
        start, length = chance.randrange(60, width - 200), chance.randint(30, 180)
        colour = bytes(chance.randrange(40, 220) for _ in range(3))
        label = b"".join((b"\x20\x20\x20" if chance.random() < 0.4 else white) for _ in range(48))
        bar = label + white * (start - 48) + colour * length + white * (width - start - length)
        rows += [bar[:width * 3]] * max(0, tall) + [line * width]
        rows += [blank] * min(chance.randint(2, 8), max(0, height - len(rows)))
    return width, height, rows[:height]


def png(width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 6)) + chunk(b"IEND", b""))
