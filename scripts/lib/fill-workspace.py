#!/usr/bin/env python3
"""Fills in a workspace as a person with an editor would: takes the place of typing in the demo and the tests.

    fill-workspace.py tender FOLDER KEY=VALUE …      issued, deadline, suites=a,b, envelopes, below-three, window
    fill-workspace.py bid FOLDER FACTS.json KEY=VALUE …   facts as sample-documents.py prints them; valid-until, consortium=…

Standard library only. Every replacement must find its place, so that a changed template shows here.
"""
import json
import re
import sys


def replace(text, old, new):
    if old not in text:
        sys.exit(f"fill-workspace: not in the template: {old!r}")
    return text.replace(old, new, 1)


def fill_tender(path, facts):
    text = open(path, encoding="utf-8").read()
    text = replace(text, "id: 【待填】", "id: BH-2026-017")
    text = replace(text, "title: 【待填】", "title: 滨河县向阳路道路改造工程施工")
    text = replace(text, "name: 【待填】\n  code: 【待填】", "name: 滨河县住房和城乡建设局\n  code: 11999999MB0YJJ001U")
    text = replace(
        text,
        "# agency:\n#   name: 【待填】\n#   code: 【待填】",
        f"agency:\n  name: 滨河县公正招标代理有限公司\n  code: {facts['agency-code']}",
    )
    text = replace(
        text,
        "    title: 【待填】\n    # estimate: 5000000.00\n    # ceiling: 4800000.00\n    # deposit: 80000.00",
        "    title: 第一标段\n    estimate: 14000000.00\n    ceiling: 13500000.00\n    deposit: 200000.00",
    )
    for number, name in enumerate(["张敏", "刘建平"], 1):
        text = replace(
            text,
            f"- holder: 【待填】\n    file: certificates/officer{number}.crt",
            f"- holder: {name}\n    file: certificates/officer{number}.crt",
        )
    start = text.index("# recovery:")
    end = text.index("\n\n", start)
    text = text[:start] + re.sub(r"^# ", "", text[start:end], flags=re.M) + text[end:]
    for name in ["何静", "高翔", "罗文"]:
        text = replace(text, "- holder: 【待填】", f"- holder: {name}")
    for key in ("issued", "deadline"):
        text = re.sub(rf"^{key}: .*$", f"{key}: {facts[key]}", text, count=1, flags=re.M)
    if "suites" in facts:
        listed = "\n".join(f"  - {suite}" for suite in facts["suites"].split(","))
        text = replace(text, "  - p256-sha256\n  - rsa-sha256", listed)
    if facts.get("envelopes") == "2":
        text = replace(text, "\nenvelopes: 1\n", "\nenvelopes: 2\n")
        text = replace(text, "    kind: money\n", "    kind: money\n    envelope: 2\n")
        text = replace(text, "  # - id: other", "  - id: pricing\n    title: 报价文件\n    envelope: 2\n  # - id: other")
    if "window" in facts:
        text = replace(text, "releaseWindow: 60", f"releaseWindow: {facts['window']}")
    if "below-three" in facts:
        text = replace(text, "# belowThreeClause: 不足三家时由招标人依法重新招标", f"belowThreeClause: {facts['below-three']}")
    if "amendment" in facts:
        text = replace(
            text,
            "# amendment:\n#   newBidRequired: true\n#   summary: 【待填】",
            f"amendment:\n  newBidRequired: {facts['amendment']}\n  summary: 截止时间顺延",
        )
    open(path, "w", encoding="utf-8").write(text)


def fill_bid(path, facts):
    text = open(path, encoding="utf-8").read()
    text = replace(text, "name: 【待填】\n  code: 【待填】", f"name: {facts['bidder']}\n  code: {facts['code']}")
    if "figures: 【待填】" in text:
        text = replace(text, "figures: 【待填】", f"figures: {facts['price']}")
        text = replace(text, "words: 【待填】", f"words: {facts['priceWords']}")
    for field, value in [("quality", facts["quality"]), ("duration", facts["days"]), ("manager", facts["manager"])]:
        text = replace(text, f'"{field}": 【待填】', f'"{field}": {value}')
    text = replace(text, "amount: 【待填】", f"amount: {facts['deposit']}")
    text = replace(text, "payer: 【待填】", f"payer: {facts['bidder']}")
    text = replace(text, "account: 【待填】", f"account: \"62220000{facts['code'][8:16]}\"")
    text = replace(text, "reference: 【待填】", f"reference: \"TR{facts['code'][-6:]}\"")
    text = replace(text, "validUntil: 【待填】", f"validUntil: {facts['valid-until']}")
    start = text.index("staff:")
    text = text[:start] + replace(text[start:], "name: 【待填】", f"name: {facts['manager']}")
    start = text.index("staff:")
    text = text[:start] + replace(text[start:], "certificate: 【待填】", f"certificate: \"湘1432026{facts['code'][-5:-1]}\"")
    open(path, "w", encoding="utf-8").write(text)


def main():
    what, folder, *rest = sys.argv[1:]
    facts = {}
    if what == "bid":
        facts = json.load(open(rest.pop(0), encoding="utf-8"))
    facts.update(pair.split("=", 1) for pair in rest)
    if what == "tender":
        fill_tender(folder + "/tender.yaml", facts)
    else:
        fill_bid(folder + "/bid.yaml", facts)


main()
