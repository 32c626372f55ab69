"""Fixtures that more than one topic uses."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from small_world import write_world
from support import SHARED, Workspace, once, succeeded


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workspace]:
    """Makes a workspace with an empty landing folder."""

    def make(name: str) -> Workspace:
        root = Path(tmp_path_factory.mktemp(name))
        (root / "landing").mkdir()
        return Workspace(root)

    return make


@pytest.fixture(scope="session")
def world() -> Workspace:
    """The small world, built, scored and published once. Read it; copy what you change."""

    def make(here: Workspace) -> None:
        write_world(here.landing)
        outcome = succeeded(here.groundswell_run())
        (here.root / "output.txt").write_text(outcome.output)

    return once(SHARED / "world", make)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(SHARED, ignore_errors=True)
