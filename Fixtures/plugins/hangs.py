def answer(question):
    sys.stderr.write("thinking\n")
    sys.stderr.flush()
    time.sleep(10_000)


serve(answer)
