#!/usr/bin/env python3
"""Plays a template's fixture with the real program, as an agency and a bidder would.

    template_play.py BIAO PKI FIXTURE OUT        the whole play: good tender, good bid, every planted mistake
    template_play.py --fill tender|bid PKI FIXTURE FOLDER        only fills in a workspace that was laid out

FIXTURE holds:
    good/tender.yaml, good/bid.yaml   filled in, all but the sections `template` and `provenance`, which the program writes
    good/documents/, good/parts/      the files that go with them
    planted/AREA-NNNN.why.yaml        one mistake each; its name says which rule alone must find it
    lists/NAME.csv                    given to every check as --list NAME=…

A planted file:
    why: {zh: …, en: …}
    in: tender                        or bid
    edits:
      - {file: bid.yaml, replace: "validity: 90", by: "validity: 30"}     the text must stand there exactly once
      - {delete: parts/letter}
      - {write: parts/letter/x.txt, text: "…"}

BIAO is the program, PKI a folder made by `biao pki init`. Standard library only, hence planted files are read line by line.
Prints one line for each planted mistake and ends with 0 only if the good ones gave no finding and each mistake exactly its own.
"""
import json
import os
import re
import shutil
import subprocess
import sys


def stop(text):
    sys.exit("template_play: " + text)


class Player:
    def __init__(self, biao, pki, fixture, out):
        self.biao, self.pki, self.fixture, self.out = map(os.path.abspath, (biao, pki, fixture, out))
        lists = f"{self.fixture}/lists"
        self.lists = [
            word for name in sorted(os.listdir(lists) if os.path.isdir(lists) else [])
            for word in ("--list", f"{name.split('.')[0]}={lists}/{name}")
        ]
        self.name = os.path.basename(self.fixture.rstrip("/"))
        self.env = dict(os.environ, BIAO_PASSPHRASE="practice-only", BIAO_TRUST=self.pki + "/roots", BIAO_LANG="en")

    def run(self, *words, ok=(0,)):
        done = subprocess.run([self.biao, *words], env=self.env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode not in ok:
            stop(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def codes(self, *words):
        """The findings that count, and the problems, of a check."""
        said = json.loads(self.run(*words, "--format", "json", *self.lists, ok=(0, 1, 64, 65, 74, 75)))
        found = [f for f in said["findings"] if f["severity"] != "note"] + said["problems"]
        return found

    # ---- workspaces

    def fill(self, folder, kind, sections):
        """Puts the fixture's file in place of the one laid out, keeping the sections that only the program writes."""
        laid_out = open(f"{folder}/{kind}.yaml", encoding="utf-8").read()
        text = open(f"{self.fixture}/good/{kind}.yaml", encoding="utf-8").read()
        for name in sections:
            found = re.search(rf"^{name}:\n(?:  .*\n)+", laid_out, flags=re.M)
            if found is None:
                stop(f"{folder}/{kind}.yaml has no section {name}")
            text += "\n" + found.group(0)
        open(f"{folder}/{kind}.yaml", "w", encoding="utf-8").write(text)

    def tender(self):
        folder = f"{self.out}/lot"
        self.run("tender", "init", "--template", self.name, "-o", folder)
        self.fill_tender(folder)
        return folder

    def fill_tender(self, folder):
        self.fill(folder, "tender", ["template"])
        for name, source in {
            "platform": "platform/sign.crt", "officer1": "officer1/enc.crt", "officer2": "officer2/enc.crt",
            "trustee1": "trustee1/enc.crt", "trustee2": "trustee2/enc.crt", "trustee3": "trustee3/enc.crt",
        }.items():
            shutil.copyfile(f"{self.pki}/{source}", f"{folder}/certificates/{name}.crt")
        self.lay(folder, "documents")

    def bid(self):
        folder = f"{self.out}/mybid"
        self.run("bid", "init", f"{self.out}/lot.tender", "-o", folder)
        self.fill_bid(folder)
        return folder

    def fill_bid(self, folder):
        self.fill(folder, "bid", ["provenance"])
        self.lay(folder, "parts")

    def lay(self, folder, name):
        """The forms that were laid out make way for the fixture's own files."""
        shutil.rmtree(f"{folder}/{name}", ignore_errors=True)
        shutil.copytree(f"{self.fixture}/good/{name}", f"{folder}/{name}")

    # ---- the play

    def at(self, kind):
        text = open(f"{self.fixture}/good/tender.yaml", encoding="utf-8").read()
        issued = re.search(r"^issued: *(\d{4}-\d\d-\d\d)", text, flags=re.M)
        # the day before publication for the tender, the day of publication for a bid
        return f"{issued.group(1)}T{'08:00:00' if kind == 'tender' else '12:00:00'}+08:00"

    def play(self):
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        lot = self.tender()
        clean = self.expect("good tender", [], "tender", "check", lot, "--at", self.at("tender"))
        # the agency of the practice PKI signs: its code stands in the fixture
        self.run("tender", "pack", lot, "--identity", f"{self.pki}/agency", "--at", self.at("tender"), "-o", f"{self.out}/lot.tender", *self.lists)
        mine = self.bid()
        clean &= self.expect("good bid", [], "bid", "check", mine, "--at", self.at("bid"))
        for name in sorted(os.listdir(f"{self.fixture}/planted")):
            if name.endswith(".yaml"):
                clean &= self.planted(name, lot, mine)
        return clean

    def planted(self, name, lot, mine):
        kind, edits = read_planted(f"{self.fixture}/planted/{name}")
        folder = f"{self.out}/planted/{name[:-len('.yaml')]}"
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        shutil.copytree(lot if kind == "tender" else mine, folder)
        for edit in edits:
            apply(folder, edit, name)
        return self.expect(name, [name.split(".")[0]], kind, "check", folder, "--at", self.at(kind))

    def expect(self, what, wanted, *words):
        found = self.codes(*words)
        codes = sorted({f["code"] for f in found})
        good = codes == wanted
        print(f"{'ok ' if good else 'BAD'} {self.name} {what}: {', '.join(codes) or 'nothing'}")
        if not good:
            for one in found:
                print(f"      {one['code']} {one['message']['en']} [{one['place']}]")
        return good


def read_planted(path):
    """The little that a planted file says: `in`, and edits as one-line mappings whose values are JSON strings or plain words."""
    kind, edits = None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("in:"):
            kind = line[3:].strip()
        elif line.strip().startswith("- {"):
            edits.append(dict(re.findall(r"(\w+): *(\"(?:[^\"\\]|\\.)*\"|[^,{}\"]+)", line.strip()[3:-1])))
    if kind not in ("tender", "bid") or not edits:
        stop(f"{path} needs `in: tender` or `in: bid`, and edits")
    return kind, [{key: json.loads(value) if value.startswith('"') else value.strip() for key, value in edit.items()} for edit in edits]


def apply(folder, edit, name):
    if "delete" in edit:
        path = f"{folder}/{edit['delete']}"
        if os.path.isdir(path):
            shutil.rmtree(path)
        else:
            os.remove(path)
    elif "write" in edit:
        path = f"{folder}/{edit['write']}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w", encoding="utf-8").write(edit["text"])
    else:
        path = f"{folder}/{edit['file']}"
        text = open(path, encoding="utf-8").read()
        if text.count(edit["replace"]) != 1:
            stop(f"{name}: {edit['file']} has {text.count(edit['replace'])} times {edit['replace']!r}, not once")
        open(path, "w", encoding="utf-8").write(text.replace(edit["replace"], edit["by"]))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--fill"] and len(arguments) == 5:
        kind, pki, fixture, folder = arguments[1:]
        player = Player("biao", pki, fixture, folder)
        player.fill_tender(folder) if kind == "tender" else player.fill_bid(folder)
    elif len(arguments) == 4:
        sys.exit(0 if Player(*arguments).play() else 1)
    else:
        stop(__doc__)
