"""What was found of the copies that make_images.py made, and what was said of others: for scripts/bench --only images."""
import json


class PictureTruth:
    def __init__(self, folder):
        with open(f"{folder}/truth.json", encoding="utf-8") as file:
            truth = json.load(file)
        self.kinds = list(dict.fromkeys(kind for _, _, kind, _ in truth["copies"]))
        self.copies = {(a, b): (kind, much) for a, b, kind, much in truth["copies"]}
        # a copy of a certificate is its holder's
        self.holders = {path: (template, holder) for path, template, holder in truth["certificates"]}
        for a, b, _, _ in truth["copies"]:
            if a in self.holders:
                self.holders[b] = self.holders[a]
        sides = [[path for path in self.holders if path[0] == side] for side in "AB"]
        self.certificates = {(a, b) for a in sides[0] for b in sides[1]
                             if self.holders[a][0] == self.holders[b][0] and self.holders[a] != self.holders[b]}
        self.originals = len({a for a, _ in self.copies})

    def judge(self, pairs):
        """Of pairs of A's and B's pictures that were called one."""
        pairs = set(map(tuple, pairs))
        found = {kind: [0, 0] for kind in self.kinds}
        missed = []
        for pair, (kind, much) in self.copies.items():
            found[kind][1] += 1
            if pair in pairs:
                found[kind][0] += 1
            else:
                missed.append((*pair, kind, much))
        return {"found": found, "missed": missed, "certificates": sorted(pairs & self.certificates),
                "others": sorted(pairs - self.certificates - set(self.copies))}
