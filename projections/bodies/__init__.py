"""Bodies as the book shows them: names, lines, terms and seats, each with its dates."""
