#!/usr/bin/env python3
"""Pictures with known truth for `scripts/bench --only images`: photos, drawings, certificates of one template, and copies of them.

    make_images.py FOLDER [--seed 1] [--photos 30] [--drawings 20] [--certificates 100] [--templates 4]

Deterministic for one version of Pillow. Everything is drawn here: no picture of anybody's. Characters are random strokes, so
that no font is needed. Writes A/ and B/, two bidders' pictures, with truth.json: `copies` are rows (A's picture, B's copy, the
kind of change, and how much), `certificates` rows (picture, template, holder); any pair but a copy that is reported is false.
"""
import argparse
import json
import math
import os
import random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter


def noise(size, sigma, rng):
    """Grey noise around 128. Pillow's own has no seed: this one is a tile of ours, shifted about."""
    tile = noise.tiles.get(sigma)
    if tile is None:
        source = random.Random(sigma)
        tile = Image.new("L", (256, 256))
        tile.putdata(bytes(max(0, min(255, int(source.gauss(128, sigma)))) for _ in range(65536)))
        noise.tiles[sigma] = tile
    full = Image.new("L", size)
    dx, dy = rng.randrange(256), rng.randrange(256)
    for y in range(-dy, size[1], 256):
        for x in range(-dx, size[0], 256):
            full.paste(tile, (x, y))
    return full


noise.tiles = {}


def grained(image, sigma, rng):
    """The picture with a camera's or scanner's grain."""
    grain = noise(image.size, sigma, rng)
    if image.mode == "RGB":
        grain = Image.merge("RGB", (grain, grain, grain))
    return ImageChops.add(image, grain, 1, -128)


def colour(rng, low=0, high=255):
    return tuple(rng.randint(low, high) for _ in range(3))


def photo(rng):
    """A site, more or less: sky, ground, buildings with windows, a crane, rubble, people."""
    width, height = rng.choice([(1600, 1200), (2048, 1536), (1280, 960), (1200, 1600)])
    coarse = Image.new("RGB", (8, 6))
    coarse.putdata([colour(rng, 40, 230) for _ in range(48)])
    image = coarse.resize((width, height), Image.BICUBIC)
    draw = ImageDraw.Draw(image)
    horizon = int(height * rng.uniform(0.3, 0.7))
    draw.rectangle((0, horizon, width, height), fill=colour(rng, 60, 170))
    for _ in range(rng.randint(3, 9)):
        x, w, h = rng.randrange(width), rng.randint(width // 20, width // 4), rng.randint(height // 10, height // 2)
        base, wall, glass = horizon + rng.randint(0, height // 6), colour(rng), colour(rng)
        draw.rectangle((x, base - h, x + w, base), fill=wall)
        step = rng.randint(24, 70)
        for wx in range(x + step // 3, x + w - step // 2, step):
            for wy in range(base - h + step // 3, base - step // 2, step):
                if rng.random() < 0.8:
                    draw.rectangle((wx, wy, wx + step // 2, wy + step // 2), fill=glass)
    for _ in range(rng.randint(0, 2)):
        x = rng.randrange(width)
        draw.line((x, horizon, x, horizon // 4), fill=colour(rng), width=width // 100)
        draw.line((x - width // 5, horizon // 4, x + width // 4, horizon // 3), fill=colour(rng), width=width // 140)
    for _ in range(rng.randint(10, 60)):
        x, y, r = rng.randrange(width), rng.randint(horizon, height), rng.randint(5, width // 25)
        draw.ellipse((x - r, y - r // 2, x + r, y + r // 2), fill=colour(rng))
    return grained(image.filter(ImageFilter.GaussianBlur(1.2)), 7, rng)


def glyph(draw, x, y, size, rng, fill):
    """Something like a character: random strokes in a square."""
    for _ in range(rng.randint(4, 9)):
        a = (x + rng.uniform(0.05, 0.95) * size, y + rng.uniform(0.05, 0.95) * size)
        if rng.random() < 0.45:
            b = (x + rng.uniform(0.05, 0.95) * size, a[1])
        elif rng.random() < 0.6:
            b = (a[0], y + rng.uniform(0.05, 0.95) * size)
        else:
            b = (x + rng.uniform(0.05, 0.95) * size, y + rng.uniform(0.05, 0.95) * size)
        draw.line((*a, *b), fill=fill, width=max(1, size // 11))


def words(draw, x, y, size, count, rng, fill):
    for index in range(count):
        glyph(draw, x + index * size * 1.08, y, size, rng, fill)


def drawing(rng):
    """A construction drawing: axes, walls, dimensions, a title block, in lines on white."""
    width, height = rng.choice([(2000, 1414), (1600, 1131), (2400, 1697)])
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, width - 20, height - 20), outline="black", width=4)
    columns = sorted(rng.randint(100, width - 500) for _ in range(rng.randint(4, 11)))
    rows = sorted(rng.randint(100, height - 300) for _ in range(rng.randint(3, 8)))
    for x in columns:
        draw.line((x, 60, x, height - 120), fill=(200, 60, 60), width=2)
        draw.ellipse((x - 22, height - 120, x + 22, height - 76), outline="black", width=3)
    for y in rows:
        draw.line((60, y, width - 400, y), fill=(200, 60, 60), width=2)
    for _ in range(rng.randint(12, 45)):
        x, y = rng.choice(columns), rng.choice(rows)
        if rng.random() < 0.5:
            draw.rectangle((x, y - 6, x + rng.randint(60, 400), y + 6), fill=(40, 40, 40))
        else:
            draw.rectangle((x - 6, y, x + 6, y + rng.randint(60, 300)), fill=(40, 40, 40))
    for _ in range(rng.randint(2, 9)):
        x, y, r = rng.randint(150, width - 500), rng.randint(150, height - 300), rng.randint(20, 160)
        draw.arc((x - r, y - r, x + r, y + r), rng.randint(0, 180), rng.randint(181, 360), fill="black", width=4)
    for _ in range(rng.randint(20, 70)):
        words(draw, rng.randint(60, width - 500), rng.randint(60, height - 140), 18, rng.randint(2, 7), rng, "black")
    draw.rectangle((width - 360, 40, width - 40, height - 40), outline="black", width=3)
    for y in range(80, height - 200, 60):
        if rng.random() < 0.6:
            words(draw, width - 340, y, 24, rng.randint(3, 10), rng, "black")
    return image


def certificate(template, holder, scanned):
    """A licence of a template: border, emblem, title, labels and seal are its own; names, numbers and dates the holder's.

    On every other template all but a name of three characters, a number and the date is printed, as on a certificate of posts.
    """
    form, person = random.Random(f"form {template}"), random.Random(f"holder {template} {holder}")
    width, height = form.choice([(1654, 2339), (1403, 992), (1240, 1754)])
    paper, ink = (250, 246, 232), (40, 40, 40)
    image = Image.new("RGB", (width, height), paper)
    draw = ImageDraw.Draw(image)
    edge = colour(form, 90, 190)
    for inset in range(30, 90, 12):
        draw.rectangle((inset, inset, width - inset, height - inset), outline=edge, width=5)
    for step in range(90, width - 90, 46):
        draw.arc((step, 40, step + 46, 86), 0, 180, fill=edge, width=3)
        draw.arc((step, height - 86, step + 46, height - 40), 180, 360, fill=edge, width=3)
    for ring in range(6):
        r = width // 4 + ring * 22
        draw.ellipse((width / 2 - r, height / 2 - r, width / 2 + r, height / 2 + r), outline=(235, 222, 196), width=6)
    r = width // 16
    draw.ellipse((width // 2 - r, height // 12, width // 2 + r, height // 12 + 2 * r), fill=(190, 40, 40))
    draw.polygon([(width // 2 + r * 0.8 * math.sin(i * 4 * math.pi / 5), height // 12 + r - r * 0.8 * math.cos(i * 4 * math.pi / 5))
                  for i in range(5)], fill=(240, 200, 60))
    size = width // 16
    words(draw, width // 2 - 3 * size, height // 12 + 2 * r + 30, size, 6, form, ink)
    lines, size = form.randint(6, 9), width // 44
    top, pitch = height * 0.36, height * 0.48 / lines
    for line in range(lines):
        y = int(top + line * pitch)
        words(draw, int(width * 0.14), y, size, 5, form, ink)
        if template % 2 == 0:
            words(draw, int(width * 0.34), y, size, person.randint(6, 18), person, ink)
        elif line < 2:
            words(draw, int(width * 0.34), y, size, (3, 10)[line], person, ink)
        else:
            words(draw, int(width * 0.34), y, size, 6 + line, form, ink)
    seal = (190, 30, 40)
    cx, cy, r = int(width * 0.74), int(height * 0.84), width // 10
    draw.ellipse((cx - r, cy - r, cx + r, cy + r), outline=seal, width=8)
    words(draw, cx - r // 2, cy - size // 2, size, 4, form, seal)
    words(draw, int(width * 0.56), int(height * 0.92), size, 9, person, ink)
    if scanned:
        image = image.rotate(person.uniform(-0.4, 0.4), Image.BICUBIC, fillcolor=(245, 245, 240))
        image = ImageEnhance.Brightness(image).enhance(person.uniform(0.93, 1.05))
        image = grained(image.filter(ImageFilter.GaussianBlur(person.uniform(0.4, 0.9))), 4, person)
    return image


KINDS = {
    "coded anew, quality 40 to 95": "quality",
    "half the size": "half",
    "one and a half times the size": "larger",
    "resized by .5 to 1.5 and coded anew": "resize",
    "PNG made JPEG, or JPEG made PNG": "format",
    "up to 1.5 % cut off at each edge": "crop",
    "brighter or darker by up to 15 %": "bright",
}


def changed(image, how, rng):
    """A copy, its quality as JPEG or None for PNG, and how much it was changed."""
    width, height = image.size
    if how in ("half", "larger", "resize"):
        scale = {"half": 0.5, "larger": 1.5}.get(how) or rng.uniform(0.5, 1.5)
        way = rng.choice([Image.BICUBIC, Image.BILINEAR, Image.LANCZOS])
        quality = rng.randint(60, 95)
        return image.resize((round(width * scale), round(height * scale)), way), quality, f"{scale:.2f}, quality {quality}"
    if how == "crop":
        cut = [rng.uniform(0, 0.015) for _ in range(4)]
        box = (int(width * cut[0]), int(height * cut[1]), int(width * (1 - cut[2])), int(height * (1 - cut[3])))
        return image.crop(box), rng.randint(60, 95), " ".join(f"{c:.3f}" for c in cut)
    if how == "bright":
        factor = rng.uniform(0.85, 1.15)
        return ImageEnhance.Brightness(image).enhance(factor), rng.randint(60, 95), f"{factor:.2f}"
    if how == "format":
        return (image, 85, "to JPEG") if image.format == "PNG" else (image, None, "to PNG")
    quality = rng.randint(40, 95)
    return image, quality, f"{quality}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=int, default=30)
    parser.add_argument("--drawings", type=int, default=20)
    parser.add_argument("--certificates", type=int, default=100, help="of each template")
    parser.add_argument("--templates", type=int, default=4)
    options = parser.parse_args()
    for side in "AB":
        os.makedirs(os.path.join(options.folder, side), exist_ok=True)
    truth = {"copies": [], "certificates": []}

    def save(image, side, name, quality=None):
        path = f"{side}/{name}." + ("jpg" if quality else "png")
        full = os.path.join(options.folder, path)
        if quality:
            image.convert("RGB").save(full, quality=quality)
        else:
            image.save(full, compress_level=1)
        return path

    def copy(path, name, rng):
        """Every kind of change, to the file as it lies there."""
        with Image.open(os.path.join(options.folder, path)) as image:
            image.load()
            for kind, how in KINDS.items():
                other, quality, much = changed(image, how, rng)
                truth["copies"].append([path, save(other, "B", f"{name}-{how}", quality), kind, much])

    made = [("photo", index, photo) for index in range(options.photos)]
    made += [("drawing", index, drawing) for index in range(options.drawings)]
    for kind, index, make in made:
        rng, name = random.Random(f"{options.seed} {kind} {index}"), f"{kind}{index:04}"
        copy(save(make(rng), "A", name, 92 if kind == "photo" else None), name, rng)
        save(make(rng), "B", f"{name}-own", 90)
    # half of the holders are A's, half B's; every fourth template is not scanned but printed to a file
    for template in range(options.templates):
        for holder in range(options.certificates):
            image = certificate(template, holder, scanned=template % 4 != 3)
            name = f"certificate{template}-{holder:04}"
            path = save(image, "AB"[holder % 2], name, 75 + holder % 20)
            truth["certificates"].append([path, template, holder])
            if holder % 20 == 0:
                copy(path, name, random.Random(f"{options.seed} {name}"))
    with open(os.path.join(options.folder, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(truth, file, indent=1)


if __name__ == "__main__":
    main()
