"""The state file: one small SQLite database beside the serving file that no build touches (docs/decisions/0025)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from groundswell.delivery.errors import BusyError, DeliveryError

VERSION = 1
PATIENCE_SECONDS = 30.0  # how long one writer waits for another's commit
FEEDBACK_COLUMNS = (
    "feedback_id", "target_type", "target_id", "entity_type", "entity_id", "direction", "tier", "policy", "verdict",
    "author", "noted_at", "comment",
)  # fmt: skip


def state_path(database: Path) -> Path:
    """Where the state lies unless somebody says otherwise: beside the serving file."""
    return database.with_suffix(".state.sqlite")


def feedback_path(state: Path) -> Path:
    """The Parquet copy of the verdicts that a build reads (var `feedback_path`)."""
    return state.with_name(state.name + ".feedback.parquet")


def open_state(path: Path) -> sqlite3.Connection:
    """Open the state file, making it where there is none. Commits are durable and survive a kill.

    Raises:
        DeliveryError: It is no state file, or of a later version, or cannot be written.
    """
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        with transaction(connection):
            _make(connection, path)
    except sqlite3.Error as error:
        raise DeliveryError(f"{path} cannot be used as a state file: {error}") from None
    return connection


def _make(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
    if version == VERSION:
        return
    if version or tables:
        raise DeliveryError(f"{path} is no state file of this version of Groundswell.")
    statements = files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
    for statement in statements.split(";"):
        connection.execute(statement)
    connection.execute(f"pragma user_version = {VERSION}")


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """A copy to try things on, of a file that may not exist; the file is not touched."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    try:
        if path.exists():
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as original:
                original.backup(copy)
        _make(copy, path)
    except sqlite3.Error as error:
        raise DeliveryError(f"{path} cannot be used as a state file: {error}") from None
    return copy


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, one writer at a time."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def delivering(path: Path) -> Iterator[None]:
    """Held while messages go out. The system takes the lock back from a run that was killed.

    Raises:
        BusyError: Another run holds it.
        DeliveryError: It cannot be made.
    """
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"Another run is delivering from {path}; nothing was sent.") from None
    except OSError as error:
        raise DeliveryError(f"{path} cannot be used as a state file: {error.strerror}.") from None
    try:
        yield
    finally:
        lock.release()


def export_feedback(path: Path) -> Path | None:
    """Write the verdicts as Parquet for the next build, replaced whole; None where there is no state file.

    Raises:
        DeliveryError: The state file cannot be read, or its copy not be written.
    """
    if not path.exists():
        return None
    connection = open_state(path)
    target = feedback_path(path)
    draft = target.with_name(f".{target.name}.draft")
    try:
        # One at a time: the last to write has seen every verdict.
        with transaction(connection):
            pq.write_table(_feedback_table(connection), draft)
            draft.replace(target)
    except OSError as error:
        raise DeliveryError(f"The verdicts are kept in {path}; their copy {target} fails: {error.strerror}.") from None
    finally:
        connection.close()
    return target


def _feedback_table(connection: sqlite3.Connection) -> pa.Table:
    rows = connection.execute(f"select {', '.join(FEEDBACK_COLUMNS)} from feedback order by 1").fetchall()
    columns = {name: [row[name] for row in rows] for name in FEEDBACK_COLUMNS}
    columns["noted_at"] = [datetime.fromisoformat(value).replace(tzinfo=None) for value in columns["noted_at"]]
    types = {name: pa.timestamp("us") if name == "noted_at" else pa.string() for name in FEEDBACK_COLUMNS}
    return pa.table(columns, schema=pa.schema(types.items()))


def text_of(moment: datetime) -> str:
    """A time as the state file holds it: UTC, to the second, so that texts sort as times do."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
