"""What members had before them when they decided, and what has changed since."""
