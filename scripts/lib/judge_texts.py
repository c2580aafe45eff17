#!/usr/bin/env python3
"""Holds what a tool found in a lot made by make_texts.py against what was planted. Used by scripts/bench.

A passage counts as found when what the tool says of this pair covers half of it on both sides. Precision is by characters:
of all that was said to be alike, both sides, how much lies in planted passages of that pair.
"""

import bisect
import json
import os

LENGTHS = [(30, 50), (50, 100), (100, 300), (300, 1000), (1000, 10_000)]
RATES = [(0, 0.0001), (0.0001, 0.06), (0.06, 0.125), (0.125, 0.175), (0.175, 1)]


def merged(ranges):
    result = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1][1] = max(end, result[-1][1])
        else:
            result.append([start, end])
    return result


def overlap(ranges, start, end):
    """How much of start..<end lies in merged ranges."""
    total = 0
    for at in range(max(0, bisect.bisect_left(ranges, [start]) - 1), len(ranges)):
        if ranges[at][0] >= end:
            break
        total += max(0, min(end, ranges[at][1]) - max(start, ranges[at][0]))
    return total


class Truth:
    def __init__(self, folder):
        made = json.load(open(os.path.join(folder, "truth.json"), encoding="utf-8"))
        self.passages, self.common = made["passages"], made["common"]
        self.files = sorted(name for name in os.listdir(folder) if name.startswith("bid-"))
        self.bids = len(self.files)
        # where each line begins, in characters without line feeds
        self.lines, self.texts = [], []
        for name in self.files:
            text = open(os.path.join(folder, name), encoding="utf-8").read()
            starts, at = [], 0
            for line in text.split("\n"):
                starts.append(at)
                at += len(line)
            self.lines.append(starts)
            self.texts.append(text)
        self.planted = {}
        for passage in self.passages:
            self.planted.setdefault(tuple(passage["pair"]), []).append(passage["at"])

    def judge(self, found):
        """`found`: rows of [bid, bid, start, end, start, end]; the smaller bid first."""
        said = {}
        for a, b, *places in found:
            sides = said.setdefault((a, b), ([], []))
            sides[0].append(places[:2])
            sides[1].append(places[2:])
        said = {pair: tuple(merged(side) for side in sides) for pair, sides in said.items()}
        table, ends = {}, []
        for passage in self.passages:
            sides = said.get(tuple(passage["pair"]), ([], []))
            hit = all(overlap(side, *place) * 2 >= place[1] - place[0] for side, place in zip(sides, passage["at"]))
            rate = passage["edits"] / passage["length"]
            cell = (next(l for l in LENGTHS if l[0] <= passage["length"] < l[1]), next(r for r in RATES if r[0] <= rate < r[1]))
            row = table.setdefault(cell, [0, 0])
            row[0] += hit
            row[1] += 1
            passage["hit"] = hit
        right = total = 0
        for pair, sides in said.items():
            planted = self.planted.get(pair, [])
            for number, side in enumerate(sides):
                truth = merged([place[number] for place in planted])
                for start, end in side:
                    right += overlap(truth, start, end)
                    total += end - start
        innocent = self.bids * (self.bids - 1) // 2 - len(self.planted)
        false = [row for row in found if tuple(row[:2]) not in self.planted]

        def recall(keep):
            chosen = [p for p in self.passages if keep(p["length"], p["edits"] / p["length"])]
            return sum(p["hit"] for p in chosen) / max(1, len(chosen)), len(chosen)

        return {
            "few edits": recall(lambda length, rate: length >= 50 and rate <= 0.0501),
            "many edits": recall(lambda length, rate: length >= 100 and rate >= 0.0999),
            "all": recall(lambda length, rate: length >= 50),
            "precision": right / max(1, total), "false": len(false), "innocent": innocent, "table": table, "false rows": false,
        }

    def rows_of_blocks(self, rows):
        """Rows with a block and an offset for each place, as rows with one number for each."""
        result = []
        for a, b, *p in rows:
            one, other = self.lines[a], self.lines[b]
            result.append([a, b, one[p[0]] + p[1], one[p[2]] + p[3], other[p[4]] + p[5], other[p[6]] + p[7]])
        return result

    @staticmethod
    def recall_table(table):
        lines = ["| length | " + " | ".join("no edits" if r[0] == 0 else f"about {c} % edits" for r, c in zip(RATES, (0, 2, 10, 15, 20)))
                 + " |", "|---|" + "---|" * len(RATES)]
        lines[0] = lines[0].replace("about 2 %", "2 to 5 %")
        for length in LENGTHS:
            cells = [table.get((length, rate), [0, 0]) for rate in RATES]
            lines.append(f"| {length[0]} to {min(length[1], 3000)} | " + " | ".join(f"{a} of {b}" if b else "" for a, b in cells) + " |")
        return "\n".join(lines)
