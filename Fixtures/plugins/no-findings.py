serve(lambda question: say({"outcome": {"number": question["number"]}}))
