"""check.py — an example of a process plugin for biao (进程插件示例), with nothing but Python's standard library.

It reads one JSON object a line from standard input and writes one a line to standard output; docs/plugins/protocol.md says
what stands in them. Two rules: one looks at bid.xml's facts, the other reads a file of the bid.
"""

import csv
import json
import sys
from decimal import Decimal, InvalidOperation

PROTOCOL = 1
SUMMARY = "汇总表.csv"

STAFF = "EXPY-0001"
TOTAL = "EXPY-0002"

HELLO = {
    "protocol": PROTOCOL,
    "id": "example-python",
    "version": "1.0.0",
    "title": {"zh": "示例:人员与汇总表", "en": "example: staff and summary"},
    # Only files whose names begin so are laid out for us; we have no use for the tender's.
    "reads": {"tender": [], "bid": ["parts/"]},
    "rules": [
        {
            "id": STAFF,
            "severity": "error",
            "title": {
                "zh": "施工投标文件应写明拟派的项目负责人和技术负责人",
                "en": "a works bid names its project manager and its technical lead",
            },
            "basis": {"document": "《招标投标法》", "article": "27", "validFrom": "2000-01-01"},
            "remedy": {
                "zh": "在 bid.yaml 的 staff 中补上缺少的人员",
                "en": "add who is missing to staff in bid.yaml",
            },
            "passes": [{"why": {"zh": "两人都写明", "en": "both are named"}, "case": "complete"}],
            "fails": [{"why": {"zh": "没有技术负责人", "en": "the technical lead is missing"}, "case": "no-technical-lead"}],
        },
        {
            "id": TOTAL,
            "severity": "error",
            "title": {
                "zh": "汇总表各项之和应等于开标一览表的投标总价",
                "en": "the items of the summary add up to the price in the opening sheet",
            },
            "basis": {
                "document": "《评标委员会和评标方法暂行规定》(七部委令第12号)",
                "article": "19",
                "validFrom": "2001-07-05",
            },
            "remedy": {
                "zh": "核对 汇总表.csv 与开标一览表,改正不对的一处",
                "en": "compare 汇总表.csv with the opening sheet and correct the one that is wrong",
            },
            "passes": [{"why": {"zh": "相等", "en": "they are equal"}, "case": "complete"}],
            "fails": [
                {"why": {"zh": "差一分", "en": "one fen too little"}, "case": "one-fen-less"},
                {"why": {"zh": "金额读不出来,无法判断", "en": "an amount that cannot be read cannot be judged"}, "case": "unreadable"},
            ],
        },
    ],
}


def check_staff(question):
    """Findings of the first rule: a list, empty where all is well."""
    roles = {person["role"] for person in question["bid"]["staff"]}
    return [
        {
            "rule": STAFF,
            "message": {"zh": f"没有写明{role}", "en": f"no {role} is named"},
            "place": "bid.yaml: staff",
        }
        for role in ("项目负责人", "技术负责人")
        if role not in roles
    ]


def check_total(question):
    """Findings of the second rule, and why it was skipped where there is nothing to add up."""
    price = next((value["value"] for value in question["bid"]["sheet"] if value["field"] == "price"), None)
    names = [file["name"] for file in question["files"]["bid"] if file["name"].endswith("/" + SUMMARY)]
    if price is None or not names:
        return [], [{"id": TOTAL, "reason": {"zh": f"没有{SUMMARY}或投标总价", "en": f"there is no {SUMMARY}, or no price"}}]
    findings = []
    for name in names:
        part = name.split("/")[1]
        try:
            with open(f"{question['files']['folder']}/bid/{name}", encoding="utf-8-sig", newline="") as file:
                total = sum((Decimal(row["金额"]) for row in csv.DictReader(file)), Decimal(0))
        except (InvalidOperation, KeyError, TypeError, UnicodeDecodeError) as error:
            # A bad file is an answer, not a crash. What cannot be told is "indeterminate", never a pass.
            findings.append(
                {
                    "rule": TOTAL,
                    "severity": "indeterminate",
                    "message": {
                        "zh": f"汇总表读不懂,无法核对总价({type(error).__name__})",
                        "en": f"the summary cannot be read, so the price cannot be compared ({type(error).__name__})",
                    },
                    "place": name,
                    "part": part,
                }
            )
            continue
        # Money is text and Decimal: 0.1 + 0.2 is 0.3 here.
        if total != Decimal(price):
            findings.append(
                {
                    "rule": TOTAL,
                    "message": {
                        "zh": f"各项之和为 {total} 元,投标总价为 {price} 元,相差 {total - Decimal(price)} 元",
                        "en": f"the items add up to {total} yuan, the price is {price}: {total - Decimal(price)} yuan apart",
                    },
                    "place": name,
                    "part": part,
                }
            )
    return findings, []


def answer(question):
    """The outcome of one question."""
    if question["bid"] is None:
        reason = {"zh": "只检查投标文件", "en": "it looks at bids only"}
        return {"number": question["number"], "findings": [], "skipped": [{"id": "example-python", "reason": reason}]}
    findings, skipped = check_total(question)
    return {"number": question["number"], "findings": check_staff(question) + findings, "skipped": skipped}


def say(message):
    """One object, one line, at once: biao is waiting."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        message = json.loads(line)
        if "hello" in message:
            if PROTOCOL in message["hello"]["protocols"]:
                say({"hello": HELLO})
            else:
                say({"unsupported": {"protocols": [PROTOCOL]}})
        elif "check" in message:
            say({"outcome": answer(message["check"])})
        elif "end" in message:
            # "is that all?" — it is, and we say so by repeating it
            say(message)


if __name__ == "__main__":
    main()
