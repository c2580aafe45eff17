"""What all practice plugins share. Tests put it before one of the others, and start both as one file, check.py."""
import json
import os
import sys
import time

HELLO = {
    "protocol": 1,
    "id": "bad",
    "version": "1.0.0",
    "title": {"zh": "坏插件", "en": "a bad plugin"},
    "reads": {"tender": [], "bid": ["parts/"], "lists": ["engaged"]},
    "rules": [
        {
            "id": "BAD-0001",
            "title": {"zh": "规则", "en": "a rule"},
            "remedy": {"zh": "办法", "en": "a remedy"},
        }
    ],
}


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def clean(question):
    """What a plugin says of a document with which nothing is wrong."""
    say({"outcome": {"number": question["number"], "findings": []}})


def serve(answer, hello=HELLO):
    for line in sys.stdin:
        message = json.loads(line)
        if "hello" in message:
            say({"hello": hello})
        elif "end" in message:
            say(message)
        else:
            answer(message["check"])


