sys.stdin.readline()
say({"unsupported": {"protocols": [2, 3]}})
time.sleep(10_000)
