def answer(question):
    for _ in range(100):
        sys.stdout.write("x" * (1 << 20))
    clean(question)


serve(answer)
