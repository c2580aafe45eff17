serve(lambda question: print("[" * 100_000, flush=True))
