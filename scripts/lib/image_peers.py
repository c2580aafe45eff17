#!/usr/bin/env python3
"""Looks for copies among pictures with other people's tools, for scripts/bench --only images. Run by a Python that has them.

    image_peers.py ImageHash|pdqhash FOLDER     prints rows [A's picture, B's picture] as JSON

Each is used as its documentation says: ImageHash's phash of 64 bits with the cutoff of 5 bits of its example, and PDQ by Facebook's own
code at 31 bits of 256 for pictures of a quality over 49.
"""
import glob
import json
import os
import sys

import numpy
from PIL import Image


def phash(path):
    import imagehash
    with Image.open(path) as image:
        return imagehash.phash(image).hash.flatten()


def pdq(path):
    import pdqhash
    with Image.open(path) as image:
        # as its own programs do, which shrink a picture before they hash it
        image = image.convert("RGB")
        image.thumbnail((512, 512))
        bits, quality = pdqhash.compute(numpy.asarray(image))
    return bits.astype(bool) if quality > 49 else None


def main():
    tool, folder = sys.argv[1:]
    read, most = {"ImageHash": (phash, 5), "pdqhash": (pdq, 31)}[tool]
    sides = []
    for side in "AB":
        paths = sorted(glob.glob(os.path.join(folder, side, "*")))
        hashes = [(os.path.relpath(path, folder), read(path)) for path in paths]
        sides.append([(name, bits) for name, bits in hashes if bits is not None])
    other = numpy.array([bits for _, bits in sides[1]])
    rows = []
    for name, bits in sides[0]:
        for place in numpy.flatnonzero((other != bits).sum(axis=1) <= most):
            rows.append([name, sides[1][place][0]])
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
