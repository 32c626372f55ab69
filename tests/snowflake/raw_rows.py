"""The connectors' fixtures as tables of both engines: what a loader leaves in a schema a source."""

from __future__ import annotations

from pathlib import Path

import duckdb
from landing_rows import Table

FIXTURES = Path(__file__).parents[1] / "python" / "connectors" / "fixtures"
# As tests/python/connectors/raw.py: in the order in which somebody switched them on.
CONNECTORS = ["salesforce", "stripe", "product_usage", "zendesk", "delighted", "intercom", "gong", "reviews"]
# So that the fixtures end with the landing rows and not nine months later, which would only make windows longer.
DAYS_EARLIER = 270
TIMES = {"TIMESTAMP WITH TIME ZONE": "timestamptz", "TIMESTAMP": "timestamp", "DATE": "date"}


def raw_tables() -> dict[str, dict[str, Table]]:
    """Every raw table by source and name, with the types that a CSV reader finds in it.

    Raises:
        ValueError: a connector without fixtures, or fixtures of no connector.
    """
    sources = sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir())
    if sources != sorted(CONNECTORS):
        raise ValueError(f"{FIXTURES} holds {', '.join(sources)}, and not {', '.join(CONNECTORS)}")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        return {
            source: {file.stem: _table(connection, file) for file in sorted((FIXTURES / source).glob("*.csv"))}
            for source in CONNECTORS
        }


def _table(connection: duckdb.DuckDBPyConnection, file: Path) -> Table:
    connection.execute(f"create or replace view raw_rows as from read_csv('{file}', header = true, sample_size = -1)")
    columns = {name: kind for name, kind, *_ in connection.execute("describe raw_rows").fetchall()}
    values = [
        f"cast({name} - interval {DAYS_EARLIER} day as {kind}) as {name}" if kind in TIMES else name
        for name, kind in columns.items()
    ]
    rows = connection.execute(f"select {', '.join(values)} from raw_rows").fetchall()
    return Table(
        {name: TIMES.get(kind, kind.lower()) for name, kind in columns.items()},
        [dict(zip(columns, row, strict=True)) for row in rows],
    )
