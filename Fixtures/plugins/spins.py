def answer(question):
    while True:
        pass


serve(answer)
