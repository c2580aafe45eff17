# another rule each time that it is started
HELLO["rules"][0]["id"] = "BAD-%04d" % (time.monotonic_ns() // 1000 % 10_000)
serve(lambda question: sys.exit(1))
