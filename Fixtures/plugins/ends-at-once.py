sys.exit("no licence was found")
