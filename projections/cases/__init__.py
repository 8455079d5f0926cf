"""Cases as the book shows them: where each stands, its journey, and how long it all takes."""
