"""Work programmes as the book shows them: what comes to which meeting, and what never came."""
