serve(lambda question: say({"outcome": {"number": question["number"], "findings": [], "finding": [{"rule": "BAD-0001"}]}}))
