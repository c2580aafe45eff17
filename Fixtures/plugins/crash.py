def answer(question):
    raise RuntimeError("a mistake of the author's")


serve(answer)
