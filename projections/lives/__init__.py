"""The life of a figure: movements, reports, requests and statements on one line of time."""
