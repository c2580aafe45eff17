def answer(question):
    sys.stdout.buffer.write(bytes(range(256)) + b"\n")
    sys.stdout.buffer.flush()


serve(answer)
