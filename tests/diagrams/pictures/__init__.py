"""From a sketch to bytes."""
