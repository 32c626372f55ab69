"""Many readers: copies finished marts into the file that people open, and moves it into place in one step.

DuckDB lets nobody read a file while a writer holds it. So dbt writes one file and people open another, which is only
ever replaced whole: a reader sees the last good state or the new one, never half of one.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

# The oldest format that DuckDB 1.x reads everywhere: a BI tool's driver is often older than ours.
STORAGE_VERSION = "v1.0.0"
SERVING_SCHEMA = "marts"


@dataclass(frozen=True)
class Published:
    """What was published: the serving file, the folder of Parquet files, and rows by mart."""

    database: Path
    parquet: Path
    rows: dict[str, int]


def publish(build_file: Path, database: Path, schema: str = SERVING_SCHEMA) -> Published:
    """Copy every table of `schema` from the build file to the serving file and to Parquet, each atomically.

    Args:
        build_file: The DuckDB file that dbt wrote.
        database: The serving file to create or replace. Its marts lie in schema `marts`, whatever the prefix.
        schema: The schema of the marts in the build file.

    Returns:
        Where the marts are, and how many rows each has.

    Raises:
        FileExistsError: Where the Parquet files go there is a folder of somebody's own.
    """
    draft = database.with_name(f".{database.name}.draft")
    folder = database.with_suffix(".marts")
    parquet_draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    if folder.is_dir() and not folder.is_symlink():
        raise FileExistsError(f"{folder} is a folder that Groundswell did not make; move it away.")
    # The rest of a publish that was killed; in a container every run may have the same process id.
    _remove_drafts(draft, parquet_draft)
    parquet_draft.mkdir(parents=True)
    try:
        rows = _copy_marts(build_file, draft, parquet_draft, schema)
        _sync(draft)
        _replace_folder(folder, parquet_draft)
        draft.replace(database)
    finally:
        _remove_drafts(draft, parquet_draft)
    return Published(database=database, parquet=folder, rows=rows)


def _copy_marts(build_file: Path, draft: Path, parquet: Path, schema: str) -> dict[str, int]:
    rows = {}
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        connection.execute(f"attach {_text(draft)} as serving (storage_version '{STORAGE_VERSION}')")
        connection.execute(f"create schema serving.{SERVING_SCHEMA}")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'build' and schema_name = ? order by 1",
            [schema],
        ).fetchall()
        for (table,) in tables:
            source = f'build."{schema}"."{table}"'
            connection.execute(f'create table serving.{SERVING_SCHEMA}."{table}" as from {source}')
            connection.execute(f"copy (from {source}) to {_text(parquet / f'{table}.parquet')} (compression zstd)")
            rows[table] = connection.execute(f"select count(*) from {source}").fetchone()[0]
        connection.execute("checkpoint serving")
    return rows


def _replace_folder(folder: Path, draft: Path) -> None:
    """Put `draft` in the place of `folder`. A folder cannot be replaced in one step, a link to one can."""
    generation = folder.with_name(f".{folder.name}.{draft.stat().st_mtime_ns}")
    draft.rename(generation)
    link = folder.with_name(f".{folder.name}.link")
    _remove(link)
    link.symlink_to(generation.name, target_is_directory=True)
    link.replace(folder)
    for old in folder.parent.glob(f".{folder.name}.[0-9]*"):
        if old.name != generation.name:
            shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove_drafts(draft: Path, parquet_draft: Path) -> None:
    _remove(draft)
    _remove(draft.with_name(draft.name + ".wal"))
    shutil.rmtree(parquet_draft, ignore_errors=True)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
