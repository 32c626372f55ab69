"""The small world in other forms."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from small_world import write_world
from support import Workspace, mark_scores, succeeded, write_parquet


@pytest.fixture(scope="session")
def parquet_world(world: Workspace, workspace: Callable[[str], Workspace]) -> Workspace:
    """The same world handed over as Parquet, built from nothing but the other's score cache, every score marked."""
    here = workspace("parquet_world")
    plain = here.root / "csv"
    write_world(plain)
    for table in ("interactions/all", "accounts", "events", "feedback"):
        name = table.partition("/")[0]
        source = f"from read_csv('{plain / table}.csv', all_varchar = true, header = true, delim = ',', quote = '\"')"
        write_parquet(here.landing / f"{name}.parquet", source)
    shutil.copy(world.cache, here.cache)
    mark_scores(here.cache)
    outcome = succeeded(here.groundswell_run())
    (here.root / "output.txt").write_text(outcome.output)
    return here
