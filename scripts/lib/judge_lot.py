#!/usr/bin/env python3
"""Holds what `biao compare` reports of a lot made by make_lot.py against what was planted. Used by scripts/bench.

Everything is read from report.json. A passage is found again by its words in the bid's text, see judge_texts.py for the rest.
"""

import json

from judge_texts import Truth

# by which signals each way to copy is told
TOLD_BY = {"text": {"text"}, "images": {"images"}, "bill": {"bill"}, "marks": {"identity", "ancestry"}}


def number(letters):
    """The place of a bid called A, B, … Z, AA, …"""
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


def most_missed(count, rate):
    """How many of so few may be missed where in the long run a share of `rate` is: more happens less than once in a hundred lots."""
    chance, sum_, missed = (1 - rate) ** count, 0.0, 0
    while sum_ + chance < 0.99:
        sum_ += chance
        chance *= (count - missed) / (missed + 1) * rate / (1 - rate)
        missed += 1
    return missed


class LotTruth(Truth):
    def __init__(self, folder):
        super().__init__(f"{folder}/texts")
        made = json.load(open(f"{folder}/texts/truth.json", encoding="utf-8"))
        self.pairs = {tuple(pair["pair"]): set(pair["kinds"]) for pair in made["pairs"]}
        self.copies, self.ratio, self.weights = made["copies"], made["ratio"], made["bids"]

    def place(self, bid, quote):
        """Where quoted text stands; None where it cannot be found by its words."""
        words = "".join("".join(piece["text"] for piece in quote["pieces"]).split())
        at = self.texts[bid].find(words)
        return [at, at + len(words)] if at >= 0 and words else None

    def judge_report(self, path):
        """What is right and wrong with a report.json: the verdict on its passages, faults in words, and counts by signal."""
        report = json.load(open(path, encoding="utf-8"))
        rows, faults, told, false, lost = [], [], {}, {}, 0
        for clue in report["clues"]:
            bids = tuple(map(number, clue["bids"]))
            if len(bids) != 2:
                continue
            kinds = self.pairs.get(bids, set())
            if not any(clue["signal"] in TOLD_BY[kind] for kind in kinds):
                key = f"{clue['strength']} {clue['signal']}"
                false[key] = false.get(key, 0) + 1
                # prices of one published list are told of as weak, with that list as the cause
                if clue["strength"] != "weak":
                    faults.append(f"{clue['bids']} did not copy, and are told of: {key}, {clue['title']['en']}")
            told.setdefault(bids, {}).setdefault(clue["signal"], []).append(clue)
            for evidence in clue["evidence"] if clue["signal"] == "text" else ():
                places = [self.place(bid, evidence[side]) for bid, side in zip(bids, ("first", "second"))]
                if None in places:
                    lost += 1
                else:
                    rows.append([*bids, *places[0], *places[1]])
        shown = []
        for pair, kinds in self.pairs.items():
            for kind in sorted(kinds):
                clues = [clue for signal in TOLD_BY[kind] for clue in told.get(pair, {}).get(signal, [])]
                letters = [bid + 1 for bid in pair]
                if not clues:
                    faults.append(f"bids {letters}: {kind} was copied, and nothing is told of it")
                if kind == "images":
                    shown.append(sum(1 for clue in clues for evidence in clue["evidence"] if evidence["is"] == "images"))
                if kind == "bill" and self.ratio.rstrip("0") not in json.dumps([clue["statements"] for clue in clues]):
                    faults.append(f"bids {letters}: the ratio {self.ratio} of prices is not named")
        verdict = self.judge(rows)
        verdict["lost"], verdict["images"], verdict["false findings"] = lost, shown, false
        verdict["all innocent"] = self.bids * (self.bids - 1) // 2 - len(self.pairs)
        for name, wanted in (("few edits", 0.99), ("many edits", 0.95)):
            found, count = verdict[name]
            if round(count * (1 - found)) > most_missed(count, 1 - wanted):
                faults.append(f"passages with {name}: found {found:.3f} of {count}, which is not {wanted} by chance")
        if verdict["precision"] < 0.95:
            faults.append("passages: precision below .95")
        if any(count < self.copies for count in shown):
            faults.append(f"pictures that were coded anew: {shown} of {self.copies} found")
        verdict["faults"] = faults
        return verdict
