"""A view that counts every fact once, and has no key that would hide a second time."""

from projections.view import View

COUNTED = View(
    "counted",
    1,
    ("CREATE TABLE counted (position INTEGER)",),
    {
        "noted": lambda entry: [("counted", (entry.position,))],
        "of no interest": lambda entry: [("counted", (entry.position,))],
    },
)
