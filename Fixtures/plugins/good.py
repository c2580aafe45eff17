HELLO["id"] = "good"
HELLO["rules"][0]["id"] = "GOOD-0001"
serve(clean)
