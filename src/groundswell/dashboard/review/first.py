"""Prints the account to picture: the one with an open alert that is discussed first, else the first one discussed.

python -m groundswell.dashboard.review.first warehouse/demo.duckdb
"""

from __future__ import annotations

import sys
from pathlib import Path

from groundswell.dashboard.errors import PageError
from groundswell.dashboard.marts import Marts


def first_account(database: Path) -> str:
    """Its id.

    Raises:
        PageError: The file cannot be read, or nobody is discussed in it.
    """
    with Marts(database, needs=("mart_weekly_review",)) as marts:
        rows = [row for row in marts.rows("review") if row["section"] == "discuss"]
    if not rows:
        raise PageError(f"Nobody is discussed in {database}.")
    return min(rows, key=lambda row: (row["finding"] != "alert", row["item_rank"]))["account_id"]


if __name__ == "__main__":
    print(first_account(Path(sys.argv[1])))
