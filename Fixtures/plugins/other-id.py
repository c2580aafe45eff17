HELLO["id"] = "good"
serve(clean)
