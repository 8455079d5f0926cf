"""How large a file may be: a status table of five thousand projects keeps far below."""

from __future__ import annotations

MOST_BYTES = 64 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
TOO_MANY_ROWS = f"it has more than {MOST_ROWS:,} rows: this is no status table"
