"""Load a beancount journal, and print the balance of a figure after each of its movements."""

from __future__ import annotations

import sys
from itertools import groupby
from operator import itemgetter

from beancount import loader
from beancount.core.data import Transaction


def main() -> None:
    """Answer for the journal and the account that the command line names."""
    path, prefix = sys.argv[1:]
    entries, errors, _ = loader.load_file(path)
    if errors:
        sys.exit(f"error: {errors[0].message}")
    found = [
        (posting.account, entry.date, posting.units.number)
        for entry in entries
        if isinstance(entry, Transaction)
        for posting in entry.postings
        if posting.account.startswith(prefix)
    ]
    if not found:
        sys.exit(f"error: nothing was ever posted to {prefix}")
    for name, several in groupby(sorted(found), key=itemgetter(0)):
        balance = 0
        for _, day, change in several:
            balance += change
            print(day, name, change, balance)


if __name__ == "__main__":
    main()
