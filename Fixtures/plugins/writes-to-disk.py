def answer(question):
    with open(question["files"]["folder"] + "/stolen", "w") as file:
        file.write("x")
    clean(question)


serve(answer)
