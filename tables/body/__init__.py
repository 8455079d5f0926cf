"""The rows under a header: projects, printed totals, headings and notes."""
