"""The same input gives the same marts, however often, in whatever form, after any accident; no text costs twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest

from small_world import texts, write_world
from support import MARK, Workspace, differences, mark_scores, marts, scores_in, succeeded


@pytest.fixture(scope="module")
def again(world, tmp_path_factory) -> Workspace:
    """The world built a second time on what the first build left; the cache is marked in between."""
    root = tmp_path_factory.mktemp("again") / "copy"
    shutil.copytree(world.root, root, symlinks=True)
    here = Workspace(root)
    mark_scores(here.cache)
    succeeded(here.dbt("build"))
    return here


def scores_marked(here: Workspace) -> tuple[int, int]:
    """How many scores of a build came from its marked cache, and how many there are."""
    counts = f"select count(*) filter (n_tokens = {MARK}), count(*) from intermediate.int_text_scores"
    return here.query(f"{counts} where engine <> 'none'")[0]


def test_a_second_build_gives_the_same_marts(world, again):
    assert differences(world.build_file, again.build_file, columns_but="landing_file") == {}


def test_a_second_build_scores_nothing_and_looks_nothing_up(world, again):
    assert scores_in(again.cache) == scores_in(world.cache)
    assert scores_marked(again) == (0, scores_in(world.cache)[0][0])


def test_a_full_refresh_takes_every_score_from_the_cache(again):
    succeeded(again.dbt("run", "--full-refresh", "--select", "int_text_scores"))
    marked, every = scores_marked(again)
    assert marked == every > len(texts())


def test_a_deleted_build_file_costs_no_score_and_parquet_gives_the_marts_of_csv(world, parquet_world):
    marked, every = scores_marked(parquet_world)
    assert marked == every > len(texts())
    assert differences(world.database, parquet_world.database, columns_but="landing_file") == {}


def test_a_build_killed_while_it_scores_goes_on_where_it_was(world, workspace):
    here = workspace("killed")
    write_world(here.landing)
    kill_while_scoring(here)
    (committed,) = scores_in(here.cache)[0]
    assert 0 < committed < len(texts())
    assert not here.database.exists(), "a killed run published"
    mark_scores(here.cache)
    succeeded(here.groundswell_run())
    assert scores_marked(here)[0] == committed
    assert_same_but_for_rounding(world, here)


def kill_while_scoring(here: Workspace) -> None:
    """Start a run and kill it with all its children once the cache holds its first batch."""
    here.link_project()
    run = subprocess.Popen(
        here.groundswell_command(),
        cwd=here.project,
        env=here.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 500
        while not (here.cache.exists() and has_scores(here)):
            assert run.poll() is None, "the run ended before it scored"
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        wait_until_free(here.build_file)


def wait_until_free(file: Path) -> None:
    """A killed process takes a moment to let go of its files."""
    deadline = time.monotonic() + 60
    while True:
        try:
            duckdb.connect(str(file)).close()
            return
        except duckdb.IOException:
            assert time.monotonic() < deadline, f"{file} is still held"
            time.sleep(0.1)


def has_scores(here: Workspace) -> bool:
    tables = scores_in(here.cache, "select count(*) from sqlite_master where name = 'scores'")
    return bool(tables[0][0] and scores_in(here.cache)[0][0])


def assert_same_but_for_rounding(one: Workspace, other: Workspace) -> None:
    """The same rows, numbers within 1e-5."""
    import pandas as pd

    for name in marts(one.database):
        frames = []
        for here in (one, other):
            with duckdb.connect(str(here.database), read_only=True) as connection:
                frame = connection.execute(f"from marts.{name}").df().drop(columns="landing_file", errors="ignore")
            exact = [c for c in frame.columns if not pd.api.types.is_float_dtype(frame[c])]
            frames.append(frame.sort_values(exact).reset_index(drop=True))
        pd.testing.assert_frame_equal(*frames, check_exact=False, rtol=0, atol=1e-5, obj=name)
