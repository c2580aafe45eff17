time.sleep(10_000)
