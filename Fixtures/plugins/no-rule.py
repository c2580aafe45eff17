def answer(question):
    say({"outcome": {"number": question["number"], "findings": [{"rule": "BAD-9999"}]}})


serve(answer)
