#!/usr/bin/env python3
"""Looks for copied passages with other people's tools, for scripts/bench --only text. Run by a Python that has them.

    text_peers.py copydetect|datasketch FOLDER     prints rows [bid, bid, start, end, start, end] as JSON

Places count characters without line feeds, as make_texts.py does. Each tool is used as its documentation says for such a job:
copydetect with our k and window on unfiltered text, slices from 30 characters, the tender and the background given as boilerplate; datasketch with MinHash of
5-character shingles of each paragraph and LSH at a Jaccard similarity of 0.5, paragraphs of the tender and the background left out.
"""

import glob
import io
import itertools
import json
import os
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def copydetect(folder, bids, known):
    import numpy
    from copydetect import CodeFingerprint, compare_files

    def prints(text, boilerplate=()):
        return CodeFingerprint("text", 9, 6, boilerplate=boilerplate, filter=False, fp=io.StringIO(text))

    boilerplate = numpy.array(sorted(set().union(*(prints(text.replace("\n", "")).hashes for text in known))))
    files = [prints(text.replace("\n", ""), boilerplate) for text in bids]
    for a, b in itertools.combinations(range(len(files)), 2):
        _, _, (one, other) = compare_files(files[a], files[b])
        # it says which slices of each file were copied, not from where in the other one
        for number, slices in enumerate((one, other)):
            for start, end in zip(*(slices.tolist() if len(slices) else ([], []))):
                if end - start >= 30:
                    yield [a, b] + ([start, end, 0, 0] if number == 0 else [0, 0, start, end])


def datasketch(folder, bids, known):
    from datasketch import MinHash, MinHashLSH

    def sketch(paragraph):
        minhash = MinHash(num_perm=64)
        minhash.update_batch([paragraph[at:at + 5].encode() for at in range(max(1, len(paragraph) - 4))])
        return minhash

    lsh = MinHashLSH(threshold=0.5, num_perm=64)
    quoted = MinHashLSH(threshold=0.5, num_perm=64)
    for number, text in enumerate(known):
        for line, paragraph in enumerate(text.split("\n")):
            quoted.insert(f"{number} {line}", sketch(paragraph))
    for bid, text in enumerate(bids):
        at = 0
        for paragraph in text.split("\n"):
            if len(paragraph) >= 50:
                minhash = sketch(paragraph)
                if not quoted.query(minhash):
                    for other, start, end in lsh.query(minhash):
                        if other < bid:
                            yield [other, bid, start, end, at, at + len(paragraph)]
                    lsh.insert((bid, at, at + len(paragraph)), minhash)
            at += len(paragraph)


def main():
    tool, folder = sys.argv[1:]
    bids = [read(path) for path in sorted(glob.glob(os.path.join(folder, "bid-*.txt")))]
    known = [read(path) for path in sorted(glob.glob(os.path.join(folder, "[tb][ae]*.txt"))) if "bid-" not in path]
    print(json.dumps(list({"copydetect": copydetect, "datasketch": datasketch}[tool](folder, bids, known))))


if __name__ == "__main__":
    main()
