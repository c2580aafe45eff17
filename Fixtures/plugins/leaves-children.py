def answer(question):
    for _ in range(2):
        if os.fork() == 0:
            os.setsid()
            os.close(0), os.close(1), os.close(2)
            time.sleep(10_000)
    sys.exit("gone, but for the children")


serve(answer)
