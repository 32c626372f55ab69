"""The connectors' fixtures as the Parquet files that a loader would leave."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

FIXTURES = Path(__file__).parent / "fixtures"
# In the order in which somebody switched them on.
TICKETS_AND_NPS = ["zendesk", "delighted"]
MESSAGE_SOURCES = [*TICKETS_AND_NPS, "intercom", "gong", "reviews"]
CRM_FIRST = ["salesforce", "stripe", "product_usage", *TICKETS_AND_NPS]
CONNECTORS = [*CRM_FIRST, "intercom", "gong", "reviews"]


def write_raw(folder: Path, sources: Iterable[str], edits: Mapping[str, str] | None = None) -> Path:
    """Write `<folder>/<source>/<table>.parquet` for every fixture of *sources*.

    Args:
        folder: What var `raw_path` will name.
        sources: Names of folders of fixtures.
        edits: By `<source>.<table>`, `<source>.*` or `*`, in this order, a query on `rows`, which are the fixture's. An
            empty query leaves the table out.
    """
    for source in sources:
        (folder / source).mkdir(parents=True, exist_ok=True)
        for file in sorted((FIXTURES / source).glob("*.csv")):
            keys = (f"{source}.{file.stem}", f"{source}.*", "*")
            query = next((edits[key] for key in keys if key in (edits or {})), "from rows")
            if query:
                write_table(file, folder / source / f"{file.stem}.parquet", query)
    return folder


def write_table(file: Path, parquet: Path, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"create view rows as from read_csv('{file}', header = true, sample_size = -1)")
        connection.execute(f"copy ({query}) to '{parquet}' (format parquet)")


if __name__ == "__main__":
    write_raw(Path(sys.argv[1]), CONNECTORS)
