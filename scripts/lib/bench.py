#!/usr/bin/env python3
"""Times our commands beside the stock tools that do the same job. Run by scripts/bench; standard library only.

    bench.py --biao PROGRAM --folder WORK [--size 1G] [--files 2000] [--runs 5] [--only big|small|sm2|plugin|boq|text|images|prices|lot] [--keep]

Rules of the game: ours and the peer take turns (A B A B), each on the same file system, inputs in the page cache, the
disk idle at the start of every run. What biao makes is on disk (fsync) when it returns; so the peer's results are synced
too, inside its time, and the seconds that this took are shown apart. The table gives medians: wall-clock and CPU
seconds, and the largest resident memory of any process of the job.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from judge_images import PictureTruth  # noqa: E402
from judge_lot import LotTruth  # noqa: E402
from judge_texts import Truth  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
MADE, ISSUED, WRITTEN, DELIVERED = "2026-10-20", "2026-10-26", "2026-11-10", "2026-11-19"
DEADLINE = "2026-11-20T09:30:00+08:00"
BIDDERS = 3  # with fewer there is no opening


class Cost:
    """Adds up what the commands of one run of one job take."""

    def __init__(self):
        self.wall = self.cpu = self.sync = 0.0
        self.peak = 0

    def run(self, *command, cwd=None):
        """Runs a command; a failure ends the benchmark with its words."""
        began = time.monotonic()
        with open("output.log", "wb") as log:
            process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall += time.monotonic() - began
        self.cpu += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss)
        if process.returncode != 0:
            sys.exit(f"bench: exit {process.returncode}: {' '.join(command)}\n{open('output.log').read()[-2000:]}")
        return self

    def settle(self, *paths):
        """Syncs what a peer wrote, as biao does by itself."""
        before = self.wall
        self.run("sync", *paths)
        self.sync += self.wall - before
        return self


def duel(ours, peer, runs):
    """What each run of ours and of the peer's took."""
    costs = ([], [])
    for turn in range(runs + 1 if runs > 1 else 1):
        for side, job in enumerate((ours, peer)):
            os.sync()
            cost = job()
            # the first of several turns only warms up
            if turn > 0 or runs == 1:
                costs[side].append(cost)
    return costs


def median(costs, name):
    return statistics.median(getattr(cost, name) for cost in costs)


def remove(*paths):
    for path in paths:
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.unlink(path)


class Bench:
    def __init__(self, options):
        self.options = options
        self.biao = options.biao
        self.results = []
        self.rates = []

    def do(self, *arguments, at=None):
        """A step that is not measured; standard output comes back."""
        command = [self.biao, *arguments] + (["--at", at] if at else [])
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"bench: exit {done.returncode}: {' '.join(command)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def measure(self, title, ours, peer, runs=None):
        """Takes turns; the row is shown at once on standard error, and again in the table."""
        costs = duel(ours, peer, runs or self.options.runs)
        self.results.append((row(title, *costs), *(median(side, "wall") for side in costs)))
        print(self.results[-1][0], file=sys.stderr, flush=True)

    # ---- set-up: identities, a tender signed by the unit alone, workspaces ----

    def prepare(self, suite="p256-sha256"):
        self.do("pki", "init", "practice", "--suite", suite, at=f"{MADE}T09:00:00+08:00")
        self.do("tender", "init", "-o", "lot")
        subprocess.run(
            [sys.executable, f"{HERE}/sample-documents.py", "lot/documents", "--tender"], check=True,
            stdout=subprocess.DEVNULL)
        for name in ("officer1", "officer2", "trustee1", "trustee2", "trustee3"):
            shutil.copy(f"practice/{name}/enc.crt", f"lot/certificates/{name}.crt")
        shutil.copy("practice/platform/sign.crt", "lot/certificates/platform.crt")
        subprocess.run(
            [sys.executable, f"{HERE}/fill-workspace.py", "tender", "lot", f"agency-code={self.code('agency')}",
             f"issued={ISSUED}T09:00:00+08:00", f"deadline={DEADLINE}", f"suites={suite}"], check=True)
        text = open("lot/tender.yaml", encoding="utf-8").read()
        assert "roles: [unit, head]\n" in text, "the tender template changed"
        open("lot/tender.yaml", "w", encoding="utf-8").write(text.replace("roles: [unit, head]\n", "roles: [unit]\n"))
        self.do("tender", "pack", "lot", "--identity", "practice/agency", "-o", "lot.tender", at=f"{ISSUED}T09:00:00+08:00")
        subprocess.run(
            ["openssl", "pkcs12", "-in", "practice/officer1/enc.p12", "-nocerts", "-nodes", "-passin",
             "env:BIAO_PASSPHRASE", "-out", "officer.key"], check=True)

    def subject(self, who, field):
        lines = subprocess.run(
            ["openssl", "x509", "-in", f"practice/{who}/sign.crt", "-noout", "-subject", "-nameopt", "utf8,sep_multiline"],
            check=True, capture_output=True, text=True).stdout.splitlines()
        return next(line.split("=", 1)[1] for line in lines if line.strip().startswith(field + "="))

    def code(self, who):
        return self.subject(who, "organizationIdentifier").removeprefix("NTRCN-")

    def workspace(self, name, number, big, files):
        """A bidder's folder: a business part with a page, and the load in the technical part."""
        folder = f"{name}-{number}"
        facts = subprocess.run(
            [sys.executable, f"{HERE}/sample-documents.py", "documents", "--bidder", str(number), "--big", "1", "--name",
             self.subject(f"bidder{number}", "CN"), "--code", self.code(f"bidder{number}")],
            check=True, capture_output=True, text=True).stdout
        open("facts.json", "w", encoding="utf-8").write(facts)
        self.do("bid", "init", "lot.tender", "-o", folder, at=f"{WRITTEN}T09:00:00+08:00")
        subprocess.run(
            [sys.executable, f"{HERE}/fill-workspace.py", "bid", folder, "facts.json", "valid-until=2027-02-20"], check=True)
        shutil.copy("documents/投标函.pdf", f"{folder}/parts/business/")
        shutil.rmtree("documents")
        noise = random.Random(number)
        if big:
            with open(f"{folder}/parts/technical/video.mp4", "wb") as file:
                for _ in range(big >> 20):
                    file.write(noise.randbytes(1 << 20))
        for index in range(files):
            where = f"{folder}/parts/technical/{index // 100:02}"
            os.makedirs(where, exist_ok=True)
            with open(f"{where}/photo-{index:04}.jpg", "wb") as file:
                file.write(noise.randbytes(noise.randint(1 << 10, 32 << 10)))
        return folder

    # ---- the jobs ----

    def pack(self, folder, number, output):
        return [self.biao, "bid", "pack", folder, "--identity", f"practice/bidder{number}", "-o", output, "--at",
                f"{DELIVERED}T10:00:00+08:00"]

    def seal(self, bid, number, output, *more):
        return [self.biao, "bid", "seal", bid, "--tender", "lot.tender", "--identity", f"practice/bidder{number}", "-o",
                output, "--at", f"{DELIVERED}T11:00:00+08:00", *more]

    @staticmethod
    def encrypt(source, target):
        return ["openssl", "cms", "-encrypt", "-aes-256-gcm", "-stream", "-binary", "-outform", "DER", "-in", source,
                "-out", target, "practice/officer1/enc.crt"]

    @staticmethod
    def decrypt(source, target):
        return ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", source, "-out", target, "-inkey",
                "officer.key", "-recip", "practice/officer1/enc.crt"]

    def pack_and_seal(self, name, folder):
        def ours(*more):
            remove("a.bid", "a.sealed")
            return Cost().run(*self.pack(folder, 1, "a.bid")).run(*self.seal("a.bid", 1, "a.sealed", *more))

        def pack_only():
            remove("a.bid", "a.sealed")
            return Cost().run(*self.pack(folder, 1, "a.bid"))

        def zip_only():
            remove("b.zip", "b.cms")
            return Cost().run("zip", "-0", "-q", "-r", "../b.zip", ".", cwd=folder).settle("b.zip")

        def peer():
            return zip_only().run(*self.encrypt("b.zip", "b.cms")).settle("b.cms")

        self.measure(f"{name}: pack | zip -0", pack_only, zip_only)
        self.measure(f"{name}: pack + seal, no read-back | zip -0, cms", lambda: ours("--no-read-back"), peer)
        self.measure(f"{name}: pack + seal | zip -0, cms", ours, peer)
        remove("a.bid", "a.sealed", "b.zip", "b.cms")

    def deliver(self, folders):
        """Three bids in a closed box with their releases, and the peer's three files."""
        remove("box", "releases")
        self.do("box", "init", "box", "--tender", "lot.tender", "--identity", "practice/platform",
                at=f"{ISSUED}T10:00:00+08:00")
        for number, folder in enumerate(folders, 1):
            subprocess.run(self.pack(folder, number, "a.bid"), check=True, stdout=subprocess.DEVNULL)
            subprocess.run(self.seal("a.bid", number, f"{number}.sealed"), check=True, stdout=subprocess.DEVNULL)
            remove("a.bid")
            self.do("box", "receive", f"{number}.sealed", "--box", "box", "-o", f"{number}.receipt",
                    at=f"{DELIVERED}T1{number}:00:00+08:00")
            subprocess.run(["zip", "-0", "-q", "-r", "../b.zip", "."], cwd=folder, check=True)
            subprocess.run(self.encrypt("b.zip", f"{number}.cms"), check=True)
            remove("b.zip")
        self.do("box", "close", "box", "-o", "lot.closing", at="2026-11-20T09:30:01+08:00")
        os.mkdir("releases")
        for number in range(1, BIDDERS + 1):
            self.do("bid", "release", f"{number}.sealed", "--closing", "lot.closing", "--identity",
                    f"practice/bidder{number}", "-o", f"releases/{number}.release", at="2026-11-20T09:35:00+08:00")
            remove(f"{number}.sealed")

    def open(self, name, folders):
        self.deliver(folders)

        def ours():
            remove("opening")
            return Cost().run(self.biao, "open", "box", "--releases", "releases", "--identity", "practice/officer1", "-o",
                              "opening", "--at", "2026-11-20T09:50:00+08:00")

        def peer():
            remove("peer")
            os.mkdir("peer")
            cost = Cost()
            for number in range(1, BIDDERS + 1):
                cost.run(*self.decrypt(f"{number}.cms", f"peer/{number}.zip"))
                cost.run("unzip", "-q", f"peer/{number}.zip", "-d", f"peer/{number}")
            # the unpacked files are not synced: biao leaves whole bids, and the peer has those in its zips
            return cost.settle(*(f"peer/{number}.zip" for number in range(1, BIDDERS + 1)))

        self.measure(f"{name}: open {BIDDERS} bids | cms -decrypt, unzip", ours, peer)
        remove("opening", "peer", "box", *(f"{number}.cms" for number in range(1, BIDDERS + 1)))

    # ---- China's suite ----

    def speed(self):
        """SM2 signatures made and checked in a second of processor time, ours and openssl's in turns."""
        ours, peer = [], []
        for _ in range(self.options.runs):
            done = subprocess.run([self.options.benchmarks, "sm2", "3"], check=True, capture_output=True, text=True)
            ours.append(json.loads(done.stdout))
            done = subprocess.run(["openssl", "speed", "-seconds", "3", "sm2"], check=True, capture_output=True, text=True)
            last = next(line for line in done.stdout.splitlines() if "CurveSM2" in line)
            peer.append(dict(zip(("sign", "verify"), map(float, last.split()[-2:]))))
        for name in ("sign", "verify"):
            a, b = (statistics.median(each[name] for each in side) for side in (ours, peer))
            self.rates.append(f"| SM2 {name} | {a:.0f}/s | {b:.0f}/s | {a / b:.2f} (wanted: at least 0.8) |")
            print(self.rates[-1], file=sys.stderr, flush=True)

    def national(self):
        """Packing and sealing in the suite sm2-sm3 beside one SM3 over the same bytes: what it could take at best."""
        self.speed()
        self.prepare("sm2-sm3")
        name, folder = f"{self.options.size / (1 << 30):g} GiB, sm2-sm3", self.workspace("sm2", 1, self.options.size, 0)

        def ours(*more):
            remove("a.bid", "a.sealed")
            return Cost().run(*self.pack(folder, 1, "a.bid")).run(*self.seal("a.bid", 1, "a.sealed", *more))

        def peer():
            return Cost().run("openssl", "dgst", "-sm3", f"{folder}/parts/technical/video.mp4")

        self.measure(f"{name}: pack + seal, no read-back | dgst -sm3", lambda: ours("--no-read-back"), peer)
        self.measure(f"{name}: pack + seal | dgst -sm3", ours, peer)
        remove("a.bid", "a.sealed", folder)
        print("| calls in a second | ours | openssl speed | ours / openssl |\n|---|---|---|---|")
        print("\n".join(self.rates) + "\n")
        self.show()

    # ---- process plugins ----

    def plugin(self):
        """The example plugin asked by biao, and asked the same through bare pipes: what is left is what biao adds."""
        folder = f"{HERE}/../../Plugins/ExamplePython"
        ours, peer = [], []
        for _ in range(self.options.runs):
            done = subprocess.run([self.options.benchmarks, "plugin", "2", folder], check=True, capture_output=True, text=True)
            ours.append(json.loads(done.stdout))
            peer.append(self.bare_plugin(folder, 2))
        bare_start, bare_call = (statistics.median(each[index] for each in peer) for index in (0, 1))
        print("| plugin | start, ms | a call without files, µs | biao adds, µs | a call with a file of 64 KiB, µs |\n|---|---|---|---|---|")
        for name, key in (("isolated (bwrap)", "full"), ("resource limits only", "limits-only")):
            start, call, large = (
                statistics.median(each[key][what] for each in ours) for what in ("start", "calls", "large"))
            print(f"| {name} | {start:.1f} | {call:.0f} | {call - bare_call:.0f} (wanted: under 1000) | {large:.0f} |")
        print(f"| bare pipes, from Python | {bare_start:.1f} | {bare_call:.0f} | | |")

    @staticmethod
    def bare_plugin(folder, seconds):
        """Milliseconds until it has said hello, and microseconds for a question and its end."""
        began = time.perf_counter()
        process = subprocess.Popen(
            ["/usr/bin/python3", "-I", "-S", "check.py"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8")

        def ask(message):
            process.stdin.write(message)
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        ask('{"hello": {"protocols": [1], "host": "bench"}}\n')
        start = (time.perf_counter() - began) * 1e3
        case = json.load(open(f"{folder}/tests/complete/case.json", encoding="utf-8"))
        question = {"number": 1, "stage": "bid", "tender": case["tender"], "bid": case["bid"], "settings": {},
                    "files": {"folder": "/data/1", "tender": [], "bid": [], "settings": [], "lists": []}}
        line = json.dumps({"check": question}) + "\n"
        end, calls = time.perf_counter() + seconds, []
        while time.perf_counter() < end:
            began = time.perf_counter()
            assert ask(line)["outcome"]["findings"] == [] and ask('{"end": 1}\n') == {"end": 1}
            calls.append((time.perf_counter() - began) * 1e6)
        call = statistics.median(calls)
        process.stdin.close()
        process.wait()
        process.stdout.close()
        return start, call

    # ---- bills of quantities ----

    def bills(self):
        """All checks of a bid's bill against the tender's, both read; xmllint reads and validates the bid's alone."""
        schema = os.path.join(HERE, "..", "..", "docs", "formats", "bill-1.xsd")
        memory = []
        for items in (20_000, 50_000):
            subprocess.run([sys.executable, f"{HERE}/make_bills.py", f"bills-{items}", "--items", str(items)], check=True)
            tender, bid = f"bills-{items}/tender.xml", f"bills-{items}/bid.xml"
            price = open(f"bills-{items}/price.txt", encoding="utf-8").read().split()
            peaks = []

            def ours():
                cost = Cost().run(self.options.benchmarks, "boq", tender, bid, *price)
                peaks.append(cost.peak * 1024)
                return cost

            self.measure(f"bill of {items:,} items: all checks | xmllint --schema", ours,
                         lambda: Cost().run("xmllint", "--noout", "--schema", schema, bid))
            size, both = os.path.getsize(bid), os.path.getsize(bid) + os.path.getsize(tender)
            peak = statistics.median(peaks)
            memory.append(f"| {items:,} | {size / 1e6:.1f} MB | {both / 1e6:.1f} MB | {peak / 1e6:.1f} MB | {peak / size:.1f} "
                          f"(wanted: under 10) |")
        self.show()
        print("\n| items | the bid's file | both files | peak memory | peak / the bid's file |\n|---|---|---|---|---|")
        print("\n".join(memory))
        print("\nwanted: all checks of 20,000 items in under twice xmllint's wall time")

    # ---- the texts of a lot ----

    def texts(self):
        """What is found of what was planted in a lot's texts, and what it takes, beside tools that look for copies."""
        lots = {bids: self.lot_of_texts(bids) for bids in (20, 40)}
        folder, truth = "texts-20", lots[20]
        tools = {"biao": self.ours_of_texts(folder, truth), **self.peers_of_texts(folder, truth)}
        found, costs = {}, {name: [] for name in tools}
        for turn in range(self.options.runs):
            for name, job in tools.items():
                found[name], cost = job()
                costs[name].append(cost)
                print(f"{turn + 1} {name}: {cost.cpu:.2f} s CPU", file=sys.stderr, flush=True)
        steps = [found["biao"]["comparing"]]
        for _ in range(max(3, self.options.runs) - 1):
            steps.append(tools["biao"]()[0]["comparing"])
        twice = statistics.median(self.ours_of_texts("texts-40", lots[40])()[0]["comparing"] for _ in range(len(steps)))
        print("| tool | ≥ 50 characters, ≤ 5 % edits | ≥ 100, ≥ 10 % edits | precision by characters | findings on innocent pairs "
              "| wall, CPU, peak |\n|---|---|---|---|---|---|")
        for name in tools:
            verdict = found[name]["verdict"]
            few, many = (f"{verdict[key][0]:.3f} of {verdict[key][1]}" for key in ("few edits", "many edits"))
            print(f"| {name} | {few} | {many} | {verdict['precision']:.3f} | {verdict['false']} on {verdict['innocent']} "
                  f"| {cell(costs[name])} |")
        for name in sorted({"copydetect", "datasketch", "sim_text"} - set(tools)):
            print(f"| {name} | missing here | | | | |")
        print("\n" + truth.recall_table(found["biao"]["verdict"]["table"]))
        step = statistics.median(steps)
        folding, library = found["biao"]["folding"], found["biao"]["library"]
        print(f"\ncomparing 20 bids: {step:.2f} CPU s (wanted: at most 0.5); 40 bids: {twice:.2f} CPU s, {twice / step:.2f} times "
              f"(wanted: at most 2.3); reading the characters of 20: {folding:.2f} CPU s\nbackground library: {library:,} bytes\n"
              "wanted: found .99 and .95, precision .95, nothing on innocent pairs, at most 150 MB")

    def lot_of_texts(self, bids):
        folder = f"texts-{bids}"
        subprocess.run([sys.executable, f"{HERE}/make_texts.py", folder, "--bids", str(bids), "--pairs", str(bids // 2),
                        "--passages", str(bids * 75 // 2)], check=True)
        return Truth(folder)

    def ours_of_texts(self, folder, truth):
        files = [f"{folder}/tender.txt"] + sorted(
            f"{folder}/{name}" for name in os.listdir(folder) if name.startswith(("background-", "bid-")))

        def job():
            cost = Cost().run(self.options.benchmarks, "text", *files)
            result = json.load(open("output.log", encoding="utf-8"))
            result["verdict"] = truth.judge(truth.rows_of_blocks(result["passages"]))
            return result, cost

        return job

    def peers_of_texts(self, folder, truth):
        """Those that are here, or can be fetched into this folder."""
        jobs = {}
        python = "peers/bin/python"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "venv", "peers"], **quiet)
        for tool, version in (("copydetect", "0.5.0"), ("datasketch", "2.0.0")):
            if not os.path.exists(python) or subprocess.run(
                    [python, "-m", "pip", "install", "-q", f"{tool}=={version}"], **quiet).returncode != 0:
                continue

            def job(tool=tool):
                cost = Cost().run(python, f"{HERE}/text_peers.py", tool, folder)
                return {"verdict": truth.judge(json.load(open("output.log", encoding="utf-8")))}, cost

            jobs[tool] = job
        sim = shutil.which("sim_text")
        if not sim and shutil.which("apt-get"):
            # Debian's similarity-tester, unpacked here
            os.makedirs("sim", exist_ok=True)
            subprocess.run("apt-get download similarity-tester && dpkg-deb -x similarity-tester_*.deb .", shell=True, cwd="sim", **quiet)
            sim = os.path.abspath("sim/usr/bin/sim_text") if os.path.exists("sim/usr/bin/sim_text") else None
        if sim:
            # it knows words: each character is one, and its line is its place
            os.makedirs("characters", exist_ok=True)
            for name, text in zip(truth.files, truth.texts):
                with open(f"characters/{name}", "w", encoding="utf-8") as file:
                    file.write("\n".join(text.replace("\n", "")))

            def job():
                cost = Cost().run(sim, "-r", "30", "-n", "-s", "-w", "200", *truth.files, cwd="characters")
                rows = []
                for one, other in re.findall(r"^(bid.*?)\|(bid.*)$", open("output.log", encoding="utf-8").read(), re.M):
                    (a, *x), (b, *y) = ([int(n) for n in re.match(r"bid-(\d+).txt: line (\d+)-(\d+)", side).groups()]
                                        for side in (one, other))
                    rows.append([a - 1, b - 1, x[0] - 1, x[1], y[0] - 1, y[1]] if a < b else [b - 1, a - 1, y[0] - 1, y[1], x[0] - 1, x[1]])
                return {"verdict": truth.judge(rows)}, cost

            jobs["sim_text"] = job
        return jobs

    # ---- a whole lot ----

    def lot(self):
        """A lot of DOCX and PDF compared from end to end, beside what pdftotext and unzip alone take on its files."""
        options = self.options
        began = time.monotonic()
        subprocess.run([sys.executable, f"{HERE}/make_lot.py", "lot", "--bids", str(options.bids), "--megabytes", str(options.megabytes)],
                       check=True)
        print(f"the lot was made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        truth = LotTruth("lot")
        for name in sorted(os.listdir("lot")):
            if name.startswith("background-"):
                self.do("background", "add", "library", f"lot/{name}", "--kind", name.split("-")[1])
        bids = sorted(f"lot/bids/{name}" for name in os.listdir("lot/bids"))
        documents = sorted(f"{bid}/{name}" for bid in bids for name in os.listdir(bid) if name.endswith((".docx", ".pdf")))
        with open("documents", "w", encoding="utf-8") as file:
            file.write("".join(f"{document}\0" for document in documents))

        def ours():
            remove("report")
            return Cost().run(self.biao, "compare", *bids, "--loose", "--tender", "lot/tender", "--background", "library", "-o", "report",
                              "--at", f"{DELIVERED}T12:00:00+08:00")

        peer = 'case "$1" in *.pdf) pdftotext "$1" - ;; *) unzip -p "$1" ;; esac >/dev/null'

        def stock(at_once):
            return Cost().run("xargs", "-0", "-a", "documents", "-n", "1", "-P", str(at_once), "sh", "-c", peer, "sh")

        # the time of day counts here: of programs that are shut in nobody is told what CPU they took
        title = f"{options.bids} bids of {options.megabytes:g} MB: biao compare | pdftotext, unzip -p"
        self.measure(f"{title}, one after the other", ours, lambda: stock(1))
        # as many as ours has cores here
        self.measure(f"{title}, two at once", ours, lambda: stock(2))
        self.show()
        verdict = truth.judge_report("report/report.json")
        weight, pictures = (sum(bid[key] for bid in truth.weights) for key in ("bytes", "pictures"))
        print(f"\nthe lot: {weight / 1e6:.0f} MB in {len(documents)} documents and {len(bids)} bills, {pictures / weight:.0%} of it pictures; "
              f"{sum(map(len, truth.texts)):,} characters\n")
        print(truth.recall_table(verdict["table"]))
        for name in ("few edits", "many edits"):
            print(f"{name}: {verdict[name][0]:.3f} of {verdict[name][1]}", end="; ")
        print(f"precision by characters: {verdict['precision']:.3f} (wanted: .99, .95, .95)")
        print(f"pictures coded anew that were found: {verdict['images']} of {truth.copies} each")
        print(f"{verdict['all innocent']} innocent pairs, findings on them: {sum(verdict['false findings'].values())} "
              f"{verdict['false findings'] or ''} (wanted: none above weak)")
        if verdict["lost"]:
            print(f"passages that were not found again by their words: {verdict['lost']}")
        alone, two = (ours / theirs for _, ours, theirs in self.results)
        print(f"ours / pdftotext and unzip by themselves: {alone:.2f} (wanted: at most 1.5); / two of them at once: {two:.2f}")
        if verdict["faults"]:
            sys.exit("bench: " + "\n".join(verdict["faults"]))

    # ---- pictures ----

    def images(self):
        """What is found of the copies among two bidders' pictures, and what is said of certificates of one form, beside other tools."""
        python = self.python_of_images()
        subprocess.run([python, f"{HERE}/make_images.py", "pictures"], check=True)
        truth = PictureTruth("pictures")
        tools = {"biao": lambda: Cost().run(self.options.benchmarks, "images", "pictures"), **self.peers_of_images(python)}
        pairs, costs = {}, {name: [] for name in tools}
        for turn in range(self.options.runs):
            for name, job in tools.items():
                costs[name].append(job())
                result = json.load(open("output.log", encoding="utf-8"))
                if name == "biao":
                    ours = result
                    pairs["PDQ alone"] = [row[:2] for row in result["near"]]
                    result = [row[:2] for row in result["near"] if row[5]]
                pairs[name] = result
                print(f"{turn + 1} {name}: {costs[name][-1].cpu:.2f} s CPU", file=sys.stderr, flush=True)
        verdicts = {name: truth.judge(each) for name, each in pairs.items()}
        print("| kind of change | copies | " + " | ".join(verdicts) + " |\n|---|---" + "|---" * len(verdicts) + "|")
        for kind in truth.kinds:
            print(f"| {kind} | {verdicts['biao']['found'][kind][1]} | "
                  + " | ".join(f"{verdict['found'][kind][0]}" for verdict in verdicts.values()) + " |")
        for words, key, of in (("certificates of one form, two holders: called one", "certificates", len(truth.certificates)),
                               ("any other pair: called one", "others", "")):
            print(f"| {words} | {of} | " + " | ".join(str(len(verdict[key])) for verdict in verdicts.values()) + " |")
        print("| wall, CPU, peak | | " + " | ".join(cell(costs[name]) if name in costs else "" for name in verdicts) + " |")
        for name in sorted({"ImageHash", "pdqhash"} - set(tools)):
            print(f"\n{name} is missing here")
        print(f"\n{ours['pictures']} pictures: {ours['decoding'] / ours['pictures'] * 1e3:.1f} ms of processor time each to decode, "
              f"{ours['hashing'] / ours['pictures'] * 1e3:.1f} to hash; {len(ours['near'])} near pairs, "
              f"{ours['laying'] / max(1, len(ours['near'])) * 1e3:.2f} ms each to lay one over the other; "
              f"the search for them {ours['seeking'] * 1e3:.0f} ms in all")
        verdict = verdicts["biao"]
        rate = len(verdict["certificates"]) / len(truth.certificates)
        copies = [row[4] for row in ours["near"] if tuple(row[:2]) in truth.copies]
        apart = [row[4] for row in ours["near"] if tuple(row[:2]) in truth.certificates]
        print(f"cells that differ: of copies {max(copies, default=0)} at most; of certificates of one form "
              f"{min(apart, default=0)} at least\nfalse on certificates of one form: {rate:.3%} (wanted: under .1 %)")
        self.whole_of_images(truth)
        failures = [f"missed: {' '.join(row)}" for row in verdict["missed"]
                    if not row[2].startswith(("up to 1.5 % cut", "brighter"))]
        failures += [f"not decoded: {name}" for name in ours["refused"]]
        failures += [f"false: {a} {b}" for a, b in verdict["certificates"]] if rate >= 0.001 else []
        if failures:
            sys.exit("\n".join(failures))

    def whole_of_images(self, truth):
        """The same through the program, as a lot of two loose bids."""
        remove("report")
        cost = Cost().run(self.biao, "compare", "pictures/A", "pictures/B", "--loose", "-o", "report")
        report = json.load(open("report/report.json", encoding="utf-8"))
        clues = [clue for clue in report["clues"] if clue["signal"] == "images"]
        words = clues[0]["statements"][0]["en"] if clues else "nothing"
        print(f"\nbiao compare on the same folders ({truth.originals} pictures have copies): {cell([cost])}, "
              f"without what the decoder takes in its sandbox\n> {words}")

    def python_of_images(self):
        """A Python that draws: one of this folder's own, or the system's."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "venv", "peers"], **quiet)
        if os.path.exists("peers/bin/python"):
            subprocess.run(["peers/bin/python", "-m", "pip", "install", "-q", "Pillow==12.2.0"], **quiet)
        for python in filter(os.path.exists, ("peers/bin/python", sys.executable)):
            if subprocess.run([python, "-c", "import PIL.Image"], **quiet).returncode == 0:
                return os.path.abspath(python)
        sys.exit("bench: the pictures are drawn with Pillow, which could not be fetched; install python3-pil")

    def peers_of_images(self, python):
        """Those that can be fetched into this folder."""
        jobs = {}
        for tool, version in (("ImageHash", "4.3.2"), ("pdqhash", "0.2.8")) if python.startswith(os.getcwd()) else ():
            if subprocess.run([python, "-m", "pip", "install", "-q", f"{tool}=={version}", "numpy"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0:
                jobs[tool] = lambda tool=tool: Cost().run(python, f"{HERE}/image_peers.py", tool, "pictures")
        return jobs

    # ---- the comparison of priced bills ----

    def prices(self):
        """Simulated lots of 2,000 items with known truth: what is found of each way to copy, and what is said of honest bidders."""
        if self.options.calibrate:
            subprocess.run([self.options.benchmarks, "calibrate", str(self.options.calibrate)], check=True)
            return
        done = subprocess.run([self.options.benchmarks, "prices", str(self.options.lots), "10000"], check=True,
                              capture_output=True, text=True)
        result = json.loads(done.stdout)
        strengths = ["weak", "moderate", "strong", "very-strong"]
        print("| planted in one pair of eight bidders | lots | found | named as what it is | " + " | ".join(strengths)
              + " | other pairs told of |\n" + "|---" * 9 + "|")
        for name, row in result["planted"].items():
            print(f"| {name} | {row['lots']} | {row['found'] / row['lots']:.3f} | {row['named'] / row['lots']:.3f} | "
                  + " | ".join(str(row[strength]) for strength in strengths) + f" | {row['others']} |")
        print("\n| honest bidders | pairs | weak clues | above weak |\n|---|---|---|---|")
        for name, row in result["honest"].items():
            print(f"| {name} | {row['pairs']:,} | {row['clues'] - row['above']:,} | {row['above']} |")
        print("\n| how bills were made up | lots | found | others told of | above weak |\n|---|---|---|---|---|")
        for name, row in result["provenance"].items():
            found = f"{row['found'] / row['lots']:.3f}" if row["planted"] else "–"
            print(f"| {name} | {row['lots']} | {found} | {row['others']} | {row['above']} |")
        pairs, above = (sum(row[key] for row in result["honest"].values()) for key in ("pairs", "above"))
        print(f"\nfound, least of all: {min(row['found'] / row['lots'] for row in result['planted'].values()):.3f} (wanted: .99)")
        print(f"above weak in {pairs:,} honest pairs: {above} (wanted: 0)")
        print(f"a pair of 2,000 items: {result['milliseconds']:.2f} ms of processor time (wanted: under 3)")

    # ---- all of it ----

    def run(self):
        if self.options.only == "prices":
            return self.prices()
        if self.options.only == "sm2":
            return self.national()
        if self.options.only == "plugin":
            return self.plugin()
        if self.options.only == "boq":
            return self.bills()
        if self.options.only == "text":
            return self.texts()
        if self.options.only == "lot":
            return self.lot()
        if self.options.only == "images":
            return self.images()
        self.prepare()
        self.measure("start-up: biao --version", lambda: Cost().run(self.biao, "--version"),
                     lambda: Cost().run("openssl", "version"), runs=20)
        kinds = {"big": (self.options.size, 0), "small": (0, self.options.files)}
        for kind, (size, files) in kinds.items():
            if self.options.only not in (None, kind):
                continue
            name = f"{size / (1 << 30):g} GiB" if size else f"{files:,} files"
            folders = [self.workspace(kind, number, size, files) for number in range(1, BIDDERS + 1)]
            self.pack_and_seal(name, folders[0])
            self.open(name, folders)
            remove(*folders)
        self.show()

    def show(self):
        print("| job (ours \\| peer) | ours: wall, CPU, peak | peer: wall, CPU, peak | wall, ours / peer | … peer unsynced |")
        print("|---|---|---|---|---|")
        print("\n".join(row for row, *_ in self.results))
        if os.path.isdir("releases"):
            largest = max(os.path.getsize(f"releases/{name}") for name in os.listdir("releases"))
            print(f"\nlargest release: {largest:,} bytes (wanted: under 8,192)")
        if self.results[0][0].startswith("| start-up"):
            print(f"start-up of --version: {self.results[0][1] * 1000:.1f} ms (wanted: under 15)")


def cell(costs):
    wall, cpu, sync = median(costs, "wall"), median(costs, "cpu"), median(costs, "sync")
    text = f"{wall:.2f} s {cpu:.2f} s" if wall >= 0.1 else f"{wall * 1000:.1f} ms {cpu * 1000:.1f} ms"
    return f"{text} {median(costs, 'peak') / 1024:.0f} MiB" + (f" (sync {sync:.2f} s)" if sync > 0 else "")


def row(title, ours, peer):
    wall = median(ours, "wall")
    ratio, bare = wall / median(peer, "wall"), wall / (median(peer, "wall") - median(peer, "sync"))
    title = title.replace("|", "\\|")
    return f"| {title} | {cell(ours)} | {cell(peer)} | {ratio:.2f} | {bare:.2f} |"


def size(text):
    units = {"M": 20, "G": 30}
    return int(float(text[:-1]) * (1 << units[text[-1]])) if text[-1:] in units else int(text)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--biao", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--benchmarks", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--folder", required=True, help="where to work; about twenty times the size is needed")
    parser.add_argument("--size", type=size, default=1 << 30, help="of the big file: 500M, 5G (1G)")
    parser.add_argument("--files", type=int, default=2000, help="how many small files (2000)")
    parser.add_argument("--runs", type=int, help="of each job (5, of a lot 3); with 1 there is no warming up")
    parser.add_argument("--only", choices=["big", "small", "sm2", "plugin", "boq", "text", "images", "prices", "lot"],
                        help="one of the two inputs, China's suite, plugins, bills, or what is compared of bids")
    parser.add_argument("--lots", type=int, default=200, help="of each planted relation, with --only prices (200)")
    parser.add_argument("--bids", type=int, default=20, help="with --only lot (20)")
    parser.add_argument("--megabytes", type=float, default=60, help="of one bid, with --only lot (60)")
    parser.add_argument("--calibrate", type=int, metavar="PAIRS", help="with --only prices: print the table of what chance reaches, from so many pairs of each size (20000)")
    parser.add_argument("--keep", action="store_true", help="leave the folder there")
    options = parser.parse_args()
    options.runs = options.runs or (3 if options.only == "lot" else 5)
    options.biao, options.benchmarks = os.path.abspath(options.biao), os.path.abspath(options.benchmarks)
    remove(options.folder)
    os.makedirs(options.folder)
    os.chdir(options.folder)
    os.environ["BIAO_PASSPHRASE"] = "benchmark"
    try:
        Bench(options).run()
    finally:
        os.chdir("/")
        if not options.keep:
            remove(options.folder)


main()
