"""``minutebook export``: the book in files that other programs and committees take."""
