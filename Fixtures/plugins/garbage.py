serve(lambda question: print("all is well", flush=True))
