"""The bridge between two figures as a waterfall."""
