"""Gates as a picture: what was decided at each, and how ready the next one is."""
