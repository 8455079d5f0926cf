"""What the figures would be, had decisions gone another way: replayed, never recorded."""
