"""The serving file that people open: a DuckDB file with schema `marts`, for reading only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

SCHEMA = "marts"
ANOTHER_VERSION = "was the file built by another version? Build it again with `groundswell run`"


class ServingFileError(RuntimeError):
    """The file cannot be used; the message is one line for the person who named it."""


def open_serving_file(database: Path, needs: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """A connection whose schema is `marts`.

    Args:
        database: A file that is there.
        needs: Marts that it must have.

    Raises:
        ServingFileError: It is no DuckDB file, is being written, or lacks a mart.
    """
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise ServingFileError(f"{database} cannot be read as a DuckDB file: {str(error).splitlines()[0]}") from error
    try:
        missing = [table for table in needs if not has_mart(connection, table)]
        if missing:
            raise ServingFileError(
                f"{database} has no table {SCHEMA}.{missing[0]}: it is no serving file of this project."
            )
        connection.execute(f"set schema = '{SCHEMA}'")
    except BaseException:
        connection.close()
        raise
    return connection


def has_mart(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the file has a mart of that name."""
    found = connection.execute(
        "select 1 from information_schema.tables where table_schema = ? and table_name = ?", [SCHEMA, table]
    )
    return found.fetchone() is not None
