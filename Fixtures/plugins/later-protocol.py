HELLO["protocol"] = 2
HELLO["novelty"] = True
serve(clean)
