"""The score cache: a file of its own, so that a rebuild of the warehouse never pays for a score twice.

SQLite, for point look-ups in a B-tree, several processes at a time and a commit that survives a kill.
See docs/decisions/0006-score-cache.md.
"""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from groundswell.scoring.schema import CACHE_SCHEMA

_FORMAT_VERSION = 1
_APPLICATION_ID = 0x47534343  # "GSCC" in the file's header tells it from any other SQLite file
_POLARITY_SCALE = 6  # polarity is stored as whole millionths: exact
_BUSY_SECONDS = 60.0

_SQL_TYPES = {pa.string(): "TEXT", pa.float64(): "REAL", pa.int32(): "INTEGER", pa.bool_(): "INTEGER"}


class ScoreCacheError(RuntimeError):
    """The cache file cannot be used; the message says which file and what to do."""


class ScoreCache:
    """Scores by (text_key, model_version) in one SQLite file.

    Holds cleaned and redacted text only, never raw text. One `commit` is one transaction: after a kill each batch is
    there whole or not at all. Other processes may read and write the same file meanwhile; the first score of a key
    stays.
    """

    def __init__(self, path: str | Path | None = None):
        """Open or create the cache at `path`; None is a private file that vanishes with the object.

        Raises:
            ScoreCacheError: the file is damaged, of another program, of a newer format, or cannot be written.
        """
        self.path = Path(path) if path is not None else None
        self._lock = threading.RLock()  # DuckDB may pull an Arrow stream from a thread of its own
        with self._translated_errors():
            if self.path:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                self.path or "", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._prepare()

    def lookup(self, keys: Sequence[str], model_version: str) -> pa.Table:
        """The cached scores of `keys` under `model_version`: `CACHE_SCHEMA`, at most one row a distinct key, any
        order."""
        names = ", ".join(CACHE_SCHEMA.names)
        with self._lock, self._translated_errors():
            rows = self._connection.execute(
                # CROSS JOIN fixes the order: walk the keys, probe the index.
                f"select {names} from (select distinct value as wanted from json_each(?)) "
                "cross join scores on text_key = wanted and model_version = ?",
                (json.dumps(list(keys)), model_version),
            ).fetchall()
        columns = zip(*rows, strict=True) if rows else [[] for _ in CACHE_SCHEMA]
        arrays = [_to_arrow(list(column), field) for column, field in zip(columns, CACHE_SCHEMA, strict=True)]
        return pa.Table.from_arrays(arrays, schema=CACHE_SCHEMA)

    def commit(self, scores: pa.Table) -> None:
        """Store `scores` (`CACHE_SCHEMA`) in one durable transaction; keys that are there already keep their first
        score."""
        columns = [_to_sql(scores.column(field.name), field) for field in CACHE_SCHEMA]
        marks = ", ".join("?" for _ in CACHE_SCHEMA)
        insert = (
            f"insert into scores ({', '.join(CACHE_SCHEMA.names)}) values ({marks}) "
            "on conflict (text_key, model_version) do nothing"
        )
        with self._lock, self._translated_errors():
            self._connection.execute("begin immediate")
            try:
                self._connection.executemany(insert, zip(*columns, strict=True))
                self._connection.execute("commit")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("rollback")
                raise

    def count(self) -> int:
        """How many scores the cache holds, of all model versions."""
        with self._lock, self._translated_errors():
            return self._connection.execute("select count(*) from scores").fetchone()[0]

    def close(self) -> None:
        """Close the file; the cache cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> "ScoreCache":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self) -> None:
        connection = self._connection
        connection.execute(
            "pragma journal_mode = wal"
        )  # a file system without shared memory keeps its rollback journal
        connection.execute("pragma synchronous = full")
        connection.execute("begin immediate")  # two processes may create the file at the same time
        application_id = connection.execute("pragma application_id").fetchone()[0]
        format_version = connection.execute("pragma user_version").fetchone()[0]
        is_new = not connection.execute("select count(*) from sqlite_master").fetchone()[0]
        if is_new:
            columns = ", ".join(f"{field.name} {_sql_type(field)}" for field in CACHE_SCHEMA)
            connection.execute(f"create table scores ({columns}, primary key (text_key, model_version))")
            connection.execute(f"pragma application_id = {_APPLICATION_ID}")
            connection.execute(f"pragma user_version = {_FORMAT_VERSION}")
        connection.execute("commit")
        if not is_new and application_id != _APPLICATION_ID:
            raise ScoreCacheError(f"{self.path} is a database of another program: set score_cache_path to another file")
        if not is_new and format_version != _FORMAT_VERSION:
            raise ScoreCacheError(
                f"score cache {self.path} has format {format_version}, this release reads {_FORMAT_VERSION}: "
                "move the file away and all texts are scored again"
            )

    @contextlib.contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                hint = (
                    f"another process has held it for {_BUSY_SECONDS:.0f} s: wait, or give this run a file of its own"
                )
            elif isinstance(error, sqlite3.IntegrityError):
                hint = "nothing of this batch was stored"
            elif isinstance(error, (sqlite3.OperationalError, OSError)):
                hint = "check that its directory exists, is writable and has room"
            else:
                hint = "the file is damaged or no score cache: move it away and all texts are scored again"
            raise ScoreCacheError(f"score cache {self.path}: {error}; {hint}") from error


def _sql_type(field: pa.Field) -> str:
    if pa.types.is_decimal(field.type):
        return "INTEGER"
    # Clauses are a JSON array of [clause_number, span_start, span_end, polarity].
    name = "TEXT" if pa.types.is_list(field.type) else _SQL_TYPES[field.type]
    return name if field.nullable else f"{name} not null"


def _to_sql(column: pa.ChunkedArray, field: pa.Field) -> list[Any]:
    values = column.cast(field.type).to_pylist()
    if pa.types.is_decimal(field.type):
        return [None if value is None else int(value.scaleb(_POLARITY_SCALE)) for value in values]
    if pa.types.is_list(field.type):
        return [
            None if clauses is None else json.dumps([list(clause.values()) for clause in clauses], allow_nan=False)
            for clauses in values
        ]
    return values


def _to_arrow(column: list[Any], field: pa.Field) -> pa.Array:
    if pa.types.is_decimal(field.type):
        column = [None if value is None else Decimal(value).scaleb(-_POLARITY_SCALE) for value in column]
    elif pa.types.is_list(field.type):
        names = [child.name for child in field.type.value_type]
        column = [
            None if text is None else [dict(zip(names, clause, strict=True)) for clause in json.loads(text)]
            for text in column
        ]
    elif pa.types.is_boolean(field.type):
        column = [None if value is None else bool(value) for value in column]
    return pa.array(column, type=field.type)
