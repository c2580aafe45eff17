def answer(question):
    for _ in range(1_000_000):
        clean(question)


serve(answer)
