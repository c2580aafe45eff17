def answer(question):
    for _ in range(100):
        sys.stderr.write("y" * (1 << 20))
    sys.exit("the last words")


serve(answer)
