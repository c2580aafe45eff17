def answer(question):
    eaten = []
    while True:
        eaten.append(bytearray(1 << 24))


serve(answer)
