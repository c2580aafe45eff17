print("biao")
